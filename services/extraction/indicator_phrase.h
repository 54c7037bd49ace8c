#ifndef FANGZHI_SERVICES_EXTRACTION_INDICATOR_PHRASE_H_
#define FANGZHI_SERVICES_EXTRACTION_INDICATOR_PHRASE_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/layout.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// A noun phrase put together from stretches of repaired text.
struct Phrase {
  std::u32string text;
  std::vector<Extent> extents;

  bool empty() const { return text.empty(); }
};

// True where the words of time `token` belong to the name of a class: 2000年以前建成的老旧小区.
bool IsBoundOfClass(const Sentence& sentence, const Token& token);

// The words of `extent` without what says nothing of the indicator inside them: light verbs, periods, white space.
Phrase MakePhrase(const Sentence& sentence, Extent extent);

// Joins two phrases: a verb and its object, a name and its attribute.
Phrase Join(const Phrase& first, const Phrase& second);

// Splits coordinated names that share what precedes or follows them: 城镇和农村居民人均可支配收入 into two,
// 一、二、三产业增加值 into three. Returns `parts` phrases, or none where the phrase has not that many names; with
// `parts` 0 as many as it has, or none where it is not coordinated.
std::vector<Phrase> SplitCoordinated(const Phrase& phrase, size_t parts);

// Takes 增速, 占比, 排名 and the like off the end, unless nothing would be left.
void DropMeasureWords(Phrase* phrase);

// True where the phrase is the kind of thing a number is of (…额, …率, 投资, 人口) rather than a verb.
bool EndsAsIndicator(std::u32string_view phrase);

// True where the words are a verb that wants the noun after the number: 建成, 培育, 新增.
bool IsVerb(std::u32string_view words);

// 黄石、咸宁等全国文明城市 is 全国文明城市: examples before 等 go, a verb before them stays.
Phrase WithoutExamples(const Phrase& phrase);

// 企业利润 for `own` 利润 after 企业营收: what two heads share; empty where they share nothing.
std::u32string SharedHead(std::u32string_view before, std::u32string_view own);

// True for a verb of doing and nothing else.
bool IsBareVerb(std::u32string_view words);

// Length of the verb of doing that a phrase begins with (新增, 开工改造); 0 where none does.
size_t VerbLength(std::u32string_view phrase);

// True for a name that says nothing without what it is of: 办结率, 总投入, 批次.
bool IsHeadOnly(std::u32string_view phrase);

// 惠及居民, 涉及: of what was done before, verb and all.
bool TakesBaseAsActor(std::u32string_view phrase);

// `before` with the word that `own` contrasts with in its place: 农村居民 after 城镇居民人均可支配收入. Empty where
// `own` is no such beginning.
std::u32string ContrastedName(std::u32string_view before, std::u32string_view own);

// Those whom a number without classifier counts: 群众 in 各族群众; empty where the noun is of none of the kinds counted
// so.
std::u32string_view CountedNoun(std::u32string_view noun);

// The last word of an indicator: 消费价格; empty where it has none of those known.
std::u32string_view Head(std::u32string_view phrase);

// True where `own` has no such word and `before` has.
bool SharesHead(std::u32string_view before, std::u32string_view own);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_INDICATOR_PHRASE_H_
