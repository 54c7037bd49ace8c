#include "services/extraction/periods.h"

#include <string>

#include "services/extraction/holidays.h"
#include "services/extraction/numerals.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

bool IsRangeMark(char32_t c) { return In(U"-—–~～至到", c); }

// A number below 100 in digits or Chinese numerals.
std::optional<int> ReadSmall(std::u32string_view text, size_t* i) {
  size_t k = *i;
  int value = 0;
  while (IsDigit(At(text, k)) && k - *i < 3) value = value * 10 + static_cast<int>(text[k++] - U'0');
  if (k == *i) {
    int tens = -1;
    int ones = 0;
    bool any = false;
    for (; k < text.size() && k - *i < 3; ++k) {
      const int digit = ChineseDigit(text[k]);
      if (text[k] == U'十' && tens < 0) {
        tens = any ? ones : 1;
        ones = 0;
      } else if (digit > 0 && (!any || tens >= 0) && ones == 0) {
        ones = digit;
      } else {
        break;
      }
      any = true;
    }
    if (!any) return std::nullopt;
    value = (tens > 0 ? tens * 10 : 0) + ones;
  }
  if (value < 1 || value > 99) return std::nullopt;
  *i = k;
  return value;
}

class Parser {
 public:
  Parser(std::u32string_view text, size_t at, const PeriodContext& context)
      : text_(text), begin_(at), at_(at), context_(context) {
    if (!context.anchor.empty() && context.anchor.last()) {
      anchor_year_ = static_cast<int>(context.anchor.last()->year());
      anchor_month_ = context.anchor.last()->month();
    }
  }

  std::optional<PeriodMention> Parse() {
    if (Until() || Now() || FiveYearPlan() || YearsBack() || YearsAgo() || YearSpan() || Yeared() || Partial()) {
      Since();
      mention_.begin = static_cast<int>(begin_);
      mention_.end = static_cast<int>(at_);
      return mention_;
    }
    return std::nullopt;
  }

 private:
  bool Set(Period period, PeriodRole role = PeriodRole::kPlain) {
    mention_.period = period;
    mention_.role = role;
    return true;
  }

  static Period AsOfMonth(int year, int month) {
    return year == 0 ? Period() : Period::AsOf(LastDayOfMonth(year, month));
  }

  // 截至6月底, 截止目前, 到2025年.
  bool Until() {
    static constexpr std::u32string_view kUntil[] = {U"截至", U"截止到", U"截止", U"到", U"至"};
    if (!In(U"截到至", text_[begin_])) return false;
    size_t i = begin_;
    const int word = ReadWord(text_, &i, kUntil);
    if (word < 0) return false;
    Parser rest(text_, i, context_);
    const auto inner = rest.ParseInner();
    if (!inner) return false;
    const bool year_only = inner->period.granularity() == Granularity::kYear;
    if (word >= 3 && !inner->has_year && inner->period.granularity() != Granularity::kInstant) return false;
    if (word >= 3 && inner->role != PeriodRole::kPlain) return false;
    mention_ = *inner;
    at_ = static_cast<size_t>(inner->end);
    // 到今年6月,空置率降到9.3%.
    const bool past_month = inner->period.granularity() == Granularity::kMonth && !context_.anchor.empty() &&
                            *inner->period.last() <= *context_.anchor.last();
    if ((word < 3 || past_month) && !inner->period.empty() && inner->period.last()) {
      mention_.period = Period::AsOf(*inner->period.last());
    } else if (year_only) {
      mention_.role = PeriodRole::kBy;
    }
    return true;
  }

  std::optional<PeriodMention> ParseInner() {
    if (Now() || YearSpan() || Yeared() || Partial()) {
      mention_.begin = static_cast<int>(begin_);
      mention_.end = static_cast<int>(at_);
      return mention_;
    }
    return std::nullopt;
  }

  bool Now() {
    static constexpr std::u32string_view kNow[] = {U"目前", U"眼下",   U"现如今", U"截至目前", U"截止目前",
                                                   U"迄今", U"至今",   U"现阶段", U"当前",     U"如今",
                                                   U"现在", U"现已有", U"现有",   U"现拥有",   U"现已"};
    if (!In(U"目眼现截迄至当如", At(text_, begin_))) return false;
    const int word = ReadWord(text_, &at_, kNow);
    if (word < 0) return false;
    // 上线至今: since then.
    if (kNow[word] == U"至今" && begin_ > 0 && IsHan(text_[begin_ - 1])) {
      at_ = begin_;
      return false;
    }
    return Set(AsOfMonth(anchor_year_, anchor_month_));
  }

