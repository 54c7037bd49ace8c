-- Times are microseconds since 1970 in UTC (`_us`), days are numbers YYYYMMDD. Enumerations hold the values of the
-- protobuf enumerations of the same name. `documents`, `indicators` and `subjects` have short integer keys, which
-- records refer to; their `name` is the resource name, of documents without the collection.

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- In order of creation, so in order of name.
  name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  found_title TEXT NOT NULL DEFAULT '',  -- The title that extraction found in the text.
  source TEXT NOT NULL,
  published TEXT NOT NULL,               -- As given: YYYY, YYYY-MM or YYYY-MM-DD; or empty.
  published_day INTEGER NOT NULL,        -- The first day of `published`, or 0.
  media_type TEXT NOT NULL,
  charset TEXT NOT NULL,
  content_hash BLOB NOT NULL UNIQUE,     -- SHA-256 of the text.
  text_length INTEGER NOT NULL,          -- In code points.
  state INTEGER NOT NULL,
  state_reason TEXT NOT NULL DEFAULT '',
  generation INTEGER NOT NULL DEFAULT 1, -- How often extraction was asked for.
  attempts INTEGER NOT NULL DEFAULT 0,   -- Of this generation.
  leased INTEGER NOT NULL DEFAULT 0,     -- 1: claimed until `available_us`.
  available_us INTEGER NOT NULL,         -- When it may be claimed.
  extractor_version TEXT NOT NULL DEFAULT '',
  record_count INTEGER NOT NULL DEFAULT 0,
  near_duplicate_of INTEGER REFERENCES documents (id),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
) STRICT;

CREATE INDEX documents_by_state ON documents (state, id);
CREATE INDEX documents_pending ON documents (available_us, id) WHERE state = 1;
CREATE INDEX documents_by_family ON documents (near_duplicate_of) WHERE near_duplicate_of IS NOT NULL;

