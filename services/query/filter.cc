#include "services/query/filter.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/period.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/store/names.h"
#include "services/query/filter_fields.h"
#include "services/query/filter_syntax.h"
#include "services/query/period_conditions.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordField;
using store::RecordFilter;

constexpr std::string_view kDayExpected =
    "a year, half, quarter, month or day (2022, 2022-H1, 2022-Q1, 2022-05, 2022-05-01)";
constexpr std::string_view kFunctions = "region.within, period.overlaps, period.within, period.contains";

FilterOp StoreOp(FilterOperator op) {
  switch (op) {
    case FilterOperator::kNotEqual:
      return FilterOp::kNotEqual;
    case FilterOperator::kLess:
      return FilterOp::kLess;
    case FilterOperator::kLessOrEqual:
      return FilterOp::kLessOrEqual;
    case FilterOperator::kGreater:
      return FilterOp::kGreater;
    case FilterOperator::kGreaterOrEqual:
      return FilterOp::kGreaterOrEqual;
    case FilterOperator::kHas:
      return FilterOp::kContains;
    default:
      return FilterOp::kEqual;
  }
}

bool IsEquality(FilterOperator op) {
  return op == FilterOperator::kEqual || op == FilterOperator::kNotEqual || op == FilterOperator::kHas;
}

// Gives the tree of one filter its meaning.
class Binder {
 public:
  Binder(std::string_view filter, const catalog::Catalogue& catalogue) : filter_(filter), catalogue_(catalogue) {}

  absl::StatusOr<RecordFilter> Bind(const FilterNode& node) const {
    switch (node.kind) {
      case FilterNode::Kind::kComparison:
        return Comparison(node);
      case FilterNode::Kind::kCall:
        return Call(node);
      default:
        break;
    }
    std::vector<RecordFilter> operands;
    for (const FilterNode& child : node.children) {
      ASSIGN_OR_RETURN(RecordFilter operand, Bind(child));
      operands.push_back(std::move(operand));
    }
    if (node.kind == FilterNode::Kind::kNot) return RecordFilter::Negated(std::move(operands.front()));
    if (node.kind == FilterNode::Kind::kOr) return RecordFilter::AnyOf(std::move(operands));
    return operands.empty() ? RecordFilter() : RecordFilter::AllOf(std::move(operands));
  }

 private:
  absl::StatusOr<RecordFilter> Comparison(const FilterNode& node) const {
    const std::optional<FilterField> field = FindFilterField(node.name);
    if (!field) {
      return FilterError(filter_, node.position,
                         absl::StrCat("expected a field, found \"", node.name, "\"; fields are ", FilterFieldNames()));
    }
    // `a != (x OR y)` holds where neither does.
    const bool negated = node.op == FilterOperator::kNotEqual;
    std::vector<RecordFilter> any;
    for (const FilterValue& value : node.values) {
      ASSIGN_OR_RETURN(RecordFilter one, Compare(*field, negated ? FilterOperator::kEqual : node.op, value));
      any.push_back(std::move(one));
    }
    RecordFilter all = any.size() == 1 ? std::move(any.front()) : RecordFilter::AnyOf(std::move(any));
    return negated ? RecordFilter::Negated(std::move(all)) : all;
  }

  absl::StatusOr<RecordFilter> Compare(const FilterField& field, FilterOperator op, const FilterValue& value) const {
    if (value.is_any()) return Presence(field, op, value);
    const bool text = field.kind == FieldKind::kText || field.kind == FieldKind::kDocument ||
                      field.kind == FieldKind::kIndicator || field.kind == FieldKind::kSubject ||
                      field.kind == FieldKind::kPeriod;
    if (value.prefix && !text)
      return Expected(value, absl::StrCat("a value without * for \"", ToAbsl(field.name), "\""));
    if (value.prefix && !IsEquality(op)) {
      return Expected(value, absl::StrCat("a value without * after \"", ToAbsl(OperatorSign(op)), "\""));
    }
    const bool needs_equality =
        field.kind == FieldKind::kEnumeration || field.kind == FieldKind::kRegion || field.kind == FieldKind::kTopic;
    if (needs_equality && !IsEquality(op)) {
      return FilterError(filter_, value.position, OperatorMismatch(field, op, "= and !="));
    }
    const bool ordered_only = field.kind == FieldKind::kDecimal || field.kind == FieldKind::kConfidence ||
                              field.kind == FieldKind::kDay || field.kind == FieldKind::kTime;
    if (ordered_only && op == FilterOperator::kHas) {
      return FilterError(filter_, value.position, OperatorMismatch(field, op, "= != < <= > and >="));
    }
    return CompareValue(field, op, value);
  }

