#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_QUERY_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_QUERY_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite/database.h"
#include "common/store/record_store.h"
#include "common/store/sqlite_query_builder.h"

namespace fangzhi::store {

// The condition on `records AS r` that selects a vintage.
QueryBuilder CompileVintage(const Vintage& vintage);

bool IsDefault(const Vintage& vintage);

// The keys of records that match, in an order, from a position on.
class RecordQuery {
 public:
  // Of the options those that select and order: page, view and bounds are left aside. INVALID_ARGUMENT for a bad
  // filter.
  static absl::StatusOr<RecordQuery> Compile(sqlite::Database* db, const RecordListOptions& options);

  struct Page {
    std::vector<int64_t> keys;
    std::string next_cursor;  // Empty where nothing follows.
    std::vector<RecordPage::Group> groups;
  };

  // At most `size` keys after `cursor`. INVALID_ARGUMENT for a cursor that this query did not make.
  absl::StatusOr<Page> Run(sqlite::Database* db, std::string_view cursor, int size) const;

  // The statements that Run may use, for looking at their plans.
  std::vector<std::string> Statements() const;

 private:
  enum class Type { kInteger, kReal, kBlob };

  struct Column {
    std::string_view sql;
    Type type;
  };

  // Neighbouring columns of the order that sort in one direction, so that they are compared together.
  struct OrderUnit {
    std::vector<Column> columns;
    bool descending;
  };

  using Position = std::vector<std::vector<SqlValue>>;  // The values of each unit's columns.

  static constexpr size_t kMostGroupColumns = 3;

  // A page as it fills. It ends within a group only where it begins with that group.
  struct Draft {
    Page page;
    std::string last_cursor;
    std::array<int64_t, kMostGroupColumns> group{};  // Of the last key.
  };

  void AddKey(std::string_view sql, Type type, bool descending);
  void AddOrder(const std::vector<RecordOrder>& order, const Vintage& vintage);
  void AddGrouping(RecordGrouping grouping);
  // The rows that agree with `position` in the first `equal_units` units and come after it in the next; all where
  // `position` is null.
  QueryBuilder Select(const Position* position, size_t equal_units, int limit) const;
  QueryBuilder ComesAfter(const Position& position, size_t equal_units) const;
  // Takes the key of a row. Returns false where the page was full before.
  bool Take(const sqlite::Statement& row, size_t size, Draft* draft) const;
  void EndGroup(std::string cursor, Page* page) const;
  absl::StatusOr<Position> ParseCursor(std::string_view cursor) const;
  std::string MakeCursor(const sqlite::Statement& row) const;

  QueryBuilder condition_;
  std::vector<OrderUnit> units_;
  int group_columns_ = 0;  // The first so many columns of the order tell groups apart.
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_QUERY_H_
