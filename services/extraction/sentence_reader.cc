#include "services/extraction/sentence_reader.h"

#include <algorithm>
#include <utility>

#include "services/extraction/clause_topic.h"
#include "services/extraction/comparison.h"
#include "services/extraction/measure.h"
#include "services/extraction/modality.h"
#include "services/extraction/noun_after.h"
#include "services/extraction/prepared_quantity.h"
#include "services/extraction/sentence_indicator.h"
#include "services/extraction/sentence_period.h"
#include "services/extraction/sentence_subject.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"
#include "services/extraction/whole.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// 41根→97根, 5处增加到11处: the value before a change.
bool FollowedByTo(const Sentence& sentence, const Quantity& q) {
  int after = q.end;
  while (In(U" \t", sentence.At(after))) ++after;
  const int index = sentence.TokenBeginningAt(after);
  if (index < 0) return false;
  const Token& token = sentence.tokens[static_cast<size_t>(index)];
  if ((token.classes & kCueTo) == 0) return false;
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(),
                     [&](const Quantity& other) { return other.begin >= token.end && other.begin <= token.end + 8; });
}

// 三次产业结构1.7:34.9:63.4, as against any other ratio.
bool IsStructureOfIndustries(const Sentence& sentence, const Quantity& q, View indicator) {
  return q.parts.size() == 3 && (Holds(indicator, U"产业") || Holds(indicator, U"结构") ||
                                 Holds(sentence.View(sentence.extent.begin, q.begin), U"产业结构"));
}

class Reader {
 public:
  Reader(const Sentence& sentence, const DocumentContext& document, const Carry& section, Carry* carry, Attributed* out)
      : sentence_(sentence),
        document_(document),
        carry_(*carry),
        out_(*out),
        segments_(SplitSegments(sentence)),
        periods_(sentence, segments_, document, section, carry),
        subjects_(sentence, segments_, document, carry),
        modality_(sentence, segments_, document, section),
        quantities_(sentence, segments_),
        indicators_(quantities_, subjects_, out->observations, carry) {}

  void Run() {
    if (auto topic = OpeningTopic(sentence_, segments_)) carry_.topic = std::move(*topic);
    for (size_t i = 0; i < sentence_.quantities.size(); ++i) ReadQuantity(i);
    periods_.Finish();
    subjects_.Finish();
  }

 private:
  void ReadQuantity(size_t i) {
    const Quantity& q = sentence_.quantities[i];
    const PreparedQuantity& p = quantities_[i];
    if (!p.rejection.empty()) {
      out_.rejections.push_back({{q.begin, q.end}, p.rejection});
      return;
    }
    const Segment segment = quantities_.SegmentOf(i);
    const bool listed = p.bare || (i > 0 && segment.joined && p.lead.core.end <= p.lead.core.begin);
    const MeasureReading measure = MeasureOf(i, segment, listed);
    Observation o = ValueOf(i, measure, segment);
    const std::vector<Phrase> phrases = indicators_.Read(i, measure, listed, &o);
    Settle(i, segment, &o);
    if (!listed) FindPeriodList(i);
    TakePeriodInList(p, listed, &o);
    if (q.form == QuantityForm::kRatio) {
      AddRatio(q, o, phrases);
    } else {
      AddEach(o, phrases);
    }
    indicators_.Remember(i, measure, phrases, o);
    carry_.measure = measure.measure;
    negative_ = measure.negative;
  }