  absl::StatusOr<RecordFilter> CompareValue(const FilterField& field, FilterOperator op,
                                            const FilterValue& value) const {
    switch (field.kind) {
      case FieldKind::kText:
        return Text(field.field, op, value);
      case FieldKind::kDocument:
        return Document(op, value);
      case FieldKind::kIndicator:
        return Indicator(op, value);
      case FieldKind::kSubject:
        return value.text.starts_with("regions/") || value.text.starts_with("subjects/")
                   ? Text(RecordField::kSubjectId, op, value)
                   : Text(RecordField::kSubject, op, value);
      case FieldKind::kRegion:
        return Region(value, [](std::string name) {
          return RecordFilter::Compare(RecordField::kRegion, FilterOp::kEqual, std::move(name));
        });
      case FieldKind::kTopic:
        return Topic(value);
      case FieldKind::kEnumeration:
        return Enumeration(field, value);
      case FieldKind::kDecimal:
      case FieldKind::kConfidence:
        return Number(field, op, value);
      case FieldKind::kPeriod:
        return ComparePeriod(op, value);
      case FieldKind::kDay:
      case FieldKind::kTime:
        return Date(field, op, value);
    }
    return absl::InternalError("no such kind of field");
  }

  absl::StatusOr<RecordFilter> Presence(const FilterField& field, FilterOperator op, const FilterValue& value) const {
    if (!IsEquality(op)) return Expected(value, absl::StrCat("a value after \"", ToAbsl(OperatorSign(op)), "\""));
    switch (field.field) {
      case RecordField::kValueHigh:
        return RecordFilter::AnyOf({RecordFilter::Compare(field.field, FilterOp::kGreaterOrEqual, Decimal::FromInt(0)),
                                    RecordFilter::Compare(field.field, FilterOp::kLess, Decimal::FromInt(0))});
      case RecordField::kPeriodFirst:
      case RecordField::kPeriodLast:
      case RecordField::kPublished:
        return RecordFilter::Compare(field.field, FilterOp::kGreaterOrEqual, absl::CivilDay(1, 1, 1));
      case RecordField::kGranularity:
        return HasPeriod();
      case RecordField::kMeasure:
      case RecordField::kModality:
      case RecordField::kComparator:
      case RecordField::kSubjectKind:
        return RecordFilter::Compare(field.field, FilterOp::kNotEqual, int64_t{0});
      case RecordField::kValue:
      case RecordField::kConfidence:
      case RecordField::kCreateTime:
        return RecordFilter();
      default:
        return RecordFilter::Compare(field.field, FilterOp::kNotEqual, std::string());
    }
  }

  static RecordFilter Text(RecordField field, FilterOperator op, const FilterValue& value) {
    return RecordFilter::Compare(field, value.prefix ? FilterOp::kPrefix : StoreOp(op), value.text);
  }

  absl::StatusOr<RecordFilter> Document(FilterOperator op, const FilterValue& value) const {
    FilterValue name = value;
    if (op != FilterOperator::kHas && !value.text.starts_with("documents/")) name.text = "documents/" + value.text;
    if (op != FilterOperator::kHas && !name.prefix && !store::ParseDocumentName(name.text)) {
      return Expected(value, "documents/{document}");
    }
    return Text(RecordField::kDocument, op, name);
  }

  absl::StatusOr<RecordFilter> Indicator(FilterOperator op, const FilterValue& value) const {
    if (value.text.starts_with("indicators/")) return Text(RecordField::kIndicator, op, value);
    RecordFilter phrase = Text(RecordField::kIndicatorPhrase, op, value);
    if (op != FilterOperator::kEqual || value.prefix) return phrase;
    const catalog::IndicatorMatch match = catalogue_.Match(value.text);
    if (!match) return phrase;
    return RecordFilter::AnyOf(
        {std::move(phrase), RecordFilter::Compare(RecordField::kIndicator, FilterOp::kEqual,
                                                  "indicators/" + std::string(match.indicator->id))});
  }

