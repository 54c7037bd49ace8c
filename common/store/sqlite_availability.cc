#include "common/store/sqlite_availability.h"

#include <absl/strings/numbers.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

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
  bool is_key;            // Of another table; else a text or number that is the value.
  std::string_view name;  // Selects value and name of a key, its first parameter; the second is a record that has it.
  // Where the whole store's counts are: in `value_counts` under this dimension; else selected so, as kMostOfDimension.
  int dimension;
  std::string_view most;
};

// What a key stands for is looked up once it is known to be in the answer.
constexpr std::array<FieldColumn, 9> kFields = {{
    {Field::kIndicator, "r.indicator", true,
     "SELECT name, (SELECT phrase FROM records WHERE id = ?2) FROM indicators WHERE id = ?1", 0,
     "SELECT name, (SELECT phrase FROM indicator_phrases WHERE indicator = i.id ORDER BY record_count DESC LIMIT 1), "
     "record_count FROM indicators AS i WHERE record_count > 0 ORDER BY record_count DESC, name LIMIT ?1"},
    {Field::kSubject, "r.subject", true,
     "SELECT name, (SELECT subject_text FROM records WHERE id = ?2) FROM subjects WHERE id = ?1", 0,
     "SELECT name, (SELECT name_text FROM subject_names WHERE subject = s.id ORDER BY record_count DESC LIMIT 1), "
     "record_count FROM subjects AS s WHERE record_count > 0 ORDER BY record_count DESC, name LIMIT ?1"},
    {Field::kRegion, "r.region", false, "SELECT 'regions/' || ?1, '' WHERE ?2", 1, ""},
    {Field::kPeriod, "r.period", false, "", 2, ""},
    {Field::kMeasure, "r.measure", false, "", 3, ""},
    {Field::kModality, "r.modality", false, "", 4, ""},
    {Field::kUnit, "r.unit", false, "", 5, ""},
    {Field::kTopic, "r.topic", false, "", 6, ""},
    {Field::kDocument, "r.document", true,
     "SELECT 'documents/' || name, CASE WHEN title <> '' THEN title ELSE found_title END FROM documents WHERE id = ?1 "
     "AND ?2",
     0,
     "SELECT 'documents/' || name, CASE WHEN title <> '' THEN title ELSE found_title END, record_count FROM documents "
     "WHERE near_duplicate_of IS NULL AND record_count > 0 ORDER BY record_count DESC, name LIMIT ?1"},
}};

// Value, name and count of the most frequent values, at most ?1 of them.
constexpr std::string_view kMostOfDimension =
    "SELECT iif(dimension = 1, 'regions/', '') || value, '', record_count FROM value_counts "
    "WHERE dimension = ?2 AND record_count > 0 ORDER BY record_count DESC, value LIMIT ?1";

struct Count {
  int64_t records = 0;
  int64_t example = 0;  // The key of a record that has the value.
};

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;
};
using Counts = std::unordered_map<std::string, Count, Hash, std::equal_to<>>;

// Counts the values of a column. Neighbouring records often have the same.
class Tally {
 public:
  void Add(const sqlite::Statement& row, int column) {
    const std::string_view key = row.Text(column);
    if (key.empty()) return;
    if (last_ == nullptr || last_->first != key) last_ = &Find(key, row.Int(0));
    ++last_->second.records;
  }

  const Counts& counts() const { return counts_; }

 private:
  Counts::value_type& Find(std::string_view key, int64_t record) {
    const auto found = counts_.find(key);
    return found != counts_.end() ? *found : *counts_.try_emplace(std::string(key), Count{0, record}).first;
  }

  Counts counts_;
  Counts::value_type* last_ = nullptr;  // In `counts_`.
};

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
  if (field.is_key && absl::SimpleAtoi(key, &number)) {
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

absl::StatusOr<Availability> CountMatching(sqlite::Database* db, const AvailabilityOptions& options, size_t limit) {
  ASSIGN_OR_RETURN(const QueryBuilder query, SelectFields(db, options));
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);
  Availability availability;
  std::array<Tally, kFields.size()> tallies;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    availability.limited = availability.record_count == options.record_limit;
    if (availability.limited) break;
    ++availability.record_count;
    for (size_t i = 0; i < kFields.size(); ++i) tallies[i].Add(select, static_cast<int>(i) + 1);
  }
  for (size_t i = 0; i < kFields.size(); ++i) {
    ASSIGN_OR_RETURN(availability.dimensions.emplace_back(), MostFrequent(db, kFields[i], tallies[i].counts(), limit));
  }
  return availability;
}

absl::StatusOr<Availability> CountAll(sqlite::Database* db, size_t limit) {
  Availability availability;
  // Every record has a measure.
  ASSIGN_OR_RETURN(availability.record_count,
                   db->QueryInt("SELECT coalesce(sum(record_count), 0) FROM value_counts WHERE dimension = 3"));
  for (const FieldColumn& field : kFields) {
    Availability::Dimension& dimension = availability.dimensions.emplace_back();
    dimension.field = field.field;
    ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(field.dimension > 0 ? kMostOfDimension : field.most));
    select.Bind(1, static_cast<int64_t>(limit) + 1);
    if (field.dimension > 0) select.Bind(2, int64_t{field.dimension});
    for (;;) {
      ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      dimension.limited = dimension.values.size() == limit;
      if (dimension.limited) break;
      dimension.values.push_back({std::string(select.Text(0)), std::string(select.Text(1)), select.Int(2)});
    }
  }
  return availability;
}

}  // namespace

absl::StatusOr<Availability> CountAvailable(sqlite::Database* db, const AvailabilityOptions& options) {
  const auto limit = static_cast<size_t>(std::max(1, options.value_limit));
  const bool all = std::holds_alternative<RecordFilter::All>(options.filter.node());
  return all ? CountAll(db, limit) : CountMatching(db, options, limit);
}

}  // namespace fangzhi::store
