#include "common/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace fangzhi {
namespace {

TEST(Utf8Test, CountsCodePoints) {
  EXPECT_EQ(CountCodePoints(""), 0U);
  EXPECT_EQ(CountCodePoints("28.53亿元, more than eight ASCII bytes"), 36U);
  EXPECT_EQ(CountCodePoints("\U00020000é"), 2U);
  EXPECT_EQ(CountCodePoints(std::string_view("a\0b", 3)), 3U);
}

TEST(Utf8Test, AcceptsTheFirstAndLastOfEachLength) {
  for (const char* text : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(CountCodePoints(text), 1U) << text;
  }
}

TEST(Utf8Test, RefusesWhatIsNotWellFormed) {
  for (const char* text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2g", "\xE0\x9F\xBF", "\xE4\xBA", "\xE4\xBAg", "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "enough ASCII before\xE4"}) {
    EXPECT_FALSE(IsValidUtf8(text)) << text;
  }
}

TEST(Utf8Test, PrefixDoesNotSplitACodePoint) {
  EXPECT_EQ(Utf8Prefix("亿元", 6), "亿元");
  EXPECT_EQ(Utf8Prefix("亿元", 5), "亿");
  EXPECT_EQ(Utf8Prefix("亿元", 3), "亿");
  EXPECT_EQ(Utf8Prefix("亿元", 2), "");
}

}  // namespace
}  // namespace fangzhi
