#include "common/base/publication_date.h"

#include <gtest/gtest.h>

namespace fangzhi {
namespace {

TEST(PublicationDateTest, ReadsYearMonthAndDay) {
  EXPECT_EQ(ParsePublicationDate("2022"), Period::Year(2022));
  EXPECT_EQ(ParsePublicationDate("2022-05"), Period::Month(2022, 5));
  EXPECT_EQ(ParsePublicationDate("2024-02-29"), Period::Day(absl::CivilDay(2024, 2, 29)));
  EXPECT_EQ(ParsePublicationDate(""), Period());
}

TEST(PublicationDateTest, RefusesOtherNotationsAndDaysThatAreNone) {
  for (const char* text : {"22", "2022-13", "2022-5", "2023-02-29", "2022-H1", "2022-Q1", "/2022", "2022/2022",
                           "2021-01/2021-12", "2022-05-01/2022-05-01", "2022/05", "yesterday", " 2022", "2022 "}) {
    EXPECT_FALSE(ParsePublicationDate(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace fangzhi
