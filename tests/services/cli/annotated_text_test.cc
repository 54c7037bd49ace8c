#include "services/cli/annotated_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fangzhi::cli {
namespace {

TEST(AnnotatedTextTest, MarksStretchesOfCodePoints) {
  EXPECT_EQ(MarkText("产值28.53亿元，增12%。", {{2, 9, "1"}, {11, 14, "2"}}, MarkStyle::kBrackets),
            "产值[28.53亿元 #1]，增[12% #2]。");
}

TEST(AnnotatedTextTest, MarksAtBothEndsOfTheText) {
  EXPECT_EQ(MarkText("12家", {{0, 3, "1"}}, MarkStyle::kBrackets), "[12家 #1]");
}

TEST(AnnotatedTextTest, AnsiIsReset) {
  EXPECT_EQ(MarkText("共5家", {{1, 3, "1"}}, MarkStyle::kAnsi), "共\x1b[1;4m5家\x1b[0m\x1b[2m#1\x1b[0m");
}

TEST(AnnotatedTextTest, NeighboursStayApart) {
  EXPECT_EQ(MarkText("12", {{0, 1, "1"}, {1, 2, "2"}}, MarkStyle::kBrackets), "[1 #1][2 #2]");
}

TEST(AnnotatedTextTest, MarksThatOverlapOrLieOutsideAreLeftOut) {
  EXPECT_EQ(MarkText("一二三", {{0, 2, "1"}, {1, 3, "2"}, {2, 2, "3"}, {9, 12, "4"}}, MarkStyle::kBrackets),
            "[一二 #1]三");
  EXPECT_EQ(MarkText("一二三", {{2, 9, "1"}}, MarkStyle::kBrackets), "一二[三 #1]");
  EXPECT_EQ(MarkText("", {{0, 1, "1"}}, MarkStyle::kBrackets), "");
}

TEST(AnnotatedTextTest, ControlCharactersAreDisarmedAndStillCount) {
  EXPECT_EQ(MarkText("a\r\nb\x1b[5家\tc", {{6, 8, "1"}}, MarkStyle::kBrackets), "a\nb [[5家 #1]\tc");
}

TEST(AnnotatedTextTest, RandomMarksNeverCrash) {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    std::vector<Mark> marks;
    for (auto n = random() % 6; n > 0; --n) {
      marks.push_back({static_cast<int64_t>(random() % 12) - 2, static_cast<int64_t>(random() % 12) - 2, "x"});
    }
    EXPECT_FALSE(MarkText("产值\xff 28亿\n元", marks, MarkStyle::kBrackets).empty());
  }
}

}  // namespace
}  // namespace fangzhi::cli