  // “十四五”时期, 十五五末.
  bool FiveYearPlan() {
    size_t i = begin_;
    if (In(U"“\"‘", At(text_, i))) ++i;
    if (At(text_, i) != U'十') return false;
    static constexpr std::u32string_view kPlans[] = {U"十一五", U"十二五", U"十三五", U"十四五", U"十五五", U"十六五"};
    const int plan = ReadWord(text_, &i, kPlans);
    if (plan < 0) return false;
    if (In(U"”\"’", At(text_, i))) ++i;
    const int first = 2006 + 5 * plan;
    at_ = i;
    mention_.has_year = true;
    static constexpr std::u32string_view kEnd[] = {U"期末", U"末期", U"末年", U"末", U"时期末"};
    static constexpr std::u32string_view kStart[] = {U"初期",   U"初",   U"开局之年", U"良好开局",
                                                     U"开好局", U"开局", U"起步之年", U"实现良好开局"};
    static constexpr std::u32string_view kSpan[] = {U"规划期间", U"规划期", U"时期以来", U"期间",
                                                    U"时期",     U"五年",   U"以来"};
    if (ReadWord(text_, &at_, kEnd) >= 0) return Set(Period::Year(first + 4));
    if (ReadWord(text_, &at_, kStart) >= 0) return Set(Period::Year(first));
    const int span = ReadWord(text_, &at_, kSpan);
    // “十四五”以来: until now, while the plan runs.
    const bool since = span >= 0 && EndsWith(kSpan[span], U"以来") && anchor_year_ >= first && anchor_year_ < first + 5;
    if (since) {
      return Set(Period::Interval(absl::CivilDay(first, 1, 1), LastDayOfMonth(anchor_year_, anchor_month_)),
                 PeriodRole::kSince);
    }
    return Set(Period::Spanning(Period::Year(first), Period::Year(first + 4)), PeriodRole::kSpan);
  }

  // 五年来, 近三年, 过去五年, 一年来, 这五年, 5年间.
  bool YearsBack() {
    size_t i = begin_;
    static constexpr std::u32string_view kBefore[] = {U"过去的", U"过去", U"最近", U"近", U"这", U"刚刚过去的", U"前"};
    const int before = ReadWord(text_, &i, kBefore);
    const auto years = ReadSmall(text_, &i);
    if (!years || *years > 20 || At(text_, i) != U'年') return false;
    ++i;
    static constexpr std::u32string_view kAfter[] = {U"多来", U"来", U"间", U"以来"};
    const size_t plain = i;
    const int after = ReadWord(text_, &i, kAfter);
    if (after == 0 || (before < 0 && after < 0)) return false;
    if (before == 6 && after < 0) return false;
    if (after < 0) i = plain;
    at_ = i;
    const Period years_back = ReviewedYears(context_.anchor, *years);
    return Set(years_back, *years > 1 ? PeriodRole::kSpan : PeriodRole::kPlain);
  }

  // 2021—2023年, 2018至2020年, 2021年至2025年.
  bool YearSpan() {
    size_t i = begin_;
    const int first = ReadYearDigits(&i);
    if (first == 0) return false;
    if (At(text_, i) == U'年' && IsRangeMark(At(text_, i + 1))) ++i;
    if (!IsRangeMark(At(text_, i))) return false;
    ++i;
    if (At(text_, i) == U'—') ++i;
    const int last = ReadYearDigits(&i);
    if (last <= first || At(text_, i) != U'年') return false;
    // 2024年—2025年1月 is not a span of years.
    if (IsDigit(At(text_, i + 1))) return false;
    at_ = i + 1;
    mention_.has_year = true;
    return Set(Period::Spanning(Period::Year(first), Period::Year(last)), PeriodRole::kSpan);
  }

