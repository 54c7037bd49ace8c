#include "services/extraction/numerals.h"

#include <string>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr std::u32string_view kChineseDigits = U"零一二三四五六七八九";

int MagnitudeExponent(char32_t c) {
  switch (c) {
    case U'十':
      return 1;
    case U'百':
      return 2;
    case U'千':
      return 3;
    case U'万':
      return 4;
    case U'亿':
      return 8;
    case U'兆':
      return 12;
    default:
      return 0;
  }
}

// 千 that begins a unit (千瓦, 千米) rather than multiplies.
bool BeginsUnit(std::u32string_view text, size_t i) {
  const char32_t next = At(text, i + 1);
  if (text[i] == U'千')
    return std::u32string_view(U"瓦米克伏升焦帕卡").find(next) != std::u32string_view::npos && next != 0;
  if (text[i] == U'百') return next == U'分' || next == U'帕';
  return text[i] == U'兆';
}

// Reads magnitudes and approximation marks after a number; multiplies `value`.
void ReadMagnitudes(std::u32string_view text, size_t* i, Decimal* value, Numeral* out) {
  for (;;) {
    const char32_t c = At(text, *i);
    const int exponent = c == 0 ? 0 : MagnitudeExponent(c);
    if (exponent > 0 && !BeginsUnit(text, *i)) {
      const auto shifted = value->Shifted(exponent);
      if (!shifted) return;
      *value = *shifted;
      out->has_magnitude = out->has_magnitude || exponent >= 4;
      ++*i;
      continue;
    }
    const char32_t next = At(text, *i + 1);
    // 11个亿; not 11个亿元楼宇.
    if (c == U'个' && next == U'亿' && !out->has_magnitude && (!IsHan(At(text, *i + 2)) || At(text, *i + 2) == U'的')) {
      const auto shifted = value->Shifted(8);
      if (!shifted) return;
      *value = *shifted;
      out->has_magnitude = true;
      *i += 2;
      continue;
    }
    if (c == U'余' || (c == U'多' && next != U'种' && next != U'元' && next != U'样' && next != U'边') ||
        (c == U'+' && !IsDigit(next))) {
      if (out->more) return;
      out->more = true;
      ++*i;
      continue;
    }
    // 十几名; 几 alone is no number.
    if (c == U'几' && *i > 0 && text[*i - 1] == U'十' && !out->more) {
      out->more = true;
      ++*i;
      continue;
    }
    if (c == U'多' && next == U'元' && out->has_magnitude) {
      out->more = true;
      ++*i;
      continue;
    }
    if (c == U'来' && next != 0 &&
        std::u32string_view(U"人个家名户万位岁年条件种").find(next) != std::u32string_view::npos) {
      out->about = true;
      ++*i;
      continue;
    }
    return;
  }
}

std::optional<Numeral> ParseAscii(std::u32string_view text, size_t at) {
  Numeral out;
  std::string digits;
  size_t i = at;
  while (IsDigit(At(text, i)) && i - at < kLongestNumeral) digits.push_back(static_cast<char>(text[i++]));
  while (At(text, i) == U',' && digits.size() <= 18 && IsDigit(At(text, i + 1)) && IsDigit(At(text, i + 2)) &&
         IsDigit(At(text, i + 3)) && !IsDigit(At(text, i + 4)) && (digits.size() <= 3 || i > at + 4)) {
    for (int k = 1; k <= 3; ++k) digits.push_back(static_cast<char>(text[i + static_cast<size_t>(k)]));
    i += 4;
  }
  if (At(text, i) == U'.' && IsDigit(At(text, i + 1))) {
    digits.push_back('.');
    ++i;
    while (IsDigit(At(text, i)) && i - at < kLongestNumeral) digits.push_back(static_cast<char>(text[i++]));
  }
  if (IsDigit(At(text, i))) return std::nullopt;  // Too long to be a figure.
  auto value = Decimal::Parse(digits);
  if (!value) return std::nullopt;
  for (char c : digits) out.digit_count += c != '.' ? 1 : 0;
  ReadMagnitudes(text, &i, &*value, &out);
  out.value = *value;
  out.length = i - at;
  return out;
}

// 三十五, 一万二千, 两百余, 三十五点七.
std::optional<Numeral> ParseChinese(std::u32string_view text, size_t at) {
  Numeral out;
  out.chinese = true;
  int64_t total = 0;    // Of whole 万 and 亿 groups.
  int64_t section = 0;  // Below 万.
  int64_t digit = -1;
  bool any_digit = false;
  bool any_magnitude = false;
  size_t i = at;
  for (; i < text.size() && i - at < kLongestNumeral; ++i) {
    const char32_t c = text[i];
    if (const int d = ChineseDigit(c); d >= 0) {
      if (digit > 0 && !any_magnitude) return std::nullopt;  // 二三: a year or "two or three".
      if (digit > 0) break;
      digit = d;
      any_digit = true;
      continue;
    }
    const int exponent = MagnitudeExponent(c);
    if (exponent == 0 || exponent == 12 || BeginsUnit(text, i)) break;
    any_magnitude = true;
    if (exponent < 4) {
      int64_t scale = exponent == 1 ? 10 : exponent == 2 ? 100 : 1000;
      section += (digit > 0 ? digit : 1) * scale;
    } else {
      section += digit > 0 ? digit : 0;
      if (section == 0 && total == 0) section = 1;
      const int64_t scale = exponent == 4 ? 10000 : 100000000;
      if (total > INT64_C(10000000000)) return std::nullopt;
      total = section == 0 ? total * scale : (exponent == 8 ? (total + section) * scale : total + section * scale);
      section = 0;
      out.has_magnitude = true;
    }
    digit = -1;
  }
  if (i == at) return std::nullopt;
  Decimal value = Decimal::FromInt(total + section + (digit > 0 ? digit : 0));
  if (At(text, i) == U'点' && any_digit && ChineseDigit(At(text, i + 1)) >= 0) {
    std::string digits = value.ToString() + ".";
    ++i;
    while (ChineseDigit(At(text, i)) >= 0 && i - at < kLongestNumeral) {
      digits.push_back(static_cast<char>('0' + ChineseDigit(text[i++])));
    }
    value = *Decimal::Parse(digits);
  }
  out.bare_magnitude = any_magnitude && !any_digit;
  ReadMagnitudes(text, &i, &value, &out);
  out.value = value;
  out.length = i - at;
  return out;
}

}  // namespace

int ChineseDigit(char32_t c) {
  if (c == U'两') return 2;
  if (c == U'〇') return 0;
  const size_t index = kChineseDigits.find(c);
  return index == std::u32string_view::npos ? -1 : static_cast<int>(index);
}

std::optional<Numeral> ParseNumeral(std::u32string_view text, size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (IsDigit(text[at])) return ParseAscii(text, at);
  return ParseChinese(text, at);
}

}  // namespace fangzhi::extraction
