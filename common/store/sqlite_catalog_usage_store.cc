#include "common/store/sqlite_catalog_usage_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/store/names.h"
#include "common/store/sqlite_read.h"

namespace fangzhi::store {
namespace {

// A table of what records use, and how its rows are found among records.
struct Dimension {
  std::string_view by_name;  // Selects key and count of a name.
  std::string_view all;      // Selects key, count and name of those in use, by name.
  std::string_view first_period;
  std::string_view last_period;
};

constexpr Dimension kIndicators = {
    "SELECT id, record_count FROM indicators WHERE name = ?1",
    "SELECT id, record_count, name FROM indicators WHERE record_count > 0 AND open = 0 ORDER BY name",
    "SELECT period FROM records WHERE superseded_us IS NULL AND near_duplicate = 0 AND indicator = ?1 "
    "AND period_order > 0 ORDER BY period_order LIMIT 1",
    "SELECT period FROM records WHERE superseded_us IS NULL AND near_duplicate = 0 AND indicator = ?1 "
    "AND period_order > 0 ORDER BY period_order DESC LIMIT 1",
};

constexpr Dimension kRegions = {
    "SELECT id, record_count FROM subjects WHERE name = ?1",
    "SELECT id, record_count, name FROM subjects WHERE name > 'regions/' AND name < 'regions0' AND record_count > 0 "
    "ORDER BY name",
    "SELECT period FROM records WHERE superseded_us IS NULL AND near_duplicate = 0 AND subject = ?1 "
    "AND period_order > 0 ORDER BY period_order LIMIT 1",
    "SELECT period FROM records WHERE superseded_us IS NULL AND near_duplicate = 0 AND subject = ?1 "
    "AND period_order > 0 ORDER BY period_order DESC LIMIT 1",
};

constexpr std::string_view kOpenColumns = "SELECT i.id, p.record_count, i.name, p.phrase, i.topic ";

absl::StatusOr<std::string> SelectText(sqlite::Database* db, std::string_view sql, int64_t key) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(sql));
  select.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  return found ? std::string(select.Text(0)) : "";
}

absl::Status AddPeriods(sqlite::Database* db, const Dimension& dimension, int64_t key, Usage* usage) {
  if (usage->record_count == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(usage->first_period, SelectText(db, dimension.first_period, key));
  ASSIGN_OR_RETURN(usage->last_period, SelectText(db, dimension.last_period, key));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Usage>> UsageOf(sqlite::ReadPool* readers, const Dimension& dimension,
                                           const std::vector<std::string>& names) {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers));
  ASSIGN_OR_RETURN(sqlite::Statement select, read.db().Prepare(dimension.by_name));
  std::vector<Usage> usages;
  usages.reserve(names.size());
  for (const std::string& name : names) {
    select.Reset();
    select.BindAll(name);
    Usage& usage = usages.emplace_back();
    usage.name = name;
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) continue;
    usage.record_count = select.Int(1);
    RETURN_IF_ERROR(AddPeriods(&read.db(), dimension, select.Int(0), &usage));
  }
  return usages;
}

absl::StatusOr<std::vector<Usage>> AllUsed(sqlite::ReadPool* readers, const Dimension& dimension) {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers));
  ASSIGN_OR_RETURN(sqlite::Statement select, read.db().Prepare(dimension.all));
  std::vector<Usage> usages;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return usages;
    Usage& usage = usages.emplace_back();
    usage.record_count = select.Int(1);
    usage.name = select.Text(2);
    RETURN_IF_ERROR(AddPeriods(&read.db(), dimension, select.Int(0), &usage));
  }
}

absl::StatusOr<OpenIndicator> ReadOpenIndicator(sqlite::Database* db, const sqlite::Statement& row) {
  OpenIndicator indicator;
  indicator.usage.record_count = row.Int(1);
  indicator.usage.name = row.Text(2);
  indicator.phrase = row.Text(3);
  indicator.topic = row.Text(4);
  RETURN_IF_ERROR(AddPeriods(db, kIndicators, row.Int(0), &indicator.usage));
  return indicator;
}

}  // namespace

absl::StatusOr<std::vector<Usage>> SqliteCatalogUsageStore::Indicators(const std::vector<std::string>& names) const {
  return UsageOf(readers_, kIndicators, names);
}

absl::StatusOr<std::vector<Usage>> SqliteCatalogUsageStore::UsedIndicators() const {
  return AllUsed(readers_, kIndicators);
}

absl::StatusOr<std::vector<Usage>> SqliteCatalogUsageStore::Regions(const std::vector<std::string>& names) const {
  return UsageOf(readers_, kRegions, names);
}