  // 两年前: that year.
  bool YearsAgo() {
    size_t i = begin_;
    int years = 2;
    if (At(text_, i) == U'两') {
      ++i;
    } else if (const auto small = ReadSmall(text_, &i)) {
      years = *small;
    } else {
      return false;
    }
    const char32_t next = At(text_, i + 2);
    if (!StartsWith(text_, i, U"年前") || In(U"后期列沿一二三四五六七八九十两", next) || IsDigit(next)) return false;
    at_ = i + 2;
    return Set(anchor_year_ == 0 ? Period() : Period::Year(anchor_year_ - years));
  }

  // Four digits from 1949 to 2079 that no digit continues; 0 where there are none.
  int ReadYearDigits(size_t* i) const {
    int year = 0;
    for (size_t k = 0; k < 4; ++k) {
      if (!IsDigit(At(text_, *i + k))) return 0;
      year = year * 10 + static_cast<int>(text_[*i + k] - U'0');
    }
    if (IsDigit(At(text_, *i + 4)) || year < 1949 || year > 2079) return 0;
    *i += 4;
    return year;
  }

  // A year, absolute or relative, and what of it.
  bool Yeared() {
    size_t i = begin_;
    int year = ReadYearDigits(&i);
    bool shifted = false;
    if (year != 0) {
      if (At(text_, i) == U'-' && IsDigit(At(text_, i + 1))) return IsoDate(year, i);
      if (At(text_, i) != U'年') return false;
      ++i;
    } else {
      static constexpr struct {
        std::u32string_view word;
        int offset;
      } kYears[] = {{U"今年", 0},  {U"本年度", 0}, {U"本年", 0}, {U"去年", -1}, {U"上一年", -1}, {U"上年度", -1},
                    {U"上年", -1}, {U"前年", -2},  {U"明年", 1}, {U"来年", 1},  {U"次年", 1}};
      if (!In(U"今本去上前明来次当同", At(text_, i))) return false;
      bool found = false;
      for (const auto& [word, offset] : kYears) {
        if (!StartsWith(text_, i, word)) continue;
        found = true;
        i += word.size();
        year = anchor_year_ == 0 ? 0 : anchor_year_ + offset;
        shifted = offset == -1;
        // 上年 is before the year spoken of, 去年 before the year of publication.
        if (word.substr(0, 1) == U"上" && context_.year != 0) year = context_.year - 1;
        break;
      }
      if (!found) {
        const bool same = StartsWith(text_, i, U"同年") && context_.said.last();
        if (!same && !StartsWith(text_, i, U"当年")) return false;
        i += 2;
        year = same                 ? static_cast<int>(context_.said.last()->year())
               : context_.year != 0 ? context_.year
                                    : anchor_year_;
      }
    }
    mention_.has_year = true;
    at_ = i;
    if (shifted && StartsWith(text_, i, U"同期")) {
      at_ += 2;
      return Set(year == 0 ? Period() : Period::Year(year), PeriodRole::kShifted);
    }
    if (StartsWith(text_, at_, U"度") && !StartsWith(text_, at_, U"度假")) ++at_;
    if (PartOfYear(year)) return true;
    ReadYearWords();
    return Set(year == 0 ? Period() : Period::Year(year));
  }

  void ReadYearWords() {
    static constexpr std::u32string_view kWhole[] = {U"全年", U"一年", U"这一年"};
    ReadWord(text_, &at_, kWhole);
  }

  bool IsoDate(int year, size_t i) {
    ++i;
    const auto month = ReadSmall(text_, &i);
    if (!month || *month > 12) return false;
    mention_.has_year = true;
    if (At(text_, i) == U'-' && IsDigit(At(text_, i + 1))) {
      ++i;
      const auto day = ReadSmall(text_, &i);
      if (!day || *day > LastDayOfMonth(year, *month).day()) return false;
      at_ = i;
      return Set(Period::Day(absl::CivilDay(year, *month, *day)));
    }
    if (At(text_, i) == U'年') return false;
    at_ = i;
    return Set(Period::Month(year, *month));
  }

