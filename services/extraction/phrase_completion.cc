#include "services/extraction/phrase_completion.h"

#include <algorithm>

#include "services/extraction/clause_topic.h"
#include "services/extraction/phrase_trimming.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongestObject = 14;
constexpr size_t kLongestPart = 12;
constexpr size_t kLongestKind = 5;  // Code points of 楼栋长, of which some are 党员.
constexpr size_t kLongestActor = 18;

bool EndsAsRate(View text) { return EndsWith(text, U"率"); }

// `verb` with the object of `deed` in place of its own.
Phrase WithObjectOf(const Phrase& verb, const Phrase& deed) {
  Phrase full = verb;
  full.text += deed.text.substr(VerbLength(deed.text));
  return full;
}

Phrase WithText(const Phrase& own, std::u32string text) {
  if (text.empty()) return {};
  Phrase full = own;
  full.text = std::move(text);
  return full;
}

// 总量, 产值: an amount that names neither what is counted nor who produced it.
bool IsAmountOf(View own) {
  static constexpr View kWords[] = {U"总量",   U"总数", U"总规模", U"产值", U"总产值",
                                    U"增加值", U"营收", U"数量",   U"规模"};
  return IsOneOf(own, kWords);
}

// 夏粮总产量1.86万吨,平均单产506公斤: of the same crop. Empty where `own` is no yield or area.
std::u32string OfSameCrop(View before, View own) {
  static constexpr View kYields[] = {U"单产", U"亩产",   U"平均单产", U"平均亩产",
                                     U"总产", U"总产量", U"产量",     U"总产值"};
  static constexpr View kEnds[] = {U"总产量", U"播种面积", U"种植面积", U"产量", U"面积"};
  if (!IsOneOf(own, kYields)) return {};
  for (View end : kEnds) {
    if (!EndsWith(before, end) || before.size() < end.size() + 2) continue;
    return std::u32string(before.substr(0, before.size() - end.size())) + std::u32string(own);
  }
  return {};
}

// 总额, 增速: an amount of whatever was spoken of last.
bool IsAmountOfAny(View own) {
  static constexpr View kWords[] = {U"总额", U"总量", U"增量", U"规模", U"增速"};
  return IsOneOf(own, kWords);
}

// 办结率, 总投入, 用时: of the things done, not of the doing.
bool IsOfThings(View own) {
  return EndsAsRate(own) || own[0] == U'总' || EndsWith(own, U"时限") || EndsWith(own, U"时长") ||
         EndsWith(own, U"用时");
}

bool IsClassifier(std::string_view unit) { return !unit.empty() && unit[0] == '{'; }

// 涉及居民, 惠及住户: those who live in what was built or renewed.
bool OfPeople(View text) {
  static constexpr View kPeople[] = {U"居民", U"住户", U"群众", U"村民", U"居民楼", U"户数", U"人口"};
  return !CountedNoun(text).empty() || EndsWithAny(text, kPeople);
}

}  // namespace

PhraseCompletion::PhraseCompletion(const PreparedQuantities& quantities, const SentenceSubjects& subjects,
                                   const Carry& carry)
    : quantities_(quantities), subjects_(subjects), carry_(carry) {}

Phrase PhraseCompletion::Complete(const Phrase& own, const NamedQuantity& named, const Antecedent& antecedent) const {
  const Phrase topic = TopicBeforeColon(quantities_, subjects_, named.segment);
  if (Phrase deed = Deed(own, named, topic, antecedent); !deed.empty()) return deed;
  if (Phrase full = UnderTopic(own, named.segment, topic, antecedent.in_sentence); !full.empty()) return full;
  const bool score = own.text == U"得分" || own.text == U"综合得分";
  if ((!antecedent.in_sentence || score) &&
      (IsHeadOnly(own.text) || (BeginsWith(own.text, U"惠及") && own.text.size() <= 4))) {
    const Phrase object = ObjectOfClauseBefore(quantities_.sentence(), quantities_.segments(), named.segment);
    if (!object.empty()) return Join(object, own);
  }
  if (carry_.indicators.empty() || !antecedent.in_sentence || !antecedent.same_individual) return own;
  return AfterQuantity(own, named, antecedent);
}

