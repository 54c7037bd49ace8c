#include "common/base/decimal.h"

#include <algorithm>
#include <cmath>

namespace fangzhi {
namespace {

constexpr int kMaxDigits = 30;

__int128 Power10(int exponent) {
  __int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

__int128 Magnitude(__int128 value) { return value < 0 ? -value : value; }

int DigitCount(__int128 value) {
  int digits = 1;
  for (value = Magnitude(value); value >= 10; value /= 10) ++digits;
  return digits;
}

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && text.front() == '-') {
    negative = true;
    text.remove_prefix(1);
  }
  __int128 coefficient = 0;
  int scale = 0;
  int digits = 0;
  bool point = false;
  bool digit_after = false;
  for (char c : text) {
    if (c == '.') {
      if (point || digits == 0) return std::nullopt;
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > kMaxDigits) return std::nullopt;
    coefficient = coefficient * 10 + (c - '0');
    if (point) {
      ++scale;
      digit_after = true;
    }
  }
  if (digits == 0 || (point && !digit_after)) return std::nullopt;
  return Decimal(negative ? -coefficient : coefficient, scale);
}

Decimal Decimal::FromInt(int64_t value) { return {value, 0}; }

std::optional<Decimal> Decimal::Shifted(int exponent) const {
  if (exponent <= 0) {
    if (scale_ - exponent > kMaxDigits) return std::nullopt;
    return Decimal(coefficient_, scale_ - exponent);
  }
  const int absorbed = std::min(exponent, scale_);
  const int rest = exponent - absorbed;
  if (rest > 0 && DigitCount(coefficient_) + rest > kMaxDigits) return std::nullopt;
  return Decimal(coefficient_ * Power10(rest), scale_ - absorbed);
}

std::optional<Decimal> Decimal::Times(const Decimal& other) const {
  if (DigitCount(coefficient_) + DigitCount(other.coefficient_) > kMaxDigits) return std::nullopt;
  if (scale_ + other.scale_ > kMaxDigits) return std::nullopt;
  return Decimal(coefficient_ * other.coefficient_, scale_ + other.scale_);
}

std::optional<Decimal> Decimal::DividedBy(const Decimal& other, int places) const {
  if (other.coefficient_ == 0) return std::nullopt;
  const int shift = places + other.scale_ - scale_;
  __int128 numerator = coefficient_;
  __int128 denominator = other.coefficient_;
  if (shift >= 0) {
    if (DigitCount(numerator) + shift > kMaxDigits + 6) return std::nullopt;
    numerator *= Power10(shift);
  } else {
    if (DigitCount(denominator) - shift > kMaxDigits + 6) return std::nullopt;
    denominator *= Power10(-shift);
  }
  __int128 quotient = numerator / denominator;
  const __int128 remainder = Magnitude(numerator % denominator);
  if (2 * remainder >= Magnitude(denominator)) quotient += (numerator < 0) == (denominator < 0) ? 1 : -1;
  int scale = places;
  while (scale > 0 && quotient % 10 == 0) {
    quotient /= 10;
    --scale;
  }
  if (DigitCount(quotient) > kMaxDigits) return std::nullopt;
  return Decimal(quotient, scale);
}

Decimal Decimal::Negated() const { return {-coefficient_, scale_}; }

std::string Decimal::ToString() const {
  std::string digits;
  __int128 value = Magnitude(coefficient_);
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value > 0);
  while (static_cast<int>(digits.size()) <= scale_) digits.push_back('0');
  if (scale_ > 0) digits.insert(static_cast<size_t>(scale_), ".");
  if (coefficient_ < 0) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

double Decimal::ToDouble() const { return static_cast<double>(coefficient_) / std::pow(10.0, scale_); }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ <=> b.coefficient_;
  // The integer parts decide unless equal; the fractions are then brought to one scale, which fits: at most 30 digits.
  const __int128 power_a = Power10(a.scale_);
  const __int128 power_b = Power10(b.scale_);
  if (const auto order = a.coefficient_ / power_a <=> b.coefficient_ / power_b; order != 0) return order;
  __int128 fraction_a = a.coefficient_ % power_a;
  __int128 fraction_b = b.coefficient_ % power_b;
  if (a.scale_ < b.scale_) {
    fraction_a *= Power10(b.scale_ - a.scale_);
  } else {
    fraction_b *= Power10(a.scale_ - b.scale_);
  }
  return fraction_a <=> fraction_b;
}

}  // namespace fangzhi
