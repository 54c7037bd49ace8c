#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_SHARE_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_SHARE_H_

#include "services/extraction/lead_reading.h"

namespace fangzhi::extraction {

// Takes the words before …的 right before the number: 占全部投诉的, 完成全年任务的, 相当于去年全年的, 由去年的.
void ReadOf(LeadReading* reading);

// Takes 占…比重达72%, 占全国1/3; nothing unless the quantity can be a share.
void ReadShare(LeadReading* reading);

// Takes 完成总工程量20%, 已完成工程量60%; nothing unless the quantity can be how far a plan has come.
void ReadPlan(LeadReading* reading);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_SHARE_H_
