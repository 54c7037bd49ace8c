#ifndef FANGZHI_SERVICES_EXTRACTION_NAME_PLACE_H_
#define FANGZHI_SERVICES_EXTRACTION_NAME_PLACE_H_

#include "services/extraction/names.h"
#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// Where a name stands, by which it is the subject of what follows or not.

// True where `name`, a word like 公司 or 中心, is one of its own: not 中心 in 中心城区.
bool StandsAlone(const Sentence& sentence, const NameMention& name);

// True where `before`, from the head of a clause to a name, says what the name is: 首家入驻企业、.
bool IsApposed(std::u32string_view before);

// True where only adverbs, periods, regions and prepositions stand between the head of `segment` and `at`, or words
// that say where it lies: 位于吴淞江畔的.
bool IsAtHead(const Sentence& sentence, const Segment& segment, int at);

// True where a figure in `segment` qualifies the name: 总投资60亿元打造的卧龙产业园, 规模达1000万的发展基金.
bool IsQualifiedByFigure(const Sentence& sentence, const Segment& segment, const NameMention& name);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NAME_PLACE_H_
