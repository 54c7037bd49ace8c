#ifndef FANGZHI_SERVICES_EXTRACTION_CLAUSE_TOPIC_H_
#define FANGZHI_SERVICES_EXTRACTION_CLAUSE_TOPIC_H_

#include <optional>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/prepared_quantity.h"
#include "services/extraction/sentence_subject.h"

namespace fangzhi::extraction {

// What a sentence opens with before its figures: 石化产业 of 石化产业持续减油增化, 经营主体 of 经营主体稳中培优.
std::optional<Phrase> OpeningTopic(const Sentence& sentence, const std::vector<Segment>& segments);

// What stands before the colon that `segment`, or one before it in the same run, begins after: 网格事件 of
// 网格事件:上报…,办结…. Empty where there is none.
Phrase TopicBeforeColon(const PreparedQuantities& quantities, const SentenceSubjects& subjects, const Segment& segment);

// What the clause right before `segment`, which holds no figure, was done to: 12345热线服务 of 规范和提升12345热线服务,
// 满意率95.4%. Empty where it was done to nothing, or is no deed.
Phrase ObjectOfClauseBefore(const Sentence& sentence, const std::vector<Segment>& segments, const Segment& segment);

// What the clause before `segment` is about, where it has no figure: 耐磨铸件产业 of
// 耐磨铸件产业受订单减少影响,产值下降. Empty where there is none.
Phrase TopicOfClauseBefore(const Sentence& sentence, const std::vector<Segment>& segments, const Segment& segment);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_CLAUSE_TOPIC_H_