absl::StatusOr<std::vector<Usage>> SqliteCatalogUsageStore::UsedRegions() const { return AllUsed(readers_, kRegions); }

absl::StatusOr<OpenIndicatorPage> SqliteCatalogUsageStore::OpenIndicators(
    const OpenIndicatorListOptions& options) const {
  // The cursor is the last phrase after a mark: a phrase may be anything, but a cursor may not.
  constexpr std::string_view kMark = "p:";
  std::string_view after = options.cursor;
  if (!after.empty() && !after.starts_with(kMark)) {
    return absl::InvalidArgumentError("the cursor is not one of this list");
  }
  if (!after.empty()) after.remove_prefix(kMark.size());

  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  const std::string sql =
      std::string(kOpenColumns) +
      "FROM indicator_phrases AS p CROSS JOIN indicators AS i ON i.id = p.indicator AND i.open = 1 "
      "WHERE p.phrase > ?1 AND p.record_count > 0 AND instr(p.phrase, ?2) > 0 AND (?3 = '' OR i.topic = ?3) "
      "ORDER BY p.phrase LIMIT ?4";
  ASSIGN_OR_RETURN(sqlite::Statement select, read.db().Prepare(sql));
  const int size = std::max(1, options.page_size);
  select.BindAll(after, options.contains, options.topic, int64_t{size} + 1);
  OpenIndicatorPage page;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return page;
    if (static_cast<int>(page.indicators.size()) == size) {
      page.next_cursor = std::string(kMark) + page.indicators.back().phrase;
      return page;
    }
    ASSIGN_OR_RETURN(page.indicators.emplace_back(), ReadOpenIndicator(&read.db(), select));
  }
}

absl::StatusOr<OpenIndicator> SqliteCatalogUsageStore::GetOpenIndicator(std::string_view name) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  const std::string sql = std::string(kOpenColumns) +
                          "FROM indicators AS i JOIN indicator_phrases AS p ON p.indicator = i.id "
                          "WHERE i.name = ?1 AND i.open = 1 AND p.record_count > 0";
  ASSIGN_OR_RETURN(sqlite::Statement select, read.db().Prepare(sql));
  select.BindAll(name);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no record uses this indicator");
  return ReadOpenIndicator(&read.db(), select);
}

absl::StatusOr<std::vector<Usage>> SqliteCatalogUsageStore::UsedTopics() const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  ASSIGN_OR_RETURN(
      sqlite::Statement select,
      read.db().Prepare(
          "SELECT value, record_count FROM value_counts WHERE dimension = 6 AND record_count > 0 ORDER BY value"));
  std::vector<Usage> usages;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return usages;
    usages.push_back({"topics/" + std::string(select.Text(0)), select.Int(1), "", ""});
  }
}

absl::StatusOr<std::vector<SubjectUsage>> SqliteCatalogUsageStore::FindSubjects(std::string_view name_text,
                                                                                int limit) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   // Kind and region are those of the row that has the maximum.
                   read.db().Prepare("SELECT s.name, n.kind, n.region, sum(n.record_count) AS total, "
                                     "max(n.record_count) FROM subject_names AS n "
                                     "JOIN subjects AS s ON s.id = n.subject "
                                     "WHERE n.name_text = ?1 AND n.record_count > 0 "
                                     "GROUP BY n.subject ORDER BY total DESC, s.name LIMIT ?2"));
  select.BindAll(name_text, std::max(1, limit));
  std::vector<SubjectUsage> subjects;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return subjects;
    SubjectUsage& usage = subjects.emplace_back();
    usage.record_count = select.Int(3);
    usage.subject.set_id(std::string(select.Text(0)));
    usage.subject.set_name_text(std::string(name_text));
    usage.subject.set_kind(select.As<v1::SubjectKind>(1));
    if (!select.Text(2).empty()) usage.subject.set_region("regions/" + std::string(select.Text(2)));
  }
}

absl::StatusOr<SubjectUsage> SqliteCatalogUsageStore::GetSubject(std::string_view id) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   read.db().Prepare("SELECT s.record_count, n.name_text, n.kind, n.region FROM subjects AS s "
                                     "JOIN subject_names AS n ON n.subject = s.id "
                                     "WHERE s.name = ?1 AND n.record_count > 0 ORDER BY n.record_count DESC LIMIT 1"));
  select.BindAll(id);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no record has this subject");
  SubjectUsage usage;
  usage.record_count = select.Int(0);
  usage.subject.set_id(std::string(id));
  usage.subject.set_name_text(std::string(select.Text(1)));
  usage.subject.set_kind(select.As<v1::SubjectKind>(2));
  if (!select.Text(3).empty()) usage.subject.set_region("regions/" + std::string(select.Text(3)));
  return usage;
}

}  // namespace fangzhi::store
