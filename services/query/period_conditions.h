#ifndef FANGZHI_SERVICES_QUERY_PERIOD_CONDITIONS_H_
#define FANGZHI_SERVICES_QUERY_PERIOD_CONDITIONS_H_

#include <absl/time/civil_time.h>

#include "common/base/period.h"
#include "common/store/record_filter.h"

// Conditions on when records hold. A state as of a day begins and ends with that day; a period that is still open has
// no end.
namespace fangzhi::query {

// The first day that a period speaks of; `period` is not empty.
absl::CivilDay BeginOf(const Period& period);

store::RecordFilter PeriodBegins(store::FilterOp op, absl::CivilDay day);
store::RecordFilter PeriodEnds(store::FilterOp op, absl::CivilDay day);
// The record's period has every day of `period`, which has an end.
store::RecordFilter PeriodContains(const Period& period);
store::RecordFilter HasPeriod();

// `field` compared with all days from `first` to `last`: `>` is after the last, `=` from the first to the last.
store::RecordFilter CompareDays(store::RecordField field, store::FilterOp op, absl::CivilDay first,
                                absl::CivilDay last);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_PERIOD_CONDITIONS_H_