  // The measure, where the quantities before have a say in it.
  MeasureReading MeasureOf(size_t i, const Segment& segment, bool listed) {
    const Quantity& q = sentence_.quantities[i];
    const PreparedQuantity& p = quantities_[i];
    MeasureReading measure = ReadMeasure(sentence_, q, p.lead, carry_.measure, listed);
    if ((measure.rule == "shared_in_list" || measure.rule == "to_state") && measure.measure == Measure::kGrowth)
      measure.negative = negative_;
    // 压减时间58%、材料52%: the verb holds for both.
    const bool changes = p.lead.direction == 0 && q.unit == "%" && segment.joined && !p.bare && verb_of_change_;
    if (changes && measure.measure == Measure::kLevel)
      measure = {Measure::kGrowth, negative_, false, "shared_verb_of_change"};
    verb_of_change_ = p.lead.verb_of_change || (changes && measure.measure == Measure::kGrowth);
    if (IsPartOfInvestment(p.lead, measure)) measure = {Measure::kCompletion, false, false, "part_of_investment"};
    if (segment.bracket && q.unit == "%" && measure.rule == "plain" && carry_.measure == Measure::kGrowth &&
        subjects_.RuleAt(q.begin) == "scope_before_brackets")
      measure = {Measure::kGrowth, false, false, "shared_in_brackets"};
    if (IsPartOfPlan(i)) measure = {Measure::kCompletion, false, false, "part_of_plan"};
    const bool changes_on = p.bare && q.form == QuantityForm::kAmount && q.unit == indicators_.unit_before() &&
                            carry_.measure == Measure::kChange;
    if (changes_on && measure.measure == Measure::kLevel) {
      measure.measure = Measure::kChange;
      measure.negative = negative_;
    }
    return measure;
  }

  // 完成投资6.8亿元,占总投资的六成: how far the works have come.
  bool IsPartOfInvestment(const Lead& lead, const MeasureReading& measure) const {
    return measure.measure == Measure::kShare && PlainText(sentence_, lead.share_of) == U"总投资" &&
           !carry_.indicators.empty() && EndsWith(carry_.indicators.back().text, U"投资");
  }

  // 为年度目标3.9亿元的66.7%: a share of the plan right before it.
  bool IsPartOfPlan(size_t i) const {
    if (i == 0 || !indicators_.is_plan() || sentence_.quantities[i].dimension != catalog::Dimension::kRatio)
      return false;
    return sentence_.View(sentence_.quantities[i - 1].end, sentence_.quantities[i].begin) == U"的";
  }

  Observation ValueOf(size_t i, const MeasureReading& measure, const Segment& segment) const {
    const Quantity& q = sentence_.quantities[i];
    Observation o;
    o.number = {q.begin, q.end};
    o.unit = q.unit;
    o.value = q.value;
    o.value_high = q.value_high;
    o.comparator = q.comparator != Comparator::kEqual ? q.comparator : quantities_[i].lead.comparator;
    o.measure = measure.measure;
    o.measure_rule = measure.rule;
    o.setting = Setting();
    o.sentence = sentence_.extent;
    if (measure.times_hundred && q.percent) {
      o.value = *q.percent;
      o.unit = "%";
    } else if (measure.times_hundred) {
      o.value = o.value.Times(Decimal::FromInt(100)).value_or(o.value);
      o.unit = "%";
    }
    if (measure.negative && !o.value.is_negative()) o.value = o.value.Negated();
    FixUnit(i, segment, &o);
    return o;
  }

  std::string_view Setting() const {
    if (document_.report) return "report";
    static constexpr View kSpeaking[] = {U"我家", U"我们", U"他", U"她", U"我"};
    const View words = sentence_.View(sentence_.extent.begin, sentence_.extent.end);
    return words.front() == U'“' || HoldsAny(words, kSpeaking) ? "speech" : "feature";
  }

