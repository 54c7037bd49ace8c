#include "services/extraction/sentence_indicator.h"

#include <algorithm>
#include <utility>

#include "services/extraction/dictionary.h"
#include "services/extraction/named_after.h"
#include "services/extraction/noun_after.h"
#include "services/extraction/phrase_trimming.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongestFund = 20;  // Code points of 的安居乐堰现代社区发展基金.

constexpr size_t kLongestShared = 10;  // Words before a number that its noun is joined to.
constexpr size_t kMostCoordinated = 6;

// Where things go, before a count of countries or places.
constexpr View kSold[] = {U"销往", U"远销", U"卖到", U"出口到", U"出口至", U"输往"};

void TrimEnd(Phrase* phrase, View word) {
  if (EndsWith(phrase->text, word) && phrase->text.size() > word.size())
    phrase->text.resize(phrase->text.size() - word.size());
}

// 年度目标, 全年任务: a plan for what was spoken of, not an indicator.
bool IsPlanNoun(View words) {
  static constexpr View kPlans[] = {U"年度目标", U"全年目标", U"全年任务",     U"年度任务", U"年度计划",
                                    U"全年计划", U"目标",     U"任务",         U"计划",     U"年任务",
                                    U"年计划",   U"年目标",   U"全年目标任务", U"年初预算", U"全年预算"};
  return IsOneOf(words, kPlans);
}

// 上风高科、东山精密等7个项目: what stands before are examples of those counted.
bool IsAfterExamples(const Sentence& sentence, const Quantity& q) {
  int i = q.begin - 1;
  while (i > sentence.extent.begin && In(U" 共", sentence.At(i))) --i;
  return sentence.At(i) == U'等';
}

// 产值增长的25家, 超10亿元的7家: what stands before 的 says which of those.
bool SaysWhich(const Sentence& sentence, const Quantity& q) {
  const int index = sentence.TokenEndingAt(q.begin - 1);
  if (index < 0) return true;
  const Token& token = sentence.tokens[static_cast<size_t>(index)];
  return token.kind == TokenKind::kQuantity || (token.classes & (kCueUp | kCueDown | kCueWord)) != 0;
}

bool InScope(const Lead& lead) { return (lead.classes & kCueScope) != 0 && lead.words.end - lead.core.end <= 4; }

bool IsEach(const Lead& lead, Measure measure) {
  return (lead.each && measure == Measure::kGrowth) || measure == Measure::kRank;
}

}  // namespace

SentenceIndicators::SentenceIndicators(const PreparedQuantities& quantities, const SentenceSubjects& subjects,
                                       const std::vector<Observation>& observations, Carry* carry)
    : quantities_(quantities),
      sentence_(quantities.sentence()),
      subjects_(subjects),
      observations_(observations),
      carry_(*carry),
      completion_(quantities, subjects, *carry) {}

std::vector<Phrase> SentenceIndicators::Read(size_t i, const MeasureReading& measure, bool listed, Observation* o) {
  const Quantity& q = sentence_.quantities[i];
  std::u32string individual = subjects_.NameAt(q.begin);
  antecedent_.same_individual = individual == individual_;
  // What was counted of one individual says nothing of another.
  if (!antecedent_.same_individual) antecedent_.counted = {};
  individual_ = std::move(individual);
  antecedent_.completed = completed_;
  completed_ = false;
  if (listed && list_at_ < list_.size()) {
    const Phrase next = list_[list_at_++];
    carry_.indicators = {next};
    o->indicator_rule = "value_in_list";
    return {next};
  }
  const Figure figure{i,
                      q,
                      quantities_[i].lead,
                      measure,
                      quantities_.SegmentOf(i),
                      NounAfter(sentence_, quantities_.segments(), q),
                      listed ? 0 : quantities_.FurtherValues(i)};
  return OfFigure(figure, o);
}

void SentenceIndicators::Remember(size_t i, const MeasureReading& measure, const std::vector<Phrase>& phrases,
                                  const Observation& o) {
  const bool classifier = o.unit.size() > 2 && o.unit[0] == '{';
  if (measure.measure == Measure::kLevel && !phrases.empty() && !completed_ && classifier) {
    antecedent_.counted = phrases.back();
    antecedent_.counted_unit = o.unit;
    // What was acted upon first is what 已完工39个 is of later.
    const std::u32string& text = antecedent_.counted.text;
    const size_t verb = VerbLength(text);
    const bool works = EndsWith(text, U"小区") || EndsWith(text, U"项目") || EndsWith(text, U"院落");
    if ((verb > 0 || works) && text.size() >= verb + 2 && (carry_.counted.empty() || carry_.counted_unit != o.unit)) {
      carry_.counted = antecedent_.counted;
      carry_.counted_unit = o.unit;
    }
  }
  antecedent_.in_sentence = true;
  antecedent_.unit = sentence_.quantities[i].unit;
}

