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

constexpr size_t kMostCoordinated = 6;

// 年度目标, 全年任务: a plan for what was spoken of, not an indicator.
bool IsPlanNoun(View words) {
  static constexpr View kPlans[] = {U"年度目标", U"全年目标", U"全年任务",     U"年度任务", U"年度计划",
                                    U"全年计划", U"目标",     U"任务",         U"计划",     U"年任务",
                                    U"年计划",   U"年目标",   U"全年目标任务", U"年初预算", U"全年预算"};
  return IsOneOf(words, kPlans);
}

}  // namespace

// 全市拥有12家: the scope stands right before the figure.
bool SentenceIndicators::InScope(const Lead& lead) {
  return (lead.classes & kCueScope) != 0 && lead.words.end - lead.core.end <= 4;
}

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