-- Apart from `documents`, so that listing does not read them.
CREATE TABLE document_texts (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE document_contents (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

-- Outlives the documents, so that a retry after a deletion is known as one.
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  content_hash BLOB NOT NULL,
  document INTEGER NOT NULL,
  already_exists INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE extractors (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE
) STRICT;

-- One row per resource name; counts are of current records of documents that are no near duplicates, here and below.
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,   -- `indicators/gdp`, or `indicators/open-{hash}`.
  open INTEGER NOT NULL,       -- 1: not of the catalogue.
  topic TEXT NOT NULL,         -- Of its first record.
  record_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE subjects (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,   -- `regions/330604`, `subjects/{hash}`.
  record_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE indicator_phrases (
  phrase TEXT NOT NULL,
  indicator INTEGER NOT NULL REFERENCES indicators (id),
  record_count INTEGER NOT NULL,
  PRIMARY KEY (phrase, indicator)
) STRICT, WITHOUT ROWID;

CREATE INDEX indicator_phrases_by_indicator ON indicator_phrases (indicator);
CREATE INDEX indicator_phrases_unused ON indicator_phrases (record_count) WHERE record_count = 0;

CREATE TABLE subject_names (
  name_text TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subjects (id),
  kind INTEGER NOT NULL,
  region TEXT NOT NULL,
  record_count INTEGER NOT NULL,
  PRIMARY KEY (name_text, subject, kind, region)
) STRICT, WITHOUT ROWID;

CREATE INDEX subject_names_by_subject ON subject_names (subject, record_count DESC);
CREATE INDEX subject_names_unused ON subject_names (record_count) WHERE record_count = 0;

CREATE TABLE topic_counts (
  topic TEXT PRIMARY KEY,
  record_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Source sentences, once for all the records read from them.
CREATE TABLE sentences (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  first INTEGER NOT NULL,      -- Span in code points.
  last INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX sentences_by_document ON sentences (document, first);

CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,      -- With `ordinal` the record's id within its document.
  ordinal INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  superseded_us INTEGER,       -- NULL: current.
  near_duplicate INTEGER NOT NULL,  -- 1: its document has `near_duplicate_of`.
  indicator INTEGER NOT NULL REFERENCES indicators (id),
  subject INTEGER NOT NULL REFERENCES subjects (id),
  measure INTEGER NOT NULL,
  modality INTEGER NOT NULL,
  comparator INTEGER NOT NULL,
  granularity INTEGER NOT NULL,
  period_first INTEGER,
  period_last INTEGER,
  -- Sorts periods: last day × 10⁸ + (99999999 − first day), an open end being 99999999 and the first day of an as-of
  -- period its last; 0 without period.
  period_order INTEGER NOT NULL,
  published_day INTEGER NOT NULL,  -- The document's.
  extractor INTEGER NOT NULL REFERENCES extractors (id),
  sentence INTEGER,            -- In `sentences`.
  confidence REAL NOT NULL,
  value_key BLOB NOT NULL,     -- Sorts as the value: DecimalKey.
  value_high_key BLOB,
  value TEXT NOT NULL,
  value_high TEXT NOT NULL,
  unit TEXT NOT NULL,
  topic TEXT NOT NULL,
  number TEXT NOT NULL,
  phrase TEXT NOT NULL,
  subject_text TEXT NOT NULL,
  subject_kind INTEGER NOT NULL,
  region TEXT NOT NULL,        -- Code: `330604`; or empty.
  period TEXT NOT NULL,
  period_surface TEXT NOT NULL,
  base TEXT NOT NULL,
  whole TEXT NOT NULL,
  provenance BLOB NOT NULL     -- fangzhi.v1.Provenance without the sentence.
) STRICT;

-- fangzhi.v1.Record with nothing but `attributions`. Apart, because few answers show them.
CREATE TABLE record_attributions (
  record INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
  attributions BLOB NOT NULL
) STRICT;

-- All vintages.
CREATE UNIQUE INDEX records_by_name ON records (document, start, ordinal, created_us);
CREATE INDEX records_by_subject ON records (subject, indicator);
CREATE INDEX records_by_commit ON records (created_us, document, start, ordinal);

-- Current records. Each begins with what is asked for and goes on with the order of the answer, so that a page is a
-- stretch of the index, in one direction or the other.
CREATE UNIQUE INDEX current_by_name ON records (document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_series ON records (indicator, subject, period_order, document, start, ordinal)
  WHERE superseded_us IS NULL;
CREATE INDEX current_by_indicator ON records (indicator, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_indicator_period ON records (indicator, period_order, document, start, ordinal)
  WHERE superseded_us IS NULL;
CREATE INDEX current_by_subject ON records (subject, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_subject_period ON records (subject, period_order, document, start, ordinal)
  WHERE superseded_us IS NULL;
CREATE INDEX current_by_region ON records (region, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_topic ON records (topic, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_period ON records (period_order, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_value ON records (value_key, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_confidence ON records (confidence, document, start, ordinal) WHERE superseded_us IS NULL;
CREATE INDEX current_by_published ON records (published_day, document, start, ordinal) WHERE superseded_us IS NULL;

-- Statistics for the query planner, fixed so that plans are the same in every store: what is usual in one of 10⁷
-- records. Rows of the index, then rows per value of its first column, of its first two, and so on.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('records', 'records_by_name', '10000000 40 2 1 1'),
  ('records', 'records_by_subject', '10000000 300 5'),
  ('records', 'records_by_commit', '10000000 40 40 2 1'),
  ('records', 'current_by_name', '10000000 40 2 1'),
  ('records', 'current_by_series', '10000000 2000 4 1 1 1 1'),
  ('records', 'current_by_indicator', '10000000 2000 2 1 1'),
  ('records', 'current_by_indicator_period', '10000000 2000 100 2 1 1'),
  ('records', 'current_by_subject', '10000000 300 20 1 1'),
  ('records', 'current_by_subject_period', '10000000 300 60 5 1 1'),
  ('records', 'current_by_region', '10000000 500 30 1 1'),
  ('records', 'current_by_topic', '10000000 400000 8 1 1'),
  ('records', 'current_by_period', '10000000 10000 8 1 1'),
  ('records', 'current_by_value', '10000000 50 2 1 1'),
  ('records', 'current_by_confidence', '10000000 100000 8 1 1'),
  ('records', 'current_by_published', '10000000 3000 40 2 1'),
  ('documents', 'documents_by_state', '250000 80000 1'),
  ('documents', 'documents_pending', '1000 2 1');
-- Makes the connection that migrates use them too.
ANALYZE sqlite_schema;
