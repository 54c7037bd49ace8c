#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_READER_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_READER_H_

#include "services/extraction/attribution.h"
#include "services/extraction/carry.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// Reads the quantities of one sentence, appends what they are to `out`, and leaves in `carry` what holds for the next
// sentence of the paragraph. `section` is what the section gives; both are the caller's.
void ReadSentence(const Sentence& sentence, const DocumentContext& document, const Carry& section, Carry* carry,
                  Attributed* out);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_READER_H_
