#include "common/store/search_text.h"

#include <gtest/gtest.h>

namespace fangzhi::store {
namespace {

TEST(SearchTextTest, FoldingKeepsTheNumberOfCodePoints) {
  EXPECT_EQ(FoldForSearch("ＧＤＰ增长８％"), "gdp增长8%");
  EXPECT_EQ(FoldForSearch("Ⅱ类ß"), "ⅱ类ß");
}

TEST(SearchTextTest, PairsOfNeighboursWithinRunsAndTheLastOfARunAlone) {
  EXPECT_EQ(BigramsOf("总产值28.5亿"), "总产 产值 值2 28 8 5亿 亿");
  EXPECT_EQ(BigramsOf("，。"), "");
}

TEST(SearchTextTest, WordsOfOneCharacterAreBeginningsOfTerms) {
  EXPECT_EQ(BigramQuery("值"), "\"值\" *");
  EXPECT_EQ(BigramQuery("总产值"), "\"总产\" AND \"产值\"");
  EXPECT_EQ(BigramQuery("28.5亿"), "\"28\" AND \"5亿\"");
  EXPECT_EQ(BigramQuery("8.5"), "\"8\" * AND \"5\" *");
  EXPECT_EQ(BigramQuery("%"), "");
}

TEST(SearchTextTest, OnlyLettersAndDigitsAreSearchable) {
  EXPECT_TRUE(HasSearchableText("5%"));
  EXPECT_FALSE(HasSearchableText("“%”"));
}

}  // namespace
}  // namespace fangzhi::store
