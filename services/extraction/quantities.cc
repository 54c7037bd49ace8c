#include "services/extraction/quantities.h"

#include <algorithm>

#include "services/extraction/numerals.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"
#include "services/extraction/unit_reading.h"

namespace fangzhi::extraction {
namespace {

// 以上, 左右 and the like after the unit.
void ReadComparatorSuffix(std::u32string_view text, size_t* i, Quantity* quantity) {
  static constexpr struct {
    std::u32string_view word;
    Comparator comparator;
  } kSuffixes[] = {{U"及以上", Comparator::kAtLeast}, {U"或以上", Comparator::kAtLeast},
                   {U"以上", Comparator::kAtLeast},   {U"及以下", Comparator::kAtMost},
                   {U"以下", Comparator::kAtMost},    {U"以内", Comparator::kAtMost},
                   {U"之内", Comparator::kAtMost},    {U"左右", Comparator::kAbout},
                   {U"上下", Comparator::kAbout},     {U"不到", Comparator::kLessThan}};
  for (const auto& [word, comparator] : kSuffixes) {
    if (!StartsWith(text, *i, word)) continue;
    if (word == U"上下" && In(U"游班楼铺层", At(text, *i + 2))) return;  // 19家上下游企业.
    if (word == U"不到" && *i + 2 < text.size() && !In(U",。;)、\n", text[*i + 2])) return;
    quantity->comparator = comparator;
    quantity->bound_suffix = true;
    *i += word.size();
    return;
  }
  if ((At(text, *i) == U'多' || At(text, *i) == U'余') && quantity->has_unit &&
      quantity->comparator == Comparator::kEqual && (*i + 1 >= text.size() || In(U",。;)、:!?\n的", text[*i + 1]))) {
    quantity->comparator = Comparator::kMoreThan;
    ++*i;
  }
}

void SetNumeral(const Numeral& numeral, Quantity* quantity) {
  quantity->value = numeral.value;
  quantity->chinese = numeral.chinese;
  quantity->has_magnitude = numeral.has_magnitude;
  quantity->bare_magnitude = numeral.bare_magnitude;
  if (numeral.more) quantity->comparator = Comparator::kMoreThan;
  if (numeral.about) quantity->comparator = Comparator::kAbout;
}

std::optional<Quantity> Finish(std::u32string_view text, size_t at, size_t i, Quantity quantity) {
  ReadComparatorSuffix(text, &i, &quantity);
  quantity.begin = static_cast<int>(at);
  quantity.end = static_cast<int>(i);
  return quantity;
}

// 三成五, 近九成: tenths as per cent. `at` is a Chinese digit or ASCII digits before 成.
std::optional<Quantity> ParseTenths(std::u32string_view text, size_t at) {
  size_t i = at;
  int tenths = ChineseDigit(text[i]);
  if (IsDigit(text[i])) tenths = static_cast<int>(text[i] - U'0');
  if (tenths < 1 || At(text, i + 1) != U'成') return std::nullopt;
  const char32_t next = At(text, i + 2);
  if (In(U"立为员果功交片熟长效绩本品份分都套型因群", next)) return std::nullopt;
  i += 2;
  int percent = tenths * 10;
  if (const int half = ChineseDigit(next); half > 0) {
    percent += half;
    ++i;
  } else if (next == U'半') {
    percent += 5;
    ++i;
  }
  Quantity quantity;
  quantity.tenths = true;
  quantity.chinese = true;
  if (In(U"多余", At(text, i))) {
    quantity.comparator = Comparator::kMoreThan;
    ++i;
  } else if (StartsWith(text, i, U"有余")) {
    quantity.comparator = Comparator::kMoreThan;
    i += 2;
  }
  quantity.value = Decimal::FromInt(percent);
  quantity.unit = "%";
  quantity.dimension = catalog::Dimension::kRatio;
  quantity.has_unit = true;
  quantity.digits_end = static_cast<int>(i);
  return Finish(text, at, i, quantity);
}

// 百分之三十五点七, 千分之二.
std::optional<Quantity> ParsePercentWords(std::u32string_view text, size_t at) {
  const bool percent = StartsWith(text, at, U"百分之");
  if (!percent && !StartsWith(text, at, U"千分之")) return std::nullopt;
  const auto numeral = ParseNumeral(text, at + 3);
  if (!numeral) return std::nullopt;
  Quantity quantity;
  SetNumeral(*numeral, &quantity);
  quantity.chinese = true;
  quantity.unit = percent ? "%" : "‰";
  quantity.dimension = catalog::Dimension::kRatio;
  quantity.has_unit = true;
  const size_t i = at + 3 + numeral->length;
  quantity.digits_end = static_cast<int>(i);
  return Finish(text, at, i, quantity);
}

// 翻番, 翻一番, 翻了两番, 翻了一番多.
std::optional<Quantity> ParseDoubling(std::u32string_view text, size_t at) {
  size_t i = at + 1;
  if (At(text, i) == U'了') ++i;
  int times = 1;
  if (const int digit = At(text, i) == 0 ? -1 : ChineseDigit(text[i]); digit > 0) {
    times = digit;
    ++i;
  } else if (IsDigit(At(text, i))) {
    times = static_cast<int>(text[i] - U'0');
    ++i;
  }
  if (At(text, i) != U'番' || times < 1 || times > 9) return std::nullopt;
  ++i;
  Quantity quantity;
  quantity.form = QuantityForm::kDoubling;
  quantity.chinese = true;
  quantity.value = Decimal::FromInt(int64_t{1} << times);
  quantity.has_unit = true;
  quantity.digits_end = static_cast<int>(i);
  if (In(U"多余", At(text, i))) {
    quantity.comparator = Comparator::kMoreThan;
    ++i;
  }
  return Finish(text, at, i, quantity);
}

// 第3位, 第一, 首位, 榜首, 前15强, 前二.
std::optional<Quantity> ParseOrdinal(std::u32string_view text, size_t at) {
  Quantity quantity;
  quantity.form = QuantityForm::kOrdinal;
  if (text[at] == U'首' || text[at] == U'榜') {
    if (!StartsWith(text, at, U"首位") && !StartsWith(text, at, U"榜首")) return std::nullopt;
    quantity.value = Decimal::FromInt(1);
    quantity.chinese = true;
    quantity.digits_end = static_cast<int>(at + 2);
    return Finish(text, at, at + 2, quantity);
  }
  const auto numeral = ParseNumeral(text, at + 1);
  if (!numeral || numeral->has_magnitude || numeral->more || numeral->about) return std::nullopt;
  size_t i = at + 1 + numeral->length;
  SetNumeral(*numeral, &quantity);
  if (quantity.value.ToString().find('.') != std::string::npos) return std::nullopt;
  quantity.digits_end = static_cast<int>(i);
  if (text[at] == U'前') {
    const char32_t next = At(text, i);
    const bool ends = next == 0 || In(U",。;)、!\n”位名强列行甲", next);
    if (!ends) return std::nullopt;
    if (In(U"位名强甲", next)) ++i;
    quantity.top = true;
    quantity.comparator = Comparator::kAtMost;
    return Finish(text, at, i, quantity);
  }
  if (In(U"位名", At(text, i)) && !StartsWith(text, i, U"名单")) ++i;
  return Finish(text, at, i, quantity);
}

// 1/3, 三分之一, 3分之1.
std::optional<Quantity> ParseFraction(std::u32string_view text, size_t at, const Numeral& first) {
  if (first.has_magnitude || first.more) return std::nullopt;
  size_t i = at + first.length;
  Decimal numerator = first.value;
  Decimal denominator;
  if (StartsWith(text, i, U"分之")) {
    const auto second = ParseNumeral(text, i + 2);
    if (!second) return std::nullopt;
    denominator = first.value;
    numerator = second->value;
    i += 2 + second->length;
  } else if (At(text, i) == U'/' && IsDigit(At(text, i + 1)) && !first.chinese) {
    const auto second = ParseNumeral(text, i + 1);
    if (!second || second->has_magnitude || second->digit_count > 3 || first.digit_count > 3) return std::nullopt;
    denominator = second->value;
    i += 1 + second->length;
    if (At(text, i) == U'/' || numerator >= denominator) return std::nullopt;
  } else {
    return std::nullopt;
  }
  auto value = numerator.DividedBy(denominator, 4);
  if (!value) return std::nullopt;
  Quantity quantity;
  quantity.form = QuantityForm::kFraction;
  if (const auto hundredfold = numerator.Times(Decimal::FromInt(100)))
    quantity.percent = hundredfold->DividedBy(denominator, 4);
  quantity.value = *value;
  quantity.chinese = first.chinese;
  quantity.dimension = catalog::Dimension::kRatio;
  quantity.has_unit = true;
  quantity.digits_end = static_cast<int>(i);
  return Finish(text, at, i, quantity);
}

// 1.7:34.9:63.4, 2.81∶1.
std::optional<Quantity> ParseRatio(std::u32string_view text, size_t at, const Numeral& first) {
  if (!IsDigit(text[at]) || !In(U":∶︰", At(text, at + first.length))) return std::nullopt;
  Quantity quantity;
  quantity.form = QuantityForm::kRatio;
  size_t i = at;
  for (;;) {
    const auto term = ParseNumeral(text, i);
    if (!term || term->chinese || term->has_magnitude) return std::nullopt;
    quantity.parts.push_back(term->value);
    quantity.part_begin.push_back(static_cast<int>(i));
    if (quantity.parts.size() > 6) return std::nullopt;
    i += term->length;
    if ((At(text, i) != U':' && At(text, i) != U'∶' && At(text, i) != U'︰') || !IsDigit(At(text, i + 1))) break;
    ++i;
  }
  if (quantity.parts.size() < 2 || quantity.parts.size() > 6) return std::nullopt;
  // 9:00, 21:08:30 are times of day.
  if (quantity.parts.size() <= 3 && i - static_cast<size_t>(quantity.part_begin.back()) == 2 &&
      quantity.parts[1].ToString().find('.') == std::string::npos &&
      text[static_cast<size_t>(quantity.part_begin.back())] < U'6' && quantity.parts[0] < Decimal::FromInt(25) &&
      quantity.parts[0].ToString().find('.') == std::string::npos) {
    return std::nullopt;
  }
  const auto value = quantity.parts[0].DividedBy(quantity.parts[1], 4);
  if (!value) return std::nullopt;
  quantity.value = *value;
  quantity.has_unit = true;
  quantity.digits_end = static_cast<int>(i);
  return Finish(text, at, i, quantity);
}

// 2分40秒, 两分四十秒, 1小时20分.
std::optional<Quantity> ParseClock(std::u32string_view text, size_t at, const Numeral& first) {
  if (first.has_magnitude) return std::nullopt;
  size_t i = at + first.length;
  int64_t scale = 0;
  if (StartsWith(text, i, U"小时")) {
    scale = 60;
    i += 2;
  } else if (At(text, i) == U'分') {
    scale = 60;
    i += At(text, i + 1) == U'钟' ? 2 : 1;
  } else {
    return std::nullopt;
  }
  const bool hours = text[i - 1] == U'时';
  const auto second = ParseNumeral(text, i);
  if (!second) return std::nullopt;
  i += second->length;
  if (At(text, i) != (hours ? U'分' : U'秒')) return std::nullopt;
  i += At(text, i + 1) == U'钟' ? 2 : 1;
  const auto whole = first.value.Times(Decimal::FromInt(scale));
  if (!whole) return std::nullopt;
  Quantity quantity;
  quantity.value = Decimal::FromInt(static_cast<int64_t>(whole->ToDouble() + second->value.ToDouble()));
  quantity.unit = hours ? "min" : "s";
  quantity.dimension = catalog::Dimension::kTime;
  quantity.has_unit = true;
  quantity.digits_end = static_cast<int>(i);
  return Finish(text, at, i, quantity);
}

// The second number of 10-20亿元, 6至12元, 8元至15元 after the first with its unit.
bool ReadRange(std::u32string_view text, size_t* i, const Numeral& first, bool first_has_unit, Quantity* quantity) {
  // 每餐8元到12元 is a range, 由8元到12元 a change.
  const bool to = At(text, *i) == U'到' && first_has_unit && quantity->begin > 0 &&
                  !In(U"由从的", text[static_cast<size_t>(quantity->begin) - 1]);
  if (!to && !In(U"-—–~～至", At(text, *i))) return false;
  size_t k = *i + 1;
  if (At(text, k) == U'—') ++k;
  const auto second = ParseNumeral(text, k);
  if (!second || second->chinese != first.chinese || (second->chinese && !second->has_magnitude)) return false;
  const UnitRead unit = ReadUnit(text, k + second->length);
  if (unit.length == 0 && !second->has_magnitude) return false;
  if (first_has_unit && unit.canonical != quantity->unit) return false;
  // 10-20亿元: the magnitude is common to both.
  Decimal low = first.value;
  const bool share_magnitude = second->has_magnitude && !first.has_magnitude && !first_has_unit;
  if (share_magnitude) {
    size_t digits = k;
    while (digits < text.size() && (IsDigit(text[digits]) || text[digits] == U'.')) ++digits;
    for (; digits < k + second->length; ++digits) {
      const int exponent = text[digits] == U'万'   ? 4
                           : text[digits] == U'亿' ? 8
                           : text[digits] == U'千' ? 3
                           : text[digits] == U'百' ? 2
                                                   : 0;
      low = low.Shifted(exponent).value_or(low);
    }
  }
  const auto scaled_low = low.Times(unit.factor);
  const auto scaled_high = second->value.Times(unit.factor);
  if (!scaled_low || !scaled_high || *scaled_high <= *scaled_low) return false;
  quantity->value = *scaled_low;
  quantity->value_high = *scaled_high;
  quantity->comparator = Comparator::kRange;
  quantity->has_magnitude = second->has_magnitude;
  quantity->unit = unit.length > 0 ? unit.canonical : "1";
  quantity->dimension = unit.dimension;
  quantity->has_unit = unit.length > 0;
  *i = k + second->length + unit.length;
  quantity->digits_end = static_cast<int>(k + second->length);
  return true;
}

std::optional<Quantity> ParseAmount(std::u32string_view text, size_t at) {
  size_t i = at;
  bool negative = false;
  Quantity quantity;
  if (In(U"+-−", text[i])) {
    negative = text[i] != U'+';
    quantity.signed_number = true;
    ++i;
    if (!IsDigit(At(text, i))) return std::nullopt;
  }
  const auto numeral = ParseNumeral(text, i);
  if (!numeral) return std::nullopt;
  SetNumeral(*numeral, &quantity);
  quantity.begin = static_cast<int>(at);
  i += numeral->length;
  quantity.digits_end = static_cast<int>(i);
  if (!negative && ReadRange(text, &i, *numeral, false, &quantity)) return Finish(text, at, i, quantity);
  const UnitRead unit = ReadUnit(text, i);
  // 7大产业集群 are counted; 三大攻坚战, 十大考古发现 are names.
  const bool named = numeral->chinese && unit.canonical == "{大}";
  if (unit.length > 0 && !named) {
    const auto scaled = quantity.value.Times(unit.factor);
    if (!scaled) return std::nullopt;
    quantity.value = *scaled;
    quantity.unit = unit.canonical;
    quantity.dimension = unit.dimension;
    quantity.has_unit = true;
    i += unit.length;
    if (!negative && ReadRange(text, &i, *numeral, true, &quantity)) return Finish(text, at, i, quantity);
  }
  if (negative) quantity.value = quantity.value.Negated();
  return Finish(text, at, i, quantity);
}

}  // namespace

std::optional<Quantity> ParseQuantity(std::u32string_view text, size_t at) {
  const char32_t c = text[at];
  if (c == U'第' || c == U'前' || c == U'首' || c == U'榜') return ParseOrdinal(text, at);
  if (c == U'翻') return ParseDoubling(text, at);
  if (c == U'百' || c == U'千') {
    if (auto quantity = ParsePercentWords(text, at)) return quantity;
  }
  if (c != U'+' && c != U'-' && c != U'−') {
    if (auto quantity = ParseTenths(text, at)) return quantity;
    const auto first = ParseNumeral(text, at);
    if (!first) return std::nullopt;
    if (auto quantity = ParseFraction(text, at, *first)) return quantity;
    if (auto quantity = ParseRatio(text, at, *first)) return quantity;
    if (auto quantity = ParseClock(text, at, *first)) return quantity;
  }
  return ParseAmount(text, at);
}

}  // namespace fangzhi::extraction
