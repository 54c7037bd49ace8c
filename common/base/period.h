#ifndef FANGZHI_COMMON_BASE_PERIOD_H_
#define FANGZHI_COMMON_BASE_PERIOD_H_

#include <absl/time/civil_time.h>

#include <optional>
#include <string>
#include <string_view>

namespace fangzhi {

// The unit in which a period is counted.
enum class Granularity { kNone, kDay, kMonth, kQuarter, kHalf, kYear, kInstant, kInterval };

// A stretch of calendar days, both ends included, or a state as of its last day. Immutable value type.
//
// Notation (the gold files' `period`): `2021`, `2022-H1`, `2022-Q1`, `2022-05`, `2022-06-29`; an interval as two points
// in the coarsest unit that fits both ends (`2021/2025`, `2022-01/2022-05`, `2023-09-29/2023-10-06`); as-of `/2023-12`;
// with an open end `2023-07/`.
class Period {
 public:
  // The empty period: nothing is known.
  Period() = default;

  static Period Year(int year);
  static Period Half(int year, int half);
  static Period Quarter(int year, int quarter);
  static Period Month(int year, int month);
  static Period Day(absl::CivilDay day);
  // From the first day to the last; becomes a year, half, quarter, month or day where it is exactly one. Empty where
  // `last` is before `first`.
  static Period Interval(absl::CivilDay first, absl::CivilDay last);
  // From the beginning of `first` to the end of `last`.
  static Period Spanning(const Period& first, const Period& last);
  // The state at the end of `last`.
  static Period AsOf(absl::CivilDay last);
  // Parses the notation. nullopt where it is malformed or names no calendar day; `""` gives the empty period.
  static std::optional<Period> Parse(std::string_view notation);

  bool empty() const { return granularity_ == Granularity::kNone; }
  bool is_as_of() const { return granularity_ == Granularity::kInstant; }
  const std::optional<absl::CivilDay>& first() const { return first_; }
  const std::optional<absl::CivilDay>& last() const { return last_; }
  Granularity granularity() const { return granularity_; }

  std::string Notation() const;

  // True where some day belongs to both; an as-of period stands for its last day.
  bool Overlaps(const Period& other) const;
  // True where every day of `other` belongs to this.
  bool Contains(const Period& other) const;

  friend bool operator==(const Period&, const Period&) = default;

 private:
  Period(std::optional<absl::CivilDay> first, std::optional<absl::CivilDay> last, Granularity granularity)
      : first_(first), last_(last), granularity_(granularity) {}

  std::optional<absl::CivilDay> first_;
  std::optional<absl::CivilDay> last_;
  Granularity granularity_ = Granularity::kNone;
};

// The last day of a month of the Gregorian calendar.
absl::CivilDay LastDayOfMonth(int year, int month);

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_PERIOD_H_
