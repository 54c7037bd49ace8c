#include "common/store/sqlite_record_filter.h"

#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/store/decimal_key.h"
#include "common/store/names.h"
#include "common/store/period_days.h"

namespace fangzhi::store {
namespace {

constexpr std::string_view kRegions = "regions/";
// Codes of townships have so many digits; nothing lies below them.
constexpr size_t kTownshipDigits = 9;
// More records than these are not few: what reading and sorting them takes, and looking for more, is some milliseconds.
constexpr int64_t kFew = 4000;

absl::Status Unsuited() { return absl::InvalidArgumentError("the operator or value does not suit the field"); }

// The least text that is greater than every text with this beginning. Its last byte may be no UTF-8, which only
// comparisons see.
std::string AfterPrefix(std::string prefix) {
  ++prefix.back();
  return prefix;
}

std::string_view OperatorText(FilterOp op) {
  switch (op) {
    case FilterOp::kLess:
      return " < ";
    case FilterOp::kLessOrEqual:
      return " <= ";
    case FilterOp::kGreater:
      return " > ";
    case FilterOp::kGreaterOrEqual:
      return " >= ";
    default:
      return " = ";
  }
}

QueryBuilder Condition(std::string_view op, SqlValue value) {
  QueryBuilder condition;
  condition.Text(op).Value(std::move(value));
  return condition;
}

bool IsTextOperator(FilterOp op) { return op == FilterOp::kContains || op == FilterOp::kPrefix; }

// `expression op value` for a text expression.
void CompareText(std::string_view expression, FilterOp op, const std::string& value, QueryBuilder* query) {
  if (op == FilterOp::kContains) {
    query->Text("instr(").Text(expression).Text(", ").Value(value).Text(") > 0");
  } else if (op != FilterOp::kPrefix) {
    query->Text(expression).Text(OperatorText(op)).Value(value);
  } else if (value.empty()) {
    query->Text("1");
  } else {
    query->Text("(").Text(expression).Text(" >= ").Value(value);
    query->Text(" AND ").Text(expression).Text(" < ").Value(AfterPrefix(value)).Text(")");
  }
}

// A field whose texts are in a table of their own: `r.column IN (SELECT id FROM table WHERE name op value)`.
struct Dictionary {
  std::string_view column;  // In `records AS r`.
  std::string_view select;  // Up to the text's comparison.
  std::string_view text;
};

constexpr Dictionary kDocumentNames = {"r.document", "SELECT id FROM documents WHERE ", "name"};
constexpr Dictionary kIndicatorNames = {"r.indicator", "SELECT id FROM indicators WHERE ", "name"};
constexpr Dictionary kSubjectNames = {"r.subject", "SELECT id FROM subjects WHERE ", "name"};
constexpr Dictionary kExtractorVersions = {"r.extractor", "SELECT id FROM extractors WHERE ", "version"};

class Compiler {
 public:
  explicit Compiler(const FilterContext& context) : context_(context) {}

  absl::Status Compile(const RecordFilter& filter) { return Compile(filter, {}); }

  QueryBuilder TakeQuery() { return std::move(query_); }

 private:
  enum class Connective { kNone, kAnd, kOr };

  // Where an expression stands. Negations are carried down to the conditions, and an And within an And, or an Or within
  // an Or, needs no parentheses: so few of them nest, which the SQL parser bounds.
  struct Place {
    bool negated = false;
    Connective around = Connective::kNone;
    int depth = 0;
  };

  absl::Status Compile(const RecordFilter& filter, const Place& place) {
    return std::visit([&](const auto& node) { return this->AddNode(node, place); }, filter.node());
  }

  absl::Status AddNode(const RecordFilter::And& node, const Place& place) {
    return Join(node.operands, place.negated ? Connective::kOr : Connective::kAnd, place);
  }
  absl::Status AddNode(const RecordFilter::Or& node, const Place& place) {
    return Join(node.operands, place.negated ? Connective::kAnd : Connective::kOr, place);
  }
  absl::Status AddNode(const RecordFilter::Not& node, const Place& place) {
    if (node.operand.size() != 1) return Unsuited();
    return Compile(node.operand[0], {!place.negated, place.around, place.depth});
  }
  template <typename Condition>
  absl::Status AddNode(const Condition& node, const Place& place) {
    if (place.negated) query_.Text("NOT (");
    RETURN_IF_ERROR(Add(node));
    if (place.negated) query_.Text(")");
    return absl::OkStatus();
  }
  absl::Status Join(const std::vector<RecordFilter>& operands, Connective connective, const Place& place);

