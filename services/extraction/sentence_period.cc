#include "services/extraction/sentence_period.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/numerals.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestState = 18;  // Of 90家县级医院达到, the figure included.

// How a place lies, whatever happened to it: 2002年11月撤镇设街,东西最宽处10.9千米.
bool IsOfLand(View indicator) {
  static constexpr View kOfLand[] = {U"最宽处", U"最长处", U"海拔", U"气温", U"降水量", U"日照时数", U"无霜期"};
  return EndsWithAny(indicator, kOfLand);
}

Period YearBefore(const Period& period) {
  if (period.empty() || !period.last()) return {};
  const auto back = [](absl::CivilDay day) {
    const int year = static_cast<int>(day.year()) - 1;
    const int last = LastDayOfMonth(year, day.month()).day();
    const bool month_end = (day + 1).day() == 1;
    return absl::CivilDay(year, day.month(), month_end ? last : std::min(day.day(), last));
  };
  if (!period.first()) return Period::AsOf(back(*period.last()));
  return Period::Interval(back(*period.first()), back(*period.last()));
}

// Attributes that do not run in time.
bool IsTimeless(View indicator) {
  static constexpr View kWords[] = {U"总投资",   U"占地",     U"建筑面积", U"总面积",   U"设计产能", U"设计能力",
                                    U"设计总",   U"设计时速", U"全长",     U"总长",     U"层高",     U"航道吨级",
                                    U"首期规模", U"基金规模", U"年产能",   U"规划面积", U"用地面积", U"项目用地",
                                    U"可容纳",   U"设计学位", U"门诊能力", U"设计年",   U"可年"};
  return HoldsAny(indicator, kWords) || indicator == U"面积" || indicator == U"产能" || indicator == U"区域面积" ||
         indicator == U"辖区面积";
}

}  // namespace

SentencePeriods::SentencePeriods(const Sentence& sentence, const std::vector<Segment>& segments,
                                 const DocumentContext& document, const Carry& section, Carry* carry)
    : sentence_(sentence), segments_(segments), document_(document), section_(section), carry_(carry) {
  heads_.reserve(segments.size());
  for (const Segment& segment : segments) heads_.push_back(HeadOf(segment));
}

// True where a period stands in the clause of `segment`, or alone before it: 去年年底,总投资4600万元的….
bool SentencePeriods::DatesClause(const Segment& segment) const {
  for (size_t s = 0; s < segments_.size(); ++s) {
    if (segments_[s].begin != segment.begin) continue;
    if (heads_[s].set || s == 0) return true;
    const Extent& words = heads_[s - 1].words;
    return heads_[s - 1].set && words.begin <= segments_[s - 1].begin + 1 && words.end >= segments_[s - 1].end;
  }
  return true;
}

// 13.2万平方米厂房去年9月交付: the time of the event stands after the number.
int SentencePeriods::EventAfter(const Segment& segment, const Quantity& quantity) const {
  static constexpr View kEvents[] = {U"交付", U"投用", U"启用", U"完工", U"竣工", U"建成", U"开园", U"开业",
                                     U"投产", U"落成", U"通车", U"开馆", U"上线", U"挂牌", U"揭牌", U"开工"};
  for (size_t i = 0; i < sentence_.tokens.size(); ++i) {
    const Token& token = sentence_.tokens[i];
    if (token.begin < quantity.end || token.kind == TokenKind::kCue) continue;
    if (token.begin >= segment.end || token.kind == TokenKind::kQuantity) return -1;
    if (sentence_.View(quantity.end, token.begin).find(U'(') != View::npos) return -1;
    if (token.kind != TokenKind::kPeriod) continue;
    const View after = sentence_.View(token.end, std::min(segment.end, token.end + 4));
    return HoldsAny(after, kEvents) ? static_cast<int>(i) : -1;
  }
  return -1;
}

