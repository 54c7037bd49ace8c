#include "common/catalog/units.h"

#include <string_view>

#include "common/catalog/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::HasSubstr;

const Units& BuiltIn() { return Catalogue::BuiltIn().units(); }

TEST(UnitsTest, FindsUnitsWithCanonicalFormAndFactor) {
  const struct {
    std::string_view surface, canonical, factor;
    Dimension dimension;
  } cases[] = {
      {"元", "CNY", "1", Dimension::kMoney},
      {"人民币元", "CNY", "1", Dimension::kMoney},
      {"美元", "USD", "1", Dimension::kMoney},
      {"港元", "HKD", "1", Dimension::kMoney},
      {"欧元", "EUR", "1", Dimension::kMoney},
      {"日元", "JPY", "1", Dimension::kMoney},
      {"平方米", "m2", "1", Dimension::kArea},
      {"㎡", "m2", "1", Dimension::kArea},
      {"m²", "m2", "1", Dimension::kArea},
      {"平方公里", "km2", "1", Dimension::kArea},
      {"公顷", "har", "1", Dimension::kArea},
      {"亩", "[mu]", "1", Dimension::kArea},
      {"公里", "km", "1", Dimension::kLength},
      {"里", "km", "0.5", Dimension::kLength},
      {"米", "m", "1", Dimension::kLength},
      {"立方米", "m3", "1", Dimension::kVolume},
      {"方", "m3", "1", Dimension::kVolume},
      {"升", "L", "1", Dimension::kVolume},
      {"吨", "t", "1", Dimension::kMass},
      {"吨标准煤", "t", "1", Dimension::kMass},
      {"公斤", "kg", "1", Dimension::kMass},
      {"斤", "kg", "0.5", Dimension::kMass},
      {"克", "g", "1", Dimension::kMass},
      {"千瓦", "kW", "1", Dimension::kPower},
      {"兆瓦", "MW", "1", Dimension::kPower},
      {"千瓦时", "kW.h", "1", Dimension::kEnergy},
      {"度", "kW.h", "1", Dimension::kEnergy},
      {"摄氏度", "Cel", "1", Dimension::kTemperature},
      {"微克/立方米", "ug/m3", "1", Dimension::kConcentration},
      {"毫克/升", "mg/L", "1", Dimension::kConcentration},
      {"岁", "a", "1", Dimension::kTime},
      {"个月", "mo", "1", Dimension::kTime},
      {"天", "d", "1", Dimension::kTime},
      {"小时", "h", "1", Dimension::kTime},
      {"分钟", "min", "1", Dimension::kTime},
      {"秒", "s", "1", Dimension::kTime},
      {"%", "%", "1", Dimension::kRatio},
      {"％", "%", "1", Dimension::kRatio},
      {"成", "%", "10", Dimension::kRatio},
      {"‰", "‰", "1", Dimension::kRatio},
      {"个百分点", "pp", "1", Dimension::kRatio},
      {"倍", "1", "1", Dimension::kRatio},
      {"分贝", "dB", "1", Dimension::kSound},
      {"工作日", "{工作日}", "1", Dimension::kCount},
      {"PF", "{PF}", "1", Dimension::kCount},
      {"元/平方米", "CNY/m2", "1", Dimension::kCompound},
      {"斤/亩", "kg/[mu]", "0.5", Dimension::kCompound},
  };
  for (const auto& expected : cases) {
    SCOPED_TRACE(expected.surface);
    const Unit* unit = BuiltIn().Find(expected.surface);
    ASSERT_NE(unit, nullptr);
    EXPECT_EQ(unit->canonical, expected.canonical);
    EXPECT_EQ(unit->factor, expected.factor);
    EXPECT_EQ(unit->dimension, expected.dimension);
    EXPECT_FALSE(unit->is_classifier);
  }
}

TEST(UnitsTest, ClassifiersAreTheirOwnUnits) {
  for (const std::string_view surface :
       {"家", "个", "人", "名", "户", "件", "人次", "户次", "标箱", "套（间）", "个点", "泊位"}) {
    SCOPED_TRACE(surface);
    const Unit* unit = BuiltIn().Find(surface);
    ASSERT_NE(unit, nullptr);
    EXPECT_EQ(unit->canonical, std::string("{").append(surface).append("}"));
    EXPECT_EQ(unit->dimension, Dimension::kCount);
    EXPECT_TRUE(unit->is_classifier);
  }
  EXPECT_EQ(BuiltIn().Find("企业"), nullptr);
  EXPECT_EQ(BuiltIn().Find(""), nullptr);
}

