#include "services/extraction/periods.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

// `read` is the stretch of `text` that is words of time; empty where none begins.
struct Row {
  std::u32string_view text;
  std::u32string_view read;
  const char* period;  // As in the gold files.
  PeriodRole role = PeriodRole::kPlain;
};

PeriodContext Published(const char* date, int year = 0, bool plan = false) {
  return {*Period::Parse(date), year, plan};
}

void ExpectRead(const PeriodContext& context, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const std::string name = EncodeUtf8(row.text) + " in a text of " + context.anchor.Notation();
    const auto mention = ParsePeriod(row.text, 0, context);
    if (row.read.empty()) {
      EXPECT_FALSE(mention.has_value()) << name << " was read as " << mention->period.Notation();
      continue;
    }
    if (!mention) {
      ADD_FAILURE() << name << " was not read";
      continue;
    }
    EXPECT_EQ(mention->begin, 0) << name;
    EXPECT_EQ(EncodeUtf8(row.text.substr(0, static_cast<size_t>(mention->end))), EncodeUtf8(row.read)) << name;
    EXPECT_EQ(mention->period, *Period::Parse(row.period)) << name << " was read as " << mention->period.Notation();
    EXPECT_EQ(static_cast<int>(mention->role), static_cast<int>(row.role)) << name;
  }
}

const PeriodContext kJune = Published("2022-06-29");
const PeriodContext kJanuary = Published("2026-01-14");

TEST(PeriodsTest, ReadsAbsolutePeriodsWhateverTheAnchor) {
  for (const PeriodContext& context : {PeriodContext(), kJune, kJanuary}) {
    ExpectRead(context, {{U"2021年,", U"2021年", "2021"},
                         {U"2021年度", U"2021年度", "2021"},
                         {U"2021年全年", U"2021年全年", "2021"},
                         {U"2022年上半年", U"2022年上半年", "2022-H1"},
                         {U"2022年下半年", U"2022年下半年", "2022-H2"},
                         {U"2022年一季度", U"2022年一季度", "2022-Q1"},
                         {U"2022年第二季度", U"2022年第二季度", "2022-Q2"},
                         {U"2022年4季度", U"2022年4季度", "2022-Q4"},
                         {U"2022年前三季度", U"2022年前三季度", "2022-01/2022-09"},
                         {U"2022年前两季度", U"2022年前两季度", "2022-H1"},
                         {U"2022年一、二季度", U"2022年一、二季度", "2022-H1"},
                         {U"2022年5月", U"2022年5月", "2022-05"},
                         {U"2022年5月份", U"2022年5月份", "2022-05"},
                         {U"2022年十二月", U"2022年十二月", "2022-12"},
                         {U"2022年1—5月", U"2022年1—5月", "2022-01/2022-05"},
                         {U"2022年1-6月", U"2022年1-6月", "2022-H1"},
                         {U"2022年1-12月", U"2022年1-12月", "2022"},
                         {U"2022年1月至11月", U"2022年1月至11月", "2022-01/2022-11"},
                         {U"2022年前10个月", U"2022年前10个月", "2022-01/2022-10"},
                         {U"2022年5月20日", U"2022年5月20日", "2022-05-20"},
                         {U"2022年5月上旬", U"2022年5月上旬", "2022-05"},
                         {U"2023年9月29日至10月6日", U"2023年9月29日至10月6日", "2023-09-29/2023-10-06"},
                         {U"2022年6月5日—8日", U"2022年6月5日—8日", "2022-06-05/2022-06-08"},
                         {U"2022-05-20", U"2022-05-20", "2022-05-20"},
                         {U"2022-05", U"2022-05", "2022-05"}});
  }
}

