#include "services/extraction/quantities.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

// `written` is the stretch that is read; `high` is empty where there is no upper end.
struct Row {
  std::u32string_view text;
  std::u32string_view written;
  const char* value;
  const char* unit;
  Comparator comparator = Comparator::kEqual;
  const char* high = "";
};

void ExpectRead(const Row& row, QuantityForm form) {
  const std::string name = EncodeUtf8(row.text);
  const auto quantity = ParseQuantity(row.text, 0);
  ASSERT_TRUE(quantity.has_value()) << name;
  EXPECT_EQ(quantity->begin, 0) << name;
  EXPECT_EQ(EncodeUtf8(row.text.substr(0, static_cast<size_t>(quantity->end))), EncodeUtf8(row.written));
  EXPECT_LE(quantity->digits_end, quantity->end) << name;
  EXPECT_EQ(quantity->form, form) << name;
  EXPECT_EQ(quantity->value, *Decimal::Parse(row.value)) << name << " was read as " << quantity->value.ToString();
  EXPECT_EQ(quantity->unit, row.unit) << name;
  EXPECT_EQ(GoldName(quantity->comparator), GoldName(row.comparator)) << name;
  EXPECT_EQ(quantity->value_high ? quantity->value_high->ToString() : "", row.high) << name;
}

void ExpectAmounts(std::initializer_list<Row> rows) {
  for (const Row& row : rows) ExpectRead(row, QuantityForm::kAmount);
}

TEST(QuantitiesTest, ReadsAmountsWithTheirUnits) {
  ExpectAmounts({{U"28.53亿元,", U"28.53亿元", "2853000000", "CNY"},
                 {U"752家企业", U"752家", "752", "{家}"},
                 {U"9.4公里", U"9.4公里", "9.4", "km"},
                 {U"85.94%", U"85.94%", "85.94", "%"},
                 {U"1.5个百分点", U"1.5个百分点", "1.5", "pp"},
                 {U"3.2‰", U"3.2‰", "3.2", "‰"},
                 {U"600万美元", U"600万美元", "6000000", "USD"},
                 {U"5亿港元", U"5亿港元", "500000000", "HKD"},
                 {U"3万欧元", U"3万欧元", "30000", "EUR"},
                 {U"25平方米", U"25平方米", "25", "m2"},
                 {U"3.6平方公里", U"3.6平方公里", "3.6", "km2"},
                 {U"160亩", U"160亩", "160", "[mu]"},
                 {U"30万吨", U"30万吨", "300000", "t"},
                 {U"120公斤", U"120公斤", "120", "kg"},
                 {U"50万千瓦", U"50万千瓦", "500000", "kW"},
                 {U"100兆瓦", U"100兆瓦", "100", "MW"},
                 {U"3.5亿千瓦时", U"3.5亿千瓦时", "350000000", "kW.h"},
                 {U"12立方米", U"12立方米", "12", "m3"},
                 {U"38℃", U"38℃", "38", "Cel"},
                 {U"2.4万人次", U"2.4万人次", "24000", "{人次}"},
                 {U"2天", U"2天", "2", "d"},
                 {U"15分钟", U"15分钟", "15", "min"},
                 {U"4900", U"4900", "4900", "1"},
                 {U"1234.5", U"1234.5", "1234.5", "1"},
                 {U"8倍", U"8倍", "8", "1"},
                 {U"1,234户", U"1,234户", "1234", "{户}"}});
}

TEST(QuantitiesTest, ConvertsUnitsThatAreNotCanonical) {
  ExpectAmounts({{U"800斤", U"800斤", "400", "kg"},
                 {U"20里", U"20里", "10", "km"},
                 {U"30个基点", U"30个基点", "0.3", "pp"},
                 {U"2顷", U"2顷", "200", "[mu]"}});
}

TEST(QuantitiesTest, ReadsCompoundUnitsWithTheSlash) {
  ExpectAmounts({{U"3.5万元/亩", U"3.5万元/亩", "35000", "CNY/[mu]"},
                 {U"500元/平方米", U"500元/平方米", "500", "CNY/m2"},
                 {U"35微克/立方米", U"35微克/立方米", "35", "ug/m3"},
                 {U"600公斤/亩", U"600公斤/亩", "600", "kg/[mu]"},
                 {U"2.5人次/户", U"2.5人次/户", "2.5", "{人次}/{户}"}});
}

