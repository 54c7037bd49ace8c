#include "common/store/sqlite_availability.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/base/status_macros.h"
#include "common/store/sqlite_query_builder.h"
#include "common/store/sqlite_record_filter.h"
#include "common/store/sqlite_record_query.h"

namespace fangzhi::store {
namespace {

using Field = Availability::Field;

struct FieldColumn {
  Field field;
  std::string_view column;
  std::string_view name;  // Selects value and name of a key, its first parameter; the second is a record that has it.
};

// What a key stands for is looked up once it is known to be in the answer.
constexpr std::array<FieldColumn, 9> kFields = {{
    {Field::kIndicator, "r.indicator",
     "SELECT name, (SELECT phrase FROM records WHERE id = ?2) FROM indicators WHERE id = ?1"},
    {Field::kSubject, "r.subject",
     "SELECT name, (SELECT subject_text FROM records WHERE id = ?2) FROM subjects WHERE id = ?1"},
    {Field::kRegion, "r.region", "SELECT 'regions/' || ?1, '' WHERE ?2"},
    {Field::kPeriod, "r.period", ""},
    {Field::kMeasure, "r.measure", ""},
    {Field::kModality, "r.modality", ""},
    {Field::kUnit, "r.unit", ""},
    {Field::kTopic, "r.topic", ""},
    {Field::kDocument, "r.document",
     "SELECT 'documents/' || name, CASE WHEN title <> '' THEN title ELSE found_title END FROM documents WHERE id = ?1 "
     "AND ?2"},
}};

struct Count {
  int64_t records = 0;
  int64_t example = 0;  // The key of a record that has the value.
};

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;
};
using Counts = std::unordered_map<std::string, Count, Hash, std::equal_to<>>;

absl::StatusOr<QueryBuilder> SelectFields(sqlite::Database* db, const AvailabilityOptions& options) {
  ASSIGN_OR_RETURN(const QueryBuilder condition, CompileFilter(options.filter, {db}));
  QueryBuilder query;
  query.Text("SELECT r.id");
  for (const FieldColumn& field : kFields) query.Text(", ").Text(field.column);
  query.Text(" FROM records AS r WHERE ").Append(CompileVintage({})).Text(" AND ").Append(condition);
  query.Text(" ORDER BY r.document DESC, r.start DESC, r.ordinal DESC LIMIT ").Value(options.record_limit + 1);
  return query;
}

absl::StatusOr<Availability::Value> Describe(sqlite::Database* db, const FieldColumn& field, const std::string& key,
                                             const Count& count) {
  Availability::Value value{key, "", count.records};
  if (field.name.empty()) return value;
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(field.name));
  int64_t number = 0;
  if (field.field != Field::kRegion && absl::SimpleAtoi(key, &number)) {
    select.BindAll(number, count.example);
  } else {
    select.BindAll(key, count.example);
  }
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::DataLossError("the store holds a record without one of its names");
  value.value = select.Text(0);
  value.name = select.Text(1);
  return value;
}

absl::StatusOr<Availability::Dimension> MostFrequent(sqlite::Database* db, const FieldColumn& field,
                                                     const Counts& counts, size_t limit) {
  std::vector<std::pair<std::string, Count>> sorted(counts.begin(), counts.end());
  const auto before = [](const auto& a, const auto& b) {
    return a.second.records != b.second.records ? a.second.records > b.second.records : a.first < b.first;
  };
  std::ranges::sort(sorted, before);
  Availability::Dimension dimension{.field = field.field, .values = {}, .limited = sorted.size() > limit};
  sorted.resize(std::min(sorted.size(), limit));
  for (const auto& [key, count] : sorted) {
    ASSIGN_OR_RETURN(dimension.values.emplace_back(), Describe(db, field, key, count));
  }
  std::ranges::stable_sort(dimension.values, [](const auto& a, const auto& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return dimension;
}

}  // namespace

absl::StatusOr<Availability> CountAvailable(sqlite::Database* db, const AvailabilityOptions& options) {
  ASSIGN_OR_RETURN(const QueryBuilder query, SelectFields(db, options));
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);
  Availability availability;
  std::array<Counts, kFields.size()> counts;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    if (availability.record_count == options.record_limit) {
      availability.limited = true;
      break;
    }
    ++availability.record_count;
    for (size_t i = 0; i < kFields.size(); ++i) {
      const std::string_view key = select.Text(static_cast<int>(i) + 1);
      if (key.empty()) continue;
      auto found = counts[i].find(key);
      if (found == counts[i].end()) found = counts[i].try_emplace(std::string(key), Count{0, select.Int(0)}).first;
      ++found->second.records;
    }
  }
  for (size_t i = 0; i < kFields.size(); ++i) {
    ASSIGN_OR_RETURN(availability.dimensions.emplace_back(),
                     MostFrequent(db, kFields[i], counts[i], static_cast<size_t>(std::max(1, options.value_limit))));
  }
  return availability;
}

}  // namespace fangzhi::store
