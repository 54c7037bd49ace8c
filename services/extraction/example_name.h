#ifndef FANGZHI_SERVICES_EXTRACTION_EXAMPLE_NAME_H_
#define FANGZHI_SERVICES_EXTRACTION_EXAMPLE_NAME_H_

#include <optional>

#include "services/extraction/names.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// The company that a sentence takes as an example, by no more than its short name: 苏世泰 of
// 以生产减震器的苏世泰为例,该公司…, and of …苏世泰便是一例. Empty where the sentence does not go on about 该公司, 公司
// or the like: the words could be any.
std::optional<NameMention> FindExample(const Sentence& sentence);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EXAMPLE_NAME_H_