  // 上半年, 一季度, 前三季度, 1—5月, 5月底, 末, 初 at `at_`, of `year` (0: unknown).
  bool PartOfYear(int year) {
    if (Holiday(year)) return true;
    static constexpr std::u32string_view kHalves[] = {U"上半年", U"下半年"};
    if (const int half = ReadWord(text_, &at_, kHalves); half >= 0) {
      if (StartsWith(text_, at_, U"来")) ++at_;
      return Set(year == 0 ? Period() : Period::Half(year, half + 1));
    }
    static constexpr std::u32string_view kYearEnds[] = {U"年底", U"年末", U"底前", U"底", U"末", U"岁末"};
    static constexpr std::u32string_view kYearStarts[] = {U"年初", U"初"};
    const size_t mark = at_;
    if (mention_.has_year && ReadWord(text_, &at_, kYearEnds) >= 0) return Set(AsOfMonth(year, 12));
    if (mention_.has_year && ReadWord(text_, &at_, kYearStarts) >= 0) return Set(AsOfMonth(year, 1));
    if (Quarters(year) || Months(year)) return true;
    at_ = mark;
    return false;
  }

  bool Holiday(int year) {
    if (IsDigit(At(text_, at_))) return false;
    const HolidayRead read = ReadHoliday(text_, at_, year);
    if (read.length == 0) return false;
    at_ += read.length;
    return Set(read.period);
  }

  bool Quarters(int year) {
    size_t i = at_;
    const bool cumulative = At(text_, i) == U'前';
    if (cumulative || At(text_, i) == U'第') ++i;
    const auto first = ReadSmall(text_, &i);
    if (!first || *first > 4) return false;
    int last = *first;
    if (IsRangeMark(At(text_, i)) || At(text_, i) == U'、') {
      size_t k = i + 1;
      const auto second = ReadSmall(text_, &k);
      if (second && *second <= 4 && *second > *first && (StartsWith(text_, k, U"季度"))) {
        last = *second;
        i = k;
      }
    }
    if (!StartsWith(text_, i, U"季度") && !StartsWith(text_, i, U"个季度")) return false;
    if (StartsWith(text_, i, U"个") && !cumulative) return false;
    i += text_[i] == U'个' ? 3 : 2;
    at_ = i;
    static constexpr std::u32string_view kEnds[] = {U"末", U"底"};
    if (year == 0) return Set(Period());
    if (ReadWord(text_, &at_, kEnds) >= 0) return Set(AsOfMonth(year, last * 3));
    const int from = cumulative ? 1 : *first;
    return Set(Period::Interval(absl::CivilDay(year, from * 3 - 2, 1), LastDayOfMonth(year, last * 3)));
  }

  // 1—5月, 前10个月, 5月, 5月底, 5月20日, 1月至11月.
  bool Months(int year) {
    size_t i = at_;
    const bool cumulative = At(text_, i) == U'前';
    if (cumulative) ++i;
    const auto first = ReadSmall(text_, &i);
    if (!first || *first > 12) return false;
    if (cumulative) {
      if (!StartsWith(text_, i, U"个月") && !StartsWith(text_, i, U"月")) return false;
      at_ = i + (text_[i] == U'个' ? 2 : 1);
      return Set(year == 0 ? Period() : Period::Interval(absl::CivilDay(year, 1, 1), LastDayOfMonth(year, *first)));
    }
    size_t k = i;
    if (At(text_, k) == U'月') ++k;
    if (IsRangeMark(At(text_, k))) {
      ++k;
      if (At(text_, k) == U'—') ++k;
      const auto last = ReadSmall(text_, &k);
      if (last && *last <= 12 && *last > *first && At(text_, k) == U'月' && !StartsWith(text_, k, U"月份牌")) {
        at_ = k + 1;
        if (At(text_, at_) == U'份') ++at_;
        mention_.month_only = !mention_.has_year;
        return Set(year == 0 ? Period()
                             : Period::Interval(absl::CivilDay(year, *first, 1), LastDayOfMonth(year, *last)));
      }
    }
    if (At(text_, i) != U'月') return false;
    ++i;
    if (At(text_, i) == U'份') ++i;
    at_ = i;
    mention_.month_only = !mention_.has_year;
    static constexpr std::u32string_view kEnds[] = {U"底前", U"底", U"末"};
    if (const int word = ReadWord(text_, &at_, kEnds); word >= 0)
      return Set(AsOfMonth(year, *first), word == 0 ? PeriodRole::kBy : PeriodRole::kPlain);
    if (Day(year, *first)) return true;
    static constexpr std::u32string_view kParts[] = {U"上旬", U"中旬", U"下旬", U"初"};
    ReadWord(text_, &at_, kParts);
    return Set(year == 0 ? Period() : Period::Month(year, *first));
  }