std::vector<Phrase> SentenceIndicators::OfFigure(const Figure& figure, Observation* o) {
  const Measure measure = figure.measure.measure;
  if (Found found = RateNamedAfter(figure, o)) return *found;
  if (Found found = WorkersOfLine(figure, o)) return *found;
  Phrase own = OwnWords(figure);
  const bool counts_noun = CountsNoun(figure, own);
  if (figure.measure.rule == "rate_of_completion" && measure == Measure::kCompletion) TrimEnd(&own, U"完成率");
  if (Found found = AmountOfIncrease(figure, own, o)) return *found;
  if (measure != Measure::kLevel && measure != Measure::kRank) DropMeasureWords(&own);
  if (measure == Measure::kRank) TrimEnd(&own, U"总量");
  // 在全区十个街道中总量位居第三: among which, not what.
  if (measure == Measure::kRank && EndsWith(own.text, U"中") && VerbLength(own.text) == 0) own = {};
  static constexpr View kEntering[] = {U"进入", U"跻身", U"迈入", U"挺进"};
  if (measure == Measure::kRank && IsOneOf(View(own.text), kEntering)) own = {};
  if (Found found = Tonnage(figure, o)) return *found;
  if (Found found = ExtentNamedAfter(figure, o)) return *found;
  const Lead& lead = figure.lead;
  const size_t verb = VerbLength(own.text);
  const bool names =
      verb > 0 && own.text[verb] != U'、' && Holds(own.text, U"、") && lead.words.end == figure.quantity.begin &&
      figure.noun.end > figure.noun.begin && VerbLength(sentence_.View(figure.noun.begin, figure.noun.end)) == 0 &&
      figure.quantity.unit != "{人}" && figure.quantity.unit != "{名}" && !lead.from && (lead.classes & kCueTo) == 0;
  const bool wants_noun = own.empty() || names || InScope(lead) || IsVerb(own.text) || !EndsAsIndicator(own.text) ||
                          lead.core.end - lead.core.begin <= 3;
  if (counts_noun && wants_noun) {
    if (Found found = NounCounted(figure, &own, o)) return *found;
  }
  if (!counts_noun) {
    if (Found found = ThoseCountedBefore(figure, o)) return *found;
  }
  if (Found found = OfPlan(figure, own, o)) return *found;
  if (Found found = PartAfterShare(figure, o)) return *found;
  if (figure.quantity.unit == "CNY" && measure == Measure::kLevel && IsSpending(own.text)) {
    if (Phrase object = SpentOn(quantities_, figure.index); !object.empty()) own = Join(object, own);
  }
  return own.empty() ? CarriedOver(figure, o) : FromOwnWords(own, figure, o);
}

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

// 以100%的签约率正式生效: the rate stands after its figure.
SentenceIndicators::Found SentenceIndicators::RateNamedAfter(const Figure& figure, Observation* o) {
  const Extent rate = RateAfter(sentence_, figure.quantity);
  if (rate.end <= rate.begin) return {};
  carry_.indicators = {MakePhrase(sentence_, rate)};
  o->indicator_rule = "noun_after_number";
  return carry_.indicators;
}

