-- What contested figures and series are looked up by goes into their index, so that neither reads records in vain.
-- `superseded_us` says nothing here, but SQLite would read the record to see it.
DROP INDEX current_by_series;
CREATE INDEX current_by_series ON records (indicator, subject, period_order, document, start, ordinal, near_duplicate,
  measure, modality, unit, value_key, superseded_us) WHERE superseded_us IS NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat)
VALUES ('records', 'current_by_series', '10000000 2000 4 1 1 1 1 1 1 1 1 1 1');
ANALYZE sqlite_schema;