PeriodReading SentencePeriods::CurrentAt(const Segment& segment, bool* own) const {
  *own = true;
  PeriodReading current;
  PeriodReading before_event;  // What holds again after it.
  for (size_t s = 0; s < segments_.size() && segments_[s].begin <= segment.begin; ++s) {
    if (segments_[s].semicolon && current.event) current = before_event;
    if (!heads_[s].set || (segments_[s].bracket && segments_[s].begin != segment.begin)) continue;
    if (heads_[s].role == PeriodRole::kVague && !heads_[s].period.empty()) continue;
    if (heads_[s].event && !current.event) before_event = current;
    current = heads_[s];
  }
  if (current.set) return current;
  *own = false;
  if (carry_->period.set) return carry_->period;
  return section_.period;
}

// 实施除险加固项目5477个, 6座博物馆晋级…: something done, not 经营主体1160万户.
bool SentencePeriods::IsAct(const Lead& lead, View indicator) const {
  // 90家县级医院达到三级综合医院水平: what they are by now.
  static constexpr View kAre[] = {U"达到", U"聚力", U"保持", U"处于", U"拥有", U"成为", U"位于", U"居"};
  if (lead.words.end <= lead.words.begin &&
      HoldsAny(sentence_.View(lead.words.end, std::min(sentence_.extent.end, lead.words.end + kLongestState)), kAre))
    return false;
  if (lead.core.end <= lead.core.begin || IsVerb(indicator.substr(0, 2)) || VerbLength(indicator) > 0) return true;
  static constexpr View kStates[] = {U"达", U"达到", U"有", U"拥有", U"已有", U"具有",
                                     U"是", U"处于", U"计", U"多达", U"高达", U"涉及"};
  return std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(),
                     [&](const Token& token) {
                       if (token.begin < lead.words.begin || token.end > lead.words.end ||
                           (token.classes & kCueLight) == 0 || (token.classes & kCueWord) != 0)
                         return false;
                       return std::find(std::begin(kStates), std::end(kStates),
                                        sentence_.View(token.begin, token.end)) == std::end(kStates);
                     }) ||
         VerbLength(sentence_.View(lead.words.begin, lead.words.end)) > 0;
}

Period SentencePeriods::OfSpan(const PeriodReading& reading, const Lead& lead, View indicator,
                               const Observation& o) const {
  const Period& span = reading.period;
  if (reading.role != PeriodRole::kSpan || !span.last()) return span;
  const Period last = Period::Year(static_cast<int>(span.last()->year()));
  const View words = sentence_.View(lead.words.begin, lead.words.end);
  static constexpr View kHolds[] = {U"稳定在", U"保持在", U"保持", U"累计", U"总和"};
  switch (o.measure) {
    case Measure::kGrowth:
    case Measure::kChange:
    case Measure::kMultiple:
      // Against a year named, the end of the span is what grew.
      return std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(),
                         [&](const Token& t) {
                           return t.kind == TokenKind::kPeriod && t.begin >= lead.compare.begin &&
                                  t.end <= lead.compare.end &&
                                  sentence_.periods[static_cast<size_t>(t.index)].role != PeriodRole::kSpan;
                         })
                 ? last
                 : span;
    case Measure::kRank:
    case Measure::kDifference:
      return last;
    default:
      break;
  }
  // 累计发送旅客超6400万人次、运输货物超7400万吨, 吸引毕业生每年超过40万人: the word is of the clause.
  const View before = sentence_.View(sentence_.extent.begin, lead.words.end);
  const View clause = before.substr(before.find_last_of(U",;:") + 1);
  // 三年来,街道累计拆除违法建设32万平方米,腾退土地1860亩: of the sentence, in a feature.
  const bool all_along = !document_.report && o.measure == Measure::kLevel && o.unit != "%" && Holds(before, U"累计");
  if (HoldsAny(words, kHolds) || Holds(clause, U"累计") || Holds(clause, U"每年") || all_along) return span;
  if ((lead.classes & kCueTo) != 0) return last;
  static constexpr View kReached[] = {U"达", U"达到", U"突破", U"超过", U"接近", U"占"};
  static constexpr View kFlows[] = {
      U"新增",   U"建成",         U"新建",     U"培育",         U"引进", U"完成",     U"开工", U"改造", U"投入",
      U"获",     U"入选",         U"创建",     U"实施",         U"发放", U"办理",     U"建设", U"解决", U"带动",
      U"推广",   U"修复",         U"帮扶",     U"争取",         U"落地", U"签约",     U"认定", U"设立", U"组建",
      U"成立",   U"筹集",         U"治理",     U"转移",         U"增设", U"减",       U"承担", U"举办", U"出台",
      U"制定",   U"培训",         U"脱贫",     U"化解",         U"退出", U"新设",     U"审议", U"审查", U"投资",
      U"安置",   U"新登记",       U"引育",     U"打造",         U"布局", U"突破关键", U"筹建", U"消除", U"植树",
      U"造林",   U"实际使用外资", U"利用外资", U"实际利用外资", U"到位", U"收储",     U"贯通", U"疏浚", U"整治",
      U"新改建", U"改扩建",       U"缔结",     U"开行",         U"发送", U"运输",     U"铺设", U"保供", U"班列"};
  // 国家生态文明建设示范区: a title, not something done.
  const bool title = Holds(indicator, U"建设示范") || Holds(indicator, U"创建示范");
  if (HoldsAny(indicator, kFlows) && !title) return span;
  // 近三年,街道盘活闲置厂房11.4万平方米: what was done fills the years.
  static constexpr View kHas[] = {U"拥有", U"达到", U"保有", U"现有", U"保持", U"覆盖"};
  if (VerbLength(indicator) >= 2 && !BeginsWithAny(indicator, kHas) && o.measure == Measure::kLevel &&
      !document_.report)
    return span;
  if (HoldsAny(words, kReached) || o.measure == Measure::kShare) return last;
  if (!indicator.empty() && (In(U"率量数值度", indicator.back()))) return last;
  // What was counted stands at the end of the span; what was done, or is counted by what it did, fills it.
  return o.unit.size() > 2 && o.unit[0] == '{' && IsAct(lead, indicator) ? span : last;
}