// 过去一条线要18名工人,现在只要5人: who works on it.
SentenceIndicators::Found SentenceIndicators::WorkersOfLine(const Figure& figure, Observation* o) {
  static constexpr View kNeeds[] = {U"要", U"需要", U"要用", U"得要", U"需", U"得有", U"要有"};
  static constexpr View kNow[] = {U"现在", U"如今", U"改造后", U"目前"};
  static constexpr View kLines[] = {U"产线", U"条线"};
  static constexpr View kShops[] = {U"车间", U"班组", U"工序"};
  static constexpr View kWorkers[] = {U"生产线用工", U"车间用工", U"生产线工人", U"车间工人"};
  const Quantity& q = figure.quantity;
  const char32_t next = sentence_.At(q.end);
  const bool people = q.unit == "{人}" || q.unit == "{名}" || (q.unit == "{个}" && (next == U'人' || next == U'工'));
  if (!people || figure.measure.measure != Measure::kLevel) return {};
  const View before = sentence_.View(figure.segment.begin, q.begin);
  const size_t named = sentence_.View(q.end, std::min(q.end + 2, sentence_.extent.end)) == U"工人" ? 2 : 0;
  const View line = kWorkers[named + (HoldsAny(before, kLines) ? 0 : 1)];
  const bool place = HoldsAny(before, kLines) || HoldsAny(before, kShops);
  const bool again = BeginsWithAny(before, kNow) && !carry_.indicators.empty() && antecedent_.in_sentence &&
                     IsOneOf(View(carry_.indicators.back().text), kWorkers);
  if (!again && (!place || !EndsWithAny(before, kNeeds))) return {};
  if (!again) {
    Phrase workers;
    workers.text = line;
    workers.extents = {{figure.segment.begin, q.begin}};
    carry_.indicators = {workers};
  }
  o->indicator_rule = again ? "carried_from_before" : "workers_of_line";
  return carry_.indicators;
}

// 五年增量超1.36万亿元: by how much what was spoken of grew.
SentenceIndicators::Found SentenceIndicators::AmountOfIncrease(const Figure& figure, const Phrase& own,
                                                               Observation* o) const {
  if (figure.measure.measure != Measure::kLevel || !EndsWith(own.text, U"增量") || own.text.size() > 4) return {};
  if (carry_.indicators.empty() || !antecedent_.in_sentence) return {};
  o->measure = Measure::kChange;
  o->measure_rule = "amount_of_increase";
  return carry_.indicators;
}

// 5万吨级泊位: the grade of what follows.
SentenceIndicators::Found SentenceIndicators::Tonnage(const Figure& figure, Observation* o) {
  const Quantity& q = figure.quantity;
  if (!EndsWith(sentence_.View(q.begin, q.end), U"吨级") || figure.noun.end <= figure.noun.begin) return {};
  Phrase grade = MakePhrase(sentence_, figure.noun);
  grade.text = Holds(grade.text, U"泊位") ? U"泊位吨级" : Holds(grade.text, U"码头") ? U"码头吨级" : U"航道吨级";
  carry_.indicators = {grade};
  o->indicator_rule = "noun_after_number";
  return carry_.indicators;
}