  // Units that only the words around tell.
  void FixUnit(size_t i, const Segment& segment, Observation* o) const {
    const Quantity& q = sentence_.quantities[i];
    const View around = sentence_.View(segment.begin, segment.end);
    const View number = sentence_.View(q.begin, q.end);
    if (o->unit == "m3" && EndsWith(number, U"方") && !EndsWith(number, U"立方")) {
      static constexpr View kVolumes[] = {U"土", U"水", U"沙", U"木", U"垃圾", U"淤泥", U"混凝土"};
      if (!HoldsAny(around, kVolumes)) o->unit = "m2";
    }
    if (q.has_unit || q.form != QuantityForm::kAmount || !q.has_magnitude) return;
    static constexpr View kMoney[] = {U"资", U"基金", U"元",   U"收入", U"产值",   U"生产总值", U"GDP",  U"营收", U"奖",
                                      U"补", U"存款", U"贷款", U"总值", U"零售额", U"经济总量", U"利润", U"税"};
    // 1.28万亿、1.18万亿、8200亿元: the last of a list tells.
    static constexpr View kReached[] = {U"惠及", U"覆盖", U"服务", U"吸引", U"培训", U"涉及"};
    const View before = sentence_.View(std::max(segment.begin, q.begin - 4), q.begin);
    const bool spoken = EndsWith(number, U"个亿");
    if (spoken || (HoldsAny(around, kMoney) && !HoldsAny(before, kReached)) || quantities_.ListedWithMoney(i)) {
      o->unit = "CNY";
      return;
    }
    const View noun = CountedNoun(sentence_.View(q.end, NounAfter(sentence_, segments_, q).end));
    if (!noun.empty()) o->unit = "{" + EncodeUtf8(noun) + "}";
  }

  // Everything but number and indicator.
  void Settle(size_t i, const Segment& segment, Observation* o) {
    const Quantity& q = sentence_.quantities[i];
    const Lead& lead = quantities_[i].lead;
    const bool from = lead.from || FollowedByTo(sentence_, q);
    o->modality = modality_.At(q.begin, quantities_[i].segment, &o->modality_rule);
    if (from && o->modality != Modality::kActual) {
      o->modality = Modality::kActual;
      o->modality_rule = "value_before_change";
    }
    const std::u32string indicator = carry_.indicators.empty() ? std::u32string() : carry_.indicators[0].text;
    periods_.Settle(lead, segment, q, indicator, from, o);
    if (document_.report || IsJoinedToCount(q)) TakePeriodOfProjects(indicator, o);
    const size_t values = indicators_.list().size();
    const bool in_list = values > 0 && indicators_.list_at() > 0;
    subjects_.Settle(q, in_list ? indicators_.list_at() - 1 : 0, in_list ? values : 1, o);
    o->base = ReadBase(sentence_, document_, lead, o->measure);
    // 同比分别下降21.3%和15.7%.
    const bool shared = o->measure_rule == "shared_in_list" || o->measure_rule == "shared_in_brackets";
    if (o->base.empty() && shared && !out_.observations.empty() && out_.observations.back().measure == o->measure)
      o->base = out_.observations.back().base;
    o->whole =
        ReadWhole(sentence_, lead, *o, {out_.observations, indicator, indicators_.plan(), indicators_.parted().text});
    // 年度计划投资52亿元: what the year is to bring.
    static constexpr View kPlanned[] = {U"年度计划投资", U"年度投资", U"年计划投资", U"年度计划总投资"};
    if (o->measure == Measure::kLevel && o->unit == "CNY" && o->modality == Modality::kActual &&
        HoldsAny(sentence_.View(lead.words.begin, lead.words.end), kPlanned)) {
      o->modality = Modality::kTarget;
      o->modality_rule = "marker_of_plan";
    }
    if (indicators_.is_plan()) {
      o->modality = Modality::kTarget;
      o->modality_rule = "plan_for_indicator";
      if (document_.reviewed_year != 0) o->period = Period::Year(document_.reviewed_year);
    }
  }

  // 项目17个、总投资63.8亿元: in one clause with the count before.
  bool IsJoinedToCount(const Quantity& q) const {
    if (out_.observations.empty()) return false;
    const int before = out_.observations.back().number.end;
    return before < q.begin && sentence_.At(before) == U'、' &&
           sentence_.View(before, q.begin).find_first_of(U",;:") == View::npos;
  }

  // 项目3800个，总投资1万亿元: of the projects counted, when they were.
  void TakePeriodOfProjects(View indicator, Observation* o) const {
    if (o->period_rule != "timeless_attribute" || !Holds(indicator, U"总投资") || out_.observations.empty()) return;
    const Observation& before = out_.observations.back();
    if (before.sentence.begin != sentence_.extent.begin || before.unit != "{个}" ||
        !Holds(before.indicator.text, U"项目"))
      return;
    o->period = before.period;
    o->period_words = before.period_words;
    o->period_rule = "of_what_was_counted";
  }