TEST(QuantitiesTest, TakesTheLongestUnit) {
  ExpectAmounts({{U"5平方公里", U"5平方公里", "5", "km2"},
                 {U"5个百分点", U"5个百分点", "5", "pp"},
                 {U"5件套", U"5件套", "5", "{件套}"},
                 {U"5千瓦时", U"5千瓦时", "5", "kW.h"},
                 {U"5人次", U"5人次", "5", "{人次}"}});
}

TEST(QuantitiesTest, DoesNotTakeTheBeginningOfAWordForAClassifier) {
  ExpectAmounts({{U"12人才", U"12", "12", "1"},
                 {U"30家庭", U"30", "30", "1"},
                 {U"16项目", U"16", "16", "1"},
                 {U"5台阶", U"5", "5", "1"}});
}

TEST(QuantitiesTest, ReadsSuffixesOfComparison) {
  ExpectAmounts({{U"25%以上", U"25%以上", "25", "%", Comparator::kAtLeast},
                 {U"100家及以上", U"100家及以上", "100", "{家}", Comparator::kAtLeast},
                 {U"30%以下", U"30%以下", "30", "%", Comparator::kAtMost},
                 {U"5.5%以内", U"5.5%以内", "5.5", "%", Comparator::kAtMost},
                 {U"5%左右", U"5%左右", "5", "%", Comparator::kAbout},
                 {U"19家上下游企业", U"19家", "19", "{家}"},
                 {U"200人上下", U"200人上下", "200", "{人}", Comparator::kAbout},
                 {U"1300余个", U"1300余个", "1300", "{个}", Comparator::kMoreThan},
                 {U"4.7万余人次", U"4.7万余人次", "47000", "{人次}", Comparator::kMoreThan},
                 {U"12000余平方米", U"12000余平方米", "12000", "m2", Comparator::kMoreThan},
                 {U"30多个", U"30多个", "30", "{个}", Comparator::kMoreThan},
                 {U"3000多万元", U"3000多万元", "30000000", "CNY", Comparator::kMoreThan},
                 {U"100+家", U"100+家", "100", "{家}", Comparator::kMoreThan},
                 {U"20亿元余。", U"20亿元余", "2000000000", "CNY", Comparator::kMoreThan}});
}

TEST(QuantitiesTest, TellsThatABoundWasRead) {
  EXPECT_TRUE(ParseQuantity(U"5亿元以上项目", 0)->bound_suffix);
  EXPECT_FALSE(ParseQuantity(U"5亿元项目", 0)->bound_suffix);
}

TEST(QuantitiesTest, ReadsRanges) {
  ExpectAmounts({{U"10-20亿元", U"10-20亿元", "1000000000", "CNY", Comparator::kRange, "2000000000"},
                 {U"6至12元", U"6至12元", "6", "CNY", Comparator::kRange, "12"},
                 {U"8元至15元", U"8元至15元", "8", "CNY", Comparator::kRange, "15"},
                 {U"5%—6%", U"5%—6%", "5", "%", Comparator::kRange, "6"},
                 {U"5%~6%", U"5%~6%", "5", "%", Comparator::kRange, "6"},
                 {U"3～5家", U"3～5家", "3", "{家}", Comparator::kRange, "5"},
                 {U"130亿至135亿元", U"130亿至135亿元", "13000000000", "CNY", Comparator::kRange, "13500000000"},
                 {U"1.5-2万人", U"1.5-2万人", "15000", "{人}", Comparator::kRange, "20000"},
                 {U"5.5%-6%左右", U"5.5%-6%左右", "5.5", "%", Comparator::kAbout, "6"}});
}

TEST(QuantitiesTest, DoesNotJoinNumbersThatAreNoRange) {
  ExpectAmounts(
      {{U"20-10亿元", U"20", "20", "1"}, {U"5家至3家", U"5家", "5", "{家}"}, {U"5元至3公里", U"5元", "5", "CNY"}});
}

TEST(QuantitiesTest, ReadsSigns) {
  ExpectAmounts(
      {{U"-15.6%", U"-15.6%", "-15.6", "%"}, {U"+3.2%", U"+3.2%", "3.2", "%"}, {U"−0.8%", U"−0.8%", "-0.8", "%"}});
  EXPECT_TRUE(ParseQuantity(U"+3.2%", 0)->signed_number);
  EXPECT_FALSE(ParseQuantity(U"-", 0).has_value());
  EXPECT_FALSE(ParseQuantity(U"+亿", 0).has_value());
}

