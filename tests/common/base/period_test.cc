#include "common/base/period.h"

#include <gtest/gtest.h>

namespace fangzhi {
namespace {

using absl::CivilDay;

Period P(const char* notation) {
  const auto period = Period::Parse(notation);
  EXPECT_TRUE(period.has_value()) << notation;
  return period.value_or(Period());
}

TEST(PeriodTest, WritesWhatItParses) {
  for (const char* notation :
       {"", "2021", "2022-H1", "2022-H2", "2022-Q1", "2022-Q4", "2022-05", "2022-06-29", "2021/2025", "2022-01/2022-05",
        "2023-07/2024-01", "2023-09-29/2023-10-06", "/2023-12", "/2023-12-30", "2023-07/", "2023-07-15/"}) {
    EXPECT_EQ(P(notation).Notation(), notation);
  }
}

TEST(PeriodTest, WritesIntervalsInTheCoarsestUnit) {
  EXPECT_EQ(P("2022-01/2022-06").Notation(), "2022-H1");
  EXPECT_EQ(P("2022-07/2022-12").Notation(), "2022-H2");
  EXPECT_EQ(P("2022-04/2022-06").Notation(), "2022-Q2");
  EXPECT_EQ(P("2022-01/2022-12").Notation(), "2022");
  EXPECT_EQ(P("2021-01/2022-12").Notation(), "2021/2022");
  EXPECT_EQ(P("2022-05-01/2022-05-31").Notation(), "2022-05");
  EXPECT_EQ(P("2022-05-01/2022-05-01").Notation(), "2022-05-01");
  EXPECT_EQ(P("2022-Q1/2022-Q3").Notation(), "2022-01/2022-09");
  EXPECT_EQ(P("2022-02/2022-04").Notation(), "2022-02/2022-04");
  EXPECT_EQ(P("/2023").Notation(), "/2023-12");
  EXPECT_EQ(P("/2023-H1").Notation(), "/2023-06");
}

TEST(PeriodTest, RefusesOtherNotations) {
  for (const char* notation : {"22",         "2022-",      "2022-13",    "2022-00",   "2022-5",
                               "2022-H3",    "2022-H0",    "2022-Q5",    "2022-Q0",   "2022-H",
                               "2022-02-30", "2023-02-29", "2022-05-00", "2022-05-1", "0000",
                               "/",          "//",         "2022//2023", "2025/2021", "2022-05-02/2022-05-01",
                               "2022 ",      " 2022",      "2022年",     "x",         "2022-05-011"}) {
    EXPECT_FALSE(Period::Parse(notation).has_value()) << notation;
  }
}

TEST(PeriodTest, KnowsItsDays) {
  EXPECT_EQ(P("2022-H2").first(), CivilDay(2022, 7, 1));
  EXPECT_EQ(P("2022-H2").last(), CivilDay(2022, 12, 31));
  EXPECT_EQ(P("2022-Q2").first(), CivilDay(2022, 4, 1));
  EXPECT_EQ(P("2022-Q2").last(), CivilDay(2022, 6, 30));
  EXPECT_EQ(P("2024-02").last(), CivilDay(2024, 2, 29));
  EXPECT_EQ(P("2023-02").last(), CivilDay(2023, 2, 28));
  EXPECT_FALSE(P("/2023-12").first().has_value());
  EXPECT_EQ(P("/2023-12").last(), CivilDay(2023, 12, 31));
  EXPECT_FALSE(P("2023-07/").last().has_value());
}

TEST(PeriodTest, TellsItsGranularity) {
  EXPECT_EQ(Period().granularity(), Granularity::kNone);
  EXPECT_EQ(P("2022").granularity(), Granularity::kYear);
  EXPECT_EQ(P("2022-H1").granularity(), Granularity::kHalf);
  EXPECT_EQ(P("2022-Q1").granularity(), Granularity::kQuarter);
  EXPECT_EQ(P("2022-05").granularity(), Granularity::kMonth);
  EXPECT_EQ(P("2022-05-20").granularity(), Granularity::kDay);
  EXPECT_EQ(P("/2022-05").granularity(), Granularity::kInstant);
  EXPECT_EQ(P("2021/2025").granularity(), Granularity::kInterval);
  EXPECT_TRUE(P("/2022-05").is_as_of());
  EXPECT_FALSE(P("2022-05").is_as_of());
  EXPECT_TRUE(Period().empty());
}

TEST(PeriodTest, NamesOnePeriodInOneWay) {
  EXPECT_EQ(Period::Half(2022, 1), P("2022-01/2022-06"));
  EXPECT_EQ(Period::Quarter(2022, 3), Period::Interval(CivilDay(2022, 7, 1), CivilDay(2022, 9, 30)));
  EXPECT_EQ(Period::Year(2022), Period::Spanning(Period::Month(2022, 1), Period::Quarter(2022, 4)));
  EXPECT_EQ(Period::Month(2024, 2), Period::Interval(CivilDay(2024, 2, 1), CivilDay(2024, 2, 29)));
  EXPECT_EQ(Period::Day(CivilDay(2022, 5, 20)), Period::Interval(CivilDay(2022, 5, 20), CivilDay(2022, 5, 20)));
  EXPECT_NE(Period::AsOf(CivilDay(2022, 5, 31)), Period::Month(2022, 5));
}

TEST(PeriodTest, IsEmptyWhereItEndsBeforeItBegins) {
  EXPECT_TRUE(Period::Interval(CivilDay(2022, 5, 2), CivilDay(2022, 5, 1)).empty());
  EXPECT_TRUE(Period::Spanning(Period::Year(2022), Period::Year(2021)).empty());
}

TEST(PeriodTest, SpansFromTheFirstBeginningToTheLastEnd) {
  EXPECT_EQ(Period::Spanning(Period::Year(2021), Period::Year(2025)).Notation(), "2021/2025");
  EXPECT_EQ(Period::Spanning(Period::Year(2021), Period::Month(2022, 6)).Notation(), "2021-01/2022-06");
  EXPECT_TRUE(Period::Spanning(Period(), Period::Year(2022)).empty());
  EXPECT_TRUE(Period::Spanning(Period::AsOf(CivilDay(2022, 1, 1)), Period::Year(2022)).empty());
}

TEST(PeriodTest, TellsWhatOverlaps) {
  EXPECT_TRUE(P("2022").Overlaps(P("2022-05")));
  EXPECT_TRUE(P("2022-05").Overlaps(P("2022")));
  EXPECT_TRUE(P("2021/2025").Overlaps(P("2025-12/2026-03")));
  EXPECT_FALSE(P("2022-05").Overlaps(P("2022-06")));
  EXPECT_TRUE(P("2022").Overlaps(P("/2022-12")));
  EXPECT_FALSE(P("2022").Overlaps(P("/2021-12")));
  EXPECT_TRUE(P("2023-07/").Overlaps(P("2030")));
  EXPECT_FALSE(P("2023-07/").Overlaps(P("2023-06")));
  EXPECT_FALSE(P("2022").Overlaps(Period()));
  EXPECT_FALSE(Period().Overlaps(P("2022")));
}

TEST(PeriodTest, TellsWhatItContains) {
  EXPECT_TRUE(P("2022").Contains(P("2022-05")));
  EXPECT_TRUE(P("2022").Contains(P("2022")));
  EXPECT_FALSE(P("2022-05").Contains(P("2022")));
  EXPECT_TRUE(P("2022").Contains(P("/2022-12")));
  EXPECT_TRUE(P("2023-07/").Contains(P("2025/2026")));
  EXPECT_FALSE(P("2023").Contains(P("2023-07/")));
  EXPECT_TRUE(P("2023-07/").Contains(P("2023-08/")));
  EXPECT_FALSE(P("2022").Contains(Period()));
}

TEST(PeriodTest, KnowsTheLengthsOfMonths) {
  const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month) EXPECT_EQ(LastDayOfMonth(2023, month).day(), days[month - 1]);
  EXPECT_EQ(LastDayOfMonth(2024, 2).day(), 29);
  EXPECT_EQ(LastDayOfMonth(2000, 2).day(), 29);
  EXPECT_EQ(LastDayOfMonth(2100, 2).day(), 28);
}

}  // namespace
}  // namespace fangzhi
