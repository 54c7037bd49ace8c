#ifndef FANGZHI_SERVICES_EXTRACTION_HOLIDAYS_H_
#define FANGZHI_SERVICES_EXTRACTION_HOLIDAYS_H_

#include <cstddef>
#include <string_view>

#include "common/base/period.h"

namespace fangzhi::extraction {

// A public holiday as it is written: “五一”5天假期, 国庆黄金周, 中秋国庆假期, 春节期间. `length` is 0 where none is.
struct HolidayRead {
  size_t length = 0;  // Code points.
  Period period;      // The days off in the year asked for; empty where they are not known.
};

// Reads a holiday of `year` that begins at `at`; year 0 gives no period. The days are those of the yearly notices of
// the State Council, 2015 to 2026; in other years holidays with a date of the solar calendar have their usual length.
HolidayRead ReadHoliday(std::u32string_view text, size_t at, int year);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_HOLIDAYS_H_
