#ifndef FANGZHI_SERVICES_EXTRACTION_EXTRACTOR_H_
#define FANGZHI_SERVICES_EXTRACTION_EXTRACTOR_H_

#include <string>

#include "services/extraction/record.h"

namespace fangzhi::extraction {

// Reads the records of a text: text_repair → layout → mentions → attribution → record_builder.
//
// A pure function of its input and the compiled-in lexicons, thread-safe. Never fails: a text without figures, or one
// damaged beyond reading, has no records.
Output Extract(const Input& input);

// `EXTRACTOR-VERSION+CATALOGUE-HASH`, equal where and only where the same input gives the same records.
const std::string& ExtractorVersion();

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EXTRACTOR_H_
