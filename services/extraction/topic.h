#ifndef FANGZHI_SERVICES_EXTRACTION_TOPIC_H_
#define FANGZHI_SERVICES_EXTRACTION_TOPIC_H_

#include <string_view>

#include "common/catalog/catalogue.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

// Resolves the indicator of `record`, whose subject and unit are known, in the words `around` its number; the topic is
// that of what the subject makes or serves where the indicator alone says little. `before` is the record before it in
// the text; nullptr where none is.
catalog::Resolution ResolveIndicator(const Record& record, std::string_view around, const Record* before);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TOPIC_H_