  absl::Status Add(const RecordFilter::All&) {
    query_.Text("1");
    return absl::OkStatus();
  }
  absl::Status Add(const RecordFilter::RegionWithin& node);
  absl::Status Add(const RecordFilter::PeriodOverlaps& node);
  absl::Status Add(const RecordFilter::PeriodWithin& node);

  absl::Status Add(const RecordFilter::Comparison& node);
  absl::Status AddPositive(const RecordFilter::Comparison& node);
  // `field op value`, where `op` is not kNotEqual.
  absl::Status AddValue(RecordField field, FilterOp op, const std::string& value);
  absl::Status AddValue(RecordField field, FilterOp op, int64_t value);
  absl::Status AddValue(RecordField field, FilterOp op, const Decimal& value);
  absl::Status AddValue(RecordField field, FilterOp op, double value);
  absl::Status AddValue(RecordField field, FilterOp op, absl::CivilDay day);
  absl::Status AddValue(RecordField field, FilterOp op, absl::Time value);

  // For columns that answers may be ordered by: their indexes go on in order of names.
  absl::Status AddOrdered(std::string_view column, RecordOrderField order, FilterOp op, SqlValue value);
  absl::Status AddDocument(FilterOp op, const std::string& value);
  absl::Status AddDictionary(const Dictionary& dictionary, FilterOp op, const std::string& value);
  // `column op value`, helped by the keys that `select` finds for the value.
  absl::Status AddNameInUse(std::string_view column, std::string_view key_column, std::string_view select, FilterOp op,
                            const std::string& value);
  absl::Status AddTopic(FilterOp op, const std::string& value);
  absl::Status AddRegion(FilterOp op, const std::string& value);
  absl::Status AddPeriodNotation(FilterOp op, const std::string& value);

  // `column` with each of `conditions` after it. Whether the planner may choose the column's index is decided here:
  // where the index gives the order of the answer (`in_order`), a page ends it; else the matches are all read and
  // sorted, which pays where they are few, and otherwise the answer's order is walked until a page is full.
  absl::Status AddIndexed(std::string_view column, const std::vector<QueryBuilder>& conditions, bool in_order);
  absl::StatusOr<bool> AreFew(std::string_view column, const std::vector<QueryBuilder>& conditions) const;
  bool IsOrderedBy(RecordOrderField field) const { return context_.order == field; }
  // Indicators and subjects have indexes that go on in order of names, and others in order of periods.
  bool HasOrderWithinNames() const {
    return IsOrderedBy(RecordOrderField::kDocument) || IsOrderedBy(RecordOrderField::kPeriod);
  }