  // `make` gives the condition for `regions/{region}`. A name stands for every region called so.
  template <typename Make>
  absl::StatusOr<RecordFilter> Region(const FilterValue& value, Make make) const {
    const catalog::Gazetteer& gazetteer = catalogue_.gazetteer();
    const std::string_view text = value.text;
    constexpr std::string_view kCollection = "regions/";
    if (text.starts_with(kCollection)) {
      const catalog::Region* region = gazetteer.Get(text.substr(kCollection.size()));
      if (region != nullptr) return make(catalog::RegionResourceName(*region));
    }
    std::vector<RecordFilter> any;
    for (const catalog::Region* region : gazetteer.Find(text))
      any.push_back(make(catalog::RegionResourceName(*region)));
    if (any.empty()) return Expected(value, "regions/{region} or the name of a region");
    return RecordFilter::AnyOf(std::move(any));
  }

  absl::StatusOr<RecordFilter> Topic(const FilterValue& value) const {
    constexpr std::string_view kCollection = "topics/";
    std::string_view id = value.text;
    if (id.starts_with(kCollection)) id.remove_prefix(kCollection.size());
    if (catalogue_.topics().Find(id) == nullptr) return Expected(value, "a topic that ListTopics gives, like industry");
    return RecordFilter::Compare(RecordField::kTopic, FilterOp::kEqual, std::string(id));
  }

  absl::StatusOr<RecordFilter> Enumeration(const FilterField& field, const FilterValue& value) const {
    const std::optional<int64_t> number = FindEnumerator(field.field, value.text);
    if (!number) return Expected(value, "one of " + EnumeratorNames(field.field));
    return RecordFilter::Compare(field.field, FilterOp::kEqual, *number);
  }

  absl::StatusOr<RecordFilter> Number(const FilterField& field, FilterOperator op, const FilterValue& value) const {
    const std::optional<Decimal> decimal = Decimal::Parse(value.text);
    if (!decimal) return Expected(value, "a decimal number of at most 30 digits");
    if (field.kind == FieldKind::kDecimal) return RecordFilter::Compare(field.field, StoreOp(op), *decimal);
    return RecordFilter::Compare(field.field, StoreOp(op), decimal->ToDouble());
  }

  absl::StatusOr<RecordFilter> ComparePeriod(FilterOperator op, const FilterValue& value) const {
    if (value.prefix) return RecordFilter::Compare(RecordField::kPeriod, FilterOp::kPrefix, value.text);
    if (value.text.empty() && IsEquality(op)) {
      return RecordFilter::Compare(RecordField::kPeriod, FilterOp::kEqual, std::string());
    }
    const bool bounded = op != FilterOperator::kEqual;
    ASSIGN_OR_RETURN(const Period period, ReadPeriod(value, bounded));
    switch (op) {
      case FilterOperator::kHas:
        return PeriodContains(period);
      case FilterOperator::kLess:
      case FilterOperator::kLessOrEqual:
        return PeriodEnds(StoreOp(op), *period.last());
      case FilterOperator::kGreaterOrEqual:
        return PeriodBegins(FilterOp::kGreaterOrEqual, BeginOf(period));
      case FilterOperator::kGreater:
        return PeriodBegins(FilterOp::kGreater, *period.last());
      default:
        return RecordFilter::Compare(RecordField::kPeriod, FilterOp::kEqual, period.Notation());
    }
  }

  absl::StatusOr<RecordFilter> Date(const FilterField& field, FilterOperator op, const FilterValue& value) const {
    absl::Time time;
    std::string error;
    if (field.kind == FieldKind::kTime && absl::ParseTime(absl::RFC3339_full, value.text, &time, &error)) {
      return RecordFilter::Compare(field.field, StoreOp(op), time);
    }
    const std::optional<Period> period = Period::Parse(value.text);
    if (!period || !period->first() || !period->last()) {
      return Expected(value, field.kind == FieldKind::kTime ? absl::StrCat(ToAbsl(kDayExpected), " or an RFC 3339 time")
                                                            : std::string(kDayExpected));
    }
    if (field.kind == FieldKind::kDay) return CompareDays(field.field, StoreOp(op), *period->first(), *period->last());
    return CompareTimes(field.field, op, absl::FromCivil(*period->first(), absl::UTCTimeZone()),
                        absl::FromCivil(*period->last() + 1, absl::UTCTimeZone()));
  }

