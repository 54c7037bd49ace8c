// What the words around a figure themselves name: the part of SentenceIndicators that reads the words before it and the
// noun after it.

#include <algorithm>

#include "services/extraction/named_after.h"
#include "services/extraction/noun_after.h"
#include "services/extraction/phrase_trimming.h"
#include "services/extraction/sentence_indicator.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongestShared = 10;  // Words before a number that its noun is joined to.

// Where things go, before a count of countries or places.
constexpr View kSold[] = {U"销往", U"远销", U"卖到", U"出口到", U"出口至", U"输往"};

// 上风高科、东山精密等7个项目: what stands before are examples of those counted.
bool IsAfterExamples(const Sentence& sentence, const Quantity& q) {
  int i = q.begin - 1;
  while (i > sentence.extent.begin && In(U" 共", sentence.At(i))) --i;
  return sentence.At(i) == U'等';
}

bool IsEach(const Lead& lead, Measure measure) {
  return (lead.each && measure == Measure::kGrowth) || measure == Measure::kRank;
}

}  // namespace

// The words before the figure, without what says nothing of the indicator.
Phrase SentenceIndicators::OwnWords(const Figure& figure) const {
  const Quantity& q = figure.quantity;
  const Measure measure = figure.measure.measure;
  Phrase own = MakePhrase(sentence_, subjects_.WithoutSubject(figure.lead.core));
  const bool of_each =
      IsEach(figure.lead, measure) || (figure.further > 0 && !SplitCoordinated(own, figure.further + 1).empty());
  if (!of_each) own = WithoutExamples(own);
  if (measure == Measure::kGrowth) DropCause(&own);
  TakeUpThese(&own);
  TrimPhrase(&own);
  // 设立总规模5亿元的基金: how large, not that it was set up.
  for (View verb : {View(U"设立"), View(U"组建"), View(U"成立"), View(U"发起设立")}) {
    if (BeginsWith(own.text, verb) && EndsWith(own.text, U"规模") && own.text.size() <= verb.size() + 3)
      own.text.erase(0, verb.size());
  }
  // 新建、改扩建学校增加学位2430个: what came of the works.
  for (const View added : {View(U"增加"), View(U"新增")}) {
    const size_t at = own.text.find(added, 2);
    if (at != View::npos && at + added.size() + 2 <= own.text.size() && VerbLength(own.text) > 0 &&
        !In(U"值长量", own.text[at + added.size()]))
      own.text.erase(0, at);
  }
  // 体院路、新建东路沿线11个老旧小区改造: where they are.
  static constexpr View kWhere[] = {U"沿线", U"一带", U"周边", U"两侧", U"沿岸", U"境内", U"区域内"};
  if (EndsWithAny(own.text, kWhere) && VerbLength(own.text) == 0 && figure.noun.end > figure.noun.begin) own = {};
  // 211栋楼里的6336户居民.
  static constexpr View kInside[] = {U"楼里", U"楼内", U"院里", U"院内"};
  if (IsOneOf(View(own.text), kInside)) own = {};
  // 2.36平方公里的土地上住着5.8万居民.
  if ((EndsWith(own.text, U"着") || EndsWith(own.text, U"著")) && figure.noun.end > figure.noun.begin) own = {};
  // 把全域划分为168个网格: into what, not what was divided.
  for (View end : {View(U"划分"), View(U"划分为"), View(U"划成"), View(U"划为"), View(U"分为"), View(U"分成"),
                   View(U"细分为"), View(U"划分成"), View(U"共分"), View(U"共分为")}) {
    if (EndsWith(own.text, end) && figure.noun.end > figure.noun.begin) own = {};
  }
  // 投资4.6亿元的甲中心、投资28亿元的乙广场: the attribute, not what the list named before.
  if (const size_t mark = own.text.rfind(U'、'); mark != View::npos && sentence_.At(q.end) == U'的') {
    static constexpr View kAttributes[] = {U"投资",     U"总投资",     U"占地", U"占地面积",
                                           U"建筑面积", U"总建筑面积", U"面积"};
    if (IsOneOf(View(own.text).substr(mark + 1), kAttributes)) own.text.erase(0, mark + 1);
  }
  // 违建累计拆除: done to what stands before.
  static constexpr View kDoneTo[] = {U"拆除", U"整治", U"清理", U"改造", U"修复", U"化解", U"处置", U"拆违"};
  if (const size_t in_all = own.text.find(U"累计"); in_all != View::npos && in_all >= 2 &&
                                                    IsOneOf(View(own.text).substr(in_all + 2), kDoneTo) &&
                                                    VerbLength(own.text) == 0)
    own.text = own.text.substr(in_all + 2) + own.text.substr(0, in_all);
  // 2019年的老旧小区改造清单上共有51个项目: where they are listed.
  for (const View list : {View(U"清单上"), View(U"名单上"), View(U"清单中")}) TrimEnd(&own, list);
  if (BeginsWith(own.text, U"的")) own.text.erase(0, 1);
  if (own.text == U"区") own = {};  // 阜阳市区7个.
  // 10个产业项目,年度计划总投资3.7亿元: of the projects.
  if (own.text == U"年度计划总投资") own.text = U"总投资";
  // 一、建成小区3个; not 一、二、三产业.
  static constexpr View kNumerals = U"一二三四五六七八九十";
  if (own.text.size() > 3 && In(kNumerals, own.text[0]) && own.text[1] == U'、' && !In(kNumerals, own.text[2]))
    own.text.erase(0, 2);
  // 几天里先后组织检查: how it went.
  if (const size_t order = own.text.find(U"先后");
      order == 0 || (order != View::npos && In(U"里内中间来", own.text[order - 1])))
    own.text.erase(0, order + 2);
  // 产能由年产5万吨提升到12万吨.
  for (View end : {View(U"由年产"), View(U"从年产")}) TrimEnd(&own, end);
  // 省政府承诺的15件民生实事: who set them is no part of what they are.
  for (View end : {View(U"承诺"), View(U"确定"), View(U"部署"), View(U"下达"), View(U"交办")}) {
    if (figure.lead.of && EndsWith(own.text, end) && HasWordsAfter(sentence_, quantities_.segments(), q)) own = {};
  }
  if (IsAfterExamples(sentence_, q)) {
    // 产品出口到德国、印度等12个国家: what is done with them stays.
    size_t kept = VerbLength(own.text);
    for (const View sold : kSold) {
      const size_t at = own.text.find(sold);
      if (at != std::u32string::npos) kept = std::max(kept, at + sold.size());
    }
    own.text.resize(std::min(own.text.size(), kept));
  }
  return own;
}

