#ifndef FANGZHI_SERVICES_EXTRACTION_REJECTION_H_
#define FANGZHI_SERVICES_EXTRACTION_REJECTION_H_

#include <string_view>

#include "services/extraction/lead.h"
#include "services/extraction/segments.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// Why a quantity is no record by how it is written and what stands right beside it; empty where it may be one. The
// names are stable: `part_of_name`, `small_numeral`, `duration`, `vague`, `sequence`, `threshold_in_indicator`,
// `frequency`, `bare_number`, `grade`, `age_bound`, `footnote`.
std::string_view RejectQuantity(const Sentence& sentence, const Segment& segment, const Quantity& quantity,
                                const Lead& lead);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_REJECTION_H_