// 2.36平方公里的土地上: how large it is.
SentenceIndicators::Found SentenceIndicators::ExtentNamedAfter(const Figure& figure, Observation* o) {
  static constexpr View kLands[] = {U"的土地", U"的地盘", U"的版图", U"的辖区", U"的范围",
                                    U"的区域", U"的热土", U"的沃土", U"的城区", U"土地上"};
  static constexpr std::pair<View, View> kLengths[] = {
      {U"长的", U"长度"}, {U"宽的", U"宽度"}, {U"高的", U"高度"}, {U"深的", U"深度"}};
  const View after = sentence_.View(figure.quantity.end, sentence_.extent.end);
  const bool says_nothing = figure.lead.core.end - figure.lead.core.begin <= 2;  // 这条.
  Phrase extent;
  if (figure.quantity.dimension == catalog::Dimension::kArea && says_nothing && BeginsWithAny(after, kLands))
    extent.text = U"面积";
  for (const auto& [word, name] : kLengths) {
    if (figure.quantity.dimension == catalog::Dimension::kLength && says_nothing && BeginsWith(after, word))
      extent.text = name;
  }
  // 设立了规模达1000万的安居乐堰现代社区发展基金.
  View before = sentence_.View(sentence_.extent.begin, figure.quantity.begin);
  while (!before.empty() && In(U"达到超过约近为逾", before.back())) before.remove_suffix(1);
  const View size = EndsWith(before, U"总规模") ? View(U"总规模") : EndsWith(before, U"规模") ? View(U"规模") : View();
  const View founding = before.substr(0, before.size() - size.size());
  static constexpr View kFounded[] = {U"设立", U"设立了", U"组建", U"成立", U"发起", U"募集", U"推出", U"落地"};
  const bool its_own = founding.empty() || !IsHan(founding.back()) || EndsWithAny(founding, kFounded);
  if (!size.empty() && its_own && BeginsWith(after, U"的")) {
    extent.text = Holds(after.substr(0, kLongestFund), U"基金") ? U"基金" : U"";
    extent.text += size;
  }
  if (extent.text.empty()) return {};
  extent.extents = {{figure.quantity.begin, figure.quantity.end}};
  carry_.indicators = {extent};
  o->indicator_rule = "extent_named_after";
  return carry_.indicators;
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

// 税收超千万元的楼宇有9幢,超亿元的有3幢: by another threshold.
SentenceIndicators::Found SentenceIndicators::OverOtherThreshold(const Figure& figure, Observation* o) {
  const std::u32string& counted = antecedent_.counted.text;
  if (figure.index < 2 || counted.empty() || figure.quantity.unit != antecedent_.counted_unit) return {};
  const Quantity& over = sentence_.quantities[figure.index - 1];
  if (quantities_[figure.index - 1].rejection != "threshold_in_indicator" || sentence_.At(over.end) != U'的' ||
      !EndsWith(sentence_.View(over.end, figure.quantity.begin), U"有") || over.begin - figure.segment.begin > 2)
    return {};
  for (size_t k = figure.index - 1; k-- > 0;) {
    if (quantities_[k].rejection != "threshold_in_indicator") continue;
    const Quantity& before = sentence_.quantities[k];
    const std::u32string words = PlainText(sentence_, {before.begin, before.end});
    const size_t at = counted.find(words);
    if (at == View::npos) return {};
    Phrase those = antecedent_.counted;
    those.text.replace(at, words.size(), PlainText(sentence_, {over.begin, over.end}));
    carry_.indicators = {those};
    o->indicator_rule = "those_counted_before";
    return carry_.indicators;
  }
  return {};
}

// 产值超10亿元的7家, 产值增长的25家: of those counted before.
SentenceIndicators::Found SentenceIndicators::ThoseCountedBefore(const Figure& figure, Observation* o) {
  const Quantity& q = figure.quantity;
  const Lead& lead = figure.lead;
  const std::u32string& counted = antecedent_.counted.text;
  if (Found found = OverOtherThreshold(figure, o)) return *found;
  // 拆迁居民253户。其中,要求产权调换的168户: of those of the sentence before.
  if (counted.empty() && figure.index == 0 && !observations_.empty() && observations_.back().unit == q.unit &&
      BeginsWith(sentence_.View(sentence_.extent.begin, q.begin), U"其中")) {
    antecedent_.counted = observations_.back().indicator;
    antecedent_.counted_unit = q.unit;
  }
  if (counted.empty() || q.unit != antecedent_.counted_unit || figure.measure.measure != Measure::kLevel) return {};
  // 要求产权调换的168户,: no noun follows.
  const bool alone = !IsHan(sentence_.At(q.end)) && sentence_.At(q.end) != U'“';
  if (sentence_.At(q.begin - 1) != U'的' || (!alone && !SaysWhich(sentence_, q))) return {};
  if (lead.from || (lead.classes & kCueTo) != 0) return {};
  Extent words = lead.words;
  if (figure.index > 0 && quantities_[figure.index - 1].rejection == "threshold_in_indicator")
    words.begin = quantities_[figure.index - 1].lead.words.begin;
  while (words.begin < words.end) {
    const int index = sentence_.TokenBeginningAt(words.begin);
    if (index < 0 || (sentence_.tokens[static_cast<size_t>(index)].classes & kCueAdverb) == 0) break;
    words.begin = sentence_.tokens[static_cast<size_t>(index)].end;
  }
  Phrase those;
  those.text = PlainText(sentence_, words) + counted.substr(VerbLength(counted));
  those.extents = {words};
  carry_.indicators = {those};
  completed_ = true;
  o->indicator_rule = "those_counted_before";
  return carry_.indicators;
}

SentenceIndicators::Found SentenceIndicators::OfPlan(const Figure& figure, const Phrase& own, Observation* o) {
  is_plan_ =
      IsPlanNoun(own.text) && figure.quantity.dimension != catalog::Dimension::kRatio && !carry_.indicators.empty();
  if (is_plan_) {
    plan_ = own.text;
    o->indicator_rule = "plan_for_indicator";
    return carry_.indicators;
  }
  // 占地86亩,已完成总工程量的65%: of the works, not of the ground.
  const bool works_of_thing = figure.measure.measure == Measure::kCompletion && own.empty() &&
                              EndsWith(PlainText(sentence_, figure.lead.plan), U"工程量");
  const bool phase = own.text.size() == 2 && own.text[1] == U'期' && In(U"一二三四五六首", own.text[0]) &&
                     figure.measure.measure == Measure::kCompletion;
  if (figure.measure.rule != "progress" && !phase && !works_of_thing) return {};
  plan_ = own.text;
  Phrase works;
  works.text = subjects_.NameAt(figure.quantity.begin);
  if (works.empty()) return {};
  o->indicator_rule = "progress_of_works";
  return std::vector<Phrase>{works};
}

SentenceIndicators::Found SentenceIndicators::PartAfterShare(const Figure& figure, Observation* o) {
  if (figure.measure.rule == "part_of_those") {
    const int begin = ThoseAfterShare(sentence_, figure.quantity, figure.lead);
    PartOfThose read = ReadPartOfThose(sentence_, figure.segment, begin);
    o->indicator_rule = "noun_after_share";
    parted_ = std::move(read.those);
    carry_.indicators = {std::move(read.part)};
    return carry_.indicators;
  }
  if (figure.measure.rule != "part_named_after") return {};
  Phrase part = PartNamedAfter(sentence_, figure.quantity, figure.segment);
  if (part.empty()) return {};
  o->indicator_rule = "noun_after_share";
  parted_ = carry_.indicators.empty() ? Phrase() : carry_.indicators.back();
  carry_.indicators = {part};
  return carry_.indicators;
}

void SentenceIndicators::StartList(std::vector<Phrase> names) {
  list_ = std::move(names);
  list_at_ = 1;
}

std::vector<Phrase> SentenceIndicators::FromOwnWords(const Phrase& own, const Figure& figure, Observation* o) {
  o->indicator_rule = "words_before_number";
  if (Found found = Pull(own, figure)) return *found;
  const Phrase full =
      completion_.Complete(own, {figure.quantity, figure.lead, figure.measure, figure.segment}, antecedent_);
  completed_ = IsHeadOnly(own.text) || TakesBaseAsActor(own.text);
  if (figure.further > 0) {
    std::vector<Phrase> names = SplitCoordinated(full, figure.further + 1);
    if (!names.empty()) {
      coordinated_ = names;
      StartList(names);
      carry_.indicators = {names[0]};
      o->indicator_rule = "coordinated_names";
      return {names[0]};
    }
    StartList(std::vector<Phrase>(figure.further + 1, full));
  } else {
    list_.clear();
    if (Found names = Coordinated(full, figure)) {
      carry_.indicators = *names;
      o->indicator_rule = "coordinated_names";
      return *names;
    }
  }
  carry_.indicators = {full};
  latest_.push_back(full);
  return {full};
}

// 第三产业拉动GDP增长5.5个百分点.
SentenceIndicators::Found SentenceIndicators::Pull(const Phrase& own, const Figure& figure) const {
  if (figure.measure.rule != "contribution" || !BeginsWith(own.text, U"拉动")) return {};
  if (carry_.indicators.empty() || !antecedent_.in_sentence) return {};
  Phrase pull = carry_.indicators.back();
  for (View amount : {View(U"增加值"), View(U"产值")}) {
    if (EndsWith(pull.text, amount)) pull.text.resize(pull.text.size() - amount.size());
  }
  pull = Join(pull, own);
  if (!EndsWith(pull.text, U"增长")) pull.text += U"增长";
  return std::vector<Phrase>{pull};
}

// The names of `full` where one value holds for each of them: 甲、乙均增长4%.
SentenceIndicators::Found SentenceIndicators::Coordinated(const Phrase& full, const Figure& figure) const {
  const Lead& lead = figure.lead;
  const bool enumerated = Holds(full.text, U"、");
  const bool rates = enumerated && EndsWith(full.text, U"率") && Holds(full.text, U"率、");
  const bool spread = lead.each || figure.measure.measure == Measure::kRank || rates;
  const bool total =
      (lead.classes & kCueAdverb) != 0 && Holds(sentence_.View(lead.words.begin, lead.words.end), U"合计");
  if (total || (!spread && (!enumerated || figure.measure.measure != Measure::kGrowth))) return {};
  std::vector<Phrase> names = SplitCoordinated(full, 0);
  if (names.size() < 2 || names.size() > kMostCoordinated || !EndsAsIndicator(names.back().text)) return {};
  // 社会消费品零售总额、固定资产投资增长4%: both are names of their own.
  const size_t least = spread ? 2 : 5;
  const bool good = std::all_of(names.begin(), names.end(), [&](const Phrase& n) {
    return n.text.size() >= least && (spread || full.text.find(Head(n.text)) < full.text.rfind(U'、'));
  });
  return good ? Found(std::move(names)) : std::nullopt;
}

}  // namespace fangzhi::extraction
