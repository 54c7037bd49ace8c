#include "common/store/sqlite_usage_counts.h"

#include <array>
#include <string_view>

#include "common/base/status_macros.h"
#include "common/store/sqlite_search_index.h"

namespace fangzhi::store {
namespace {

constexpr std::array<std::string_view, 5> kCounts = {
    R"sql(
    INSERT INTO indicator_phrases (phrase, indicator, record_count)
    SELECT phrase, indicator, ?2 * count(*) FROM records
    WHERE document = ?1 AND superseded_us IS NULL AND near_duplicate = 0 GROUP BY phrase, indicator
    ON CONFLICT DO UPDATE SET record_count = record_count + excluded.record_count)sql",
    R"sql(
    INSERT INTO subject_names (name_text, subject, kind, region, record_count)
    SELECT subject_text, subject, subject_kind, region, ?2 * count(*) FROM records
    WHERE document = ?1 AND superseded_us IS NULL AND near_duplicate = 0
    GROUP BY subject_text, subject, subject_kind, region
    ON CONFLICT DO UPDATE SET record_count = record_count + excluded.record_count)sql",
    R"sql(
    UPDATE indicators SET record_count = record_count + ?2 * found.number
    FROM (SELECT indicator, count(*) AS number FROM records
          WHERE document = ?1 AND superseded_us IS NULL AND near_duplicate = 0 GROUP BY indicator) AS found
    WHERE indicators.id = found.indicator)sql",
    R"sql(
    UPDATE subjects SET record_count = record_count + ?2 * found.number
    FROM (SELECT subject, count(*) AS number FROM records
          WHERE document = ?1 AND superseded_us IS NULL AND near_duplicate = 0 GROUP BY subject) AS found
    WHERE subjects.id = found.subject)sql",
    R"sql(
    WITH counted AS (SELECT region, period, measure, modality, unit, topic FROM records
                     WHERE document = ?1 AND superseded_us IS NULL AND near_duplicate = 0)
    INSERT INTO value_counts (dimension, value, record_count)
    SELECT dimension, value, ?2 * count(*) FROM (
      SELECT 1 AS dimension, region AS value FROM counted UNION ALL SELECT 2, period FROM counted
      UNION ALL SELECT 3, measure FROM counted UNION ALL SELECT 4, modality FROM counted
      UNION ALL SELECT 5, unit FROM counted UNION ALL SELECT 6, topic FROM counted)
    WHERE value <> '' GROUP BY dimension, value
    ON CONFLICT DO UPDATE SET record_count = record_count + excluded.record_count)sql",
};

}  // namespace

absl::Status CountRecords(sqlite::Database* db, int64_t document, int times) {
  for (const std::string_view sql : kCounts) {
    ASSIGN_OR_RETURN(sqlite::Statement count, db->Prepare(sql));
    count.BindAll(document, times);
    RETURN_IF_ERROR(count.Run());
  }
  return IndexForSearch(db, document, times);
}

absl::Status ForgetUnusedNames(sqlite::Database* db) {
  for (const std::string_view sql :
       {"DELETE FROM indicator_phrases WHERE record_count = 0", "DELETE FROM subject_names WHERE record_count = 0",
        "DELETE FROM value_counts WHERE record_count = 0"}) {
    ASSIGN_OR_RETURN(sqlite::Statement forget, db->Prepare(sql));
    RETURN_IF_ERROR(forget.Run());
  }
  return absl::OkStatus();
}

}  // namespace fangzhi::store
