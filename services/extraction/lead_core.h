#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_CORE_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_CORE_H_

#include "services/extraction/lead_reading.h"

namespace fangzhi::extraction {

// Sets the lead's core to what is still to be read, or to the contest of a rank, without what says nothing of an
// indicator at either end; notes what that says.
void ReadCore(LeadReading* reading);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_CORE_H_