TEST(PeriodsTest, ReadsStatesAtAnEnd) {
  ExpectRead(kJune, {{U"2023年末", U"2023年末", "/2023-12"},
                     {U"2021年底", U"2021年底", "/2021-12"},
                     {U"2021年初", U"2021年初", "/2021-01"},
                     {U"去年底", U"去年底", "/2021-12"},
                     {U"去年年底", U"去年年底", "/2021-12"},
                     {U"今年初", U"今年初", "/2022-01"},
                     {U"今年年初", U"今年年初", "/2022-01"},
                     {U"2021年5月底", U"2021年5月底", "/2021-05"},
                     {U"去年9月末", U"去年9月末", "/2021-09"},
                     {U"5月底", U"5月底", "/2022-05"},
                     {U"一季度末", U"一季度末", "/2022-03"},
                     {U"目前", U"目前", "/2022-06"},
                     {U"当前", U"当前", "/2022-06"},
                     {U"截至目前", U"截至目前", "/2022-06"},
                     {U"截至6月底", U"截至6月底", "/2022-06"},
                     {U"截至5月20日", U"截至5月20日", "/2022-05-20"},
                     {U"截至去年12月", U"截至去年12月", "/2021-12"},
                     {U"截至去年底", U"截至去年底", "/2021-12"},
                     {U"截至2021年", U"截至2021年", "/2021-12"},
                     {U"截止2021年底", U"截止2021年底", "/2021-12"},
                     {U"截止到5月底", U"截止到5月底", "/2022-05"},
                     {U"截至一季度末", U"截至一季度末", "/2022-03"},
                     {U"截至今年3月", U"截至今年3月", "/2022-03"}});
}

TEST(PeriodsTest, CountsRelativeYearsFromThePublication) {
  ExpectRead(kJune, {{U"今年,", U"今年", "2022"},
                     {U"本年度", U"本年度", "2022"},
                     {U"去年", U"去年", "2021"},
                     {U"上年", U"上年", "2021"},
                     {U"前年", U"前年", "2020"},
                     {U"明年", U"明年", "2023"},
                     {U"去年全年", U"去年全年", "2021"},
                     {U"今年上半年", U"今年上半年", "2022-H1"},
                     {U"去年上半年", U"去年上半年", "2021-H1"},
                     {U"去年下半年", U"去年下半年", "2021-H2"},
                     {U"今年一季度", U"今年一季度", "2022-Q1"},
                     {U"今年第一季度", U"今年第一季度", "2022-Q1"},
                     {U"去年四季度", U"去年四季度", "2021-Q4"},
                     {U"去年前三季度", U"去年前三季度", "2021-01/2021-09"},
                     {U"今年1—5月", U"今年1—5月", "2022-01/2022-05"},
                     {U"今年1至5月", U"今年1至5月", "2022-01/2022-05"},
                     {U"今年前5个月", U"今年前5个月", "2022-01/2022-05"},
                     {U"今年前五个月", U"今年前五个月", "2022-01/2022-05"},
                     {U"去年12月", U"去年12月", "2021-12"},
                     {U"去年12月31日", U"去年12月31日", "2021-12-31"},
                     {U"本月", U"本月", "2022-06"},
                     {U"上月", U"上月", "2022-05"},
                     {U"上个月", U"上个月", "2022-05"}});
}

TEST(PeriodsTest, TakesTheLatestPartOfYearThatHadBegun) {
  ExpectRead(kJune, {{U"上半年", U"上半年", "2022-H1"},
                     {U"下半年", U"下半年", "2021-H2"},
                     {U"一季度", U"一季度", "2022-Q1"},
                     {U"二季度", U"二季度", "2022-Q2"},
                     {U"四季度", U"四季度", "2021-Q4"},
                     {U"5月", U"5月", "2022-05"},
                     {U"5月份", U"5月份", "2022-05"},
                     {U"11月", U"11月", "2021-11"},
                     {U"1—5月", U"1—5月", "2022-01/2022-05"},
                     {U"1-5月份", U"1-5月份", "2022-01/2022-05"},
                     {U"1～5月", U"1～5月", "2022-01/2022-05"},
                     {U"1至5月", U"1至5月", "2022-01/2022-05"},
                     {U"1-6月", U"1-6月", "2022-H1"},
                     {U"前5个月", U"前5个月", "2022-01/2022-05"},
                     {U"6月18日", U"6月18日", "2022-06-18"}});
  ExpectRead(Published("2024-10-18"), {{U"前三季度", U"前三季度", "2024-01/2024-09"},
                                       {U"前三个季度", U"前三个季度", "2024-01/2024-09"},
                                       {U"上半年", U"上半年", "2024-H1"},
                                       {U"1—9月", U"1—9月", "2024-01/2024-09"},
                                       {U"三季度", U"三季度", "2024-Q3"}});
}

