#include "common/base/logging.h"

#include <gtest/gtest.h>

namespace fangzhi {
namespace {

TEST(LoggingTest, TextLineQuotesOnlyWhereNeeded) {
  EXPECT_EQ(FormatLogLine(LogFormat::kText, "call",
                          {{"method", "a/B"}, {"error", ""}, {"reason", "no \"way\""}, {"port", 5}, {"ok", true}}),
            R"(call method=a/B error="" reason="no \"way\"" port=5 ok=true)");
}

TEST(LoggingTest, TextLineStaysOneLine) {
  EXPECT_EQ(FormatLogLine(LogFormat::kText, "call", {{"reason", "a\nb"}}), R"(call reason="a\u000ab")");
}

TEST(LoggingTest, JsonLineHasTypedFields) {
  EXPECT_EQ(FormatLogLine(LogFormat::kJson, "call",
                          {{"method", "曹娥"}, {"port", -5}, {"size", size_t{7}}, {"ms", 1.5}, {"ok", false}}),
            R"("message":"call","method":"曹娥","port":-5,"size":7,"ms":1.5,"ok":false)");
}

TEST(LoggingTest, JsonLineIsValidWhateverTheValue) {
  EXPECT_EQ(FormatLogLine(LogFormat::kJson, "m", {{"reason", "\x01\"\\\x7f"}}),
            R"("message":"m","reason":"\u0001\"\\\u007f")");
  EXPECT_EQ(FormatLogLine(LogFormat::kJson, "m", {{"reason", "a\xff\xe6"}}), R"("message":"m","reason":"a??")");
}

TEST(LoggingTest, LevelAndFormatHold) {
  testing::internal::CaptureStderr();
  InitLogging("fangzhi-test", LogFormat::kJson, LogLevel::kWarning);
  LogInfo("not written");
  LogWarning("written", {{"n", 1}});
  InitLogging("fangzhi", LogFormat::kText, LogLevel::kInfo);
  const std::string output = testing::internal::GetCapturedStderr();
  EXPECT_EQ(output.find("not written"), std::string::npos);
  EXPECT_EQ(output.rfind(R"({"time":")", 0), 0U);
  EXPECT_NE(output.find(R"("level":"warning","program":"fangzhi-test","message":"written","n":1})"), std::string::npos);
}

}  // namespace
}  // namespace fangzhi
