#include "services/query/period_proto.h"

namespace fangzhi::query {
namespace {

void SetDate(absl::CivilDay day, google::type::Date* date) {
  date->set_year(static_cast<int32_t>(day.year()));
  date->set_month(day.month());
  date->set_day(day.day());
}

int YearOf(const Period& period) { return static_cast<int>(period.first()->year()); }

}  // namespace

Period FromProto(const v1::Period& period) { return Period::Parse(period.notation()).value_or(Period()); }

v1::Granularity ToProto(Granularity granularity) {
  switch (granularity) {
    case Granularity::kNone:
      return v1::GRANULARITY_UNSPECIFIED;
    case Granularity::kDay:
      return v1::GRANULARITY_DAY;
    case Granularity::kMonth:
      return v1::GRANULARITY_MONTH;
    case Granularity::kQuarter:
      return v1::GRANULARITY_QUARTER;
    case Granularity::kHalf:
      return v1::GRANULARITY_HALF;
    case Granularity::kYear:
      return v1::GRANULARITY_YEAR;
    case Granularity::kInstant:
      return v1::GRANULARITY_INSTANT;
    case Granularity::kInterval:
      return v1::GRANULARITY_INTERVAL;
  }
  return v1::GRANULARITY_UNSPECIFIED;
}

v1::Period ToProto(const Period& period) {
  v1::Period proto;
  if (period.first()) SetDate(*period.first(), proto.mutable_first_day());
  if (period.last()) SetDate(*period.last(), proto.mutable_last_day());
  proto.set_granularity(ToProto(period.granularity()));
  proto.set_notation(period.Notation());
  return proto;
}

bool StandsBefore(const Period& a, const Period& b) {
  if (a.last() != b.last()) {
    if (!a.last() || !b.last()) return a.last().has_value();
    return *a.last() < *b.last();
  }
  // The later beginning is the shorter period.
  if (a.first() != b.first()) {
    if (!a.first() || !b.first()) return !a.first();
    return *a.first() > *b.first();
  }
  return a.granularity() < b.granularity();
}

std::optional<Period> YearBefore(const Period& period) {
  switch (period.granularity()) {
    case Granularity::kYear:
      return Period::Year(YearOf(period) - 1);
    case Granularity::kHalf:
    case Granularity::kQuarter:
    case Granularity::kMonth:
    case Granularity::kInterval:
      break;
    default:
      return std::nullopt;
  }
  if (!period.first() || !period.last() || period.first()->year() != period.last()->year()) return std::nullopt;
  if (period.first()->day() != 1 || (*period.last() + 1).day() != 1) return std::nullopt;
  return Period::Spanning(Period::Month(YearOf(period) - 1, period.first()->month()),
                          Period::Month(YearOf(period) - 1, period.last()->month()));
}

std::optional<Period> Successor(const Period& period) {
  if (!period.first()) return std::nullopt;
  const int year = YearOf(period);
  const int month = period.first()->month();
  switch (period.granularity()) {
    case Granularity::kYear:
      return Period::Year(year + 1);
    case Granularity::kHalf:
      return month == 1 ? Period::Half(year, 2) : Period::Half(year + 1, 1);
    case Granularity::kQuarter:
      return month == 10 ? Period::Quarter(year + 1, 1) : Period::Quarter(year, month / 3 + 2);
    case Granularity::kMonth:
      return month == 12 ? Period::Month(year + 1, 1) : Period::Month(year, month + 1);
    default:
      return std::nullopt;
  }
}

}  // namespace fangzhi::query
