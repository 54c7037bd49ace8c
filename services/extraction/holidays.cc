#include "services/extraction/holidays.h"

#include <absl/time/civil_time.h>

#include <array>
#include <optional>

#include "services/extraction/numerals.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kFirstYear = 2015;
constexpr int kMostDays = 10;

enum Name { kNewYear, kSpring, kQingming, kLabour, kDragonBoat, kMidAutumn, kNational, kNameCount };

// The first day off, as month × 100 + day, and how many there are. A month of 12 is the year before; no days: the
// holiday is part of another.
struct Days {
  int first;
  int count;
};

// 元旦, 春节, 清明, 五一, 端午, 中秋, 国庆 of each year from kFirstYear on.
constexpr std::array<std::array<Days, kNameCount>, 12> kNotices = {{
    {{{101, 3}, {218, 7}, {404, 3}, {501, 3}, {620, 3}, {926, 2}, {1001, 7}}},
    {{{101, 3}, {207, 7}, {402, 3}, {430, 3}, {609, 3}, {915, 3}, {1001, 7}}},
    {{{1231, 3}, {127, 7}, {402, 3}, {429, 3}, {528, 3}, {0, 0}, {1001, 8}}},
    {{{1230, 3}, {215, 7}, {405, 3}, {429, 3}, {616, 3}, {922, 3}, {1001, 7}}},
    {{{1230, 3}, {204, 7}, {405, 3}, {501, 4}, {607, 3}, {913, 3}, {1001, 7}}},
    {{{101, 1}, {124, 10}, {404, 3}, {501, 5}, {625, 3}, {0, 0}, {1001, 8}}},
    {{{101, 3}, {211, 7}, {403, 3}, {501, 5}, {612, 3}, {919, 3}, {1001, 7}}},
    {{{101, 3}, {131, 7}, {403, 3}, {430, 5}, {603, 3}, {910, 3}, {1001, 7}}},
    {{{1231, 3}, {121, 7}, {405, 1}, {429, 5}, {622, 3}, {0, 0}, {929, 8}}},
    {{{1230, 3}, {210, 8}, {404, 3}, {501, 5}, {608, 3}, {915, 3}, {1001, 7}}},
    {{{101, 1}, {128, 8}, {404, 3}, {501, 5}, {531, 3}, {0, 0}, {1001, 8}}},
    {{{101, 3}, {215, 9}, {404, 3}, {501, 5}, {619, 3}, {925, 3}, {1001, 7}}},
}};

// Where a year has no notice here: by the solar calendar only.
constexpr std::array<Days, kNameCount> kUsual = {{{101, 3}, {0, 0}, {0, 0}, {501, 5}, {0, 0}, {0, 0}, {1001, 7}}};

struct Word {
  View text;
  Name first;
  Name last;  // Of the two in 中秋国庆; else the same.
};

constexpr Word kWords[] = {{U"中秋国庆", kMidAutumn, kNational},   {U"国庆中秋", kMidAutumn, kNational},
                           {U"中秋、国庆", kMidAutumn, kNational}, {U"国庆、中秋", kMidAutumn, kNational},
                           {U"元旦", kNewYear, kNewYear},          {U"春节", kSpring, kSpring},
                           {U"清明", kQingming, kQingming},        {U"五一", kLabour, kLabour},
                           {U"端午", kDragonBoat, kDragonBoat},    {U"中秋", kMidAutumn, kMidAutumn},
                           {U"国庆", kNational, kNational},        {U"十一", kNational, kNational}};

std::optional<Period> DaysOff(Name name, int year) {
  const int row = year - kFirstYear;
  const bool noticed = row >= 0 && row < static_cast<int>(kNotices.size());
  Days days = noticed ? kNotices[static_cast<size_t>(row)][name] : kUsual[name];
  if (noticed && name == kMidAutumn && days.count == 0) days = kNotices[static_cast<size_t>(row)][kNational];
  if (days.count == 0) return std::nullopt;
  const absl::CivilDay first(days.first >= 1200 ? year - 1 : year, days.first / 100, days.first % 100);
  return Period::Interval(first, first + (days.count - 1));
}

// N天 before 假期; 0 where no number of days stands at `at`, which it moves past it.
int GivenDays(View text, size_t* at) {
  const auto number = ParseNumeral(text, *at);
  if (!number || At(text, *at + number->length) != U'天') return 0;
  const double days = number->value.ToDouble();
  if (days < 1 || days > kMostDays) return 0;
  *at += number->length + 1;
  return static_cast<int>(days);
}

}  // namespace

HolidayRead ReadHoliday(View text, size_t at, int year) {
  size_t i = at;
  const bool quoted = At(text, i) == U'“';
  if (quoted) ++i;
  if (!In(U"中国元春清五端十", At(text, i))) return {};
  const Word* word = nullptr;
  for (const Word& candidate : kWords) {
    if (!StartsWith(text, i, candidate.text)) continue;
    word = &candidate;
    break;
  }
  if (word == nullptr) return {};
  i += word->text.size();
  if (quoted && At(text, i) != U'”') return {};
  if (quoted) ++i;
  if (At(text, i) == U'节') ++i;
  if (At(text, i) == U'“' || At(text, i) == U'双') return {};
  const int given = GivenDays(text, &i);
  static constexpr View kEnds[] = {U"小长假期间", U"小长假", U"长假期间", U"长假", U"黄金周期间", U"黄金周",
                                   U"假期期间",   U"假期",   U"假日期间", U"假日", U"期间"};
  static constexpr View kOnTheDay[] = {U"当天", U"当日"};
  const bool on_the_day = ReadWord(text, &i, kOnTheDay) >= 0;
  const bool plain = !on_the_day && ReadWord(text, &i, kEnds) < 0;
  // 今年元旦重新开门, 明年五一开街: the day; 去年国庆,景区…: the holiday; elsewhere the words alone are of no time.
  const bool of_year = plain && at > 0 && text[at - 1] == U'年' && !quoted;
  const bool fixed =
      word->first == word->last && (word->first == kNewYear || word->first == kLabour || word->first == kNational);
  const bool day = of_year && fixed && In(U"开启重正揭亮投前起", At(text, i));
  if (plain && !day && !(of_year && In(U",，", At(text, i)))) return {};
  HolidayRead read{i - at, {}};
  if (year == 0) return read;
  if (on_the_day || day) {
    if (word->last == kNational) read.period = Period::Day(absl::CivilDay(year, 10, 1));
    if (word->last == kLabour) read.period = Period::Day(absl::CivilDay(year, 5, 1));
    if (word->last == kNewYear) read.period = Period::Day(absl::CivilDay(year, 1, 1));
    return read;
  }
  const auto first = DaysOff(word->first, year);
  const auto last = DaysOff(word->last, year);
  if (!first || !last) return read;
  const absl::CivilDay begin = std::min(*first->first(), *last->first());
  read.period = given > 0 ? Period::Interval(begin, begin + (given - 1)) : Period::Interval(begin, *last->last());
  return read;
}

}  // namespace fangzhi::extraction