// 网格事件:上报20418件; 发现隐患894处,整改890处: the verb alone stands for verb and noun.
Phrase PhraseCompletion::Deed(const Phrase& own, const NamedQuantity& named, const Phrase& topic,
                              const Antecedent& antecedent) const {
  const Measure measure = named.measure.measure;
  if (measure != Measure::kLevel && measure != Measure::kChange) return {};
  if (!IsBareVerb(own.text) || TakesBaseAsActor(own.text)) return {};
  const Phrase& object = topic.empty() ? antecedent.counted : topic;
  if (object.empty()) {
    const bool counted = !carry_.counted.empty() && carry_.counted_unit == named.quantity.unit;
    return counted ? WithObjectOf(own, carry_.counted) : Phrase();
  }
  const bool near = antecedent.in_sentence || !topic.empty();
  return near && object.text.size() <= kLongestObject ? WithObjectOf(own, object) : Phrase();
}

Phrase PhraseCompletion::UnderTopic(const Phrase& own, const Segment& segment, const Phrase& topic,
                                    bool in_sentence) const {
  if (!topic.empty() && IsHeadOnly(own.text)) return Join(topic, own);
  if (!IsAmountOf(own.text)) return {};
  const Phrase before = TopicOfClauseBefore(quantities_.sentence(), quantities_.segments(), segment);
  if (!before.empty()) return Join(before, own);
  if (!carry_.topic.empty() && (!in_sentence || carry_.indicators.empty())) return Join(carry_.topic, own);
  return {};
}

Phrase PhraseCompletion::AfterQuantity(const Phrase& own, const NamedQuantity& named,
                                       const Antecedent& antecedent) const {
  const Phrase& before = carry_.indicators.back();
  if (named.segment.joined) {
    if (Phrase shared = WithText(own, SharedHead(before.text, own.text)); !shared.empty()) return shared;
  }
  const int core = named.lead.core.begin;
  const bool average = quantities_.sentence().View(std::max(named.lead.words.begin, core - 2), core) == U"平均";
  const std::u32string yield = (average ? U"平均" : U"") + own.text;
  if (Phrase crop = WithText(own, OfSameCrop(before.text, yield)); !crop.empty()) return crop;
  if (Phrase other = WithText(own, ContrastedName(before.text, own.text)); !other.empty()) return other;
  if (Phrase part = PartOf(before, own, named, antecedent.unit); !part.empty()) return part;
  const Phrase& counted = antecedent.counted;
  // 规模以上工业企业168户,增加值增长8.5%.
  if (IsAmountOf(own.text) && !counted.empty() && EndsWith(counted.text, U"企业") && VerbLength(counted.text) == 0 &&
      counted.text == before.text)
    return Join(counted, own);
  if (own.text == U"投资" && !counted.empty() && EndsWith(counted.text, U"项目")) {
    Phrase noun = counted;
    noun.text.erase(0, VerbLength(noun.text));
    return Join(noun, own);
  }
  if (Phrase shared = SharingVerb(before, own, named); !shared.empty()) return shared;
  if (Phrase reached = Reached(before, own, named); !reached.empty()) return reached;
  // 9个老旧小区改造,涉及楼宇64栋: of what was counted.
  if (BeginsWith(own.text, U"涉及") && own.text.size() <= 5 && !counted.empty() && counted.text == before.text &&
      counted.text.size() <= kLongestPart && !IsHeadOnly(own.text))
    return Join(counted, own);
  if (!IsHeadOnly(own.text)) return own;
  const bool short_before = before.text.size() <= kLongestActor;
  // 改造面积8.6万平方米,惠及居民1024户: not of the area.
  static constexpr View kExtents[] = {U"面积", U"里程", U"长度", U"投资"};
  if (TakesBaseAsActor(own.text) && counted.empty() && EndsWithAny(before.text, kExtents)) return own;
  if (TakesBaseAsActor(own.text) && own.text.size() <= 4 && (short_before || !counted.empty())) {
    const bool of_before =
        counted.empty() || (short_before && VerbLength(before.text) > 0 && !EndsWithAny(before.text, kExtents));
    return Join(of_before ? before : counted, own);
  }
  return OfNoun(before, own, named.segment, antecedent);
}

