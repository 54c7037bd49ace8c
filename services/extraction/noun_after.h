#ifndef FANGZHI_SERVICES_EXTRACTION_NOUN_AFTER_H_
#define FANGZHI_SERVICES_EXTRACTION_NOUN_AFTER_H_

#include <vector>

#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// The words right after `quantity` that can name what it counts, up to the next mark, figure or cue: 老旧小区改造 of
// 17个老旧小区改造. Empty, at the quantity's end, where none do.
Extent WordsAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity);

bool HasWordsAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity);

// The noun that `words`, which stand after a quantity, begin with: up to a verb of happening, 的 or further examples.
Extent NounIn(const Sentence& sentence, Extent words);

// The rate whose figure `quantity` is, named after it: 签约率 of 以100%的签约率正式生效. Empty where none is.
Extent RateAfter(const Sentence& sentence, const Quantity& quantity);

// Both of these: the noun right after `quantity`.
Extent NounAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity);

// Where the words of the figure after `quantity` begin: past its noun where that is closed, as in 3条地铁新线、新增….
int EndWithNoun(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NOUN_AFTER_H_