TEST(QuantitiesTest, ReadsChineseNumerals) {
  ExpectAmounts({{U"三十万吨", U"三十万吨", "300000", "t"},
                 {U"两百余家", U"两百余家", "200", "{家}", Comparator::kMoreThan},
                 {U"千余人", U"千余人", "1000", "{人}", Comparator::kMoreThan},
                 {U"十二个", U"十二个", "12", "{个}"},
                 {U"三十五点七公里", U"三十五点七公里", "35.7", "km"},
                 {U"五倍", U"五倍", "5", "1"}});
  EXPECT_TRUE(ParseQuantity(U"三十万吨", 0)->chinese);
  EXPECT_TRUE(ParseQuantity(U"千余人", 0)->bare_magnitude);
}

TEST(QuantitiesTest, ReadsTenths) {
  ExpectAmounts({{U"三成", U"三成", "30", "%"},
                 {U"三成五", U"三成五", "35", "%"},
                 {U"九成半", U"九成半", "95", "%"},
                 {U"7成", U"7成", "70", "%"},
                 {U"两成多", U"两成多", "20", "%", Comparator::kMoreThan},
                 {U"六成以上", U"六成以上", "60", "%", Comparator::kAtLeast},
                 {U"八成左右", U"八成左右", "80", "%", Comparator::kAbout}});
  EXPECT_TRUE(ParseQuantity(U"三成", 0)->tenths);
  for (std::u32string_view text : {U"一成立", U"三成员", U"九成果"}) {
    const auto read = ParseQuantity(text, 0);
    EXPECT_FALSE(read && read->tenths) << EncodeUtf8(text);
  }
}

TEST(QuantitiesTest, ReadsPercentInWords) {
  ExpectAmounts({{U"百分之三十五点七", U"百分之三十五点七", "35.7", "%"},
                 {U"百分之二十", U"百分之二十", "20", "%"},
                 {U"百分之35", U"百分之35", "35", "%"},
                 {U"百分之一百", U"百分之一百", "100", "%"},
                 {U"千分之二", U"千分之二", "2", "‰"},
                 {U"百分之九十以上", U"百分之九十以上", "90", "%", Comparator::kAtLeast}});
}

TEST(QuantitiesTest, ReadsFractions) {
  for (const Row& row : {Row{U"1/3", U"1/3", "0.3333", "1"},
                         {U"三分之一", U"三分之一", "0.3333", "1"},
                         {U"三分之二", U"三分之二", "0.6667", "1"},
                         {U"3分之1", U"3分之1", "0.3333", "1"},
                         {U"1/4", U"1/4", "0.25", "1"},
                         {U"五分之三", U"五分之三", "0.6", "1"},
                         {U"三分之一以上", U"三分之一以上", "0.3333", "1", Comparator::kAtLeast}}) {
    ExpectRead(row, QuantityForm::kFraction);
  }
  const auto third = ParseQuantity(U"三分之一", 0);
  ASSERT_TRUE(third->percent.has_value());
  EXPECT_EQ(third->percent->ToString(), "33.3333");
}

TEST(QuantitiesTest, DoesNotTakeDatesAndDivisionByZeroForFractions) {
  for (std::u32string_view text : {U"2022/5/6", U"1/0", U"0分之一", U"零分之一"}) {
    const auto read = ParseQuantity(text, 0);
    EXPECT_FALSE(read && read->form == QuantityForm::kFraction) << EncodeUtf8(text);
  }
}

TEST(QuantitiesTest, ReadsDoublings) {
  for (const Row& row : {Row{U"翻番", U"翻番", "2", "1"},
                         {U"翻一番", U"翻一番", "2", "1"},
                         {U"翻了一番", U"翻了一番", "2", "1"},
                         {U"翻两番", U"翻两番", "4", "1"},
                         {U"翻三番", U"翻三番", "8", "1"},
                         {U"翻2番", U"翻2番", "4", "1"},
                         {U"翻了一番多", U"翻了一番多", "2", "1", Comparator::kMoreThan}}) {
    ExpectRead(row, QuantityForm::kDoubling);
  }
  EXPECT_FALSE(ParseQuantity(U"翻新", 0).has_value());
  EXPECT_FALSE(ParseQuantity(U"翻", 0).has_value());
}

TEST(QuantitiesTest, ReadsRanks) {
  for (const Row& row : {Row{U"第3位", U"第3位", "3", "1"},
                         {U"第一", U"第一", "1", "1"},
                         {U"第十二名", U"第十二名", "12", "1"},
                         {U"第5", U"第5", "5", "1"},
                         {U"第三大加油港", U"第三", "3", "1"},
                         {U"首位", U"首位", "1", "1"},
                         {U"榜首", U"榜首", "1", "1"}}) {
    ExpectRead(row, QuantityForm::kOrdinal);
  }
  EXPECT_FALSE(ParseQuantity(U"首次", 0).has_value());
  EXPECT_FALSE(ParseQuantity(U"第", 0).has_value());
  EXPECT_FALSE(ParseQuantity(U"第2.5", 0).has_value());
}

