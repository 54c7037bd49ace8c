#include "services/extraction/holidays.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

struct Row {
  std::u32string_view text;
  size_t length;
  int year;
  const char* period;  // Empty where the days are not known.
};

TEST(HolidaysTest, ReadsTheDaysOffOfTheYearlyNotices) {
  for (const Row& row : {Row{U"“五一”5天假期", 8, 2024, "2024-05-01/2024-05-05"},
                         {U"国庆黄金周期间接待游客", 7, 2021, "2021-10-01/2021-10-07"},
                         {U"国庆假期", 4, 2023, "2023-09-29/2023-10-06"},
                         {U"中秋国庆8天假期", 8, 2023, "2023-09-29/2023-10-06"},
                         {U"中秋、国庆假期", 7, 2024, "2024-09-15/2024-10-07"},
                         {U"端午小长假", 5, 2024, "2024-06-08/2024-06-10"},
                         {U"春节期间", 4, 2025, "2025-01-28/2025-02-04"},
                         {U"元旦假期", 4, 2023, "2022-12-31/2023-01-02"},
                         {U"国庆节当天", 5, 2023, "2023-10-01"}}) {
    const HolidayRead read = ReadHoliday(row.text, 0, row.year);
    EXPECT_EQ(read.length, row.length) << EncodeUtf8(row.text);
    EXPECT_EQ(read.period, *Period::Parse(row.period)) << EncodeUtf8(row.text) << ": " << read.period.Notation();
  }
}

TEST(HolidaysTest, KnowsOnlyDatesOfTheSolarCalendarInOtherYears) {
  EXPECT_EQ(ReadHoliday(U"国庆假期", 0, 2010).period, *Period::Parse("2010-10-01/2010-10-07"));
  EXPECT_EQ(ReadHoliday(U"春节假期", 0, 2010).length, 4U);
  EXPECT_TRUE(ReadHoliday(U"春节假期", 0, 2010).period.empty());
  EXPECT_TRUE(ReadHoliday(U"国庆假期", 0, 0).period.empty());
}

TEST(HolidaysTest, ReadsNoHolidayFromOtherWords) {
  for (const std::u32string_view text :
       {U"春节", U"十一五期间", U"国庆路", U"“五一劳动奖章”", U"中秋晚会", U"“五一", U""})
    EXPECT_EQ(ReadHoliday(text, 0, 2024).length, 0U) << EncodeUtf8(text);
}

}  // namespace
}  // namespace fangzhi::extraction
