#include "services/cli/sparkline.h"

#include <gtest/gtest.h>

namespace fangzhi::cli {
namespace {

TEST(SparklineTest, GoesFromTheSmallestToTheGreatest) {
  EXPECT_EQ(Sparkline({1, 2, 3}), "▁▅█");
  EXPECT_EQ(Sparkline({-5, 5}), "▁█");
}

TEST(SparklineTest, GapsAreBlankAndEqualValuesInTheMiddle) {
  EXPECT_EQ(Sparkline({1, std::nullopt, 2}), "▁ █");
  EXPECT_EQ(Sparkline({7, 7}), "▅▅");
  EXPECT_EQ(Sparkline({}), "");
}

}  // namespace
}  // namespace fangzhi::cli