  bool Day(int year, int month) {
    size_t i = at_;
    const auto day = ReadSmall(text_, &i);
    if (!day || *day > 31 || (At(text_, i) != U'日' && At(text_, i) != U'号')) return false;
    ++i;
    at_ = i;
    if (year == 0 || *day > LastDayOfMonth(year, month).day()) return Set(Period());
    const absl::CivilDay first(year, month, *day);
    if (IsRangeMark(At(text_, i))) {
      size_t k = i + 1;
      int last_month = month;
      auto last_day = ReadSmall(text_, &k);
      if (last_day && *last_day <= 12 && At(text_, k) == U'月') {
        last_month = *last_day;
        ++k;
        last_day = ReadSmall(text_, &k);
      }
      if (last_day && At(text_, k) == U'日' && *last_day <= LastDayOfMonth(year, last_month).day()) {
        at_ = k + 1;
        return Set(Period::Interval(first, absl::CivilDay(year, last_month, *last_day)));
      }
    }
    return Set(Period::Day(first));
  }

  // Of 全年 and 年末: that of the text around; else of publication, in January and February the one that is over.
  int YearSpokenOf() const {
    // A year ahead is not what 全年 speaks of outside a plan.
    if (!context_.plan && anchor_year_ != 0 && context_.year > anchor_year_) return anchor_year_;
    if (context_.year != 0 || anchor_year_ == 0) return context_.year;
    return anchor_year_ - (anchor_month_ <= 2 && !context_.plan ? 1 : 0);
  }

  // Words of time without a year.
  bool Partial() {
    if (IsDigit(At(text_, at_))) return PartOfSomeYear();
    if (StartsWith(text_, at_, U"全年龄") || StartsWith(text_, at_, U"全年无休") || StartsWith(text_, at_, U"全年级"))
      return false;
    static constexpr std::u32string_view kWhole[] = {U"全年", U"年内", U"年度内"};
    const size_t whole = at_;
    // 年度内供电量: 内供.
    if (ReadWord(text_, &at_, kWhole) == 2 && In(U"供需外", At(text_, at_))) at_ = whole;
    if (at_ > whole) {
      const int year = YearSpokenOf();
      return Set(year == 0 ? Period() : Period::Year(year), PeriodRole::kWhole);
    }
    if (DayOfNews()) return true;
    static constexpr std::u32string_view kMonths[] = {U"上个月", U"上月", U"本月", U"当月"};
    if (const int word = ReadWord(text_, &at_, kMonths); word >= 0) {
      // 8月,铺位出租率升至93.6%,当月销售额…: the month spoken of.
      if (word == 3 && context_.said.granularity() == Granularity::kMonth) return Set(context_.said);
      if (anchor_year_ == 0) return Set(Period());
      const absl::CivilMonth month = absl::CivilMonth(anchor_year_, anchor_month_) - (word < 2 ? 1 : 0);
      return Set(Period::Month(static_cast<int>(month.year()), month.month()));
    }
    static constexpr std::u32string_view kBareEnds[] = {U"年底前", U"年底", U"年末", U"岁末"};
    if (ReadWord(text_, &at_, kBareEnds) >= 0) {
      return Set(AsOfMonth(YearSpokenOf(), 12));
    }
    if (StartsWith(text_, at_, U"年初") && !StartsWith(text_, at_, U"年初预算")) {
      at_ += 2;
      return Set(AsOfMonth(YearSpokenOf(), 1));
    }
    return PartOfSomeYear();
  }

