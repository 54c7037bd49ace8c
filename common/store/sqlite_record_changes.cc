#include "common/store/sqlite_record_changes.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <absl/time/time.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/store/sqlite_query_builder.h"
#include "common/store/sqlite_record_filter.h"
#include "common/store/sqlite_record_row.h"

namespace fangzhi::store {
namespace {

enum Kind : int64_t { kSuperseded, kCreated };

// Where a change stands: time of commit in microseconds, kind, and the record's document, start and ordinal.
using Position = std::array<int64_t, 5>;
constexpr int64_t kLast = std::numeric_limits<int64_t>::max();

// A change that was looked at.
struct Found {
  Position position;
  int64_t key;
  bool matches;
};

Position AfterCommitsUntil(int64_t us) { return {us, kCreated, kLast, kLast, kLast}; }

std::string ToCursor(const Position& position) { return absl::StrJoin(position, "."); }

absl::StatusOr<Position> ParseCursor(const RecordChangesOptions& options) {
  if (options.cursor.empty()) return AfterCommitsUntil(absl::ToUnixMicros(options.after));
  const std::vector<std::string> parts = absl::StrSplit(options.cursor, '.');
  Position position{};
  if (parts.size() != position.size()) return absl::InvalidArgumentError("the cursor is not one of these changes");
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &position[i])) {
      return absl::InvalidArgumentError("the cursor is not one of these changes");
    }
  }
  return position;
}

// Adds at most `limit` changes of a kind after `from`. Those that do not match are there too, so that what is looked at
// is bounded.
absl::Status Find(sqlite::Database* db, Kind kind, const Position& from, const QueryBuilder& condition, int limit,
                  std::vector<Found>* found) {
  const std::string_view time = kind == kCreated ? "r.created_us" : "r.superseded_us";
  QueryBuilder query;
  query.Text("SELECT r.id, r.document, r.start, r.ordinal, ").Text(time).Text(", ").Append(condition);
  query.Text(" FROM records AS r INDEXED BY ").Text(kind == kCreated ? "records_by_commit" : "records_by_supersession");
  query.Text(" WHERE (").Text(time).Text(", r.document, r.start, r.ordinal) > (").Value(from[0]);
  // Of another kind, all of that time have gone, or none has.
  for (size_t i = 2; i < from.size(); ++i)
    query.Text(", ").Value(from[1] == kind ? from[i] : from[1] < kind ? -1 : kLast);
  query.Text(")").Text(kind == kCreated ? "" : " AND r.superseded_us IS NOT NULL");
  query.Text(" ORDER BY ").Text(time).Text(", r.document, r.start, r.ordinal LIMIT ").Value(int64_t{limit});
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
  query.BindTo(&select);
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return absl::OkStatus();
    found->push_back(
        {{select.Int(4), kind, select.Int(1), select.Int(2), select.Int(3)}, select.Int(0), select.Int(5) != 0});
  }
}

}  // namespace

absl::StatusOr<RecordChanges> ReadChanges(sqlite::Database* db, const RecordChangesOptions& options) {
  ASSIGN_OR_RETURN(Position position, ParseCursor(options));
  ASSIGN_OR_RETURN(const QueryBuilder filter, CompileFilter(options.filter, {db, false}));
  QueryBuilder condition;
  condition.Text("(r.near_duplicate = 0 AND ").Append(filter).Text(")");
  const int limit = std::max(0, options.limit);
  std::vector<Found> found;
  RETURN_IF_ERROR(Find(db, kSuperseded, position, condition, limit, &found));
  RETURN_IF_ERROR(Find(db, kCreated, position, condition, limit, &found));
  std::ranges::sort(found, {}, &Found::position);

  RecordChanges changes;
  changes.more = found.size() >= static_cast<size_t>(limit);
  found.resize(std::min(found.size(), static_cast<size_t>(limit)));
  ASSIGN_OR_RETURN(RecordRowReader reader, RecordRowReader::Prepare(db, v1::RECORD_VIEW_FULL));
  for (const Found& one : found) {
    position = one.position;
    if (!one.matches) continue;
    RecordChanges::Change change{{}, ToCursor(position)};
    ASSIGN_OR_RETURN(change.record, reader.Read(one.key));
    // It came before it went.
    if (one.position[1] == kCreated) change.record.clear_supersede_time();
    changes.changes.push_back(std::move(change));
  }
  changes.cursor = ToCursor(position);
  return changes;
}

}  // namespace fangzhi::store
