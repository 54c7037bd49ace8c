#include "common/store/sqlite_record_query.h"

#include <absl/strings/escaping.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/time/time.h>

#include <algorithm>
#include <bit>
#include <optional>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/store/sqlite_record_filter.h"

namespace fangzhi::store {
namespace {

absl::Status BadCursor() { return absl::InvalidArgumentError("the cursor is not one of this list"); }

// Values in cursors: a letter for the type, then decimal digits, or hexadecimal ones of the bits or bytes.
std::string ToText(const SqlValue& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) return absl::StrCat("i", *integer);
  if (const auto* real = std::get_if<double>(&value))
    return absl::StrCat("r", absl::Hex(std::bit_cast<uint64_t>(*real)));
  return absl::StrCat("b", absl::BytesToHexString(std::get<BlobValue>(value).bytes));
}

std::optional<SqlValue> FromText(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string_view digits = text.substr(1);
  if (text[0] == 'i') {
    int64_t integer = 0;
    if (!absl::SimpleAtoi(ToAbsl(digits), &integer)) return std::nullopt;
    return integer;
  }
  if (text[0] == 'r') {
    uint64_t bits = 0;
    if (!absl::SimpleHexAtoi(ToAbsl(digits), &bits)) return std::nullopt;
    return std::bit_cast<double>(bits);
  }
  const bool is_hex = std::ranges::all_of(digits, [](char c) { return absl::ascii_isxdigit(c); });
  if (text[0] != 'b' || digits.size() % 2 != 0 || !is_hex) return std::nullopt;
  return BlobValue{absl::HexStringToBytes(ToAbsl(digits))};
}

constexpr std::string_view kContested =
    " AND r.period_order > 0 AND EXISTS (SELECT 1 FROM records AS o INDEXED BY current_by_series WHERE "
    "o.superseded_us IS NULL AND o.indicator = r.indicator AND o.subject = r.subject AND o.period_order = "
    "r.period_order AND o.document <> r.document AND o.near_duplicate = 0 AND o.measure = r.measure AND o.modality = "
    "r.modality AND o.unit = r.unit AND o.value_key <> r.value_key)";

}  // namespace

bool IsDefault(const Vintage& vintage) {
  return !vintage.as_of && !vintage.show_superseded && !vintage.show_near_duplicates;
}

QueryBuilder CompileVintage(const Vintage& vintage) {
  QueryBuilder query;
  query.Text("1");
  if (vintage.as_of) {
    const int64_t as_of_us = absl::ToUnixMicros(*vintage.as_of);
    query.Text(" AND +r.created_us <= ").Value(as_of_us);
    if (!vintage.show_superseded)
      query.Text(" AND (r.superseded_us IS NULL OR r.superseded_us > ").Value(as_of_us).Text(")");
  } else if (!vintage.show_superseded) {
    query.Text(" AND r.superseded_us IS NULL");
  }
  if (!vintage.show_near_duplicates) query.Text(" AND r.near_duplicate = 0");
  return query;
}

absl::StatusOr<RecordQuery> RecordQuery::Compile(sqlite::Database* db, const RecordListOptions& options) {
  RecordQuery query;
  query.condition_ = CompileVintage(options.vintage);
  FilterContext context{db, IsDefault(options.vintage)};
  if (options.grouping != RecordGrouping::kNone) {
    context.order = RecordOrderField::kPeriod;
  } else if (!options.order.empty()) {
    context.order = options.order.front().field;
  }
  ASSIGN_OR_RETURN(const QueryBuilder condition, CompileFilter(options.filter, context));
  query.condition_.Text(" AND ").Append(condition);
  if (options.contested) query.condition_.Text(kContested);
  query.AddGrouping(options.grouping);
  query.AddOrder(options.order, options.vintage);
  return query;
}

void RecordQuery::AddKey(std::string_view sql, Type type, bool descending) {
  if (units_.empty() || units_.back().descending != descending) units_.push_back({{}, descending});
  units_.back().columns.push_back({sql, type});
}

void RecordQuery::AddGrouping(RecordGrouping grouping) {
  if (grouping == RecordGrouping::kNone) return;
  if (grouping == RecordGrouping::kFigure) AddKey("r.indicator", Type::kInteger, false);
  AddKey("r.subject", Type::kInteger, false);
  AddKey("r.period_order", Type::kInteger, false);
  group_columns_ = grouping == RecordGrouping::kFigure ? 3 : 1;
}

void RecordQuery::AddOrder(const std::vector<RecordOrder>& order, const Vintage& vintage) {
  bool descending = false;
  for (const RecordOrder& key : order) {
    descending = key.descending;
    switch (key.field) {
      case RecordOrderField::kDocument:
        break;
      case RecordOrderField::kPeriod:
        AddKey("r.period_order", Type::kInteger, descending);
        break;
      case RecordOrderField::kValue:
        AddKey("r.value_key", Type::kBlob, descending);
        break;
      case RecordOrderField::kConfidence:
        AddKey("r.confidence", Type::kReal, descending);
        break;
      case RecordOrderField::kPublished:
        AddKey("r.published_day", Type::kInteger, descending);
        break;
      case RecordOrderField::kCreateTime:
        AddKey("r.created_us", Type::kInteger, descending);
        break;
    }
    // No two records have one name, so what follows decides nothing.
    if (key.field == RecordOrderField::kDocument) break;
  }
  for (const char* const column : {"r.document", "r.start", "r.ordinal"}) AddKey(column, Type::kInteger, descending);
  // But several vintages of a record have.
  if (vintage.show_superseded) AddKey("r.created_us", Type::kInteger, descending);
}

