#include "services/query/catalogue_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class CatalogueQueriesTest : public testing::Test {
 protected:
  void AddSamples() {
    Figure gdp;
    gdp.phrase = "地区生产总值";
    gdp.indicator = "indicators/gdp";
    gdp.topic = "economy";
    gdp.period = "2021";
    Figure later = gdp;
    later.period = "2022";
    later.subject = "上虞区";
    later.subject_id = later.region = "regions/330604";
    Figure open;
    open.phrase = "走访企业";
    open.topic = "enterprise";
    open.unit = "{家}";
    Figure similar = open;
    similar.phrase = "镇地区生产总值";
    fixture_.Add("甲", "2022", {gdp, later, open, similar});
  }

  std::vector<v1::Indicator> Indicators(v1::ListIndicatorsRequest request) {
    std::vector<v1::Indicator> all;
    do {
      const auto page = ListIndicators(fixture_.context(), request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      EXPECT_LE(page->indicators_size(), request.page_size() > 0 ? request.page_size() : 50);
      all.insert(all.end(), page->indicators().begin(), page->indicators().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  std::vector<std::string> Regions(v1::ListRegionsRequest request) {
    std::vector<std::string> names;
    do {
      const auto page = ListRegions(fixture_.context(), request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const auto& region : page->regions()) names.push_back(region.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  StoreFixture fixture_;
};

std::vector<std::string> Names(const std::vector<v1::Indicator>& indicators) {
  std::vector<std::string> names;
  for (const auto& indicator : indicators) names.push_back(indicator.display_name());
  return names;
}

TEST_F(CatalogueQueriesTest, ListsCatalogueThenOpenIndicatorsOnceAcrossPages) {
  AddSamples();
  v1::ListIndicatorsRequest request;
  request.set_page_size(1000);
  const auto whole = Names(Indicators(request));
  EXPECT_EQ(whole.size(), StoreFixture::catalogue().indicators().size() + 2);
  for (int page_size : {1, 2, 3, 7}) {
    request.set_page_size(page_size);
    EXPECT_EQ(Names(Indicators(request)), whole) << page_size;
  }
}

TEST_F(CatalogueQueriesTest, IndicatorsTellTheirUse) {
  AddSamples();
  v1::ListIndicatorsRequest request;
  request.set_used_only(true);
  const auto used = Indicators(request);
  ASSERT_THAT(Names(used), ElementsAre("地区生产总值", "走访企业", "镇地区生产总值"));
  EXPECT_EQ(used[0].name(), "indicators/gdp");
  EXPECT_EQ(used[0].record_count(), 2);
  EXPECT_EQ(used[0].first_period(), "2021");
  EXPECT_EQ(used[0].last_period(), "2022");
  EXPECT_THAT(used[0].units(), Contains("CNY"));
  EXPECT_EQ(used[1].record_count(), 1);
  EXPECT_THAT(used[1].name(), testing::StartsWith("indicators/open-"));
}

TEST_F(CatalogueQueriesTest, OpenIndicatorsSuggestSimilarOnes) {
  AddSamples();
  v1::ListIndicatorsRequest request;
  request.set_query("镇地区");
  const auto found = Indicators(request);
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_GE(found[0].similar_indicators_size(), 1);
  EXPECT_LE(found[0].similar_indicators_size(), 3);
  EXPECT_EQ(found[0].similar_indicators(0), "indicators/gdp");
}

TEST_F(CatalogueQueriesTest, IndicatorsAreFoundByNameEnglishAliasAndTopic) {
  AddSamples();
  v1::ListIndicatorsRequest request;
  request.set_query("GDP");
  EXPECT_THAT(Names(Indicators(request)), Contains("地区生产总值"));
  request.set_query("gross");
  EXPECT_THAT(Names(Indicators(request)), Contains("地区生产总值"));
  request.set_query("走访");
  EXPECT_THAT(Names(Indicators(request)), Contains("走访企业"));
  request.set_query("");
  request.set_topic("topics/enterprise");
  for (const auto& indicator : Indicators(request)) EXPECT_EQ(indicator.topic(), "topics/enterprise");
}

TEST_F(CatalogueQueriesTest, BadArgumentsOfIndicatorsHaveViolations) {
  v1::ListIndicatorsRequest request;
  request.set_topic("industry");
  request.set_page_size(-1);
  request.set_page_token("zzz");
  request.set_query(std::string(1000, 'x'));
  const absl::Status status = ListIndicators(fixture_.context(), request).status();
  for (const char* field : {"topic", "page_size", "page_token", "query"}) {
    EXPECT_NE(Violation(status, field), "") << field;
  }
  request.Clear();
  request.set_topic("topics/weather");
  EXPECT_NE(Violation(ListIndicators(fixture_.context(), request).status(), "topic"), "");
}

TEST_F(CatalogueQueriesTest, RegionsAreProvincesUnlessSaidOtherwise) {
  const auto provinces = Regions({});
  EXPECT_THAT(provinces, Contains("regions/33"));
  EXPECT_LE(provinces.size(), 40U);
  for (const std::string& name : provinces) EXPECT_EQ(name.size(), std::string("regions/33").size());
}

TEST_F(CatalogueQueriesTest, RegionsRightBelowAParent) {
  v1::ListRegionsRequest request;
  request.set_parent("regions/330604");
  const auto below = Regions(request);
  EXPECT_THAT(below, AllOf(Contains("regions/330604002"), Each(testing::StartsWith("regions/330604"))));
  request.set_page_size(3);
  EXPECT_EQ(Regions(request), below);
  request.set_parent("regions/33");
  EXPECT_THAT(Regions(request), AllOf(Contains("regions/3306"), testing::Not(Contains("regions/330604"))));
}

TEST_F(CatalogueQueriesTest, RegionsByNameAndByUse) {
  AddSamples();
  v1::ListRegionsRequest request;
  request.set_query("曹娥");
  EXPECT_THAT(Regions(request), Contains("regions/330604002"));
  request.Clear();
  request.set_used_only(true);
  EXPECT_THAT(Regions(request), ElementsAre("regions/330604", "regions/330604002"));
  request.set_parent("regions/330604");
  const auto page = ListRegions(fixture_.context(), request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->regions_size(), 1);
  const v1::Region& region = page->regions(0);
  EXPECT_EQ(region.path(), "浙江省/绍兴市/上虞区/曹娥街道");
  EXPECT_EQ(region.parent(), "regions/330604");
  EXPECT_EQ(region.level(), v1::REGION_LEVEL_TOWNSHIP);
  EXPECT_EQ(region.record_count(), 3);
  EXPECT_EQ(region.first_period(), "2021");
}

TEST_F(CatalogueQueriesTest, BadParentsAreToldApart) {
  v1::ListRegionsRequest request;
  request.set_parent("上虞区");
  EXPECT_NE(Violation(ListRegions(fixture_.context(), request).status(), "parent"), "");
  request.set_parent("regions/999999");
  EXPECT_EQ(ListRegions(fixture_.context(), request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(CatalogueQueriesTest, TopicsComeInTheirOrderWithCounts) {
  AddSamples();
  const auto response = ListTopics(fixture_.context(), {});
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->topics_size(), 23);
  EXPECT_EQ(response->topics(0).name(), "topics/economy");
  EXPECT_EQ(response->topics(0).record_count(), 2);
  EXPECT_FALSE(response->topics(0).display_name().empty());
}

}  // namespace
}  // namespace fangzhi::query
