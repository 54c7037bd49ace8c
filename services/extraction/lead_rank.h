#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_RANK_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_RANK_H_

#include "services/extraction/lead_reading.h"

namespace fangzhi::extraction {

// Takes the words of a rank and the field that it is held in: 居全国第3, 在全区8个街道中排名第一, 由全国第12位. Where
// the field ends in a contest, as in 在全省省级开发区综合评价中, sets `contest`.
void ReadRank(LeadReading* reading);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_RANK_H_