// 这些企业实现产值96.2亿元: of those counted before.
void SentenceIndicators::TakeUpThese(Phrase* own) const {
  static constexpr View kThese[] = {U"这些企业", U"这些项目", U"这些小区", U"这些村"};
  const Phrase& counted = antecedent_.counted.empty() ? carry_.counted : antecedent_.counted;
  if (counted.empty() || !BeginsWithAny(own->text, kThese)) return;
  const size_t length = BeginsWith(own->text, U"这些村") ? 3 : 4;
  const View noun = View(own->text).substr(2, length - 2);
  if (!EndsWith(counted.text, noun)) return;
  own->text.replace(0, length, counted.text.substr(VerbLength(counted.text)));
}

// True where a noun after the figure is what it counts, rather than one that `own` qualifies.
bool SentenceIndicators::CountsNoun(const Figure& figure, const Phrase& own) const {
  const Measure measure = figure.measure.measure;
  if (figure.noun.end <= figure.noun.begin || measure == Measure::kGrowth || measure == Measure::kShare) return false;
  const bool of =
      sentence_.At(figure.quantity.end) == U'的' || Holds(sentence_.View(figure.noun.begin, figure.noun.end), U"的");
  return !of || own.empty() || IsBareVerb(own.text);
}

// Drops `own` where it is a list that the noun stands for. Nothing where the noun is empty after all.
SentenceIndicators::Found SentenceIndicators::NounCounted(const Figure& figure, Phrase* own, Observation* o) {
  const Lead& lead = figure.lead;
  const bool in_scope = InScope(lead);
  Phrase noun = WithoutExamples(MakePhrase(sentence_, figure.noun));
  o->indicator_rule = "noun_after_number";
  // 39处整治完毕.
  for (const View end : {View(U"完毕"), View(U"到位"), View(U"完成"), View(U"销号")}) {
    if (EndsWith(noun.text, end) && IsBareVerb(View(noun.text).substr(0, noun.text.size() - end.size())))
      TrimEnd(&noun, end);
  }
  // 211栋楼里的6336户居民: the building is the next figure's place.
  if (noun.text == U"楼里" || noun.text == U"楼内") noun.text = U"楼";
  if (in_scope || Holds(sentence_.View(lead.words.begin, lead.words.end), U"在全")) {
    const size_t among = noun.text.find(U'中');
    if (among != View::npos && among > 0) noun.text.resize(among);
    return std::vector<Phrase>{noun};
  }
  const bool counted_before = !carry_.counted.empty() && carry_.counted_unit == figure.quantity.unit;
  if (IsBareVerb(noun.text) && own->empty() && (!antecedent_.counted.empty() || counted_before)) {
    const std::u32string& counted = antecedent_.counted.empty() ? carry_.counted.text : antecedent_.counted.text;
    noun.text += counted.substr(VerbLength(counted));
    carry_.indicators = {noun};
    return carry_.indicators;
  }
  // 公司只有6个人: whose they are is the subject.
  static constexpr View kWhose[] = {U"公司",   U"企业", U"街道", U"园区", U"学校", U"全镇",
                                    U"合作社", U"这个", U"这座", U"这里", U"这片", U"这家"};
  if (IsOneOf(View(own->text), kWhose)) *own = {};
  // 打造粮食、蔗糖、水果6个特色农业产业: the noun sums the names up.
  // But 泡菜、豆瓣酱销往12个国家.
  if (Holds(own->text, U"、") && !EndsWithAny(own->text, kSold))
    own->text.resize(std::min(own->text.size(), VerbLength(own->text)));
  Phrase joined = own->text.size() <= kLongestShared && !own->empty() ? Join(*own, noun) : noun;
  if (const Phrase honour = HonourAfter(quantities_, figure.index); !honour.empty() && !Holds(noun.text, honour.text))
    joined = Join(honour, noun);
  carry_.indicators = {joined};
  list_.clear();
  if (noun.empty()) return {};
  return carry_.indicators;
}

}  // namespace fangzhi::extraction
