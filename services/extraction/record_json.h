#ifndef FANGZHI_SERVICES_EXTRACTION_RECORD_JSON_H_
#define FANGZHI_SERVICES_EXTRACTION_RECORD_JSON_H_

#include <string>
#include <string_view>

#include "services/extraction/record.h"

namespace fangzhi::extraction {

// A JSON object on one line with the field names and notations of the gold files, and `confidence`, `indicator_id`,
// `topic` and, where the record explains itself, `rules`: an object from field to the rule that settled it. Every value
// but `start`, `confidence` and `rules` is a string.
std::string ToJsonLine(std::string_view document, const Record& record);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_RECORD_JSON_H_