  // Compares with all times from `begin` until before `end`.
  static RecordFilter CompareTimes(RecordField field, FilterOperator op, absl::Time begin, absl::Time end) {
    switch (op) {
      case FilterOperator::kLess:
        return RecordFilter::Compare(field, FilterOp::kLess, begin);
      case FilterOperator::kGreaterOrEqual:
        return RecordFilter::Compare(field, FilterOp::kGreaterOrEqual, begin);
      case FilterOperator::kLessOrEqual:
        return RecordFilter::Compare(field, FilterOp::kLess, end);
      case FilterOperator::kGreater:
        return RecordFilter::Compare(field, FilterOp::kGreaterOrEqual, end);
      default:
        return RecordFilter::AllOf({RecordFilter::Compare(field, FilterOp::kGreaterOrEqual, begin),
                                    RecordFilter::Compare(field, FilterOp::kLess, end)});
    }
  }

  absl::StatusOr<RecordFilter> Call(const FilterNode& node) const {
    const bool within = node.name == "region.within";
    const bool period =
        node.name == "period.overlaps" || node.name == "period.within" || node.name == "period.contains";
    if (!within && !period) {
      return FilterError(
          filter_, node.position,
          absl::StrCat("expected a function, found \"", node.name, "\"; functions are ", ToAbsl(kFunctions)));
    }
    if (node.values.size() != 1 || node.values.front().prefix) {
      return FilterError(filter_, node.position, absl::StrCat("expected one value in ", node.name, "(…)"));
    }
    const FilterValue& value = node.values.front();
    if (within) {
      return Region(value, [](std::string name) {
        return RecordFilter(store::RecordFilter::Node(RecordFilter::RegionWithin{std::move(name)}));
      });
    }
    ASSIGN_OR_RETURN(Period interval, ReadPeriod(value, node.name == "period.contains"));
    if (node.name == "period.overlaps") return RecordFilter(RecordFilter::Node(RecordFilter::PeriodOverlaps{interval}));
    if (node.name == "period.within") return RecordFilter(RecordFilter::Node(RecordFilter::PeriodWithin{interval}));
    return PeriodContains(interval);
  }

  absl::StatusOr<Period> ReadPeriod(const FilterValue& value, bool bounded) const {
    const std::optional<Period> period = Period::Parse(value.text);
    if (!period || period->empty()) return Expected(value, "a period (2022, 2022-H1, 2022-01/2022-05, /2023-12)");
    if (bounded && !period->last()) return Expected(value, "a period with an end");
    return *period;
  }

  absl::Status Expected(const FilterValue& value, std::string_view what) const {
    constexpr size_t kLongestShown = 60;
    return FilterError(filter_, value.position,
                       value.text.size() > kLongestShown ? absl::StrCat("expected ", ToAbsl(what))
                                                         : absl::StrCat("expected ", ToAbsl(what), ", found \"",
                                                                        value.text, value.prefix ? "*" : "", "\""));
  }

  static std::string OperatorMismatch(const FilterField& field, FilterOperator op, std::string_view allowed) {
    return absl::StrCat("\"", ToAbsl(field.name), "\" is compared by ", ToAbsl(allowed), " only, found \"",
                        ToAbsl(OperatorSign(op)), "\" before this value");
  }

  const std::string_view filter_;
  const catalog::Catalogue& catalogue_;
};

}  // namespace

absl::StatusOr<RecordFilter> ParseFilter(std::string_view filter, const catalog::Catalogue& catalogue) {
  ASSIGN_OR_RETURN(const FilterNode syntax, ParseFilterSyntax(filter));
  return Binder(filter, catalogue).Bind(syntax);
}

}  // namespace fangzhi::query