QueryBuilder RecordQuery::Select(const Position* position, size_t equal_units, int limit) const {
  QueryBuilder query;
  query.Text("SELECT r.id");
  for (const OrderUnit& unit : units_) {
    for (const Column& column : unit.columns) query.Text(", ").Text(column.sql);
  }
  query.Text(" FROM records AS r WHERE ").Append(condition_);
  if (position != nullptr) query.Append(ComesAfter(*position, equal_units));
  query.Text(" ORDER BY ");
  bool first = true;
  for (const OrderUnit& unit : units_) {
    for (const Column& column : unit.columns) {
      query.Text(first ? "" : ", ").Text(column.sql).Text(unit.descending ? " DESC" : "");
      first = false;
    }
  }
  query.Text(" LIMIT ").Value(int64_t{limit});
  return query;
}

QueryBuilder RecordQuery::ComesAfter(const Position& position, size_t equal_units) const {
  QueryBuilder query;
  for (size_t i = 0; i < equal_units; ++i) {
    for (size_t j = 0; j < units_[i].columns.size(); ++j) {
      query.Text(" AND ").Text(units_[i].columns[j].sql).Text(" = ").Value(position[i][j]);
    }
  }
  const OrderUnit& unit = units_[equal_units];
  query.Text(" AND (");
  for (size_t j = 0; j < unit.columns.size(); ++j) query.Text(j == 0 ? "" : ", ").Text(unit.columns[j].sql);
  query.Text(unit.descending ? ") < (" : ") > (");
  for (size_t j = 0; j < unit.columns.size(); ++j) query.Text(j == 0 ? "" : ", ").Value(position[equal_units][j]);
  query.Text(")");
  return query;
}

absl::StatusOr<RecordQuery::Page> RecordQuery::Run(sqlite::Database* db, std::string_view cursor, int size) const {
  std::optional<Position> position;
  if (!cursor.empty()) {
    ASSIGN_OR_RETURN(position, ParseCursor(cursor));
  }
  // Each select is one stretch of the order, so that it can begin where an index finds the position: first the rows
  // that differ from it in the last unit only, then those that differ in the last but one, and so on.
  Draft draft;
  for (size_t selects = position ? units_.size() : 1; selects-- > 0;) {
    const int wanted = size + 1 - static_cast<int>(draft.page.keys.size());
    const QueryBuilder query = Select(position ? &*position : nullptr, selects, wanted);
    ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(query.sql()));
    query.BindTo(&select);
    for (;;) {
      ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      if (!Take(select, static_cast<size_t>(size), &draft)) return std::move(draft.page);
    }
  }
  EndGroup("", &draft.page);
  return std::move(draft.page);
}

bool RecordQuery::Take(const sqlite::Statement& row, size_t size, Draft* draft) const {
  Page& page = draft->page;
  const auto previous = draft->group;
  for (int i = 0; i < group_columns_; ++i) draft->group[static_cast<size_t>(i)] = row.Int(i + 1);
  const bool full = page.keys.size() == size;
  const bool cuts_group = full && draft->group == previous && !page.groups.empty();
  if (!cuts_group && (full || draft->group != previous)) EndGroup(draft->last_cursor, &page);
  if (full) {
    if (cuts_group) page.keys.resize(page.groups.back().end);
    page.next_cursor = cuts_group ? page.groups.back().cursor : std::move(draft->last_cursor);
    return false;
  }
  page.keys.push_back(row.Int(0));
  if (group_columns_ > 0 || page.keys.size() == size) draft->last_cursor = MakeCursor(row);
  return true;
}

void RecordQuery::EndGroup(std::string cursor, Page* page) const {
  if (group_columns_ > 0 && !page->keys.empty()) page->groups.push_back({page->keys.size(), std::move(cursor)});
}

std::vector<std::string> RecordQuery::Statements() const {
  std::vector<std::string> statements = {Select(nullptr, 0, 1).sql()};
  Position position;
  for (const OrderUnit& unit : units_) position.emplace_back(unit.columns.size(), SqlValue(int64_t{0}));
  for (size_t i = units_.size(); i-- > 0;) statements.push_back(Select(&position, i, 1).sql());
  return statements;
}

std::string RecordQuery::MakeCursor(const sqlite::Statement& row) const {
  std::string cursor;
  int column = 0;
  for (const OrderUnit& unit : units_) {
    for (const Column& key : unit.columns) {
      ++column;
      SqlValue value = row.Int(column);
      if (key.type == Type::kReal) value = row.Double(column);
      if (key.type == Type::kBlob) value = BlobValue{std::string(row.Bytes(column))};
      absl::StrAppend(&cursor, column == 1 ? "" : ".", ToText(value));
    }
  }
  return cursor;
}

absl::StatusOr<RecordQuery::Position> RecordQuery::ParseCursor(std::string_view cursor) const {
  const std::vector<std::string> texts = absl::StrSplit(ToAbsl(cursor), '.');
  Position position;
  size_t next = 0;
  for (const OrderUnit& unit : units_) {
    position.emplace_back();
    for (const Column& column : unit.columns) {
      if (next == texts.size()) return BadCursor();
      const std::optional<SqlValue> value = FromText(texts[next++]);
      if (!value) return BadCursor();
      const bool suits = (column.type == Type::kInteger && std::holds_alternative<int64_t>(*value)) ||
                         (column.type == Type::kReal && std::holds_alternative<double>(*value)) ||
                         (column.type == Type::kBlob && std::holds_alternative<BlobValue>(*value));
      if (!suits) return BadCursor();
      position.back().push_back(*value);
    }
  }
  if (next != texts.size()) return BadCursor();
  return position;
}

}  // namespace fangzhi::store