// 其中食品烟酒类上涨8.3%, (村居13个、企业28个): a part of what was spoken of, named without it.
Phrase PhraseCompletion::PartOf(const Phrase& before, const Phrase& own, const NamedQuantity& named,
                                std::string_view unit) const {
  const Measure measure = named.measure.measure;
  const bool marked = quantities_.sentence().At(named.lead.words.begin) == U'#';  // As yearbooks mark parts.
  if (!named.lead.among && !marked && !named.segment.bracket && !InBreakdown(named.lead.words.begin)) return {};
  // 居民消费价格总水平上涨2.9%,其中食品烟酒类上涨8.3%.
  if (measure == Measure::kGrowth && Holds(before.text, U"居民消费价格") && !Holds(own.text, U"价格"))
    return WithText(own, own.text + U"居民消费价格");
  if (own.text.size() > kLongestPart || VerbLength(own.text) > 0) return {};
  // 楼栋长521名,其中党员298名.
  static constexpr View kKinds[] = {U"党员", U"女性", U"青年", U"退役军人"};
  if (measure == Measure::kLevel && IsOneOf(View(own.text), kKinds) && (unit == "{名}" || unit == "{人}") &&
      before.text.size() <= kLongestKind && VerbLength(before.text) == 0)
    return Join(own, before);
  if (measure == Measure::kShare || measure == Measure::kRank) return {};
  if (measure != Measure::kLevel || !IsClassifier(unit))
    return SharesHead(before.text, own.text) ? WithText(own, own.text + std::u32string(Head(before.text))) : Phrase();
  const size_t verb = VerbLength(before.text);
  const bool same_noun = before.text.size() >= 2 && own.text.size() >= 2 && own.text.back() == before.text.back();
  if (named.segment.bracket && !same_noun && own.text.size() <= 4)
    return WithText(own, before.text.substr(0, verb) + own.text + before.text.substr(verb));
  return verb == 0 ? Phrase() : WithText(own, before.text.substr(0, verb) + own.text);
}

// 城中村 after 开工改造老旧小区: takes the verb too.
Phrase PhraseCompletion::SharingVerb(const Phrase& before, const Phrase& own, const NamedQuantity& named) const {
  const size_t verb = VerbLength(before.text);
  const bool levels = named.measure.measure == Measure::kLevel && carry_.measure == Measure::kLevel;
  if (!named.segment.joined || !levels || verb == 0 || VerbLength(own.text) > 0) return {};
  const bool plain = (named.lead.classes & ~(kCueComparator | kCueAdverb)) == 0;
  if (!plain || EndsAsRate(own.text) || own.text.size() < 2 || IsHeadOnly(own.text)) return {};
  // 拆除私搭乱建112处、面积1.4万平方米.
  if (own.text == U"面积" || own.text == U"总面积") return Join(before, own);
  return WithText(own, before.text.substr(0, verb) + own.text);
}

// 涉及小区23个、居民3516户: the verb is of both.
Phrase PhraseCompletion::Reached(const Phrase& before, const Phrase& own, const NamedQuantity& named) {
  static constexpr View kReaching[] = {U"涉及", U"惠及", U"覆盖"};
  static constexpr View kWhom[] = {U"居民", U"住户", U"群众", U"企业", U"商户", U"村民", U"农户", U"人口", U"家庭"};
  const bool goes_on = named.segment.joined || named.segment.begin == named.lead.words.begin;
  if (!goes_on || named.measure.measure != Measure::kLevel || !IsOneOf(View(own.text), kWhom)) return {};
  for (const View verb : kReaching) {
    const size_t at = before.text.find(verb);
    if (at != View::npos && at + verb.size() < before.text.size() && !In(U"面率", before.text[at + verb.size()]))
      return WithText(own, before.text.substr(0, at + verb.size()) + own.text);
  }
  return {};
}