  // 昨日, 20日 in news whose day is known: the days before it.
  bool DayOfNews() {
    if (context_.anchor.granularity() != Granularity::kDay) return false;
    const absl::CivilDay today = *context_.anchor.last();
    static constexpr std::u32string_view kDays[] = {U"昨日", U"昨天", U"前日", U"前天"};
    if (const int word = ReadWord(text_, &at_, kDays); word >= 0) {
      if (At(text_, at_) == U'的') return false;
      return Set(Period::Day(today - (word < 2 ? 1 : 2)));
    }
    size_t i = at_;
    const bool opens = at_ == 0 || (!IsHan(text_[at_ - 1]) && !IsDigit(text_[at_ - 1]) && text_[at_ - 1] != U'-');
    const auto day = opens && IsDigit(At(text_, i)) ? ReadSmall(text_, &i) : std::nullopt;
    if (!day || *day < 1 || *day > 31 || At(text_, i) != U'日' || At(text_, i + 1) != U',') return false;
    at_ = i + 1;
    // The latest day of that number.
    absl::CivilMonth month(today);
    if (*day > today.day()) --month;
    const int year = static_cast<int>(month.year());
    return Set(*day > LastDayOfMonth(year, month.month()).day()
                   ? Period()
                   : Period::Day(absl::CivilDay(year, month.month(), *day)));
  }

  // A part of the latest year in which it had begun; in a plan of the next.
  bool PartOfSomeYear() {
    const size_t mark = at_;
    if (!PartOfYear(anchor_year_)) return false;
    if (mention_.period.empty() || anchor_year_ == 0) return true;
    const absl::CivilDay last = *mention_.period.last();
    const absl::CivilDay begun =
        mention_.period.first() ? *mention_.period.first() : absl::CivilDay(last.year(), last.month(), 1);
    const absl::CivilDay anchor_end = LastDayOfMonth(anchor_year_, anchor_month_);
    const bool review_of_past_year = anchor_month_ <= 2 && last.month() > anchor_month_;
    // 计划9月份试生产.
    static constexpr std::u32string_view kAhead[] = {U"计划", U"预计", U"预期", U"将于",
                                                     U"拟于", U"力争", U"有望", U"定于"};
    if (EndsWithAny(text_.substr(0, mark), kAhead)) return true;
    if (!context_.plan && (begun > anchor_end || review_of_past_year)) {
      at_ = mark;
      const bool month_only = mention_.month_only;
      PartOfYear(anchor_year_ - 1);
      mention_.month_only = month_only;
    }
    return true;
  }

  // 以来 after words of time: until the month of the anchor.
  void Since() {
    static constexpr std::u32string_view kSince[] = {U"以来", U"开始", U"起"};
    size_t i = at_;
    const int word = ReadWord(text_, &i, kSince);
    if (word < 0 || mention_.role == PeriodRole::kSpan) return;
    // 2021年起,…: what follows adds up since then.
    if (word > 0 &&
        (word != 2 || At(text_, i) != U',' ||
         (mention_.period.granularity() != Granularity::kYear && mention_.period.granularity() != Granularity::kMonth)))
      return;
    at_ = i;
    mention_.role = PeriodRole::kSince;
    if (mention_.period.empty() || anchor_year_ == 0) {
      mention_.period = Period();
      return;
    }
    const absl::CivilDay end = *mention_.period.last();
    const absl::CivilDay first = mention_.period.first().value_or(absl::CivilDay(end.year(), end.month(), 1));
    if (mention_.period.granularity() == Granularity::kHalf) return;  // 上半年以来 is the half itself.
    mention_.period = Period::Interval(first, LastDayOfMonth(anchor_year_, anchor_month_));
  }

  std::u32string_view text_;
  size_t begin_;
  size_t at_;
  const PeriodContext& context_;
  int anchor_year_ = 0;
  int anchor_month_ = 12;
  PeriodMention mention_;
};

}  // namespace

std::optional<PeriodMention> ParsePeriod(std::u32string_view text, size_t at, const PeriodContext& context) {
  if (at > 0 && text[at] == U'前' && text[at - 1] == U'提') return std::nullopt;  // 提前一个季度.
  if (!kPeriodOpenings.Has(text[at])) return std::nullopt;
  return Parser(text, at, context).Parse();
}

int ReviewedYear(const Period& anchor) {
  if (anchor.empty() || !anchor.last()) return 0;
  const bool early = anchor.granularity() != Granularity::kYear && anchor.last()->month() <= 3;
  return static_cast<int>(anchor.last()->year()) - (early ? 1 : 0);
}

Period ReviewedYears(const Period& anchor, int years) {
  const int last = ReviewedYear(anchor);
  if (last == 0) return {};
  return Period::Spanning(Period::Year(last - years + 1), Period::Year(last));
}

}  // namespace fangzhi::extraction
