#include "common/catalog/gazetteer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/catalog/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Gazetteer& BuiltIn() { return Catalogue::BuiltIn().gazetteer(); }

std::vector<std::string> Codes(absl::Span<const Region* const> regions) {
  std::vector<std::string> codes;
  for (const Region* region : regions) codes.emplace_back(region->code);
  return codes;
}

TEST(GazetteerTest, HoldsAllTownshipsOfTheSource) {
  const auto townships = std::count_if(BuiltIn().regions().begin(), BuiltIn().regions().end(),
                                       [](const Region& region) { return region.level == RegionLevel::kTownship; });
  EXPECT_EQ(townships, 41352);
}

TEST(GazetteerTest, FindsFullAndShortNames) {
  EXPECT_THAT(Codes(BuiltIn().Find("浙江省")), ElementsAre("33"));
  EXPECT_THAT(Codes(BuiltIn().Find("浙江")), ElementsAre("33"));
  EXPECT_THAT(Codes(BuiltIn().Find("上虞区")), ElementsAre("330604"));
  EXPECT_THAT(Codes(BuiltIn().Find("上虞")), ElementsAre("330604"));
  EXPECT_THAT(Codes(BuiltIn().Find("曹娥街道")), ElementsAre("330604002"));
  EXPECT_THAT(Codes(BuiltIn().Find("内蒙古")), ElementsAre("15"));
  EXPECT_THAT(Codes(BuiltIn().Find("恩施土家族苗族自治州")), ElementsAre("4228"));
  EXPECT_THAT(Codes(BuiltIn().Find("浦东")), ElementsAre("310115"));
  EXPECT_THAT(BuiltIn().Find("不是地名"), IsEmpty());
  EXPECT_THAT(BuiltIn().Find(""), IsEmpty());
}

TEST(GazetteerTest, TownshipsHaveNoShortName) { EXPECT_THAT(BuiltIn().Find("曹娥"), IsEmpty()); }

TEST(GazetteerTest, EverydayWordsAreNoShortNames) {
  for (const std::string_view word : {"合作", "公安", "新建", "通道", "富裕", "共和", "平安", "解放"}) {
    EXPECT_THAT(BuiltIn().Find(word), IsEmpty()) << word;
  }
  EXPECT_THAT(Codes(BuiltIn().Find("新建区")), ElementsAre("360112"));
}

TEST(GazetteerTest, AmbiguousNameGivesAllItsRegionsInOrderOfCode) {
  const std::vector<std::string> codes = Codes(BuiltIn().Find("城关镇"));
  EXPECT_GT(codes.size(), 80u);
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end()));
  EXPECT_THAT(Codes(BuiltIn().Find("朝阳区")), ElementsAre("110105", "220104"));
}

TEST(GazetteerTest, HigherLevelsOfANameComeFirst) {
  const auto found = BuiltIn().Find("朝阳");
  ASSERT_GT(found.size(), 2u);
  EXPECT_EQ(found[0]->name, "朝阳市");
  EXPECT_EQ(found[0]->level, RegionLevel::kPrefecture);
  EXPECT_THAT(Codes(found), Contains("110105"));
}

TEST(GazetteerTest, MatchPrefixTakesTheLongestName) {
  EXPECT_EQ(BuiltIn().MatchPrefix("浙江省绍兴市").length, std::string_view("浙江省").size());
  EXPECT_EQ(BuiltIn().MatchPrefix("浙江经济").length, std::string_view("浙江").size());
  EXPECT_EQ(BuiltIn().MatchPrefix("曹娥街道的").regions[0]->code, "330604002");
  EXPECT_FALSE(BuiltIn().MatchPrefix("经济发展"));
}

TEST(GazetteerTest, GetTakesCodesOfAnyOfficialLength) {
  EXPECT_EQ(BuiltIn().Get("330604")->name, "上虞区");
  EXPECT_EQ(BuiltIn().Get("330000")->name, "浙江省");
  EXPECT_EQ(BuiltIn().Get("330604000000")->name, "上虞区");
  EXPECT_EQ(BuiltIn().Get("330604002000")->name, "曹娥街道");
  EXPECT_EQ(BuiltIn().Get("99"), nullptr);
  EXPECT_EQ(BuiltIn().Get("000000"), nullptr);
  EXPECT_EQ(BuiltIn().Get(""), nullptr);
}