TEST(PeriodsTest, ReadsAReportOfJanuaryAsOneOfTheYearBefore) {
  ExpectRead(kJanuary, {{U"去年", U"去年", "2025"},
                        {U"今年", U"今年", "2026"},
                        {U"下半年", U"下半年", "2025-H2"},
                        {U"四季度", U"四季度", "2025-Q4"},
                        {U"前三季度", U"前三季度", "2025-01/2025-09"},
                        {U"12月", U"12月", "2025-12"},
                        {U"1—11月", U"1—11月", "2025-01/2025-11"},
                        {U"11月底", U"11月底", "/2025-11"},
                        {U"截至11月底", U"截至11月底", "/2025-11"},
                        {U"上月", U"上月", "2025-12"},
                        {U"五年来", U"五年来", "2021/2025", PeriodRole::kSpan},
                        {U"近三年", U"近三年", "2023/2025", PeriodRole::kSpan},
                        {U"过去一年", U"过去一年", "2025"},
                        {U"一年来", U"一年来", "2025"}});
  ExpectRead(Published("2026-02-07"),
             {{U"近三年", U"近三年", "2023/2025", PeriodRole::kSpan}, {U"12月", U"12月", "2025-12"}});
  ExpectRead(Published("2026-04-07"), {{U"近三年", U"近三年", "2024/2026", PeriodRole::kSpan}});
  ExpectRead(Published("2026-03-07"),
             {{U"近三年", U"近三年", "2023/2025", PeriodRole::kSpan}, {U"1—2月", U"1—2月", "2026-01/2026-02"}});
}

TEST(PeriodsTest, EndsAPlanThatRunsWithThePublication) {
  ExpectRead(kJune, {{U"“十四五”以来", U"“十四五”以来", "2021-01/2022-06", PeriodRole::kSince},
                     {U"“十三五”以来", U"“十三五”以来", "2016/2020", PeriodRole::kSpan}});
}

TEST(PeriodsTest, ReadsAHolidayOfAYearAsItsDay) {
  ExpectRead(kJune, {{U"今年元旦重新开门", U"今年元旦", "2022-01-01"},
                     {U"明年五一开街", U"明年五一", "2023-05-01"},
                     {U"去年国庆假期", U"去年国庆假期", "2021-10-01/2021-10-07"}});
  ExpectRead(kJune,
             {{U"去年国庆,景区接待", U"去年国庆", "2021-10-01/2021-10-07"}, {U"今年五一广场改造", U"今年", "2022"}});
  EXPECT_FALSE(ParsePeriod(U"国庆路口", 0, kJune).has_value());
}

TEST(PeriodsTest, TakesUpWhatWasDatedLast) {
  PeriodContext context = kJune;
  context.said = Period::Month(2021, 8);
  ExpectRead(context, {{U"当月销售额", U"当月", "2021-08"}, {U"同年,街道", U"同年", "2021"}});
  ExpectRead(kJune, {{U"当月销售额", U"当月", "2022-06"}});
  EXPECT_FALSE(ParsePeriod(U"同年,街道", 0, kJune).has_value());
}

TEST(PeriodsTest, ReadsYearsReviewed) {
  ExpectRead(kJune, {{U"近三年", U"近三年", "2020/2022", PeriodRole::kSpan},
                     {U"近三年来", U"近三年来", "2020/2022", PeriodRole::kSpan},
                     {U"近5年", U"近5年", "2018/2022", PeriodRole::kSpan},
                     {U"最近两年", U"最近两年", "2021/2022", PeriodRole::kSpan},
                     {U"五年来", U"五年来", "2018/2022", PeriodRole::kSpan},
                     {U"两年前", U"两年前", "2020"},
                     {U"5年前", U"5年前", "2017"},
                     {U"5年来", U"5年来", "2018/2022", PeriodRole::kSpan},
                     {U"五年间", U"五年间", "2018/2022", PeriodRole::kSpan},
                     {U"过去五年", U"过去五年", "2018/2022", PeriodRole::kSpan},
                     {U"过去十年", U"过去十年", "2013/2022", PeriodRole::kSpan},
                     {U"这五年", U"这五年", "2018/2022", PeriodRole::kSpan},
                     {U"一年来", U"一年来", "2022"}});
  EXPECT_EQ(ReviewedYears(*Period::Parse("2026-01-14"), 5).Notation(), "2021/2025");
  EXPECT_EQ(ReviewedYears(*Period::Parse("2026-02"), 1).Notation(), "2025");
  EXPECT_EQ(ReviewedYears(*Period::Parse("2026-03-01"), 5).Notation(), "2021/2025");
  EXPECT_EQ(ReviewedYears(*Period::Parse("2026-04-01"), 5).Notation(), "2022/2026");
  EXPECT_EQ(ReviewedYears(*Period::Parse("2025"), 5).Notation(), "2021/2025");
  EXPECT_TRUE(ReviewedYears(Period(), 5).empty());
}

