#include "services/extraction/numerals.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

struct Row {
  std::u32string_view text;
  size_t length;  // 0: no numeral.
  const char* value;
};

void ExpectRead(const Row& row) {
  const std::string name = EncodeUtf8(row.text);
  const auto numeral = ParseNumeral(row.text, 0);
  if (row.length == 0) {
    EXPECT_FALSE(numeral.has_value()) << name << " was read as " << numeral->value.ToString();
    return;
  }
  ASSERT_TRUE(numeral.has_value()) << name;
  EXPECT_EQ(numeral->length, row.length) << name;
  EXPECT_EQ(numeral->value, *Decimal::Parse(row.value)) << name << " was read as " << numeral->value.ToString();
}

TEST(NumeralsTest, ReadsDigitsWithPointAndGroups) {
  for (const Row& row : {Row{U"0", 1, "0"},
                         {U"7家", 1, "7"},
                         {U"007", 3, "7"},
                         {U"28.53", 5, "28.53"},
                         {U"0.5", 3, "0.5"},
                         {U"2.20%", 4, "2.20"},
                         {U"1,234", 5, "1234"},
                         {U"12,345.67", 9, "12345.67"},
                         {U"1,234,567", 9, "1234567"},
                         {U"123,456,789元", 11, "123456789"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, StopsAtMarksThatGroupNothing) {
  for (const Row& row : {Row{U"1,23", 1, "1"},
                         {U"1,2345", 1, "1"},
                         {U"1234,567", 4, "1234"},
                         {U"3.", 1, "3"},
                         {U"3.年", 1, "3"},
                         {U"1.2.3", 3, "1.2"},
                         {U"5、6", 1, "5"},
                         {U"5 600", 1, "5"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, MultipliesMagnitudesOut) {
  for (const Row& row : {Row{U"4.7万", 4, "47000"},
                         {U"1.5万亿元", 5, "1500000000000"},
                         {U"3千", 2, "3000"},
                         {U"6百", 2, "600"},
                         {U"28.53亿", 6, "2853000000"},
                         {U"400千万", 5, "4000000000"},
                         {U"0.3亿", 4, "30000000"},
                         {U"12万", 3, "120000"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, LeavesMagnitudesThatBeginUnits) {
  for (const Row& row : {Row{U"50千瓦", 2, "50"},
                         {U"50万千瓦", 3, "500000"},
                         {U"50千米", 2, "50"},
                         {U"8千克", 1, "8"},
                         {U"8兆瓦", 1, "8"},
                         {U"220千伏", 3, "220"},
                         {U"3百分点", 1, "3"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, ReadsChineseNumerals) {
  for (const Row& row : {Row{U"三", 1, "3"},
                         {U"两", 1, "2"},
                         {U"十", 1, "10"},
                         {U"十二", 2, "12"},
                         {U"二十", 2, "20"},
                         {U"三十五", 3, "35"},
                         {U"一百", 2, "100"},
                         {U"一百零五", 4, "105"},
                         {U"一百一十", 4, "110"},
                         {U"三百二十一", 5, "321"},
                         {U"两千三百", 4, "2300"},
                         {U"一千零一", 4, "1001"},
                         {U"三十万吨", 3, "300000"},
                         {U"一万二千", 4, "12000"},
                         {U"十五万", 3, "150000"},
                         {U"一亿二千万", 5, "120000000"},
                         {U"三千五百亿", 5, "350000000000"},
                         {U"一万亿", 3, "1000000000000"},
                         {U"二百五十六万", 6, "2560000"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, ReadsChineseDecimals) {
  for (const Row& row : {Row{U"三十五点七", 5, "35.7"},
                         {U"零点五", 3, "0.5"},
                         {U"一点二五", 4, "1.25"},
                         {U"二点三万", 4, "23000"},
                         {U"三点多", 1, "3"}}) {
    ExpectRead(row);
  }
}

TEST(NumeralsTest, TellsMoreAndAbout) {
  struct {
    std::u32string_view text;
    size_t length;
    const char* value;
    bool more;
    bool about;
  } const rows[] = {
      {U"1300余个", 5, "1300", true, false},       {U"400余万", 5, "4000000", true, false},
      {U"4.7万余人", 5, "47000", true, false},     {U"两百余家", 3, "200", true, false},
      {U"二十多个", 3, "20", true, false},         {U"100多人", 4, "100", true, false},
      {U"3万多户", 3, "30000", true, false},       {U"100+项", 4, "100", true, false},
      {U"7000来人", 5, "7000", false, true},       {U"三十来个", 3, "30", false, true},
      {U"5万余元", 3, "50000", true, false},       {U"5万多元", 3, "50000", true, false},
      {U"50多种", 2, "50", false, false},          {U"12000余平方米", 6, "12000", true, false},
      {U"十余年", 2, "10", true, false},           {U"1.2亿多", 5, "120000000", true, false},
      {U"三千多万元", 4, "30000000", true, false},
  };
  for (const auto& row : rows) {
    const std::string name = EncodeUtf8(row.text);
    const auto numeral = ParseNumeral(row.text, 0);
    ASSERT_TRUE(numeral.has_value()) << name;
    EXPECT_EQ(numeral->length, row.length) << name;
    EXPECT_EQ(numeral->value, *Decimal::Parse(row.value)) << name << " was read as " << numeral->value.ToString();
    EXPECT_EQ(numeral->more, row.more) << name;
    EXPECT_EQ(numeral->about, row.about) << name;
  }
}

TEST(NumeralsTest, TellsHowTheNumberIsWritten) {
  const auto ascii = ParseNumeral(U"1,234.5万", 0);
  ASSERT_TRUE(ascii.has_value());
  EXPECT_FALSE(ascii->chinese);
  EXPECT_TRUE(ascii->has_magnitude);
  EXPECT_FALSE(ascii->bare_magnitude);
  EXPECT_EQ(ascii->digit_count, 5);

  const auto chinese = ParseNumeral(U"三十五", 0);
  ASSERT_TRUE(chinese.has_value());
  EXPECT_TRUE(chinese->chinese);
  EXPECT_FALSE(chinese->has_magnitude);
  EXPECT_EQ(chinese->digit_count, 0);
}

TEST(NumeralsTest, ReadsBareMagnitudesAsOneOfThem) {
  for (const Row& row : {Row{U"千余", 2, "1000"}, {U"万亿", 2, "1000000000000"}, {U"百", 1, "100"}}) {
    ExpectRead(row);
    EXPECT_TRUE(ParseNumeral(row.text, 0)->bare_magnitude) << EncodeUtf8(row.text);
  }
  EXPECT_FALSE(ParseNumeral(U"一千余", 0)->bare_magnitude);
}

TEST(NumeralsTest, ReadsNothingWhereNoNumeralBegins) {
  for (std::u32string_view text : {U"家", U"", U"点五", U"余", U".5", U",5", U"+5", U"ab", U"％"}) {
    ExpectRead({text, 0, ""});
  }
  EXPECT_FALSE(ParseNumeral(U"123", 3).has_value());
  EXPECT_FALSE(ParseNumeral(U"123", 400).has_value());
}

TEST(NumeralsTest, DoesNotTakeDigitsInARowForANumber) {
  // 二〇二二 is a year and 三五 "three or five"; neither is 2 or 3.
  ExpectRead({U"二三十家", 0, ""});
  ExpectRead({U"三五户", 0, ""});
}

TEST(NumeralsTest, RefusesRunsLongerThanItsLimit) {
  const std::u32string most(kLongestNumeral, U'9');
  const auto read = ParseNumeral(most, 0);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->length, kLongestNumeral);
  EXPECT_EQ(read->value.ToString(), std::string(kLongestNumeral, '9'));
  EXPECT_FALSE(ParseNumeral(most + U"9", 0).has_value());
  EXPECT_FALSE(ParseNumeral(std::u32string(1 << 20, U'9'), 0).has_value());
}

TEST(NumeralsTest, DropsMagnitudesThatWouldOverflow) {
  const auto read = ParseNumeral(std::u32string(kLongestNumeral, U'9') + U"亿亿亿亿", 0);
  ASSERT_TRUE(read.has_value());
  EXPECT_LE(read->value.ToString().size(), 30U);
  const auto chinese = ParseNumeral(U"九亿亿亿亿亿亿亿亿亿亿", 0);
  if (chinese) {
    EXPECT_FALSE(chinese->value.is_negative());
  }
}

TEST(NumeralsTest, ReadsFromTheGivenPlaceOnly) {
  const auto read = ParseNumeral(U"共新增12.5万人", 3);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->length, 5U);
  EXPECT_EQ(read->value, Decimal::FromInt(125000));
}

TEST(NumeralsTest, KeepsTheWrittenPrecision) {
  EXPECT_EQ(ParseNumeral(U"2.20", 0)->value.ToString(), "2.20");
  EXPECT_EQ(ParseNumeral(U"5.0万", 0)->value.ToString(), "50000");
}

TEST(NumeralsTest, KnowsTheDigits) {
  const std::u32string_view digits = U"零一二三四五六七八九";
  for (size_t i = 0; i < digits.size(); ++i) EXPECT_EQ(ChineseDigit(digits[i]), static_cast<int>(i));
  EXPECT_EQ(ChineseDigit(U'两'), 2);
  EXPECT_EQ(ChineseDigit(U'〇'), 0);
  EXPECT_EQ(ChineseDigit(U'十'), -1);
  EXPECT_EQ(ChineseDigit(U'7'), -1);
  EXPECT_EQ(ChineseDigit(0), -1);
}

}  // namespace
}  // namespace fangzhi::extraction
