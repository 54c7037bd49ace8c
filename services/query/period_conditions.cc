#include "services/query/period_conditions.h"

#include "fangzhi/v1/record.pb.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordField;
using store::RecordFilter;

RecordFilter IsAsOf() {
  return RecordFilter::Compare(RecordField::kGranularity, FilterOp::kEqual,
                               static_cast<int64_t>(v1::GRANULARITY_INSTANT));
}

}  // namespace

absl::CivilDay BeginOf(const Period& period) { return period.first() ? *period.first() : *period.last(); }

RecordFilter PeriodBegins(FilterOp op, absl::CivilDay day) {
  return RecordFilter::AnyOf(
      {RecordFilter::Compare(RecordField::kPeriodFirst, op, day),
       RecordFilter::AllOf({IsAsOf(), RecordFilter::Compare(RecordField::kPeriodLast, op, day)})});
}

RecordFilter PeriodEnds(FilterOp op, absl::CivilDay day) {
  return RecordFilter::Compare(RecordField::kPeriodLast, op, day);
}

RecordFilter PeriodContains(const Period& period) {
  const auto open_end = RecordFilter::AllOf(
      {HasPeriod(), RecordFilter::Negated(PeriodEnds(FilterOp::kGreaterOrEqual, absl::CivilDay(1, 1, 1)))});
  return RecordFilter::AllOf({PeriodBegins(FilterOp::kLessOrEqual, BeginOf(period)),
                              RecordFilter::AnyOf({PeriodEnds(FilterOp::kGreaterOrEqual, *period.last()), open_end})});
}

RecordFilter HasPeriod() { return RecordFilter::Compare(RecordField::kPeriod, FilterOp::kNotEqual, std::string()); }

RecordFilter CompareDays(RecordField field, FilterOp op, absl::CivilDay first, absl::CivilDay last) {
  auto within = RecordFilter::AllOf({RecordFilter::Compare(field, FilterOp::kGreaterOrEqual, first),
                                     RecordFilter::Compare(field, FilterOp::kLessOrEqual, last)});
  switch (op) {
    case FilterOp::kEqual:
      return within;
    case FilterOp::kNotEqual:
      return RecordFilter::Negated(within);
    case FilterOp::kLess:
    case FilterOp::kGreaterOrEqual:
      return RecordFilter::Compare(field, op, first);
    default:
      return RecordFilter::Compare(field, op, last);
  }
}

}  // namespace fangzhi::query
