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

TEST(Utf8Test, TellsWhereTextCeasesToBeWellFormed) {
  EXPECT_EQ(ValidUtf8Bytes("亿元\xB2"), 6U);
  EXPECT_EQ(ValidUtf8Bytes("\xB2"), 0U);
  EXPECT_EQ(ValidUtf8Bytes("亿元"), 6U);
}

TEST(Utf8Test, PrefixDoesNotSplitACodePoint) {
  EXPECT_EQ(Utf8Prefix("亿元", 6), "亿元");
  EXPECT_EQ(Utf8Prefix("亿元", 5), "亿");
  EXPECT_EQ(Utf8Prefix("亿元", 3), "亿");
  EXPECT_EQ(Utf8Prefix("亿元", 2), "");
}

TEST(CodePointIndexTest, SlicesByCodePoints) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a亿\U00020000";
  const CodePointIndex index(text);
  EXPECT_EQ(index.size(), 300U);
  EXPECT_EQ(index.Slice(0, 3), "a亿\U00020000");
  EXPECT_EQ(index.Slice(64, 66), "亿\U00020000");
  EXPECT_EQ(index.Slice(298, 1000), "亿\U00020000");
  EXPECT_EQ(index.Slice(5, 4), "");
  EXPECT_EQ(index.Slice(1000, 2000), "");
  EXPECT_EQ(CodePointIndex("").Slice(0, 1), "");
}

}  // namespace
}  // namespace fangzhi
