#ifndef FANGZHI_SERVICES_EXTRACTION_UNIT_READING_H_
#define FANGZHI_SERVICES_EXTRACTION_UNIT_READING_H_

#include <string>
#include <string_view>

#include "common/base/decimal.h"
#include "common/catalog/units.h"

namespace fangzhi::extraction {

// A unit or classifier as it stands in a text.
struct UnitRead {
  size_t length = 0;  // Code points; 0 where none stands there.
  std::string canonical;
  Decimal factor = Decimal::FromInt(1);  // From what is written to the canonical unit.
  catalog::Dimension dimension = catalog::Dimension::kCount;
};

// The longest unit that begins at `at`: 亿千瓦时, 万元/亩, 家. A classifier that begins an ordinary word is none: 人才.
UnitRead ReadUnit(std::u32string_view text, size_t at);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_UNIT_READING_H_
