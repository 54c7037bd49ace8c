#ifndef FANGZHI_SERVICES_EXTRACTION_NAME_SIGNS_H_
#define FANGZHI_SERVICES_EXTRACTION_NAME_SIGNS_H_

#include <string_view>

#include "services/extraction/name_lexicon.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// What the words in and around a stretch that ends like a name tell: whether it is one, and where it begins.

// True where the character after `end` makes an ordinary word with the one before it: 返乡大学生, 中心城区, 养老院长.
bool RunsIntoWord(const Sentence& sentence, int end);

// True where a longer name goes on over `end`: 产业园 in 产业园区, 项目 in 项目二期.
bool GoesOnAsName(const NameLexicon& lexicon, const Sentence& sentence, int from, int end, const Suffix& suffix);

// “舂陵云仓”平台: the quotation is only the first part.
bool NameGoesOnAfterQuote(const NameLexicon& lexicon, const Sentence& sentence, int close);

// 新能源富集地区布局建设新型储能项目: a name begins after the act it is the object of.
int PastActs(const Sentence& sentence, int begin, int end);

// True where the quotation that opens at `quotation` says what something is, and is no name: 是出了名的“空心村”.
bool IsDescription(const Sentence& sentence, int quotation);

// “幸福社区”测评: the quotation names a contest, not a place.
bool IsTitleOf(const Sentence& sentence, int after);

// 个, 座: what stands between 这 or 一 and a thing.
bool IsClassifier(char32_t c);

// Where 该, 这座, 这个…的 before the word at `begin` stands; -1 where nothing of the kind does.
int DemonstrativeBefore(const Sentence& sentence, int begin);

// 国家卓越级智能工厂16家, 优质普通高中达71所: a class whose members are counted; not a name before what it has,
// 生物医药产业园8栋厂房, or the last of several, 甲公司、乙公司三家企业.
bool IsCounted(const Sentence& sentence, int end);

// 郭巷街道社区卫生服务中心新院: what a region has one of.
bool IsFacility(std::u32string_view name);

// True where `size` is said of the one thing it stands before: not in 村里建起占地300亩的营地, where it is what the
// village built, nor in 一处1400平方米的厂房, one of many.
bool IsOwnSize(const Sentence& sentence, const Quantity& size);

// 总投资2380万元的城乡供水一体化工程: what has a size of its own is one thing, whatever its name is made of.
bool IsSized(const Sentence& sentence, int begin);

// 中老铁路, 京港高铁: named after both ends; 上海港, 深圳机场: after the city.
bool IsLineOrGateway(const Sentence& sentence, int begin, int end, std::u32string_view suffix);

// 市中心医院, 县图书馆新馆: in a text about one place there is only one.
bool IsOnlyOneOfPlace(std::u32string_view name);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NAME_SIGNS_H_