TEST(UnitsTest, LongestUnitAtTheStartWins) {
  const struct {
    std::string_view text, surface;
  } cases[] = {
      {"平方公里的土地", "平方公里"},
      {"人次参与", "人次"},
      {"人参加", "人"},
      {"个百分点", "个百分点"},
      {"个百货店", "个"},
      {"微克/立方米,下降", "微克/立方米"},
      {"元/亩", "元/亩"},
      {"元。", "元"},
      {"套（间）", "套（间）"},
      {"套房源", "套"},
      {"个工作日", "个工作日"},
      {"km2", "km2"},
      {"吨标准煤", "吨标准煤"},
  };
  for (const auto& expected : cases) {
    SCOPED_TRACE(expected.text);
    const UnitMatch match = BuiltIn().MatchPrefix(expected.text);
    ASSERT_TRUE(match);
    EXPECT_EQ(match.unit->surface, expected.surface);
    EXPECT_EQ(match.length, expected.surface.size());
  }
}

TEST(UnitsTest, TextWithoutUnitAtTheStartMatchesNothing) {
  for (const std::string_view text : {"", "企业", "增长", ",家", "\xE5", "\xFF\xFF"}) {
    EXPECT_FALSE(BuiltIn().MatchPrefix(text)) << text;
  }
}

TEST(UnitsTest, DimensionOfCanonicalUnits) {
  EXPECT_EQ(BuiltIn().DimensionOf("CNY"), Dimension::kMoney);
  EXPECT_EQ(BuiltIn().DimensionOf("pp"), Dimension::kRatio);
  EXPECT_EQ(BuiltIn().DimensionOf("{家}"), Dimension::kCount);
  EXPECT_EQ(BuiltIn().DimensionOf("{居民}"), Dimension::kCount);
  EXPECT_EQ(BuiltIn().DimensionOf("CNY/{村}"), Dimension::kCompound);
}

TEST(UnitsTest, CanonicalUnitsAreKnown) {
  for (const std::string_view unit : {"CNY", "m2", "[mu]", "%", "pp", "1", "{家}", "CNY/[mu]", "{人}/km2"}) {
    EXPECT_TRUE(BuiltIn().IsCanonical(unit)) << unit;
  }
  for (const std::string_view unit : {"", "元", "家", "{}", "CNY/亩", "/", "CNY/"}) {
    EXPECT_FALSE(BuiltIn().IsCanonical(unit)) << unit;
  }
}

TEST(UnitsTest, LoadNamesTheLineOfAnError) {
  EXPECT_THAT(Units::Load("# units\n元\tCNY\t1\n", "").status().message(), HasSubstr("units.tsv:2"));
  EXPECT_THAT(Units::Load("元\tCNY\t1e3\tmoney\n", "").status().message(), HasSubstr("bad factor 1e3"));
  EXPECT_THAT(Units::Load("元\tCNY\t1\twealth\n", "").status().message(), HasSubstr("unknown dimension wealth"));
  EXPECT_THAT(Units::Load("元|元\tCNY\t1\tmoney\n", "").status().message(), HasSubstr("repeated"));
  EXPECT_THAT(Units::Load("元\tCNY\t1\tmoney\n", "家 元\n").status().message(), HasSubstr("classifiers.txt:1"));
  EXPECT_THAT(Units::Load("元\tCNY\t1\tmoney\n块\tCNY\t1\tmass\n", "").status().message(), HasSubstr("two dimensions"));
}

TEST(UnitsTest, SurvivesBeingMoved) {
  absl::StatusOr<Units> loaded = Units::Load("元\tCNY\t1\tmoney\n", "家\n");
  ASSERT_TRUE(loaded.ok());
  const Units moved = *std::move(loaded);
  EXPECT_EQ(moved.Find("元")->canonical, "CNY");
  EXPECT_EQ(moved.MatchPrefix("家企业").length, 3u);
}

}  // namespace
}  // namespace fangzhi::catalog
