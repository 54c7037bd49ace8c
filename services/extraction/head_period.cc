// The period at the head of a clause: the part of SentencePeriods that finds it.

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/sentence_period.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestHeadName = 14;  // Code points of a subject that may stand before the period of its clause.

}  // namespace

PeriodReading SentencePeriods::Read(int token) const {
  const Token& t = sentence_.tokens[static_cast<size_t>(token)];
  const PeriodMention& mention = sentence_.periods[static_cast<size_t>(t.index)];
  return {mention.period, mention.role, {t.begin, t.end}, true};
}

// 比2020年, 较“十三五”, 高于去年: a period that something is held against.
bool SentencePeriods::IsComparison(int token) const {
  const Token& t = sentence_.tokens[static_cast<size_t>(token)];
  // 2000年以前建成的老旧小区: a bound of a class.
  static constexpr View kBounds[] = {U"以前", U"之前", U"前建", U"后建"};
  if (HoldsAny(sentence_.View(t.end, std::min(sentence_.extent.end, t.end + 2)), kBounds)) return true;
  // 恢复到2019年同期的112%.
  if (sentence_.View(t.end, std::min(sentence_.extent.end, t.end + 3)) == U"同期的") return true;
  int i = t.begin;
  while (i > sentence_.extent.begin && In(U"“ 同", sentence_.At(i - 1))) --i;
  if (i <= sentence_.extent.begin) return false;
  if (In(U"比较与由从自", sentence_.At(i - 1)) && sentence_.TokenAt(i - 1) < 0) return true;
  const int before = sentence_.TokenEndingAt(i);
  return before >= 0 &&
         (sentence_.tokens[static_cast<size_t>(before)].classes & (kCueHigher | kCueLower | kCueNearly)) != 0;
}

// 完成全年任务的80%, 全年目标20个: the plan belongs to a figure; 全年预期目标不变, 今年计划兴建2万平方米: it does not.
bool SentencePeriods::PlanIsMeasured(int begin, int end) const {
  static constexpr View kPlans[] = {U"任务", U"计划", U"目标", U"预算", U"进度", U"总额", U"总数"};
  int i = begin;
  for (int k = begin; k < std::min(end, begin + 6); ++k) {
    if (IsOneOf(sentence_.View(k, std::min(end, k + 2)), kPlans)) i = k + 2;
  }
  static constexpr View kPaid[] = {U"投资的", U"投入的"};
  if (IsOneOf(sentence_.View(i, std::min(end, i + 3)), kPaid)) return true;
  const char32_t c = sentence_.At(i);
  return c == U'的' || c == U'(' || IsDigit(c) || sentence_.At(end) == U'(';
}

bool SentencePeriods::IsWhenSet(const Token& token) const {
  static constexpr View kSet[] = {U"确定的", U"部署的", U"排定的", U"提出的", U"定下的", U"公布的", U"承诺的"};
  return BeginsWithAny(sentence_.View(token.end, sentence_.extent.end), kSet);
}

// 2011年末: the end of a year that the text names and that is over.
bool SentencePeriods::IsPastYearEnd(const Token& token) const {
  const PeriodMention& mention = sentence_.periods[static_cast<size_t>(token.index)];
  const View words = sentence_.View(token.begin, token.end);
  return mention.has_year && IsDigit(words[0]) && In(U"末底", words.back()) && !document_.anchor.empty() &&
         mention.period.last() && *mention.period.last() <= *document_.anchor.last();
}