  const FilterContext& context_;
  QueryBuilder query_;
};

absl::Status Compiler::Join(const std::vector<RecordFilter>& operands, Connective connective, const Place& place) {
  if (operands.empty()) {
    query_.Text(connective == Connective::kAnd ? "1" : "0");
    return absl::OkStatus();
  }
  const bool parenthesised = connective != place.around;
  const Place within{place.negated, connective, place.depth + (parenthesised ? 1 : 0)};
  if (within.depth > kMaxFilterDepth) return absl::InvalidArgumentError("the filter nests too deeply");
  if (parenthesised) query_.Text("(");
  for (size_t i = 0; i < operands.size(); ++i) {
    if (i > 0) query_.Text(connective == Connective::kAnd ? " AND " : " OR ");
    RETURN_IF_ERROR(Compile(operands[i], within));
  }
  if (parenthesised) query_.Text(")");
  return absl::OkStatus();
}

absl::StatusOr<bool> Compiler::AreFew(std::string_view column, const std::vector<QueryBuilder>& conditions) const {
  QueryBuilder query;
  query.Text("SELECT count(*) FROM (SELECT 1 FROM records AS r WHERE r.superseded_us IS NULL");
  for (const QueryBuilder& condition : conditions) query.Text(" AND ").Text(column).Append(condition);
  query.Text(" LIMIT ").Value(kFew + 1).Text(")");
  ASSIGN_OR_RETURN(sqlite::Statement count, context_.db->Prepare(query.sql()));
  query.BindTo(&count);
  RETURN_IF_ERROR(count.Step().status());
  return count.Int(0) <= kFew;
}

absl::Status Compiler::AddIndexed(std::string_view column, const std::vector<QueryBuilder>& conditions, bool in_order) {
  std::string_view before;
  std::string_view after;
  if (!in_order) {
    ASSIGN_OR_RETURN(const bool few, AreFew(column, conditions));
    before = few ? "likelihood(" : "+";
    after = few ? ", 0.0001)" : "";
  }
  for (size_t i = 0; i < conditions.size(); ++i) {
    query_.Text(i == 0 ? "" : " AND ").Text(before).Text(column).Append(conditions[i]).Text(after);
  }
  return absl::OkStatus();
}

absl::Status Compiler::Add(const RecordFilter::RegionWithin& node) {
  if (!std::string_view(node.region).starts_with(kRegions)) return Unsuited();
  const std::string code = node.region.substr(kRegions.size());
  if (code.empty()) return Unsuited();
  if (code.size() >= kTownshipDigits) return AddRegion(FilterOp::kEqual, node.region);
  query_.Text("(");
  RETURN_IF_ERROR(AddIndexed("r.region", {Condition(" >= ", code), Condition(" < ", AfterPrefix(code))}, false));
  query_.Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::Add(const RecordFilter::PeriodOverlaps& node) {
  const PeriodDays days = PeriodDays::Of(node.period);
  if (days.empty()) {
    query_.Text("0");
    return absl::OkStatus();
  }
  query_.Text("(");
  RETURN_IF_ERROR(AddIndexed("r.period_order", {Condition(" >= ", PeriodDays::OrderFrom(days.begin()))},
                             IsOrderedBy(RecordOrderField::kPeriod)));
  query_.Text(" AND coalesce(r.period_first, r.period_last) <= ").Value(days.end()).Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::Add(const RecordFilter::PeriodWithin& node) {
  const PeriodDays days = PeriodDays::Of(node.period);
  if (days.empty()) {
    query_.Text("0");
    return absl::OkStatus();
  }
  query_.Text("(");
  RETURN_IF_ERROR(AddIndexed(
      "r.period_order",
      {Condition(" >= ", PeriodDays::OrderFrom(days.begin())), Condition(" < ", PeriodDays::OrderFrom(days.end() + 1))},
      IsOrderedBy(RecordOrderField::kPeriod)));
  query_.Text(" AND coalesce(r.period_first, r.period_last) >= ").Value(days.begin()).Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::Add(const RecordFilter::Comparison& node) {
  if (node.op != FilterOp::kNotEqual) return AddPositive(node);
  query_.Text("NOT (");
  RETURN_IF_ERROR(AddPositive({node.field, FilterOp::kEqual, node.value}));
  query_.Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::AddPositive(const RecordFilter::Comparison& node) {
  if (IsTextOperator(node.op) && !std::holds_alternative<std::string>(node.value)) return Unsuited();
  return std::visit([&](const auto& value) { return this->AddValue(node.field, node.op, value); }, node.value);
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, int64_t value) {
  std::string_view column;
  switch (field) {
    case RecordField::kMeasure:
      column = "r.measure";
      break;
    case RecordField::kComparator:
      column = "r.comparator";
      break;
    case RecordField::kSubjectKind:
      column = "r.subject_kind";
      break;
    case RecordField::kModality:
      column = "r.modality";
      break;
    case RecordField::kGranularity:
      column = "r.granularity";
      break;
    default:
      return Unsuited();
  }
  query_.Text(column).Text(OperatorText(op)).Value(value);
  return absl::OkStatus();
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, const Decimal& value) {
  const BlobValue key{DecimalKey(value)};
  if (field == RecordField::kValue) return AddOrdered("r.value_key", RecordOrderField::kValue, op, key);
  if (field != RecordField::kValueHigh) return Unsuited();
  query_.Text("(r.value_high_key IS NOT NULL AND r.value_high_key").Text(OperatorText(op)).Value(key).Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, double value) {
  if (field != RecordField::kConfidence) return Unsuited();
  return AddOrdered("r.confidence", RecordOrderField::kConfidence, op, value);
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, absl::CivilDay day) {
  const int64_t number = DayNumber(day);
  if (field == RecordField::kPublished) {
    query_.Text("(+r.published_day > 0 AND ");
    RETURN_IF_ERROR(AddOrdered("r.published_day", RecordOrderField::kPublished, op, number));
    query_.Text(")");
    return absl::OkStatus();
  }
  if (field != RecordField::kPeriodFirst && field != RecordField::kPeriodLast) return Unsuited();
  const std::string_view column = field == RecordField::kPeriodFirst ? "r.period_first" : "r.period_last";
  query_.Text("(").Text(column).Text(" IS NOT NULL AND ").Text(column).Text(OperatorText(op)).Value(number).Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, absl::Time value) {
  if (field != RecordField::kCreateTime) return Unsuited();
  // Commit times are whole microseconds; one in between is compared by the nearest that gives the same answer.
  int64_t microseconds = absl::ToUnixMicros(value);
  if (absl::FromUnixMicros(microseconds) < value) {
    if (op == FilterOp::kEqual) {
      query_.Text("0");
      return absl::OkStatus();
    }
    if (op == FilterOp::kLess || op == FilterOp::kGreaterOrEqual) ++microseconds;
  }
  return AddOrdered("r.created_us", RecordOrderField::kCreateTime, op, microseconds);
}

absl::Status Compiler::AddOrdered(std::string_view column, RecordOrderField order, FilterOp op, SqlValue value) {
  const bool in_order = IsOrderedBy(order) || (op == FilterOp::kEqual && IsOrderedBy(RecordOrderField::kDocument));
  return AddIndexed(column, {Condition(OperatorText(op), std::move(value))}, in_order);
}

absl::Status Compiler::AddValue(RecordField field, FilterOp op, const std::string& value) {
  std::string_view column;
  switch (field) {
    case RecordField::kDocument:
      return AddDocument(op, value);
    case RecordField::kIndicator:
      return AddDictionary(kIndicatorNames, op, value);
    case RecordField::kSubjectId:
      return AddDictionary(kSubjectNames, op, value);
    case RecordField::kExtractorVersion:
      return AddDictionary(kExtractorVersions, op, value);
    case RecordField::kIndicatorPhrase:
      return AddNameInUse("r.phrase", "r.indicator",
                          "SELECT DISTINCT indicator FROM indicator_phrases WHERE phrase = ?1", op, value);
    case RecordField::kSubject:
      return AddNameInUse("r.subject_text", "r.subject",
                          "SELECT DISTINCT subject FROM subject_names WHERE name_text = ?1", op, value);
    case RecordField::kRegion:
      return AddRegion(op, value);
    case RecordField::kPeriod:
      return AddPeriodNotation(op, value);
    case RecordField::kTopic:
      return AddTopic(op, value);
    case RecordField::kUnit:
      column = "r.unit";
      break;
    case RecordField::kNumber:
      column = "r.number";
      break;
    case RecordField::kBase:
      column = "r.base";
      break;
    case RecordField::kWhole:
      column = "r.whole";
      break;
    case RecordField::kSentence:
      column = "coalesce((SELECT text FROM sentences WHERE id = r.sentence), '')";
      break;
    case RecordField::kTitle:
      column = "(SELECT CASE WHEN title <> '' THEN title ELSE found_title END FROM documents WHERE id = r.document)";
      break;
    case RecordField::kSource:
      column = "(SELECT source FROM documents WHERE id = r.document)";
      break;
    default:
      return Unsuited();
  }
  CompareText(column, op, value, &query_);
  return absl::OkStatus();
}

absl::Status Compiler::AddDocument(FilterOp op, const std::string& value) {
  const auto id = ParseDocumentName(value);
  if (op == FilterOp::kEqual && id) return AddDictionary(kDocumentNames, op, std::string(*id));
  CompareText("(SELECT 'documents/' || name FROM documents WHERE id = r.document)", op, value, &query_);
  return absl::OkStatus();
}

absl::Status Compiler::AddDictionary(const Dictionary& dictionary, FilterOp op, const std::string& value) {
  if (op != FilterOp::kEqual) {
    QueryBuilder condition;
    condition.Text(" IN (").Text(dictionary.select);
    CompareText(dictionary.text, op, value, &condition);
    condition.Text(")");
    return AddIndexed(dictionary.column, {condition}, false);
  }
  const std::string select = absl::StrCat(ToAbsl(dictionary.select), ToAbsl(dictionary.text), " = ?1");
  ASSIGN_OR_RETURN(sqlite::Statement lookup, context_.db->Prepare(select));
  lookup.BindAll(value);
  ASSIGN_OR_RETURN(const bool found, lookup.Step());
  if (!found) {
    query_.Text("0");
    return absl::OkStatus();
  }
  return AddIndexed(dictionary.column, {Condition(" = ", lookup.Int(0))}, HasOrderWithinNames());
}

absl::Status Compiler::AddNameInUse(std::string_view column, std::string_view key_column, std::string_view select,
                                    FilterOp op, const std::string& value) {
  if (op != FilterOp::kEqual || !context_.default_vintage) {
    CompareText(column, op, value, &query_);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(sqlite::Statement lookup, context_.db->Prepare(select));
  lookup.BindAll(value);
  QueryBuilder keys;
  int count = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, lookup.Step());
    if (!row) break;
    keys.Text(count++ == 0 ? "" : ", ").Value(lookup.Int(0));
  }
  if (count == 0) {
    query_.Text("0");
    return absl::OkStatus();
  }
  QueryBuilder condition;
  condition.Text(count == 1 ? " = " : " IN (").Append(keys).Text(count == 1 ? "" : ")");
  query_.Text("(").Text(column).Text(" = ").Value(value).Text(" AND ");
  RETURN_IF_ERROR(AddIndexed(key_column, {condition}, count == 1 && HasOrderWithinNames()));
  query_.Text(")");
  return absl::OkStatus();
}

absl::Status Compiler::AddTopic(FilterOp op, const std::string& value) {
  if (op == FilterOp::kEqual) {
    return AddIndexed("r.topic", {Condition(" = ", value)}, IsOrderedBy(RecordOrderField::kDocument));
  }
  CompareText("+r.topic", op, value, &query_);
  return absl::OkStatus();
}

absl::Status Compiler::AddRegion(FilterOp op, const std::string& value) {
  const bool is_name = std::string_view(value).starts_with(kRegions) && value.size() > kRegions.size();
  if (op == FilterOp::kEqual && (is_name || value.empty())) {
    const std::string code = is_name ? value.substr(kRegions.size()) : "";
    return AddIndexed("r.region", {Condition(" = ", code)}, IsOrderedBy(RecordOrderField::kDocument));
  }
  CompareText("CASE WHEN r.region = '' THEN '' ELSE 'regions/' || r.region END", op, value, &query_);
  return absl::OkStatus();
}

absl::Status Compiler::AddPeriodNotation(FilterOp op, const std::string& value) {
  const auto period = Period::Parse(value);
  if (op != FilterOp::kEqual || !period) {
    CompareText("r.period", op, value, &query_);
    return absl::OkStatus();
  }
  query_.Text("(");
  RETURN_IF_ERROR(AddOrdered("r.period_order", RecordOrderField::kPeriod, op, PeriodDays::Of(*period).order()));
  query_.Text(" AND r.period = ").Value(value).Text(")");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<QueryBuilder> CompileFilter(const RecordFilter& filter, const FilterContext& context) {
  Compiler compiler(context);
  RETURN_IF_ERROR(compiler.Compile(filter));
  return compiler.TakeQuery();
}

}  // namespace fangzhi::store