// 达产后, 投产后: at a time that nobody gives.
bool SentencePeriods::BeforeCompletion(int at) const {
  static constexpr View kWords[] = {U"达产", U"投产后", U"试产后", U"建成后", U"满产", U"投用后", U"投运后", U"竣工后"};
  return HoldsAny(sentence_.View(sentence_.extent.begin, at), kWords);
}

// 两年平均增长: how many years.
int SentencePeriods::AveragedYears(const Lead& lead) const {
  const View words = sentence_.View(lead.words.begin, lead.words.end);
  const size_t at = words.find(U"年平均");
  if (at == View::npos || at == 0) return 0;
  const int digit = IsDigit(words[at - 1]) ? static_cast<int>(words[at - 1] - U'0') : ChineseDigit(words[at - 1]);
  return digit > 1 && digit < 10 ? digit : 0;
}

// 连续7年保持: how many years.
int SentencePeriods::RunOfYears(const Lead& lead) const {
  const View words = sentence_.View(lead.words.begin, lead.words.end);
  const size_t at = words.find(U"连续");
  if (at == View::npos) return 0;
  const auto numeral = ParseNumeral(words, at + 2);
  if (!numeral || at + 2 + numeral->length >= words.size() || words[at + 2 + numeral->length] != U'年') return 0;
  const double years = numeral->value.ToDouble();
  return years <= 40 ? static_cast<int>(years) : 0;
}