TEST(PeriodsTest, ReadsSpansOfYearsAndPlans) {
  ExpectRead(kJanuary, {{U"“十四五”时期", U"“十四五”时期", "2021/2025", PeriodRole::kSpan},
                        {U"“十四五”期间", U"“十四五”期间", "2021/2025", PeriodRole::kSpan},
                        {U"“十四五”以来", U"“十四五”以来", "2021/2025", PeriodRole::kSpan},
                        {U"十四五", U"十四五", "2021/2025", PeriodRole::kSpan},
                        {U"“十三五”", U"“十三五”", "2016/2020", PeriodRole::kSpan},
                        {U"“十五五”时期", U"“十五五”时期", "2026/2030", PeriodRole::kSpan},
                        {U"“十四五”末", U"“十四五”末", "2025"},
                        {U"2021—2023年", U"2021—2023年", "2021/2023", PeriodRole::kSpan},
                        {U"2021-2023年", U"2021-2023年", "2021/2023", PeriodRole::kSpan},
                        {U"2018至2020年", U"2018至2020年", "2018/2020", PeriodRole::kSpan},
                        {U"2021年至2025年", U"2021年至2025年", "2021/2025", PeriodRole::kSpan},
                        {U"2021年—2025年", U"2021年—2025年", "2021/2025", PeriodRole::kSpan}});
}

TEST(PeriodsTest, RunsFromABeginningToTheMonthOfPublication) {
  ExpectRead(kJune, {{U"今年以来", U"今年以来", "2022-01/2022-06", PeriodRole::kSince},
                     {U"去年以来", U"去年以来", "2021-01/2022-06", PeriodRole::kSince},
                     {U"2020年以来", U"2020年以来", "2020-01/2022-06", PeriodRole::kSince},
                     {U"2021年7月以来", U"2021年7月以来", "2021-07/2022-06", PeriodRole::kSince},
                     {U"今年3月以来", U"今年3月以来", "2022-03/2022-06", PeriodRole::kSince},
                     {U"3月以来", U"3月以来", "2022-03/2022-06", PeriodRole::kSince}});
  ExpectRead(Published("2024-01-31"), {{U"去年7月以来", U"去年7月以来", "2023-07/2024-01", PeriodRole::kSince}});
  ExpectRead(PeriodContext(), {{U"今年以来", U"今年以来", "", PeriodRole::kSince}});
}

TEST(PeriodsTest, TellsWhenATargetIsDue) {
  ExpectRead(kJanuary, {{U"到2030年", U"到2030年", "2030", PeriodRole::kBy},
                        {U"至2030年", U"至2030年", "2030", PeriodRole::kBy},
                        {U"到明年", U"到明年", "2027", PeriodRole::kBy},
                        {U"到2026年底", U"到2026年底", "/2026-12"}});
  ExpectRead(Published("2026-01-14", 0, true), {{U"上半年", U"上半年", "2026-H1"},
                                                {U"6月底前", U"6月底前", "/2026-06", PeriodRole::kBy},
                                                {U"12月", U"12月", "2026-12"}});
}

TEST(PeriodsTest, CountsTheYearBeforeFromTheYearSpokenOf) {
  const PeriodContext report = Published("2026-01-14", 2025);
  ExpectRead(report, {{U"上年", U"上年", "2024"},
                      {U"上年末", U"上年末", "/2024-12"},
                      {U"上年同期", U"上年同期", "2024", PeriodRole::kShifted},
                      {U"去年", U"去年", "2025"},
                      {U"全年", U"全年", "2025", PeriodRole::kWhole},
                      {U"当年", U"当年", "2025"},
                      {U"年末", U"年末", "/2025-12"},
                      {U"年底", U"年底", "/2025-12"},
                      {U"年初", U"年初", "/2025-01"}});
}

TEST(PeriodsTest, ShiftsTheRunningPeriodAYearBack) {
  ExpectRead(kJune, {{U"去年同期", U"去年同期", "2021", PeriodRole::kShifted},
                     {U"上年同期", U"上年同期", "2021", PeriodRole::kShifted},
                     {U"全年", U"全年", "2022", PeriodRole::kWhole},
                     {U"年内", U"年内", "2022", PeriodRole::kWhole}});
}

