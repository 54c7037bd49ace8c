#include "common/store/sqlite_record_store.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/store/names.h"
#include "common/store/sqlite_availability.h"
#include "common/store/sqlite_read.h"
#include "common/store/sqlite_record_changes.h"
#include "common/store/sqlite_record_filter.h"
#include "common/store/sqlite_record_query.h"
#include "common/store/sqlite_record_row.h"
#include "common/store/sqlite_record_search.h"

namespace fangzhi::store {
namespace {

constexpr std::string_view kSelectByName =
    "SELECT id FROM records WHERE document = (SELECT id FROM documents WHERE name = ?1) AND start = ?2 AND "
    "ordinal = ?3 AND superseded_us IS NULL";

// What `columns` gives of the records of a series that match its options, without order.
absl::StatusOr<QueryBuilder> SelectSeries(sqlite::Database* db, const SeriesOptions& options,
                                          std::string_view columns) {
  using Compare = RecordFilter::Comparison;
  const RecordFilter filter = RecordFilter::AllOf({
      RecordFilter(Compare{RecordField::kIndicator, FilterOp::kEqual, options.indicator}),
      RecordFilter(Compare{RecordField::kSubjectId, FilterOp::kEqual, options.subject}),
      options.filter,
  });
  // The answer is by period, so conditions on periods may choose the index.
  ASSIGN_OR_RETURN(const QueryBuilder condition,
                   CompileFilter(filter, {db, IsDefault(options.vintage), RecordOrderField::kPeriod}));
  QueryBuilder query;
  query.Text("SELECT ").Text(columns).Text(" FROM records AS r WHERE ").Append(CompileVintage(options.vintage));
  query.Text(" AND ").Append(condition);
  return query;
}

// The keys of the latest records, earliest first.
absl::StatusOr<std::vector<int64_t>> DatedKeys(sqlite::Database* db, QueryBuilder query, const SeriesOptions& options) {
  query.Text(" AND r.period_order > 0 ORDER BY r.period_order DESC, r.document DESC, r.start DESC, r.ordinal DESC");
  // Only then several vintages of a record are asked for; the index knows nothing of them.
  if (options.vintage.show_superseded) query.Text(", r.created_us DESC");
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);
  std::vector<int64_t> keys;
  int periods = 0;
  int64_t period = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    if (select.Int(1) != period && ++periods > options.latest_periods) break;
    period = select.Int(1);
    keys.push_back(select.Int(0));
  }
  std::ranges::reverse(keys);
  return keys;
}

// The keys of the `limit` most confident records without period. Most series have few or none, and to have SQLite order
// them would cost it a table for each call.
absl::StatusOr<std::vector<int64_t>> UndatedKeys(sqlite::Database* db, QueryBuilder query, int limit) {
  query.Text(" AND r.period_order = 0");
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);
  std::vector<std::tuple<double, int64_t, int64_t, int64_t, int64_t>> found;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    found.emplace_back(-select.Double(1), select.Int(2), select.Int(3), select.Int(4), select.Int(0));
    if (std::ssize(found) < 2 * std::ptrdiff_t{limit}) continue;
    std::ranges::nth_element(found, found.begin() + limit);
    found.resize(static_cast<size_t>(limit));
  }
  const auto end = found.begin() + std::min(std::ssize(found), std::ptrdiff_t{limit});
  std::ranges::partial_sort(found, end);
  std::vector<int64_t> keys;
  for (auto it = found.begin(); it != end; ++it) keys.push_back(std::get<4>(*it));
  return keys;
}

}  // namespace

absl::StatusOr<v1::Record> SqliteRecordStore::Get(std::string_view name, v1::RecordView view) const {
  const auto parsed = ParseRecordName(name);
  if (!parsed) return absl::NotFoundError("no record has this name");
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  ASSIGN_OR_RETURN(sqlite::Statement select, read.db().Prepare(kSelectByName));
  select.BindAll(parsed->document_id, parsed->start, parsed->ordinal);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no record has this name");
  ASSIGN_OR_RETURN(RecordRowReader reader, RecordRowReader::Prepare(&read.db(), view));
  return reader.Read(select.Int(0));
}

absl::StatusOr<RecordPage> SqliteRecordStore::List(const RecordListOptions& options) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_, options.bounds));
  ASSIGN_OR_RETURN(const RecordQuery query, RecordQuery::Compile(&read.db(), options));
  ASSIGN_OR_RETURN(RecordQuery::Page keys, query.Run(&read.db(), options.cursor, std::max(1, options.page_size)));
  RecordPage page;
  page.next_cursor = std::move(keys.next_cursor);
  page.groups = std::move(keys.groups);
  ASSIGN_OR_RETURN(page.records, ReadRecords(&read.db(), keys.keys, options.view));
  return page;
}

absl::StatusOr<SeriesRecords> SqliteRecordStore::Series(const SeriesOptions& options) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_, options.bounds));
  // The columns of the first are all in the index of series.
  ASSIGN_OR_RETURN(const QueryBuilder with_period, SelectSeries(&read.db(), options, "r.id, r.period_order"));
  ASSIGN_OR_RETURN(const QueryBuilder without_period,
                   SelectSeries(&read.db(), options, "r.id, r.confidence, r.document, r.start, r.ordinal"));
  ASSIGN_OR_RETURN(const std::vector<int64_t> dated, DatedKeys(&read.db(), with_period, options));
  ASSIGN_OR_RETURN(const std::vector<int64_t> undated, UndatedKeys(&read.db(), without_period, options.undated_limit));
  SeriesRecords series;
  ASSIGN_OR_RETURN(series.dated, ReadRecords(&read.db(), dated, v1::RECORD_VIEW_FULL));
  ASSIGN_OR_RETURN(series.undated, ReadRecords(&read.db(), undated, v1::RECORD_VIEW_FULL));
  return series;
}

absl::StatusOr<RecordSearchPage> SqliteRecordStore::Search(const RecordSearchOptions& options) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_, options.bounds));
  ASSIGN_OR_RETURN(const RankedKeys ranked, RankMatches(&read.db(), options));
  ASSIGN_OR_RETURN(std::vector<v1::Record> records, ReadRecords(&read.db(), ranked.keys, v1::RECORD_VIEW_FULL));
  RecordSearchPage page;
  for (size_t i = 0; i < records.size(); ++i) page.hits.push_back({std::move(records[i]), ranked.scores[i]});
  page.next_cursor = ranked.next_cursor;
  page.limited = ranked.limited;
  return page;
}

absl::StatusOr<store::Availability> SqliteRecordStore::Availability(const AvailabilityOptions& options) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_, options.bounds));
  return CountAvailable(&read.db(), options);
}

absl::StatusOr<RecordChanges> SqliteRecordStore::Changes(const RecordChangesOptions& options) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_, options.bounds));
  return ReadChanges(&read.db(), options);
}

}  // namespace fangzhi::store
