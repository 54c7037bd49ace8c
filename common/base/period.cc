#include "common/base/period.h"

#include <absl/strings/str_format.h>

#include <array>

namespace fangzhi {
namespace {

absl::CivilDay FirstOf(int year, int month) { return absl::CivilDay(year, month, 1); }

bool IsMonthStart(absl::CivilDay day) { return day.day() == 1; }
bool IsMonthEnd(absl::CivilDay day) { return (day + 1).day() == 1; }

std::string MonthText(absl::CivilDay day) { return absl::StrFormat("%04d-%02d", day.year(), day.month()); }
std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

// The number in `text`, all digits; nullopt otherwise.
std::optional<int> Digits(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Period> ParsePoint(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  const auto year = Digits(text.substr(0, 4));
  if (!year || *year == 0) return std::nullopt;
  if (text.size() == 4) return Period::Year(*year);
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 2 && (rest[0] == 'H' || rest[0] == 'Q')) {
    const int part = rest[1] - '0';
    if (part < 1 || part > (rest[0] == 'H' ? 2 : 4)) return std::nullopt;
    return rest[0] == 'H' ? Period::Half(*year, part) : Period::Quarter(*year, part);
  }
  if (rest.size() != 2 && (rest.size() != 5 || rest[2] != '-')) return std::nullopt;
  const auto month = Digits(rest.substr(0, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (rest.size() == 2) return Period::Month(*year, *month);
  const auto day = Digits(rest.substr(3));
  if (!day || *day < 1 || *day > LastDayOfMonth(*year, *month).day()) return std::nullopt;
  return Period::Day(absl::CivilDay(*year, *month, *day));
}

}  // namespace

absl::CivilDay LastDayOfMonth(int year, int month) { return absl::CivilDay(absl::CivilMonth(year, month) + 1) - 1; }

Period Period::Year(int year) { return {FirstOf(year, 1), LastDayOfMonth(year, 12), Granularity::kYear}; }

Period Period::Half(int year, int half) {
  return {FirstOf(year, half * 6 - 5), LastDayOfMonth(year, half * 6), Granularity::kHalf};
}

Period Period::Quarter(int year, int quarter) {
  return {FirstOf(year, quarter * 3 - 2), LastDayOfMonth(year, quarter * 3), Granularity::kQuarter};
}

Period Period::Month(int year, int month) {
  return {FirstOf(year, month), LastDayOfMonth(year, month), Granularity::kMonth};
}

Period Period::Day(absl::CivilDay day) { return {day, day, Granularity::kDay}; }

Period Period::Interval(absl::CivilDay first, absl::CivilDay last) {
  if (last < first) return {};
  if (first == last) return Day(first);
  if (IsMonthStart(first) && IsMonthEnd(last) && first.year() == last.year()) {
    const int months = last.month() - first.month() + 1;
    const int year = static_cast<int>(first.year());
    if (months == 12) return Year(year);
    if (months == 6 && first.month() % 6 == 1) return Half(year, (first.month() + 5) / 6);
    if (months == 3 && first.month() % 3 == 1) return Quarter(year, (first.month() + 2) / 3);
    if (months == 1) return Month(year, first.month());
  }
  return {first, last, Granularity::kInterval};
}

Period Period::Spanning(const Period& first, const Period& last) {
  if (!first.first_ || !last.last_) return {};
  return Interval(*first.first_, *last.last_);
}

Period Period::AsOf(absl::CivilDay last) { return {std::nullopt, last, Granularity::kInstant}; }

std::optional<Period> Period::Parse(std::string_view notation) {
  if (notation.empty()) return Period();
  const size_t slash = notation.find('/');
  if (slash == std::string_view::npos) return ParsePoint(notation);
  const std::string_view from = notation.substr(0, slash);
  const std::string_view to = notation.substr(slash + 1);
  if (from.empty() && to.empty()) return std::nullopt;
  const auto first = from.empty() ? std::optional(Period()) : ParsePoint(from);
  const auto last = to.empty() ? std::optional(Period()) : ParsePoint(to);
  if (!first || !last) return std::nullopt;
  if (from.empty()) return AsOf(*last->last_);
  if (to.empty()) return Period(first->first_, std::nullopt, Granularity::kInterval);
  if (*last->last_ < *first->first_) return std::nullopt;
  return Spanning(*first, *last);
}

std::string Period::Notation() const {
  switch (granularity_) {
    case Granularity::kNone:
      return "";
    case Granularity::kYear:
      return absl::StrFormat("%04d", first_->year());
    case Granularity::kHalf:
      return absl::StrFormat("%04d-H%d", first_->year(), (first_->month() + 5) / 6);
    case Granularity::kQuarter:
      return absl::StrFormat("%04d-Q%d", first_->year(), (first_->month() + 2) / 3);
    case Granularity::kMonth:
      return MonthText(*first_);
    case Granularity::kDay:
      return DayText(*first_);
    case Granularity::kInstant:
      return "/" + (IsMonthEnd(*last_) ? MonthText(*last_) : DayText(*last_));
    case Granularity::kInterval:
      break;
  }
  if (!last_) return (IsMonthStart(*first_) ? MonthText(*first_) : DayText(*first_)) + "/";
  if (!IsMonthStart(*first_) || !IsMonthEnd(*last_)) return DayText(*first_) + "/" + DayText(*last_);
  if (first_->month() == 1 && last_->month() == 12) return absl::StrFormat("%04d/%04d", first_->year(), last_->year());
  return MonthText(*first_) + "/" + MonthText(*last_);
}

bool Period::Overlaps(const Period& other) const {
  if (empty() || other.empty()) return false;
  const auto begin = [](const Period& p) { return p.is_as_of() ? p.last_ : p.first_; };
  const bool starts_in_time = !other.last_ || *begin(*this) <= *other.last_;
  const bool ends_in_time = !last_ || *begin(other) <= *last_;
  return starts_in_time && ends_in_time;
}

bool Period::Contains(const Period& other) const {
  if (empty() || other.empty()) return false;
  const auto begin = [](const Period& p) { return p.is_as_of() ? p.last_ : p.first_; };
  return *begin(*this) <= *begin(other) && (!last_ || (other.last_ && *other.last_ <= *last_));
}

}  // namespace fangzhi
