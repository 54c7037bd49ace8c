#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_CUES_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_CUES_H_

#include "services/extraction/lead_reading.h"

namespace fangzhi::extraction {

// Takes cues and periods off the right end of what is still to be read, and notes what they say, until plain text, or
// 的, stands before.
void ConsumeCues(LeadReading* reading);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_CUES_H_
