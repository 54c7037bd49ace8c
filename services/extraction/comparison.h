#ifndef FANGZHI_SERVICES_EXTRACTION_COMPARISON_H_
#define FANGZHI_SERVICES_EXTRACTION_COMPARISON_H_

#include <string>

#include "services/extraction/document_context.h"
#include "services/extraction/lead.h"

namespace fangzhi::extraction {

// What a growth, change or difference is against: `yoy`, `mom`, `annual`, the notation of a period, or the words that
// say it. Empty where nothing does, and for any other measure.
std::u32string ReadBase(const Sentence& sentence, const DocumentContext& document, const Lead& lead, Measure measure);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_COMPARISON_H_
