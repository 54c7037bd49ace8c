#ifndef FANGZHI_SERVICES_EXTRACTION_MENTIONS_H_
#define FANGZHI_SERVICES_EXTRACTION_MENTIONS_H_

#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/text_repair.h"

namespace fangzhi::extraction {

// Every mention of the text with its raw span, in order: quantities with what became of them, periods, names, cues, and
// the words that indicators were made of.
std::vector<Mention> FindMentions(const RepairedText& text, const Layout& layout, const DocumentContext& document,
                                  const Attributed& attributed);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_MENTIONS_H_