PeriodReading SentencePeriods::HeadOf(const Segment& segment) const {
  int plain = 0;
  const bool dated = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
    return t.kind == TokenKind::kPeriod && t.begin >= segment.begin && t.begin < segment.end;
  });
  for (int i = segment.begin; dated && i < segment.end;) {
    const int index = sentence_.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence_.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kPeriod) {
        // 深耕检测行业的南通易联检测技术有限公司去年…: the name of a company goes before its time, however long.
        static constexpr View kCompanies[] = {U"公司", U"集团", U"合作社"};
        const bool company = EndsWithAny(sentence_.View(segment.begin, token.begin), kCompanies);
        const bool since = EndsWith(sentence_.View(segment.begin, segment.end), U"以来");  // 自去年3月启动清理以来.
        if ((IsComparison(index) && !since) || (plain > kLongestHeadName && !company)) return {};
        const char32_t next = sentence_.At(token.end);
        PeriodReading reading = Read(index);
        if (next == U'的' && reading.role != PeriodRole::kSince) return {};
        // 近五年最高: what it is held against; “十四五”批复的基地: when they were.
        if (reading.role == PeriodRole::kSpan &&
            (next == U'最' || (token.end + 2 < segment.end && sentence_.At(token.end + 2) == U'的')))
          return {};
        // 去年11月启动的跃进片区改造工程: it dates the thing.
        if (token.end + 3 < segment.end && sentence_.At(token.end + 2) == U'的' &&
            sentence_.TokenBeginningAt(token.end + 3) < 0 &&
            VerbLength(sentence_.View(token.end, token.end + 3)) == 2 && sentence_.TokenBeginningAt(token.end) < 0)
          return {};
        if (IsWhenSet(token)) return {};
        static constexpr View kPlans[] = {U"任务", U"计划", U"目标", U"预算", U"序时"};
        const View after = sentence_.View(token.end, std::min(segment.end, token.end + 4));
        if (HoldsAny(after, kPlans) && PlanIsMeasured(token.end, segment.end)) return {};
        if (reading.role == PeriodRole::kBy && reading.period.is_as_of())
          reading.role = plain == 0 && IsPastYearEnd(token) ? PeriodRole::kPlain : PeriodRole::kVague;
        // A day is one event's.
        if (plain > 0 &&
            (reading.period.granularity() == Granularity::kDay || In(U"于", sentence_.At(token.begin - 1))))
          reading.role = PeriodRole::kVague;
        // …,8月22日首批成品油到港;…: a day within a sentence is one event's too. 中韩街道2021年: of all that follows.
        const View name = document_.subject;  // 北坦街道预计全年….
        const bool own = !name.empty() && plain == static_cast<int>(name.size()) &&
                         BeginsWith(sentence_.View(segment.begin, token.begin), name);
        const bool day = reading.period.granularity() == Granularity::kDay && segment.begin > segments_.front().begin;
        reading.event = (plain > 0 && !own) || day || (token.begin > segment.begin && IsAhead(reading));
        const View rest = sentence_.View(token.end, segment.end);
        const size_t since_at = rest.find(U"以来");  // 自去年3月开门以来, 今年11月投用以来已带动….
        if (since_at != View::npos && (since_at + 2 == rest.size() || since_at <= 4) && reading.period.first() &&
            !document_.anchor.empty()) {
          reading.period = UntilAnchor(*reading.period.first());
          reading.role = PeriodRole::kSince;
        }
        // 今年上半年以来, 2021年…以来 are read whole; a period followed by another of it: 今年,1-6月.
        return reading;
      }
      if (token.kind == TokenKind::kQuantity &&
          sentence_.quantities[static_cast<size_t>(token.index)].form != QuantityForm::kOrdinal)
        break;
      const bool light =
          token.kind == TokenKind::kCue &&
          (token.classes & (kCueAdverb | kCueConj | kCueScope | kCueTarget | kCueExpected | kCueFact)) != 0;
      const bool just = sentence_.At(token.begin) == U'过' && sentence_.At(token.begin + 1) == U'去';  // 刚过去的.
      plain += light || just ? 0 : token.end - token.begin;
      i = token.end;
      continue;
    }
    const char32_t c = sentence_.At(i);
    if (IsHan(c) && !In(U"在于自从到截至刚过去的", c)) ++plain;
    ++i;
  }
  const View text = sentence_.View(segment.begin, segment.end);
  if (text.size() > 6 && text.substr(text.size() - 2) == U"以来" && !document_.anchor.empty()) {
    for (size_t k = sentence_.tokens.size(); k-- > 0;) {
      const Token& token = sentence_.tokens[k];
      if (token.begin < segment.begin || token.end > segment.end || token.kind != TokenKind::kPeriod) continue;
      const PeriodReading reading = Read(static_cast<int>(k));
      if (!reading.period.first() || *reading.period.first() > *document_.anchor.last()) break;
      return {UntilAnchor(*reading.period.first()), PeriodRole::kSince, reading.words, true};
    }
  }
  const size_t since_at = std::min(text.find(U"以来"), text.find(U"至今"));
  const bool since = since_at != View::npos && since_at >= 2 && since_at <= 7;
  // 今年 is no day on which anything began.
  const bool this_year = carry_->event.granularity() == Granularity::kYear && !document_.anchor.empty() &&
                         carry_->event.last()->year() == document_.anchor.last()->year();
  // 今年前8个月 is none either.
  const bool stretch = carry_->event.granularity() == Granularity::kInterval && carry_->event.first() &&
                       carry_->event.first()->month() == 1 && carry_->event.first()->day() == 1;
  if (since && carry_->event.first() && !this_year && !stretch && !document_.anchor.empty() &&
      *carry_->event.first() <= *document_.anchor.last()) {
    return {UntilAnchor(*carry_->event.first()), PeriodRole::kSince, {segment.begin, segment.end}, true};
  }
  // 昨日,街道开展整治行动。行动中,出动236人: on that day.
  static constexpr View kThere[] = {U"行动中", U"活动中", U"行动现场", U"活动现场", U"活动当天",
                                    U"当天",   U"当日",   U"本次",     U"此次",     U"会上"};
  const View opening = text.substr(std::min(text.size(), text.find_first_not_of(U" \t")));
  if (carry_->event.granularity() == Granularity::kDay && BeginsWithAny(opening, kThere))
    return {carry_->event, PeriodRole::kPlain, {segment.begin, segment.begin + 2}, true};
  // 此前,全市已投资3亿元: some time, not that of the paragraph.
  static constexpr View kBefore[] = {U"此前", U"在此之前", U"早前", U"以往"};
  if (BeginsWithAny(text, kBefore)) return {{}, PeriodRole::kVague, {segment.begin, segment.begin + 2}, true};
  if (text.size() > 4 && text.substr(text.size() - 2) == U"以来")
    return {{}, PeriodRole::kVague, {segment.begin, segment.end}, true};
  return {};
}

// 计划9月份试生产 in a text on what was done: it dates what is planned only.
bool SentencePeriods::IsAhead(const PeriodReading& reading) const {
  return section_.modality != Modality::kTarget && reading.role == PeriodRole::kPlain && !document_.anchor.empty() &&
         reading.period.first() && *reading.period.first() > *document_.anchor.last();
}

// From `first` to the month of publication.
Period SentencePeriods::UntilAnchor(absl::CivilDay first) const {
  const absl::CivilDay last = *document_.anchor.last();
  return Period::Interval(first, LastDayOfMonth(static_cast<int>(last.year()), last.month()));
}

}  // namespace fangzhi::extraction
