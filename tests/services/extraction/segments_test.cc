#include "services/extraction/segments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

Sentence Scan(std::u32string_view text) {
  return ScanSentence(text, {0, static_cast<int>(text.size())}, {Period::Month(2022, 6), 0, false});
}

std::vector<std::string> Split(std::u32string_view text) {
  const Sentence sentence = Scan(text);
  std::vector<std::string> segments;
  for (const Segment& segment : SplitSegments(sentence)) {
    segments.push_back(EncodeUtf8(sentence.View(segment.begin, segment.end)));
  }
  return segments;
}

// The segment that begins with `words`.
Segment Find(std::u32string_view text, std::u32string_view words) {
  const Sentence sentence = Scan(text);
  for (const Segment& segment : SplitSegments(sentence)) {
    if (sentence.text.substr(static_cast<size_t>(segment.begin), words.size()) == words) return segment;
  }
  ADD_FAILURE() << "no segment begins with " << EncodeUtf8(words);
  return {};
}

std::vector<std::string> Tokens(std::u32string_view text, TokenKind kind) {
  const Sentence sentence = Scan(text);
  std::vector<std::string> tokens;
  for (const Token& token : sentence.tokens) {
    if (token.kind == kind) tokens.push_back(EncodeUtf8(sentence.View(token.begin, token.end)));
  }
  return tokens;
}

TEST(SegmentsTest, SplitsAtMarks) {
  EXPECT_THAT(Split(U"工业总产值28亿元,同比增长5%;出口额3亿元。"),
              ElementsAre("工业总产值28亿元", "同比增长5%", "出口额3亿元"));
  EXPECT_THAT(Split(U"新增企业28家"), ElementsAre("新增企业28家"));
}

TEST(SegmentsTest, TellsWhatASegmentBeginsAfter) {
  constexpr std::u32string_view kText = U"主要目标是:产值增长5%;投资增长6%,出口增长7%。";
  EXPECT_TRUE(Find(kText, U"产值").colon);
  EXPECT_FALSE(Find(kText, U"产值").semicolon);
  EXPECT_TRUE(Find(kText, U"投资").semicolon);
  EXPECT_FALSE(Find(kText, U"出口").semicolon);
  EXPECT_FALSE(Find(kText, U"出口").colon);
  EXPECT_TRUE(Find(U"亮点纷呈——新增企业28家", U"新增").colon);
}

TEST(SegmentsTest, JoinsFiguresOfAList) {
  constexpr std::u32string_view kText = U"新增企业28家、项目12个和人才300人";
  EXPECT_THAT(Split(kText), ElementsAre("新增企业28家", "项目12个", "人才300人"));
  EXPECT_TRUE(Find(kText, U"项目").joined);
  EXPECT_TRUE(Find(kText, U"人才").joined);
  EXPECT_FALSE(Find(kText, U"新增").joined);
}

TEST(SegmentsTest, DoesNotSplitNamesThatAreCoordinated) {
  EXPECT_THAT(Split(U"城镇和农村居民人均可支配收入分别增长4.3%、5.5%"),
              ElementsAre("城镇和农村居民人均可支配收入分别增长4.3%", "5.5%"));
}

TEST(SegmentsTest, SplitsBracketsThatHoldFigures) {
  constexpr std::u32string_view kText = U"完成年度计划(32亿元)的46.3%,增长5%";
  EXPECT_TRUE(Find(kText, U"32亿元").bracket);
  EXPECT_FALSE(Find(kText, U"完成").bracket);
  EXPECT_THAT(Split(kText), Contains("32亿元"));
  EXPECT_THAT(Split(U"养老机构(含公办)28家"), ElementsAre("养老机构(含公办)28家"));
}

TEST(SegmentsTest, KeepsSegmentsInOrderAndInside) {
  for (std::u32string_view text :
       {U"((5家(6家(7家", U")))5家)))", U"5家)、(6家", U",,,;;;:::", U"(5家,(6家),7家),8家", U"“5家”、“6家”",
        U"——5家————6家——", U"5家、、、和6家和", U"(((((((((())))))))))5家", U"(5家;6家:(7家、8家"}) {
    const Sentence sentence = Scan(text);
    int begin = -1;
    for (const Segment& segment : SplitSegments(sentence)) {
      EXPECT_GE(segment.begin, begin) << EncodeUtf8(text);
      EXPECT_LT(segment.begin, segment.end) << EncodeUtf8(text);
      EXPECT_LE(segment.end, static_cast<int>(text.size())) << EncodeUtf8(text);
      begin = segment.begin;
    }
  }
}

TEST(SentenceScanTest, FindsQuantitiesPeriodsAndQuotedNames) {
  constexpr std::u32string_view kText = U"去年,“红船”平台服务企业1.2万家,同比增长5%";
  EXPECT_THAT(Tokens(kText, TokenKind::kQuantity), ElementsAre("1.2万家", "5%"));
  EXPECT_THAT(Tokens(kText, TokenKind::kPeriod), ElementsAre("去年"));
  EXPECT_THAT(Tokens(kText, TokenKind::kQuoted), ElementsAre("“红船”"));
  EXPECT_THAT(Tokens(kText, TokenKind::kCue), Contains("同比增长"));
}

TEST(SentenceScanTest, DoesNotFindFiguresInsideWords) {
  EXPECT_TRUE(Tokens(U"MZ3型设备", TokenKind::kQuantity).empty());
  EXPECT_TRUE(Tokens(U"“1357”工作体系1", TokenKind::kPeriod).empty());
}

TEST(SentenceScanTest, KeepsTokensInOrderAndApart) {
  for (std::u32string_view text :
       {U"2022年1—5月新增5家、6%、3.5万元/亩", U"同比增长增长增长5%%%", U"“““《《5家》”", U"第第第3位前前5强"}) {
    const Sentence sentence = Scan(text);
    int end = 0;
    for (const Token& token : sentence.tokens) {
      EXPECT_GE(token.begin, end);
      EXPECT_LT(token.begin, token.end);
      end = token.end;
      EXPECT_EQ(sentence.TokenBeginningAt(token.begin), sentence.TokenAt(token.begin));
      EXPECT_EQ(sentence.TokenEndingAt(token.end), sentence.TokenAt(token.end - 1));
    }
    EXPECT_LE(end, static_cast<int>(text.size()));
  }
}

TEST(SentenceScanTest, DoesNotReadBeyondTheSentence) {
  const Sentence sentence = ScanSentence(U"新增5万家企业", {0, 3}, {});
  ASSERT_EQ(sentence.quantities.size(), 1U);
  EXPECT_EQ(sentence.quantities[0].end, 3);
  EXPECT_EQ(sentence.quantities[0].value, Decimal::FromInt(5));
  EXPECT_EQ(sentence.At(3), U'\0');
}

TEST(SentenceScanTest, TellsSentencesThatCouldHoldAQuantity) {
  for (std::u32string_view text :
       {U"新增5家", U"占三成", U"翻一番", U"居首位", U"三分之一", U"三十万吨", U"位列第一", U"跻身前三"}) {
    EXPECT_TRUE(MayHoldQuantity(text)) << EncodeUtf8(text);
  }
  for (std::u32string_view text : {U"街道持续优化营商环境", U"", U"。"})
    EXPECT_FALSE(MayHoldQuantity(text)) << EncodeUtf8(text);
}

}  // namespace
}  // namespace fangzhi::extraction
