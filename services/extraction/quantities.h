#ifndef FANGZHI_SERVICES_EXTRACTION_QUANTITIES_H_
#define FANGZHI_SERVICES_EXTRACTION_QUANTITIES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/decimal.h"
#include "common/catalog/units.h"
#include "services/extraction/char_set.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

enum class QuantityForm {
  kAmount,    // A number with or without a unit.
  kOrdinal,   // 第3位, 首位, 前15强.
  kFraction,  // 1/3, 三分之一.
  kRatio,     // 1.7:34.9:63.4; `parts` has the terms.
  kDoubling,  // 翻一番.
};

// An explicit amount as it stands in repaired text, before anything is known of what it is about.
struct Quantity {
  int begin = 0;  // With a comparator suffix and the unit, as the gold field `number`.
  int end = 0;
  int digits_end = 0;  // Where the bare number ends, magnitudes included.
  QuantityForm form = QuantityForm::kAmount;
  Decimal value;  // Magnitudes and the unit's factor multiplied out.
  std::optional<Decimal> value_high;
  std::optional<Decimal> percent;  // Of a fraction, as per cent to 4 places.
  std::vector<Decimal> parts;
  std::vector<int> part_begin;  // Of each part of a ratio.
  std::string unit = "1";       // Canonical; `1` where none is written.
  catalog::Dimension dimension = catalog::Dimension::kCount;
  Comparator comparator = Comparator::kEqual;
  bool has_unit = false;
  bool has_magnitude = false;   // 万 or 亿.
  bool chinese = false;         // In Chinese numerals.
  bool bare_magnitude = false;  // 千余人, 万亿: no numeral before the magnitude.
  bool tenths = false;          // 三成五.
  bool signed_number = false;   // With + or -.
  bool top = false;             // 前15强 among ordinals.
  bool bound_suffix = false;    // 以上, 以下, 以内 and the like were read.
};

// Parses the quantity that begins at `at`. nullopt where none does. `text` is repaired; nothing beyond its end is read.
// The cost does not depend on what stands behind the quantity, and is linear in its own length.
std::optional<Quantity> ParseQuantity(std::u32string_view text, size_t at);

// The characters that can begin a quantity.
inline constexpr CharSet kQuantityOpenings(U"0123456789一二两三四五六七八九十百千万亿第前首榜翻零〇+-−");

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_QUANTITIES_H_
