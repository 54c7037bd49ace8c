#include "common/base/flags.h"

#include <absl/flags/flag.h>
#include <absl/flags/reflection.h>
#include <absl/time/time.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

ABSL_FLAG(int, test_number, 7, "A number for tests.");
ABSL_FLAG(bool, test_switch, false, "A switch for tests.");
ABSL_FLAG(std::string, test_text, "default", "A text for tests.");

namespace fangzhi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FlagsTest : public ::testing::Test {
 protected:
  absl::StatusOr<ParsedFlags> Parse(const std::vector<std::string>& arguments) {
    return ParseFlags(arguments, [this](const char* name) {
      const auto found = environment_.find(name);
      return found == environment_.end() ? nullptr : found->second.c_str();
    });
  }

  absl::FlagSaver saver_;
  std::map<std::string, std::string> environment_;
};

TEST_F(FlagsTest, ReadsEveryForm) {
  ASSERT_TRUE(Parse({"--test_number=1", "-test_text", "a b", "--test_switch"}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_test_number), 1);
  EXPECT_EQ(absl::GetFlag(FLAGS_test_text), "a b");
  EXPECT_TRUE(absl::GetFlag(FLAGS_test_switch));
  ASSERT_TRUE(Parse({"--notest_switch", "--test_number", "-3"}).ok());
  EXPECT_FALSE(absl::GetFlag(FLAGS_test_switch));
  EXPECT_EQ(absl::GetFlag(FLAGS_test_number), -3);
}

TEST_F(FlagsTest, ReturnsPositionalArgumentsInOrder) {
  const auto parsed = Parse({"one", "--test_number=2", "-", "--", "--test_number=3"});
  ASSERT_TRUE(parsed.ok());
  EXPECT_THAT(parsed->positional, ElementsAre("one", "-", "--test_number=3"));
  EXPECT_EQ(absl::GetFlag(FLAGS_test_number), 2);
}

TEST_F(FlagsTest, EnvironmentWinsOverDefaultAndCommandLineOverEnvironment) {
  environment_ = {{"FANGZHI_TEST_NUMBER", "10"}, {"FANGZHI_TEST_TEXT", "from environment"}};
  ASSERT_TRUE(Parse({"--test_number=11"}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_test_number), 11);
  EXPECT_EQ(absl::GetFlag(FLAGS_test_text), "from environment");
}

TEST_F(FlagsTest, EmptyVariableCountsAsNotSet) {
  environment_ = {{"FANGZHI_TEST_NUMBER", ""}};
  ASSERT_TRUE(Parse({}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_test_number), 7);
}

TEST_F(FlagsTest, RefusesUnknownFlag) {
  const auto parsed = Parse({"--test_nmber=1"});
  EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(parsed.status().message()), HasSubstr("--test_nmber"));
  EXPECT_FALSE(Parse({"--notest_number"}).ok());
  EXPECT_FALSE(Parse({"--notest_switch=true"}).ok());
}

TEST_F(FlagsTest, RefusesValueThatDoesNotParseAndNamesItsSource) {
  EXPECT_THAT(std::string(Parse({"--test_number=many"}).status().message()), HasSubstr("--test_number"));
  EXPECT_THAT(std::string(Parse({"--test_number"}).status().message()), HasSubstr("needs a value"));
  environment_ = {{"FANGZHI_TEST_NUMBER", "many"}};
  EXPECT_THAT(std::string(Parse({}).status().message()), HasSubstr("FANGZHI_TEST_NUMBER"));
}

TEST_F(FlagsTest, HelpListsOurFlagsWithVariablesAndDefaults) {
  EXPECT_TRUE(Parse({"--help"})->help);
  const std::string help = FlagsHelp();
  EXPECT_THAT(help, HasSubstr("--test_number (FANGZHI_TEST_NUMBER; default \"7\")"));
  EXPECT_THAT(help, HasSubstr("A text for tests."));
  EXPECT_THAT(help, Not(HasSubstr("flagfile")));
}

TEST_F(FlagsTest, ExitsWithTwoOnUnknownFlagAndZeroAfterHelp) {
  const char* unknown[] = {"/bin/program", "--test_nmber"};
  EXPECT_EXIT(ParseFlagsOrExit(2, const_cast<char**>(unknown), "usage"), ::testing::ExitedWithCode(2),
              "program: unknown flag --test_nmber");
  const char* help[] = {"program", "--help"};
  EXPECT_EXIT(ParseFlagsOrExit(2, const_cast<char**>(help), "usage"), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace fangzhi