void SentencePeriods::Settle(const Lead& lead, const Segment& segment, const Quantity& quantity, View indicator,
                             bool from, Observation* o) const {
  const auto inside = [](const Token& token, Extent e) {
    return e.end > e.begin && token.begin >= e.begin && token.end <= e.end;
  };
  const auto take = [&](const PeriodReading& reading, std::string_view rule) {
    // 到2030年,……年均增长5.5%: over the years of the plan.
    const bool over_plan = reading.role == PeriodRole::kBy && section_.period.role == PeriodRole::kSpan &&
                           (o->measure == Measure::kGrowth ||
                            sentence_.View(lead.words.begin, lead.words.end).find(U"累计") != View::npos);
    if (over_plan) {
      o->period = section_.period.period;
      o->period_words = section_.period.words;
      o->period_rule = "years_of_plan";
      return;
    }
    o->period = OfSpan(reading, lead, indicator, *o);
    o->period_words = reading.words;
    o->period_rule = rule;
  };
  bool own = false;
  PeriodReading current = CurrentAt(segment, &own);
  // 2022年末,公交线路30条。开通客运班线5条: what was done was not done at the end of the year.
  const bool end_of_year = !own && carry_->period.set && current.period.is_as_of() &&
                           !BeginsWith(sentence_.View(current.words.begin, current.words.end), U"截");
  if (end_of_year && VerbLength(indicator) > 0) current = section_.period;
  // 1至11月出口额同比由1.15亿元增加到2.07亿元: a year before what it changed to.
  if (from && (lead.classes & kCueYoy) != 0 && current.period.first()) {
    o->period = YearBefore(current.period);
    o->period_words = current.words;
    o->period_rule = "year_before_change";
    return;
  }
  for (const int token : {lead.period, lead.head_period}) {
    if (token < 0) continue;
    const Token& t = sentence_.tokens[static_cast<size_t>(token)];
    if (inside(t, lead.compare) || inside(t, lead.multiple_of) || inside(t, lead.plan) || inside(t, lead.share_of) ||
        IsWhenSet(t))
      continue;
    PeriodReading reading = Read(token);
    // 2023年9月开园以来已集聚企业68家.
    const size_t since = sentence_.View(t.end, quantity.begin).find(U"以来");
    if (since != View::npos && since <= 4 && reading.period.first() && !document_.anchor.empty() &&
        reading.role == PeriodRole::kPlain)
      reading.period = UntilAnchor(*reading.period.first());
    if (reading.role == PeriodRole::kShifted) {
      const Period year_before = YearBefore(current.period);
      if (!year_before.empty()) reading.period = year_before;
    } else if (IsComparison(token) && !from) {
      continue;
    }
    // 10月投产后: nobody says when the output of a year is reached.
    if (o->modality == Modality::kExpected && BeforeCompletion(quantity.begin) && sentence_.At(t.end) != U',') {
      o->period_rule = "after_completion";
      return;
    }
    return take(reading, "words_beside_number");
  }
  // 二期预计明年6月建成,届时可容纳企业60家.
  if (BeginsWith(sentence_.View(segment.begin, segment.end), U"届时")) {
    for (size_t k = sentence_.tokens.size(); k-- > 0;) {
      const Token& token = sentence_.tokens[k];
      if (token.kind != TokenKind::kPeriod || token.end > segment.begin) continue;
      const PeriodReading then = Read(static_cast<int>(k));
      if (!then.period.last() || !document_.anchor.last()) continue;
      if (absl::CivilMonth(*then.period.last()) <= absl::CivilMonth(*document_.anchor.last())) continue;
      // 将于6月底竣工,届时…: in that month.
      const absl::CivilDay last = *then.period.last();
      PeriodReading by = then;
      if (by.period.is_as_of()) by.period = Period::Month(static_cast<int>(last.year()), last.month());
      return take(by, "time_of_event");
    }
    o->period_rule = "after_completion";
    return;
  }
  if (const int event = EventAfter(segment, quantity); event >= 0 && !own) return take(Read(event), "time_of_event");
  if (from) {
    // 由上年同期日均31件, 同比由1.15亿元: a year before what it changed to.
    const bool year_before = (lead.classes & kCueYoy) != 0 ||
                             std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
                               return t.kind == TokenKind::kPeriod && t.begin >= lead.words.begin &&
                                      t.end <= quantity.begin &&
                                      sentence_.periods[static_cast<size_t>(t.index)].role == PeriodRole::kShifted;
                             });
    if (year_before) o->period = YearBefore(current.period);
    o->period_rule = "value_before_change";
    return;
  }
  if (o->modality_rule == "plan_in_brackets" && document_.reviewed_year != 0) {
    o->period = Period::Year(document_.reviewed_year);
    o->period_rule = "plan_in_brackets";
    return;
  }
  if (const int years = RunOfYears(lead); years > 1 && current.period.last()) {
    const int last = static_cast<int>(current.period.last()->year());
    o->period = Period::Spanning(Period::Year(last - years + 1), Period::Year(last));
    o->period_words = lead.words;
    o->period_rule = "run_of_years";
    return;
  }
  if (o->modality_rule == "marker_of_expectation" && BeforeCompletion(quantity.begin)) {
    o->period_rule = "after_completion";
    return;
  }
  if (const int years = AveragedYears(lead); years > 1 && current.period.last()) {
    Period first = current.period;
    for (int year = 1; year < years; ++year) first = YearBefore(first);
    o->period = Period::Spanning(first, current.period);
    o->period_words = lead.words;
    o->period_rule = "averaged_years";
    return;
  }
  // 年均 in a review of several years, where only one of them was spoken of last.
  if ((lead.classes & kCueAnnual) != 0 && !own && section_.period.role == PeriodRole::kSpan &&
      section_.period.period.first() && current.period.first() &&
      *current.period.first() >= *section_.period.period.first() &&
      *current.period.last() <= *section_.period.period.last()) {
    return take(section_.period, "years_of_review");
  }
  // 今年9月启用的沧江实验小学。学校提供公办学位2160个: what it has is not of the day it opened.
  static constexpr View kPlaces[] = {U"学位", U"床位"};
  const bool of_opened = !own && current.event && HoldsAny(indicator, kPlaces) && !Holds(indicator, U"新增");
  if (of_opened) {
    o->period_rule = "timeless_attribute";
    return;
  }
  // 总投资46亿元的二期将于6月底竣工: the time is of what is done with it.
  const bool before_event =
      sentence_.At(quantity.end) == U'的' && current.words.begin > quantity.end && current.words.end > 0;
  // 2011年引进3个项目,分别是投资1.5亿元的凯源福实业…: no more of that year than the rest of it is.
  const bool of_thing = indicator == U"投资" && sentence_.At(quantity.end) == U'的';
  const bool undated = !own || before_event || !DatesClause(segment) || current.event ||
                       current.period.granularity() == Granularity::kDay;
  if ((IsOfLand(indicator) && (current.event || !own)) || ((IsTimeless(indicator) || of_thing) && undated)) {
    o->period_rule = "timeless_attribute";
    return;
  }
  // 今年5月一期封顶;二期拟建厂房…: what is planned is not of a time that is over.
  const bool over = current.set && !own && o->modality == Modality::kTarget && !document_.report &&
                    !document_.anchor.empty() && current.period.last() &&
                    *current.period.last() < AnchorBegin(document_);
  if (over) {
    o->period_rule = "no_ground";
    return;
  }
  if (current.set)
    return take(current, own                  ? "head_of_clause"
                         : carry_->period.set ? "carried_from_paragraph"
                                              : "carried_from_section");
  o->period_rule = "no_ground";
}

