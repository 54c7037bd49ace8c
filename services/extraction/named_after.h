#ifndef FANGZHI_SERVICES_EXTRACTION_NAMED_AFTER_H_
#define FANGZHI_SERVICES_EXTRACTION_NAMED_AFTER_H_

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/prepared_quantity.h"

namespace fangzhi::extraction {

// What the words after a quantity name beside the noun it counts. Empty where they name nothing.

// The part that a share is: 退休职工 of 逾三成是退休职工, 福彩公益金承担 of 七成由福彩公益金承担.
Phrase PartNamedAfter(const Sentence& sentence, const Quantity& quantity, const Segment& segment);

// Those a share is of, from `begin` on, and what the share is: 楼栋 and 建于1990年以前楼栋 of
// 七成以上的楼栋建于1990年以前.
struct PartOfThose {
  Phrase part;
  Phrase those;
};
PartOfThose ReadPartOfThose(const Sentence& sentence, const Segment& segment, int begin);

// What the money of quantity `i` went into: 更换防火门 of 投入126万元更换防火门, 气调库 of 投资2.6亿元建成气调库4座,
// 老旧小区改造 of 投入4300万元，完成11个老旧小区改造.
Phrase SpentOn(const PreparedQuantities& quantities, size_t i);

// What those that quantity `i` counts were given: 12个项目获国家科学技术奖, 16所高校、48个学科入选…名单.
Phrase HonourAfter(const PreparedQuantities& quantities, size_t i);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NAMED_AFTER_H_