TEST(PeriodsTest, LeavesRelativeWordsWithoutAnAnchorEmpty) {
  ExpectRead(PeriodContext(), {{U"今年", U"今年", ""},
                               {U"去年", U"去年", ""},
                               {U"上半年", U"上半年", ""},
                               {U"一季度", U"一季度", ""},
                               {U"1—5月", U"1—5月", ""},
                               {U"目前", U"目前", ""},
                               {U"5月底", U"5月底", ""},
                               {U"去年底", U"去年底", ""},
                               {U"近三年", U"近三年", "", PeriodRole::kSpan}});
}

TEST(PeriodsTest, TellsWhetherTheYearIsWritten) {
  for (std::u32string_view text : {U"2022年5月", U"去年5月", U"今年上半年", U"“十四五”", U"2021—2023年"}) {
    const auto mention = ParsePeriod(text, 0, kJune);
    EXPECT_TRUE(mention && mention->has_year) << EncodeUtf8(text);
  }
  for (std::u32string_view text : {U"5月", U"上半年", U"一季度", U"1—5月", U"目前"}) {
    const auto mention = ParsePeriod(text, 0, kJune);
    EXPECT_TRUE(mention && !mention->has_year) << EncodeUtf8(text);
  }
  EXPECT_TRUE(ParsePeriod(U"12月", 0, kJune)->month_only);
  EXPECT_FALSE(ParsePeriod(U"去年12月", 0, kJune)->month_only);
}

TEST(PeriodsTest, ReadsNoPeriodFromOtherWords) {
  ExpectRead(kJune, {{U"13月", U"", ""},
                     {U"5家", U"", ""},
                     {U"2022家", U"", ""},
                     {U"12022年", U"", ""},
                     {U"3年", U"", ""},
                     {U"第一时间", U"", ""},
                     {U"五季度", U"", ""},
                     {U"近年来", U"", ""},
                     {U"前10名", U"", ""},
                     {U"到学校", U"", ""},
                     {U"“十佳”", U"", ""},
                     {U"三个月", U"", ""}});
}

TEST(PeriodsTest, StaysWithinTheText) {
  for (std::u32string_view text :
       {U"2022年5月20日", U"2023年9月29日至10月6日", U"截至去年12月底", U"“十四五”时期末", U"今年1—5月份",
        U"前三季度末", U"2021年至2025年", U"近三年来", U"到2025年底前", U"2022-05-20", U"去年同期以来"}) {
    for (size_t length = 1; length <= text.size(); ++length) {
      const std::u32string_view part = text.substr(0, length);
      for (size_t at = 0; at < length; ++at) {
        const auto mention = ParsePeriod(part, at, kJune);
        if (!mention) continue;
        EXPECT_EQ(mention->begin, static_cast<int>(at)) << EncodeUtf8(part);
        EXPECT_GT(mention->end, mention->begin) << EncodeUtf8(part);
        EXPECT_LE(mention->end, static_cast<int>(length)) << EncodeUtf8(part);
        if (mention->period.first() && mention->period.last()) {
          EXPECT_LE(*mention->period.first(), *mention->period.last()) << EncodeUtf8(part);
        }
      }
    }
  }
}

TEST(PeriodsTest, SurvivesDatesThatAreNone) {
  for (std::u32string_view text : {U"2022年2月30日", U"2022年0月", U"2022年13月", U"2022-13-01", U"2022-02-30",
                                   U"0月5日", U"2月29日至2月30日", U"99月99日", U"2022年5月0日", U"2022年5月32日"}) {
    const auto mention = ParsePeriod(text, 0, kJune);
    if (mention && mention->period.last()) {
      EXPECT_TRUE(Period::Parse(mention->period.Notation()).has_value()) << EncodeUtf8(text);
    }
  }
}

TEST(PeriodsTest, BeginsOnlyWhereItSaysItCan) {
  const std::u32string_view texts[] = {U"今年", U"去年",      U"2022年",   U"上半年",   U"一季度", U"“十四五”",
                                       U"目前", U"截至5月底", U"近三年",   U"过去五年", U"全年",   U"年末",
                                       U"岁末", U"本月",      U"到2025年", U"迄今"};
  for (std::u32string_view text : texts) EXPECT_TRUE(kPeriodOpenings.Has(text[0])) << EncodeUtf8(text);
  for (char32_t c : std::u32string_view(U"家,。的了%(a"))
    EXPECT_FALSE(kPeriodOpenings.Has(c)) << static_cast<uint32_t>(c);
}

}  // namespace
}  // namespace fangzhi::extraction