TEST(QuantitiesTest, ReadsTheBestOfAField) {
  for (const Row& row : {Row{U"前15强", U"前15强", "15", "1", Comparator::kAtMost},
                         {U"前三", U"前三", "3", "1", Comparator::kAtMost},
                         {U"前10位。", U"前10位", "10", "1", Comparator::kAtMost}}) {
    ExpectRead(row, QuantityForm::kOrdinal);
    EXPECT_TRUE(ParseQuantity(row.text, 0)->top);
  }
  EXPECT_FALSE(ParseQuantity(U"前列", 0).has_value());
  EXPECT_FALSE(ParseQuantity(U"前三季度", 0).has_value());
}

TEST(QuantitiesTest, ReadsRatiosWithTheirParts) {
  const auto structure = ParseQuantity(U"1.7:34.9:63.4。", 0);
  ASSERT_TRUE(structure.has_value());
  EXPECT_EQ(structure->form, QuantityForm::kRatio);
  ASSERT_EQ(structure->parts.size(), 3U);
  EXPECT_EQ(structure->parts[1].ToString(), "34.9");
  EXPECT_EQ(structure->part_begin, (std::vector<int>{0, 4, 9}));
  EXPECT_EQ(structure->end, 13);

  ExpectRead({U"2.81∶1", U"2.81∶1", "2.81", "1"}, QuantityForm::kRatio);
  ExpectRead({U"1:4", U"1:4", "0.25", "1"}, QuantityForm::kRatio);
}

TEST(QuantitiesTest, DoesNotTakeTimesOfDayForRatios) {
  for (std::u32string_view text : {U"9:00", U"14:30", U"21:08:30", U"8:30-17:00"}) {
    const auto read = ParseQuantity(text, 0);
    EXPECT_FALSE(read && read->form == QuantityForm::kRatio) << EncodeUtf8(text);
  }
}

TEST(QuantitiesTest, ReadsDurationsOfTwoUnits) {
  ExpectAmounts({{U"2分40秒", U"2分40秒", "160", "s"},
                 {U"两分四十秒", U"两分四十秒", "160", "s"},
                 {U"1小时20分", U"1小时20分", "80", "min"},
                 {U"1小时20分钟", U"1小时20分钟", "80", "min"},
                 {U"3分钟5秒", U"3分钟5秒", "185", "s"}});
}

TEST(QuantitiesTest, ReadsNothingBeyondTheText) {
  for (std::u32string_view text :
       {U"5",  U"5.", U"5/", U"5-",   U"5至",     U"5:", U"5分",   U"5万",    U"三分", U"三分之", U"百分之", U"前",
        U"第", U"首", U"榜", U"翻了", U"5个百分", U"+",  U"10-20", U"1小时2", U"三成", U"千",     U"5元/"}) {
    for (size_t at = 0; at < text.size(); ++at) {
      const auto read = ParseQuantity(text, at);
      if (!read) continue;
      EXPECT_GE(read->begin, static_cast<int>(at)) << EncodeUtf8(text);
      EXPECT_GT(read->end, read->begin) << EncodeUtf8(text);
      EXPECT_LE(read->end, static_cast<int>(text.size())) << EncodeUtf8(text);
    }
  }
}

TEST(QuantitiesTest, KnowsWhatCanBeginAQuantity) {
  for (char32_t c : std::u32string_view(U"0123456789一二两三四五六七八九十百千万亿第前首榜翻+-−")) {
    EXPECT_TRUE(kQuantityOpenings.Has(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"家个%,。余超约 a\n"))
    EXPECT_FALSE(kQuantityOpenings.Has(c)) << static_cast<uint32_t>(c);
}

TEST(QuantitiesTest, CostsNoMoreForWhatStandsBehind) {
  const std::u32string behind(1 << 20, U'、');
  for (std::u32string_view text : {U"5亿元", U"三分之一", U"1.7:34.9:63.4", U"第3位"}) {
    const auto alone = ParseQuantity(text, 0);
    const auto followed = ParseQuantity(std::u32string(text) + behind, 0);
    ASSERT_TRUE(alone && followed);
    EXPECT_EQ(alone->end, followed->end);
    EXPECT_EQ(alone->value, followed->value);
  }
}

}  // namespace
}  // namespace fangzhi::extraction