  // 一季度、上半年、前三季度增速分别为5.1%、5.6%、6.2%: each value has its own period.
  void FindPeriodList(size_t i) {
    period_list_.clear();
    const Lead& lead = quantities_[i].lead;
    const size_t values = quantities_.FurtherValues(i) + 1;
    if (values < 2 || indicators_.list_at() != 1) return;
    for (size_t t = 0; t < sentence_.tokens.size(); ++t) {
      const Token& token = sentence_.tokens[t];
      if (token.kind == TokenKind::kPeriod && token.begin >= lead.words.begin && token.end <= lead.words.end)
        period_list_.push_back(t);
    }
    if (period_list_.size() != values) period_list_.clear();
  }

  // The period of a value in a list: its own in the list of periods, else that of the value before.
  void TakePeriodInList(const PreparedQuantity& p, bool listed, Observation* o) const {
    const size_t at = indicators_.list_at();
    if (!period_list_.empty() && (!listed || at > 0) && at - 1 < period_list_.size()) {
      const Token& token = sentence_.tokens[period_list_[at - 1]];
      o->period = sentence_.periods[static_cast<size_t>(token.index)].period;
      o->period_words = {token.begin, token.end};
      o->period_rule = "periods_in_list";
    } else if (p.bare && at > 1 && !out_.observations.empty() && p.lead.period < 0) {
      const Observation& before = out_.observations.back();
      o->period = before.period;
      o->period_words = before.period_words;
      o->period_rule = before.period_rule;
      o->base = before.base;
      if (o->whole.empty()) o->whole = before.whole;
    }
  }

  void AddEach(const Observation& o, const std::vector<Phrase>& phrases) {
    for (const Phrase& phrase : phrases) {
      out_.observations.push_back(o);
      out_.observations.back().indicator = phrase;
    }
  }

  // The structure of the industries is a share of each; any other ratio is one level.
  void AddRatio(const Quantity& q, const Observation& o, const std::vector<Phrase>& phrases) {
    Phrase indicator = phrases.empty() ? Phrase() : phrases[0];
    if (!IsStructureOfIndustries(sentence_, q, indicator.text)) {
      out_.observations.push_back(o);
      out_.observations.back().indicator = std::move(indicator);
      out_.observations.back().measure = Measure::kLevel;
      return;
    }
    static constexpr View kNames[] = {U"第一产业增加值", U"第二产业增加值", U"第三产业增加值"};
    for (size_t k = 0; k < q.parts.size(); ++k) {
      Observation part = o;
      part.measure = Measure::kShare;
      part.value = q.parts[k];
      part.unit = "%";
      part.indicator = indicator;
      part.indicator.text = kNames[k];
      part.whole = U"地区生产总值";
      part.number = {q.part_begin[k], k + 1 < q.parts.size() ? q.part_begin[k + 1] - 1 : q.end};
      out_.observations.push_back(std::move(part));
    }
  }

  const Sentence& sentence_;
  const DocumentContext& document_;
  Carry& carry_;
  Attributed& out_;
  const std::vector<Segment> segments_;
  SentencePeriods periods_;
  SentenceSubjects subjects_;
  const SentenceModality modality_;
  const PreparedQuantities quantities_;
  SentenceIndicators indicators_;
  bool negative_ = false;            // The quantity before was a decline.
  bool verb_of_change_ = false;      // The change stood before what changed: 压减时间58%.
  std::vector<size_t> period_list_;  // Tokens of the periods that the values of the list have.
};

}  // namespace

void ReadSentence(const Sentence& sentence, const DocumentContext& document, const Carry& section, Carry* carry,
                  Attributed* out) {
  Reader(sentence, document, section, carry, out).Run();
}

}  // namespace fangzhi::extraction
