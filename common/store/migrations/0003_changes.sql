-- Finds what was superseded since a commit, as `records_by_commit` finds what came.
CREATE INDEX records_by_supersession ON records (superseded_us, document, start, ordinal) WHERE superseded_us IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('records', 'records_by_supersession', '1000000 40 40 2 1');
ANALYZE sqlite_schema;
