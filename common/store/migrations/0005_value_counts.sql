-- Counts of values that have no table of their own, so that what the whole store has is known without reading records.
-- Takes the place of `topic_counts`.
CREATE TABLE value_counts (
  dimension INTEGER NOT NULL,  -- 1 region, 2 period, 3 measure, 4 modality, 5 unit, 6 topic.
  value TEXT NOT NULL,         -- As in `records`; never empty.
  record_count INTEGER NOT NULL,
  PRIMARY KEY (dimension, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX value_counts_unused ON value_counts (record_count) WHERE record_count = 0;

-- The most frequent values first.
CREATE INDEX value_counts_by_count ON value_counts (dimension, record_count DESC, value) WHERE record_count > 0;
CREATE INDEX indicators_by_count ON indicators (record_count DESC, name) WHERE record_count > 0;
CREATE INDEX subjects_by_count ON subjects (record_count DESC, name) WHERE record_count > 0;
CREATE INDEX documents_by_count ON documents (record_count DESC, name)
  WHERE near_duplicate_of IS NULL AND record_count > 0;

INSERT INTO value_counts (dimension, value, record_count)
SELECT 1, region, count(*) FROM records
WHERE superseded_us IS NULL AND near_duplicate = 0 AND region <> '' GROUP BY region
UNION ALL SELECT 2, period, count(*) FROM records
WHERE superseded_us IS NULL AND near_duplicate = 0 AND period <> '' GROUP BY period
UNION ALL SELECT 3, measure, count(*) FROM records
WHERE superseded_us IS NULL AND near_duplicate = 0 GROUP BY measure
UNION ALL SELECT 4, modality, count(*) FROM records
WHERE superseded_us IS NULL AND near_duplicate = 0 GROUP BY modality
UNION ALL SELECT 5, unit, count(*) FROM records
WHERE superseded_us IS NULL AND near_duplicate = 0 AND unit <> '' GROUP BY unit
UNION ALL SELECT 6, topic, record_count FROM topic_counts WHERE record_count > 0;

DROP TABLE topic_counts;