// 办结率, 总里程: of what was counted, or spoken of, last.
Phrase PhraseCompletion::OfNoun(const Phrase& before, const Phrase& own, const Segment& segment,
                                const Antecedent& antecedent) const {
  const Phrase& counted = antecedent.counted;
  const std::string& unit = antecedent.unit;
  const bool rate = EndsAsRate(own.text);
  // 12345热线工单按时办结率99.6%,满意率…: of what the rate before is of.
  if (const View head = Head(before.text); rate && EndsAsRate(before.text) && unit == "%" && !segment.semicolon &&
                                           own.text.size() <= 4 && !head.empty() &&
                                           before.text.size() >= head.size() + 4)
    return WithText(own, before.text.substr(0, before.text.size() - head.size()) + own.text);
  const bool amount = IsAmountOfAny(own.text);
  const bool total = own.text[0] == U'总' && EndsWith(before.text, View(own.text).substr(1));
  const bool rate_of_area = rate && (unit == "m2" || unit == "[mu]");
  if (counted.empty() && !amount && !total && !rate_of_area && !IsClassifier(unit)) return own;
  static constexpr View kTimes[] = {U"时间", U"时长", U"用时", U"天数", U"时限"};
  const bool rate_of_before = rate && !antecedent.completed && !EndsWithAny(before.text, kTimes) &&
                              carry_.measure == Measure::kLevel && !EndsAsRate(before.text) && unit != "CNY" &&
                              unit != "%";
  Phrase noun = counted.empty() || total || rate_of_before || (segment.joined && amount) ? before : counted;
  // 入驻企业68家,入驻率98.5%.
  const View done = View(own.text).substr(0, own.text.size() - 1);
  if (rate && BeginsWith(noun.text, done) && VerbLength(noun.text) == 0) noun.text.erase(0, done.size());
  if (IsOfThings(own.text)) noun.text.erase(0, VerbLength(noun.text));
  // 惠及居民1104户,总投资9600万元: of the works, not of the people.
  static constexpr View kOfWorks[] = {U"总投资", U"总投入", U"建筑面积", U"总建筑面积", U"改造面积"};
  if (IsOneOf(View(own.text), kOfWorks) && OfPeople(noun.text)) {
    const std::u32string& works = carry_.counted.text;
    const bool same = EndsWith(works, U"项目") || EndsWith(works, U"小区");
    return same && works.size() <= kLongestObject ? Join(carry_.counted, own) : own;
  }
  for (View head : {View(U"总数"), View(U"数量"), View(U"总量"), View(U"个数")}) TrimEnd(&noun, head);
  if (noun.text.size() < 2 || noun.text.size() > kLongestObject || EndsWith(noun.text, own.text)) return own;
  // 运营里程, then 总里程.
  if (own.text[0] == U'总' && own.text.size() > 2 && EndsWith(noun.text, View(own.text).substr(1)))
    noun.text.resize(noun.text.size() - own.text.size() + 1);
  return Join(noun, own);
}

// 分行业看, 按经济类型分: what follows are parts of one whole.
bool PhraseCompletion::InBreakdown(int at) const {
  const Sentence& sentence = quantities_.sentence();
  const View before = sentence.View(sentence.extent.begin, at);
  const size_t sees = before.rfind(U"看,");
  const size_t parts = before.rfind(U"分,");
  const bool by = Holds(before, U"分") && sees != View::npos && before.rfind(U'分') < sees;
  const bool per = parts != View::npos && Holds(before, U"按") && before.rfind(U'按') < parts;
  return by || per;
}

}  // namespace fangzhi::extraction
