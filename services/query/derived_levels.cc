#include "services/query/derived_levels.h"

#include <absl/strings/numbers.h>

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/decimal.h"
#include "services/query/period_proto.h"
#include "services/query/preferred_figure.h"

namespace fangzhi::query {
namespace {

bool IsExactActual(const v1::SeriesValue& value, v1::Measure measure) {
  return value.measure() == measure && value.modality() == v1::MODALITY_ACTUAL && !value.derived() &&
         value.record().quantity().comparator() == v1::COMPARATOR_EQUAL;
}

// The only exact actual level of a point; nullptr where it has none or several.
const v1::Record* OnlyLevel(const v1::SeriesPoint& point) {
  const v1::Record* level = nullptr;
  for (const auto& value : point.values()) {
    if (value.measure() != v1::MEASURE_LEVEL || value.modality() != v1::MODALITY_ACTUAL) continue;
    if (level != nullptr || !IsExactActual(value, v1::MEASURE_LEVEL)) return nullptr;
    level = &value.record();
  }
  return level;
}

const v1::Record* YearlyGrowth(const v1::SeriesPoint& point) {
  for (const auto& value : point.values()) {
    const v1::Record& record = value.record();
    const bool yearly = record.base().empty() || record.base() == "yoy";
    if (IsExactActual(value, v1::MEASURE_GROWTH) && yearly && record.quantity().unit() == "%") return &record;
  }
  return nullptr;
}

std::optional<int64_t> ToInteger(const std::optional<Decimal>& decimal) {
  int64_t integer = 0;
  if (!decimal || !absl::SimpleAtoi(decimal->ToString(), &integer)) return std::nullopt;
  return integer;
}

// level / (1 + growth / 100), rounded to the last digit of `level`.
std::optional<Decimal> LevelBefore(const std::string& level, const std::string& growth) {
  constexpr int kMostPlaces = 6;
  const auto amount = Decimal::Parse(level);
  const auto percent = Decimal::Parse(growth);
  const int places = std::max(0, -LastDigitExponent(growth));
  if (!amount || !percent || places > kMostPlaces) return std::nullopt;
  // 1 + growth / 100 in units of its last place.
  const auto growth_units = ToInteger(percent->Shifted(places));
  const auto whole_units = ToInteger(Decimal::FromInt(100).Shifted(places));
  if (!growth_units || !whole_units || *growth_units <= -*whole_units) return std::nullopt;
  const auto factor = Decimal::FromInt(*whole_units + *growth_units).Shifted(-places - 2);
  const int exponent = LastDigitExponent(level);
  const auto level_units = amount->Shifted(-exponent);
  const auto quotient = factor && level_units ? level_units->DividedBy(*factor, 0) : std::nullopt;
  return quotient ? quotient->Shifted(exponent) : std::nullopt;
}

bool HasActualLevel(const v1::SeriesPoint& point, const std::string& unit) {
  return std::ranges::any_of(point.values(), [&](const v1::SeriesValue& value) {
    return value.measure() == v1::MEASURE_LEVEL && value.modality() == v1::MODALITY_ACTUAL &&
           value.record().quantity().unit() == unit;
  });
}

v1::SeriesValue DerivedValue(const v1::Record& level, const v1::Record& growth, const Period& period,
                             const Decimal& amount) {
  v1::SeriesValue value;
  value.set_measure(v1::MEASURE_LEVEL);
  value.set_modality(v1::MODALITY_ACTUAL);
  value.set_derived(true);
  value.add_inputs(level.name());
  value.add_inputs(growth.name());
  v1::Record& record = *value.mutable_record();
  *record.mutable_indicator() = level.indicator();
  *record.mutable_subject() = level.subject();
  *record.mutable_period() = ToProto(period);
  record.set_measure(v1::MEASURE_LEVEL);
  record.set_modality(v1::MODALITY_ACTUAL);
  record.set_topic(level.topic());
  record.set_confidence(std::min(level.confidence(), growth.confidence()));
  v1::Quantity& quantity = *record.mutable_quantity();
  quantity.set_value(amount.ToString());
  quantity.set_unit(level.quantity().unit());
  quantity.set_comparator(v1::COMPARATOR_ABOUT);
  quantity.set_approximate_value(amount.ToDouble());
  return value;
}

}  // namespace

std::vector<std::pair<Period, v1::SeriesValue>> DeriveLevels(const std::vector<const v1::SeriesPoint*>& points) {
  std::vector<std::pair<Period, v1::SeriesValue>> derived;
  for (const v1::SeriesPoint* point : points) {
    const v1::Record* level = OnlyLevel(*point);
    const v1::Record* growth = YearlyGrowth(*point);
    if (level == nullptr || growth == nullptr) continue;
    const std::optional<Period> before = YearBefore(FromProto(point->period()));
    if (!before) continue;
    const bool known = std::ranges::any_of(points, [&](const v1::SeriesPoint* other) {
      return other->period().notation() == before->Notation() && HasActualLevel(*other, level->quantity().unit());
    });
    const auto amount = LevelBefore(level->quantity().value(), growth->quantity().value());
    if (!known && amount) derived.emplace_back(*before, DerivedValue(*level, *growth, *before, *amount));
  }
  return derived;
}

}  // namespace fangzhi::query