TEST(GazetteerTest, ParentSkipsLevelsThatAreNotThere) {
  EXPECT_EQ(BuiltIn().Parent(*BuiltIn().Get("330604002"))->code, "330604");
  EXPECT_EQ(BuiltIn().Parent(*BuiltIn().Get("330604"))->code, "3306");
  EXPECT_EQ(BuiltIn().Parent(*BuiltIn().Get("110105"))->name, "北京市");
  EXPECT_EQ(BuiltIn().Parent(*BuiltIn().Get("429004"))->name, "湖北省");
  EXPECT_EQ(BuiltIn().Parent(*BuiltIn().Get("33")), nullptr);
  const auto dongguan = BuiltIn().Find("东莞市");
  ASSERT_EQ(dongguan.size(), 1u);
  EXPECT_EQ(dongguan[0]->level, RegionLevel::kPrefecture);
  EXPECT_EQ(BuiltIn().Parent(BuiltIn().Descendants(*dongguan[0])[0]), dongguan[0]);
}

TEST(GazetteerTest, EveryRegionButAProvinceHasAParent) {
  for (const Region& region : BuiltIn().regions()) {
    EXPECT_EQ(BuiltIn().Parent(region) == nullptr, region.level == RegionLevel::kProvince) << region.code;
  }
}

TEST(GazetteerTest, DescendantsAreAllWithin) {
  const Region& shangyu = *BuiltIn().Get("330604");
  const auto townships = BuiltIn().Descendants(shangyu);
  EXPECT_GT(townships.size(), 15u);
  for (const Region& township : townships) EXPECT_TRUE(Gazetteer::Within(township.code, shangyu.code));
  EXPECT_THAT(BuiltIn().Descendants(townships[0]), IsEmpty());
}

TEST(GazetteerTest, WithinComparesCodes) {
  EXPECT_TRUE(Gazetteer::Within("330604002", "3306"));
  EXPECT_TRUE(Gazetteer::Within("33", "33"));
  EXPECT_TRUE(Gazetteer::Within("33", ""));
  EXPECT_FALSE(Gazetteer::Within("3306", "330604"));
  EXPECT_FALSE(Gazetteer::Within("340604", "33"));
}

TEST(GazetteerTest, FullPathAndResourceName) {
  EXPECT_EQ(BuiltIn().FullPath(*BuiltIn().Get("330604002")), "浙江省绍兴市上虞区曹娥街道");
  EXPECT_EQ(BuiltIn().FullPath(*BuiltIn().Get("110105")), "北京市朝阳区");
  EXPECT_EQ(RegionResourceName(*BuiltIn().Get("330604")), "regions/330604");
}

TEST(GazetteerTest, HongKongMacaoAndTaiwanHaveNumberedDistricts) {
  EXPECT_THAT(Codes(BuiltIn().Find("香港")), ElementsAre("81"));
  EXPECT_EQ(BuiltIn().FullPath(*BuiltIn().Get("810101")), "香港特别行政区香港岛中西区");
  EXPECT_EQ(BuiltIn().Find("台北市")[0]->code.substr(0, 2), "71");
}

TEST(GazetteerTest, LoadNamesTheLineOfAnError) {
  EXPECT_THAT(Gazetteer::Load("33\t浙江省\t浙江\n3\t某\n").status().message(),
              HasSubstr("gazetteer.tsv:2: bad code 3"));
  EXPECT_THAT(Gazetteer::Load("33\n").status().message(), HasSubstr("no name for 33"));
  EXPECT_THAT(Gazetteer::Load("33\t浙江省\n32\t江苏省\n").status().message(), HasSubstr("out of order: 32"));
}

TEST(GazetteerTest, SurvivesBeingMoved) {
  absl::StatusOr<Gazetteer> loaded = Gazetteer::Load("33\t浙江省\t浙江\n3306\t绍兴市\t绍兴\n");
  ASSERT_TRUE(loaded.ok());
  const Gazetteer moved = *std::move(loaded);
  EXPECT_EQ(moved.FullPath(*moved.Find("绍兴")[0]), "浙江省绍兴市");
}

}  // namespace
}  // namespace fangzhi::catalog
