// Conditions on records as a tree, whatever language they were written in and whatever store evaluates them.

#ifndef FANGZHI_COMMON_STORE_RECORD_FILTER_H_
#define FANGZHI_COMMON_STORE_RECORD_FILTER_H_

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/period.h"

namespace fangzhi::store {

// What a comparison looks at, and the FilterValue it takes.
enum class RecordField {
  // Text: std::string, compared by code point. Absent values are "".
  kDocument,         // `documents/{document}`
  kIndicator,        // `indicators/{indicator}`, of an open one `indicators/open-{hash}`
  kIndicatorPhrase,  // `indicator.phrase`
  kUnit,             // `quantity.unit`
  kNumber,           // `quantity.number`
  kSubject,          // `subject.name_text`
  kSubjectId,        // `subject.id`
  kRegion,           // `subject.region`: `regions/{region}`
  kPeriod,           // `period.notation`
  kBase,
  kWhole,
  kTopic,     // `industry`
  kSentence,  // `provenance.sentence`
  kExtractorVersion,
  kTitle,   // `document.title`
  kSource,  // `document.source`
  // Enumerations: int64_t, the value of the protobuf enumeration.
  kMeasure,
  kComparator,
  kSubjectKind,
  kModality,
  kGranularity,
  // Exact numbers: Decimal.
  kValue,
  kValueHigh,  // Absent but for ranges.
  // Others.
  kConfidence,   // double
  kPeriodFirst,  // absl::CivilDay: `period.first_day`; absent for as-of periods
  kPeriodLast,   // absl::CivilDay: `period.last_day`; absent for open ones
  kPublished,    // absl::CivilDay: the first day of `document.published`; may be absent
  kCreateTime,   // absl::Time
};

enum class FilterOp {
  kEqual,
  kNotEqual,  // The opposite of kEqual: true of an absent value.
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kContains,  // Text fields only: the value stands in it somewhere.
  kPrefix,    // Text fields only: it begins with the value.
};

// How many times And may stand within Or, or Or within And; Not and a connective within itself do not count. What nests
// deeper is refused as INVALID_ARGUMENT.
inline constexpr int kMaxFilterDepth = 24;

using FilterValue = std::variant<std::string, int64_t, Decimal, double, absl::CivilDay, absl::Time>;

// An immutable expression; copies are cheap. Two-valued: every condition but kNotEqual is false of an absent value, and
// Not turns true into false and false into true.
class RecordFilter {
 public:
  struct All {};  // True of every record.
  struct And {
    std::vector<RecordFilter> operands;  // None: true.
  };
  struct Or {
    std::vector<RecordFilter> operands;  // None: false.
  };
  struct Not {
    std::vector<RecordFilter> operand;  // Exactly one.
  };
  struct Comparison {
    RecordField field;
    FilterOp op;
    FilterValue value;
  };
  // `subject.region` is `region` (`regions/330604`) or lies below it.
  struct RegionWithin {
    std::string region;
  };
  // Some day is both in the record's period and in `period`, as Period::Overlaps says.
  struct PeriodOverlaps {
    Period period;
  };
  // Every day of the record's period is in `period`, as Period::Contains says of it.
  struct PeriodWithin {
    Period period;
  };

  using Node = std::variant<All, And, Or, Not, Comparison, RegionWithin, PeriodOverlaps, PeriodWithin>;

  RecordFilter() : node_(AllNode()) {}
  // NOLINTNEXTLINE(google-explicit-constructor): every node is a filter.
  RecordFilter(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}

  static RecordFilter Compare(RecordField field, FilterOp op, FilterValue value) {
    return RecordFilter(Node(Comparison{field, op, std::move(value)}));
  }
  static RecordFilter AllOf(std::vector<RecordFilter> operands) { return RecordFilter(Node(And{std::move(operands)})); }
  static RecordFilter AnyOf(std::vector<RecordFilter> operands) { return RecordFilter(Node(Or{std::move(operands)})); }
  static RecordFilter Negated(RecordFilter operand) { return RecordFilter(Node(Not{{std::move(operand)}})); }

  const Node& node() const { return *node_; }

 private:
  static const std::shared_ptr<const Node>& AllNode() {
    static const auto* const kAll = new std::shared_ptr<const Node>(std::make_shared<const Node>(All{}));
    return *kAll;
  }

  std::shared_ptr<const Node> node_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_RECORD_FILTER_H_
