#ifndef FANGZHI_COMMON_STORE_PERIOD_DAYS_H_
#define FANGZHI_COMMON_STORE_PERIOD_DAYS_H_

#include <absl/time/civil_time.h>

#include <cstdint>

#include "common/base/period.h"

namespace fangzhi::store {

// Days as numbers YYYYMMDD, which sort as the days.
inline int64_t DayNumber(absl::CivilDay day) { return day.year() * 10000 + day.month() * int64_t{100} + day.day(); }

// A period by the numbers of its days; 0 where it has none.
struct PeriodDays {
  int64_t first = 0;
  int64_t last = 0;

  // What stands for the last day of a period that is still open.
  static constexpr int64_t kOpenEnd = 99999999;

  static PeriodDays Of(const Period& period) {
    return {period.first() ? DayNumber(*period.first()) : 0, period.last() ? DayNumber(*period.last()) : 0};
  }

  bool empty() const { return first == 0 && last == 0; }
  // An as-of period stands for its last day.
  int64_t begin() const { return first != 0 ? first : last; }
  int64_t end() const { return last != 0 ? last : kOpenEnd; }
  // Sorts periods that end earlier first, then shorter ones; 0 for the empty one.
  int64_t order() const { return empty() ? 0 : OrderFrom(end()) + (kOpenEnd - begin()); }
  // The least order of periods that end on `day`.
  static int64_t OrderFrom(int64_t day) { return day * 100000000; }
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_PERIOD_DAYS_H_
