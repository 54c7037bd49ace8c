#include "services/extraction/measure.h"

#include <algorithm>

#include "services/extraction/noun_after.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// True where the number is a distance to another subject or to a plan, not to another time.
bool AgainstAnother(const Sentence& sentence, const Lead& lead) {
  if (lead.compare.end <= lead.compare.begin) return false;
  for (const Token& token : sentence.tokens) {
    if (token.begin < lead.compare.begin || token.end > lead.compare.end) continue;
    if (token.kind == TokenKind::kPeriod || (token.classes & (kCueYoy | kCueMom)) != 0) return false;
  }
  const View words = sentence.View(lead.compare.begin, lead.compare.end);
  static constexpr View kTimes[] = {U"年前", U"上年", U"去年", U"上期", U"同期",   U"年初", U"月份", U"阶段",
                                    U"之前", U"以前", U"初期", U"峰值", U"改造前", U"上月", U"期初", U"上轮"};
  if (EndsWith(words, U"前")) return false;
  return !HoldsAny(words, kTimes);
}

MeasureReading OfChange(const Sentence& sentence, const Lead& lead, bool relative) {
  const int direction = lead.direction != 0 ? lead.direction : lead.compare_direction;
  MeasureReading reading;
  if (AgainstAnother(sentence, lead) || (lead.compare_direction != 0 && lead.direction == 0)) {
    reading.measure = Measure::kDifference;
    reading.rule = "compared_with_another";
  } else {
    reading.measure = relative ? Measure::kGrowth : Measure::kChange;
    reading.rule = "word_of_change";
  }
  reading.negative = direction < 0 && !lead.narrowing;
  return reading;
}

MeasureReading OfRatio(const Sentence& sentence, const Quantity& quantity, const Lead& lead, Measure previous,
                       bool listed) {
  if (const Extent rate = RateAfter(sentence, quantity); rate.end > rate.begin)
    return {Measure::kLevel, false, false, "rate_after_number"};
  if (lead.plan.end > lead.plan.begin) return {Measure::kCompletion, false, false, "part_of_plan"};
  // 均保持10%以上增长.
  const View after = sentence.View(quantity.end, std::min(sentence.extent.end, quantity.end + 4));
  if ((BeginsWith(after, U"增长") || BeginsWith(after, U"的增长")) && !Holds(after, U"极") && !Holds(after, U"点") &&
      !Holds(after, U"目标") && (lead.classes & kCueLight) != 0)
    return {Measure::kGrowth, false, false, "change_after_number"};
  const View core = sentence.View(lead.core.begin, std::max(lead.core.begin, lead.core.end));
  if (core.empty() && lead.direction == 0 && (lead.classes & kCueTo) == 0 && SaysWhatPart(sentence, quantity.end))
    return {Measure::kShare, false, false, "part_named_after"};
  if (core.empty() && lead.direction == 0 && ThoseAfterShare(sentence, quantity, lead) > 0)
    return {Measure::kShare, false, false, "part_of_those"};
  if (lead.share && (lead.classes & (kCueUp | kCueDown)) == 0) return {Measure::kShare, false, false, "word_of_share"};
  // 桩基工程完成九成: how far the works have come.
  const View words = sentence.View(lead.words.begin, lead.words.end);
  if (!core.empty() && lead.direction == 0 && lead.compare_direction == 0 &&
      (EndsWith(words, U"已完成") || EndsWith(words, U"完成") || EndsWith(words, U"完成了")))
    return {Measure::kCompletion, false, false, "done"};
  if (lead.multiple_of.end > lead.multiple_of.begin) return {Measure::kMultiple, false, false, "held_against_amount"};
  if (lead.rate_noun && lead.from) return {Measure::kGrowth, lead.direction < 0, false, "rate_of_change"};
  const bool aimed = (lead.classes & (kCueTarget | kCueExpected)) != 0;
  if (aimed && core.empty() && previous == Measure::kGrowth && !lead.share) return {previous, false, false, "to_state"};
  if ((lead.classes & kCueTo) != 0 && core.empty() && previous == Measure::kGrowth)
    return {Measure::kGrowth, false, false, "to_state"};
  if (lead.among && !core.empty() && core.back() != U'率' && lead.direction == 0)
    return {Measure::kShare, false, false, "part_among"};
  if (EndsWith(core, U"形象进度") || EndsWith(core, U"总进度") || EndsWith(core, U"总体进度") ||
      EndsWith(core, U"工程进度"))
    return {Measure::kCompletion, false, false, "progress"};
  if ((lead.classes & kCueTo) != 0 && lead.rate_noun)
    return {Measure::kGrowth, lead.direction < 0, false, "rate_of_change"};
  if ((lead.classes & kCueTo) == 0 && (lead.direction != 0 || lead.compare_direction != 0)) {
    MeasureReading reading = OfChange(sentence, lead, true);
    if (quantity.unit == "1" && reading.measure == Measure::kGrowth) reading.times_hundred = true;
    return reading;
  }
  if (EndsWith(core, U"完成率")) return {Measure::kCompletion, false, false, "rate_of_completion"};
  if (EndsWith(core, U"占比") || EndsWith(core, U"比重")) return {Measure::kShare, false, false, "word_of_share"};
  for (View word : {View(U"增速"), View(U"增幅"), View(U"增长率"), View(U"涨幅"), View(U"降幅")}) {
    if (EndsWith(core, word) && !EndsWith(core, U"自然增长率"))
      return {Measure::kGrowth, word == U"降幅", false, "word_of_change"};
  }
  if (quantity.tenths && !core.empty() && core.back() != U'率' && core.back() != U'度') {
    return {Measure::kShare, false, false, "tenths"};
  }
  if (listed && core.empty())
    return {previous, previous == Measure::kGrowth && lead.direction < 0, false, "shared_in_list"};
  if (quantity.form == QuantityForm::kFraction) return {Measure::kShare, false, false, "fraction"};
  if ((lead.classes & kCueTo) != 0 && core.empty() && previous == Measure::kShare)
    return {previous, false, false, "to_state"};
  return {Measure::kLevel, false, false, "plain"};
}

}  // namespace

