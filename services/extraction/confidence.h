#ifndef FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_
#define FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_

#include "services/extraction/attribution.h"

namespace fangzhi::extraction {

// The probability, in (0, 1), that quantity, measure, indicator, subject, period and modality are all right: the
// logistic function of the weights in data/confidence.tsv of the observation's features, which are the rules that
// settled it and the looks of its indicator. tests/corpus/calibrate.py fits the weights and prints how reliable they
// are.
double Confidence(const Observation& observation, bool in_catalogue);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_CONFIDENCE_H_
