#ifndef FANGZHI_SERVICES_EXTRACTION_NUMERALS_H_
#define FANGZHI_SERVICES_EXTRACTION_NUMERALS_H_

#include <optional>
#include <string_view>

#include "common/base/decimal.h"

namespace fangzhi::extraction {

// The longest run of digits with grouping commas and a decimal point, or of Chinese numerals, that a number has here.
inline constexpr size_t kLongestNumeral = 24;

// A number as far as it is written in numerals, magnitudes included.
struct Numeral {
  size_t length = 0;  // Code points read.
  Decimal value;
  bool chinese = false;         // No ASCII digit in it.
  bool has_magnitude = false;   // 万 or 亿 in it.
  bool bare_magnitude = false;  // Nothing but magnitudes: 千, 万亿.
  bool more = false;            // 余, 多, + or 十几 in it: 400余万.
  bool about = false;           // 来, 上下: 7000来.
  int digit_count = 0;          // ASCII digits.
};

// Value of a single Chinese numeral 零 to 九 (with 两, 〇), -1 for other characters.
int ChineseDigit(char32_t c);

// Parses the numeral at `at`: `4.7万`, `1,234`, `三十五点七`, `两百余`, `1.5万亿`. nullopt where none begins, or where
// it is longer than kLongestNumeral.
std::optional<Numeral> ParseNumeral(std::u32string_view text, size_t at);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NUMERALS_H_
