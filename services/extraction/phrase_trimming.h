#ifndef FANGZHI_SERVICES_EXTRACTION_PHRASE_TRIMMING_H_
#define FANGZHI_SERVICES_EXTRACTION_PHRASE_TRIMMING_H_

#include <string_view>

#include "services/extraction/indicator_phrase.h"

namespace fangzhi::extraction {

// 投入, 出资: true where `words` say no more than that money was spent.
bool IsSpending(std::u32string_view words);

// True where `words` end within an assessment: 营商环境满意度测评中.
bool EndsInContest(std::u32string_view words);

// Takes `word` from the end of `phrase`, unless nothing else is there.
void TrimEnd(Phrase* phrase, std::u32string_view word);

// Takes from the words before a figure what is no part of its indicator: particles, who pays or acts, when and how fast
// it was done, an example of those counted. May leave nothing.
void TrimPhrase(Phrase* phrase);

// Takes away what made it grow: 限上新能源汽车零售额 stays of 消费品以旧换新带动限上新能源汽车零售额. For figures of
// growth.
void DropCause(Phrase* phrase);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_PHRASE_TRIMMING_H_
