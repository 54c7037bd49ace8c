-- The words of current records of documents that are no near duplicates, by sentence: those of the sentence itself, of
-- the indicators read from it and of their subjects, as bigrams (search_text.h). Kept up like the counts of usage.
-- Nothing but which sentence has which bigram is stored; an entry is removed by giving its words again.
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0, detail = none, prefix = 1, tokenize = ascii);

CREATE INDEX current_by_sentence ON records (sentence) WHERE superseded_us IS NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('records', 'current_by_sentence', '10000000 3');
ANALYZE sqlite_schema;

INSERT INTO search (rowid, words)
SELECT r.sentence, bigrams(s.text || ' ' || group_concat(DISTINCT r.phrase) || ' ' || group_concat(DISTINCT r.subject_text))
FROM records AS r JOIN sentences AS s ON s.id = r.sentence
WHERE r.superseded_us IS NULL AND r.near_duplicate = 0 GROUP BY r.sentence;
