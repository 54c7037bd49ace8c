#ifndef FANGZHI_COMMON_BASE_DECIMAL_H_
#define FANGZHI_COMMON_BASE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fangzhi {

// An exact decimal number: coefficient × 10^-scale, with up to 30 significant digits. Immutable value type.
//
// The written precision is kept (`2.20` stays `2.20`); comparison is by value.
class Decimal {
 public:
  Decimal() = default;

  // Parses `-?[0-9]+(\.[0-9]+)?` in ASCII digits. Returns nullopt for anything else, and for more than 30 digits.
  static std::optional<Decimal> Parse(std::string_view text);
  static Decimal FromInt(int64_t value);

  // Returns this × 10^`exponent`. A shift to the right keeps every digit; nullopt where more than 30 digits result.
  std::optional<Decimal> Shifted(int exponent) const;
  // Returns the product; nullopt where it has more than 30 digits.
  std::optional<Decimal> Times(const Decimal& other) const;
  // Returns the quotient, exact where it ends within `places` decimal places, else rounded half away from zero to
  // `places` (at most 8). nullopt for a zero divisor and where digits overflow.
  std::optional<Decimal> DividedBy(const Decimal& other, int places) const;
  Decimal Negated() const;

  bool is_negative() const { return coefficient_ < 0; }
  bool is_zero() const { return coefficient_ == 0; }

  // `-?[0-9]+(\.[0-9]+)?`, never in exponent notation.
  std::string ToString() const;
  double ToDouble() const;

  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  Decimal(__int128 coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}

  __int128 coefficient_ = 0;
  int scale_ = 0;  // Digits after the point, 0 or more.
};

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_DECIMAL_H_
