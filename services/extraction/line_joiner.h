#ifndef FANGZHI_SERVICES_EXTRACTION_LINE_JOINER_H_
#define FANGZHI_SERVICES_EXTRACTION_LINE_JOINER_H_

namespace fangzhi::extraction {

struct RepairedText;

// Removes the line ends that only break a sentence, and the page furniture between its halves (`— 2 —`, `第3页`), from
// `text`; lines that end a thought, headings and list items stay lines.
void JoinBrokenLines(RepairedText* text);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LINE_JOINER_H_
