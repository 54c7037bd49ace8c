#include "services/query/unit_conversion.h"

#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace fangzhi::query {
namespace {

constexpr int kPlaces = 4;

struct Fraction {
  int64_t numerator = 1;
  int64_t denominator = 1;
};

// A unit as a fraction of its base.
struct PhysicalUnit {
  std::string_view unit;
  std::string_view base;
  Fraction size;
};

constexpr int64_t kThousand = 1000;
constexpr int64_t kMillion = 1000 * kThousand;
constexpr int64_t kBillion = 1000 * kMillion;

constexpr std::array<PhysicalUnit, 36> kUnits = {{
    {"m2", "m2", {}},
    {"cm2", "m2", {1, 10000}},
    {"har", "m2", {10000, 1}},
    {"km2", "m2", {kMillion, 1}},
    {"[mu]", "m2", {2000, 3}},
    {"m", "m", {}},
    {"km", "m", {kThousand, 1}},
    {"cm", "m", {1, 100}},
    {"mm", "m", {1, kThousand}},
    {"m3", "m3", {}},
    {"km3", "m3", {kBillion, 1}},
    {"L", "m3", {1, kThousand}},
    {"mL", "m3", {1, kMillion}},
    {"kg", "kg", {}},
    {"t", "kg", {kThousand, 1}},
    {"g", "kg", {1, kThousand}},
    {"mg", "kg", {1, kMillion}},
    {"kW", "kW", {}},
    {"W", "kW", {1, kThousand}},
    {"MW", "kW", {kThousand, 1}},
    {"GW", "kW", {kMillion, 1}},
    {"kW.h", "kW.h", {}},
    {"MW.h", "kW.h", {kThousand, 1}},
    {"GW.h", "kW.h", {kMillion, 1}},
    {"GJ", "kW.h", {2500, 9}},
    {"h", "h", {}},
    {"min", "h", {1, 60}},
    {"s", "h", {1, 3600}},
    {"d", "h", {24, 1}},
    {"a", "a", {}},
    {"mo", "a", {1, 12}},
    {"%", "%", {}},
    {"‰", "%", {1, 10}},
    {"GBy", "GBy", {}},
    {"TBy", "GBy", {kThousand, 1}},
    {"PBy", "GBy", {kMillion, 1}},
}};

const PhysicalUnit* Find(std::string_view unit) {
  for (const PhysicalUnit& known : kUnits) {
    if (known.unit == unit) return &known;
  }
  return nullptr;
}

// How many of `to` one of `from` is, neither being a quotient.
std::optional<Fraction> SimpleFactor(const catalog::Catalogue& catalogue, std::string_view from, std::string_view to) {
  if (from == to || catalogue.CountAlike(from, to)) return Fraction();
  const PhysicalUnit* const a = Find(from);
  const PhysicalUnit* const b = Find(to);
  if (a == nullptr || b == nullptr || a->base != b->base) return std::nullopt;
  return Fraction{a->size.numerator * b->size.denominator, a->size.denominator * b->size.numerator};
}

// `CNY`, `[mu]` of `CNY/[mu]`; the second is empty where there is none.
std::pair<std::string_view, std::string_view> Parts(std::string_view unit) {
  const size_t slash = unit.find('/');
  if (slash == std::string_view::npos) return {unit, {}};
  return {unit.substr(0, slash), unit.substr(slash + 1)};
}

std::optional<Fraction> Factor(const catalog::Catalogue& catalogue, std::string_view from, std::string_view to) {
  const auto [from_above, from_below] = Parts(from);
  const auto [to_above, to_below] = Parts(to);
  if (from_below.empty() != to_below.empty()) return std::nullopt;
  const auto above = SimpleFactor(catalogue, from_above, to_above);
  const auto below = SimpleFactor(catalogue, from_below, to_below);
  if (!above || !below) return std::nullopt;
  Fraction factor{above->numerator * below->denominator, above->denominator * below->numerator};
  const int64_t common = std::gcd(factor.numerator, factor.denominator);
  return Fraction{factor.numerator / common, factor.denominator / common};
}

}  // namespace

std::optional<Decimal> ConvertUnit(const catalog::Catalogue& catalogue, const Decimal& value, std::string_view from,
                                   std::string_view to) {
  const auto factor = Factor(catalogue, from, to);
  if (!factor) return std::nullopt;
  const auto product = value.Times(Decimal::FromInt(factor->numerator));
  if (!product) return std::nullopt;
  return product->DividedBy(Decimal::FromInt(factor->denominator), kPlaces);
}

}  // namespace fangzhi::query