bool SaysWhatPart(const Sentence& sentence, int end) {
  static constexpr View kVerbs[] = {U"来自", U"由", U"用在", U"用于", U"投向", U"是"};
  const View after = sentence.View(end, std::min(sentence.extent.end, end + 2));
  return BeginsWithAny(after, kVerbs);
}

int ThoseAfterShare(const Sentence& sentence, const Quantity& quantity, const Lead& lead) {
  if (quantity.unit != "%" || lead.compare.end > lead.compare.begin || lead.share || lead.of ||
      (lead.classes & (kCueTo | kCueUp | kCueDown | kCueShare | kCueTarget | kCueExpected)) != 0)
    return 0;
  // Only adverbs and comparators may stand before it.
  const bool of = sentence.At(quantity.end) == U'的';
  const uint32_t passing = kCueAdverb | kCueComparator | kCueScope | kCueConj | (of ? kCueLight : 0U);
  if ((lead.classes & ~passing) != 0) return 0;
  if (!of && !quantity.bound_suffix) return 0;
  const int begin = quantity.end + (of ? 1 : 0);
  if (!IsHan(sentence.At(begin)) || !IsHan(sentence.At(begin + 1)) || sentence.TokenBeginningAt(begin) >= 0) return 0;
  static constexpr View kRates[] = {U"速度", U"增速", U"比例", U"目标", U"水平",
                                    U"幅度", U"增长", U"利率", U"好成", U"份额"};
  return IsOneOf(sentence.View(begin, begin + 2), kRates) ? 0 : begin;
}

MeasureReading ReadMeasure(const Sentence& sentence, const Quantity& quantity, const Lead& lead, Measure previous,
                           bool listed) {
  const View words = sentence.View(lead.words.begin, lead.words.end);
  if (quantity.form == QuantityForm::kOrdinal) return {Measure::kRank, false, false, "ordinal"};
  if (quantity.form == QuantityForm::kDoubling) return {Measure::kMultiple, false, false, "doubling"};
  const bool times = quantity.unit == "1" && quantity.dimension == catalog::Dimension::kRatio &&
                     quantity.form == QuantityForm::kAmount;
  if (times) {
    if ((lead.classes & (kCueUp | kCueDown)) != 0 && (lead.classes & kCueTo) == 0) {
      return {Measure::kGrowth, lead.direction < 0, true, "word_of_change"};
    }
    return {Measure::kMultiple, false, false, "times"};
  }
  if (quantity.signed_number && quantity.unit != "%") return {Measure::kChange, false, false, "signed"};
  if (quantity.signed_number) return {Measure::kGrowth, false, false, "signed"};
  if (quantity.unit == "pp") {
    if (Holds(words, U"拉动") || Holds(words, U"贡献")) return {Measure::kLevel, false, false, "contribution"};
    if (listed && lead.core.end <= lead.core.begin && lead.direction == 0 && lead.compare_direction == 0)
      return {previous, false, false, "shared_in_list"};
    return OfChange(sentence, lead, false);
  }
  if (quantity.form == QuantityForm::kRatio) return {Measure::kLevel, false, false, "ratio"};
  if (quantity.dimension == catalog::Dimension::kRatio) return OfRatio(sentence, quantity, lead, previous, listed);
  // 增速在全市14个县市区中: those it is ranked among are counted.
  const bool among = quantity.unit.size() > 2 && quantity.unit[0] == '{' && words.rfind(U'在') != View::npos &&
                     words.size() - words.rfind(U'在') <= 6;
  if (among) return {Measure::kLevel, false, false, "counted_field"};
  if (lead.newly) return {Measure::kChange, false, false, "newly_after_indicator"};
  // 老人再减2元: the reduction itself is what is told.
  const bool reduction = quantity.dimension == catalog::Dimension::kMoney && lead.compare.end <= lead.compare.begin &&
                         (lead.classes & (kCueYoy | kCueMom)) == 0 && !words.empty() && words.back() == U'减';
  if ((lead.classes & kCueTo) == 0 && !reduction &&
      (lead.direction != 0 || (lead.compare_direction != 0 && lead.compare.end > lead.compare.begin))) {
    return OfChange(sentence, lead, false);
  }
  return {Measure::kLevel, false, false, "plain"};
}

}  // namespace fangzhi::extraction
