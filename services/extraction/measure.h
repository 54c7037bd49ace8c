#ifndef FANGZHI_SERVICES_EXTRACTION_MEASURE_H_
#define FANGZHI_SERVICES_EXTRACTION_MEASURE_H_

#include <string_view>

#include "services/extraction/lead.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

// How a quantity speaks of its indicator, and by which words.
struct MeasureReading {
  Measure measure = Measure::kLevel;
  bool negative = false;       // The value is of the other sign than written.
  bool times_hundred = false;  // 增长6.4倍 is 640 %.
  std::string_view rule;
};

// True where what stands at `end` says which part a share before it is: 六成来自社会资本, 三成是退休职工.
bool SaysWhatPart(const Sentence& sentence, int end);

// Where the noun begins that a share which opens its clause is of: the 楼栋 of 七成以上的楼栋, the 行政村 of
// 93%以上行政村; 0 where none follows.
int ThoseAfterShare(const Sentence& sentence, const Quantity& quantity, const Lead& lead);

// `words` are the words before the quantity in its segment. `previous` is the measure of the quantity before it, which
// a bare value in a list shares; `listed` says that it is one.
MeasureReading ReadMeasure(const Sentence& sentence, const Quantity& quantity, const Lead& lead, Measure previous,
                           bool listed);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_MEASURE_H_
