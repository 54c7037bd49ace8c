#ifndef FANGZHI_SERVICES_EXTRACTION_PERSONS_H_
#define FANGZHI_SERVICES_EXTRACTION_PERSONS_H_

#include <string_view>
#include <vector>

#include "services/extraction/names.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// True where `words` tell that somebody speaks: 公司生产部部长介绍.
bool TellOfSpeech(std::u32string_view words);

// The persons a sentence tells of, in order: 沈金凤 of 社员沈金凤把自家8.5亩地…. A person is named by family name and
// given name right after a word for what he or she is. Those who only speak are left out: 网格员张莉说.
std::vector<NameMention> FindPersons(const Sentence& sentence);

// The persons a sentence introduces, whatever they do: 陈小琼 of 网格员陈小琼的手机里, 刘桂芝 of 62岁的刘桂芝. Of a
// given name of one character, one more may be taken.
std::vector<NameMention> FindIntroduced(const Sentence& sentence);

// 谭志军 of 铁锐精工科技有限公司总经理谭志军: the person who is named with a title after the name that ends at `at`.
// Empty where none is. Of a given name of one character, one more is taken.
Extent SpeakerFor(const Sentence& sentence, int at);

// The end of words at `at` that say no more than that what follows is the person's own: 家的, 把自家; else `at`.
int EndOfPersonsOwn(const Sentence& sentence, int at);

// True where words that stand for a person who was named begin at `at`: 她带着, 他家, 我家, 自家.
bool StandsForPerson(const Sentence& sentence, int at);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_PERSONS_H_