void SentencePeriods::Finish() {
  for (const PeriodMention& mention : sentence_.periods) {
    if (mention.period.first() && mention.role == PeriodRole::kPlain) carry_->event = mention.period;
  }
  for (size_t s = 0; s < heads_.size(); ++s) {
    const PeriodReading& head = heads_[s];
    if (segments_[s].bracket) continue;
    // 截至6月底 at the head of the paragraph; not 目前, 年初.
    const View words = sentence_.View(head.words.begin, head.words.end);
    const bool until = BeginsWith(words, U"截") && (Holds(words, U"月") || Holds(words, U"末"));
    const bool year_end = head.role == PeriodRole::kPlain && !words.empty() && IsDigit(words[0]) &&
                          Holds(words, U"年") && In(U"末底", words.back()) && !head.event;
    if (head.period.is_as_of() && !year_end && (!until || s > 0 || carry_->period.set)) continue;
    if (!head.set || head.role == PeriodRole::kVague || head.role == PeriodRole::kShifted) continue;
    if (head.period.granularity() == Granularity::kDay || (head.event && head.role == PeriodRole::kSince)) continue;
    // “十四五”…,2025年总量比2020年增加…: in a review of several years one of them holds for its sentence.
    const PeriodReading& around = carry_->period.set ? carry_->period : section_.period;
    const bool within = s > 0 && around.role == PeriodRole::kSpan && head.role == PeriodRole::kPlain &&
                        around.period.last() && head.period.last() && *head.period.last() == *around.period.last();
    if (within || (head.event && IsAhead(head))) continue;
    carry_->period = head;
  }
}

}  // namespace fangzhi::extraction
