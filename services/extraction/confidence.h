#ifndef FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_
#define FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_

#include "services/extraction/attribution.h"

namespace fangzhi::extraction {

// The probability, in [0, 1], that quantity, measure, indicator, subject, period and modality are all right, from the
// rules that settled them.
double Confidence(const Observation& observation, bool in_catalogue);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_
