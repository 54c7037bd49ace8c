#include "common/catalog/catalogue.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/catalog/builtin_data.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::HasSubstr;

// The built-in texts with another table of indicators.
absl::StatusOr<Catalogue> LoadIndicators(std::string_view indicators) {
  CatalogueTexts texts = BuiltInTexts();
  texts.indicators = indicators;
  texts.gazetteer = "33\t浙江省\t浙江\n";
  return Catalogue::Load(texts);
}

std::string LoadError(std::string_view indicators) {
  return std::string(LoadIndicators(indicators).status().message());
}

TEST(CatalogueTest, FindsIndicatorsById) {
  const Indicator* gdp = Catalogue::BuiltIn().Find("gdp");
  ASSERT_NE(gdp, nullptr);
  EXPECT_EQ(gdp->zh, "地区生产总值");
  EXPECT_EQ(gdp->en, "Gross regional product");
  EXPECT_EQ(gdp->topic, "economy");
  EXPECT_EQ(gdp->kind, IndicatorKind::kFlow);
  EXPECT_THAT(gdp->units, ::testing::ElementsAre("CNY"));
  EXPECT_THAT(gdp->aliases, ::testing::Contains("GDP"));
  EXPECT_EQ(Catalogue::BuiltIn().Find("no_such_indicator"), nullptr);
}

TEST(CatalogueTest, TopicIsTheIndicatorsElseTheCues) {
  EXPECT_EQ(Catalogue::BuiltIn().Resolve("新增养老床位", "", {}).topic, "elderly_and_child");
  EXPECT_EQ(Catalogue::BuiltIn().Resolve("养老床位护理员配比", "", {}).topic, "elderly_and_child");
  EXPECT_EQ(Catalogue::BuiltIn().Resolve("火灾逃生面具", "", {}).topic, "safety");
  EXPECT_EQ(Catalogue::BuiltIn().Resolve("某某", "", {}).topic, "economy");
}

TEST(CatalogueTest, LoadNamesTheLineOfAnError) {
  EXPECT_THAT(LoadError("gdp\t生产总值\tGDP\teconomy\tCNY\tflow\n"), HasSubstr("indicators.tsv:1: expected 7 columns"));
  EXPECT_THAT(LoadError("gdp\t生产总值\tGDP\teconomics\tCNY\tflow\t\n"), HasSubstr("unknown topic economics"));
  EXPECT_THAT(LoadError("gdp\t生产总值\tGDP\teconomy\t元\tflow\t\n"), HasSubstr("unknown unit 元"));
  EXPECT_THAT(LoadError("gdp\t生产总值\tGDP\teconomy\tCNY\tamount\t\n"), HasSubstr("unknown kind amount"));
  EXPECT_THAT(LoadError("gdp\t生产总值\tGDP\teconomy\tCNY\tflow\t(甲/乙\n"), HasSubstr("brackets in (甲/乙"));
  EXPECT_THAT(LoadError("a\t甲值\tA\teconomy\tCNY\tflow\t\na\t乙值\tB\teconomy\tCNY\tflow\t\n"),
              HasSubstr("indicators.tsv:2: repeated indicator a"));
  EXPECT_THAT(LoadError("a\t甲值\tA\teconomy\tCNY\tflow\t\nb\t乙值\tB\teconomy\tCNY\tflow\t“甲”值\n"),
              HasSubstr("wording of both a and b"));
}

TEST(CatalogueTest, SharedCoreIsSettledByUnitOrLeftOpen) {
  absl::StatusOr<Catalogue> catalogue = LoadIndicators(
      "parks\t公园建设\tParks\turban\t{个}\tflow\t\n"
      "park_area\t建设公园面积\tArea\turban\tm2\tflow\t\n"
      "park_cost\t建设公园情况\tCost\turban\tm2\tflow\t\n");
  ASSERT_TRUE(catalogue.ok());
  EXPECT_EQ(catalogue->Match("新建公园", "{个}").indicator->id, "parks");
  EXPECT_EQ(catalogue->Match("新建公园", "%").indicator->id, "parks");
  EXPECT_FALSE(catalogue->Match("新建公园", "m2"));
}

TEST(CatalogueTest, LoadFromDirectoryReplacesTheFilesThatAreThere) {
  const std::filesystem::path directory = std::filesystem::path(::testing::TempDir()) / "catalogue_files";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  EXPECT_EQ(Catalogue::LoadFromDirectory(directory.string()).status().code(), absl::StatusCode::kNotFound);

  std::ofstream(directory / "indicators.tsv") << "tea\t新茶上市量\tTea\tagriculture\tt\tflow\t\r\n";
  const absl::StatusOr<Catalogue> catalogue = Catalogue::LoadFromDirectory(directory.string());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  EXPECT_EQ(catalogue->indicators().size(), 1u);
  EXPECT_EQ(catalogue->Match("新茶上市量", "t").indicator->id, "tea");
  EXPECT_EQ(catalogue->topics().topics().size(), 23u);
  EXPECT_FALSE(catalogue->gazetteer().Find("上虞区").empty());

  std::ofstream(directory / "topics.tsv") << "economy\n";
  EXPECT_THAT(std::string(Catalogue::LoadFromDirectory(directory.string()).status().message()),
              HasSubstr("topics.tsv:1"));
}

TEST(CatalogueTest, SurvivesBeingMoved) {
  absl::StatusOr<Catalogue> loaded = LoadIndicators("tea\t新茶上市量\tTea\tagriculture\tt\tflow\t新茶\n");
  ASSERT_TRUE(loaded.ok());
  const Catalogue moved = *std::move(loaded);
  EXPECT_EQ(moved.Match("全市新茶", "t").indicator, moved.Find("tea"));
  EXPECT_EQ(moved.Find("tea"), &moved.indicators()[0]);
}

TEST(CatalogueTest, ThreadsReadAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int j = 0; j < 200; ++j) {
        EXPECT_EQ(Catalogue::BuiltIn().Match("全省规模以上工业增加值", "%").indicator->id,
                  "industrial_value_added_above_scale");
        EXPECT_EQ(Catalogue::BuiltIn().gazetteer().Find("上虞").size(), 1u);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace fangzhi::catalog
