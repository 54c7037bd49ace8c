#include "common/base/status_macros.h"

#include <gtest/gtest.h>

#include <memory>

#include "common/base/strings.h"

namespace fangzhi {
namespace {

absl::StatusOr<std::unique_ptr<int>> Half(int number) {
  if (number % 2 != 0) return absl::InvalidArgumentError("odd");
  return std::make_unique<int>(number / 2);
}

absl::StatusOr<int> Quarter(int number) {
  ASSIGN_OR_RETURN(const std::unique_ptr<int> half, Half(number));
  ASSIGN_OR_RETURN(const auto quarter, Half(*half));
  return *quarter;
}

absl::Status Check(int number, int* checks) {
  RETURN_IF_ERROR(Half(number).status());
  ++*checks;
  return absl::OkStatus();
}

TEST(StatusMacrosTest, AssignOrReturnAssignsOrReturns) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(Quarter(6).status().message(), "odd");
}

TEST(StatusMacrosTest, ReturnIfErrorGoesOnWhereOk) {
  int checks = 0;
  EXPECT_TRUE(Check(2, &checks).ok());
  EXPECT_FALSE(Check(3, &checks).ok());
  EXPECT_EQ(checks, 1);
}

TEST(StringsTest, ViewsConvertBothWays) {
  EXPECT_EQ(ToAbsl(std::string_view("曹娥")), absl::string_view("曹娥"));
  EXPECT_EQ(ToStd(absl::string_view("曹娥")), std::string_view("曹娥"));
}

}  // namespace
}  // namespace fangzhi
