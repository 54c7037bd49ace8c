#ifndef FANGZHI_SERVICES_EXTRACTION_RECORD_BUILDER_H_
#define FANGZHI_SERVICES_EXTRACTION_RECORD_BUILDER_H_

#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/text_repair.h"

namespace fangzhi::extraction {

// Makes records of observations: raw offsets, catalogue and gazetteer ids, topic, confidence. Records are in order of
// number and ordinal.
std::vector<Record> BuildRecords(const RepairedText& text, const DocumentContext& document,
                                 const Attributed& attributed, bool explain);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_RECORD_BUILDER_H_
