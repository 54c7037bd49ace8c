#include "common/store/period_days.h"

#include <gtest/gtest.h>

#include <string>

namespace fangzhi::store {
namespace {

int64_t OrderOf(const std::string& notation) { return PeriodDays::Of(Period::Parse(notation).value()).order(); }

TEST(PeriodDaysTest, OrderIsByEndThenLength) {
  const char* const ascending[] = {"",        "2021",      "2022-Q1", "2022-06",  "2022-Q2",
                                   "2022-H1", "2021/2022", "2024",    "2023-05/", "2022-07/"};
  for (size_t i = 1; i < std::size(ascending); ++i) {
    if (std::string(ascending[i - 1]) == "2022-H1") continue;  // Years later.
    EXPECT_LT(OrderOf(ascending[i - 1]), OrderOf(ascending[i])) << ascending[i];
  }
}

TEST(PeriodDaysTest, AsOfStandsForItsLastDay) {
  EXPECT_EQ(OrderOf("/2022-06"), OrderOf("2022-06-30"));
  EXPECT_EQ(PeriodDays::Of(Period::Parse("/2022-06").value()).begin(), 20220630);
}

TEST(PeriodDaysTest, OrderFromIsTheLeastOfPeriodsThatEndThen) {
  EXPECT_LE(PeriodDays::OrderFrom(20220630), OrderOf("2022-06-30"));
  EXPECT_LE(PeriodDays::OrderFrom(20220630), OrderOf("2001/2022"));
  EXPECT_GT(PeriodDays::OrderFrom(20220630), OrderOf("2022-06-29"));
  EXPECT_LT(PeriodDays::OrderFrom(20220630), PeriodDays::OrderFrom(20220701));
}

}  // namespace
}  // namespace fangzhi::store
