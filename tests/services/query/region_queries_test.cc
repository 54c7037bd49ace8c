#include "services/query/region_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/query/unit_conversion.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kCaoe = "regions/330604002";

std::string Convert(const std::string& value, const std::string& from, const std::string& to) {
  const auto converted = ConvertUnit(StoreFixture::catalogue(), Decimal::Parse(value).value(), from, to);
  return converted ? converted->ToString() : "none";
}

TEST(UnitConversionTest, PhysicalUnitsConvertExactlyOrToFourPlaces) {
  EXPECT_EQ(Convert("1.5", "km2", "m2"), "1500000");
  EXPECT_EQ(Convert("3", "[mu]", "m2"), "2000");
  EXPECT_EQ(Convert("1", "[mu]", "m2"), "666.6667");
  EXPECT_EQ(Convert("1500", "kg", "t"), "1.5");
  EXPECT_EQ(Convert("2", "GW.h", "kW.h"), "2000000");
  EXPECT_EQ(Convert("5", "‰", "%"), "0.5");
}

TEST(UnitConversionTest, QuotientsConvertPartByPart) {
  EXPECT_EQ(Convert("3", "CNY/m2", "CNY/[mu]"), "2000");
  EXPECT_EQ(Convert("1", "t/har", "kg/[mu]"), "66.6667");
}

TEST(UnitConversionTest, CountsOfTheSameSortAreTakenOver) {
  EXPECT_EQ(Convert("7", "{家}", "{个}"), "7");
  EXPECT_EQ(Convert("7", "{名}", "{人}"), "7");
  EXPECT_EQ(Convert("7", "{人}", "{个}"), "none");
  EXPECT_EQ(Convert("7", "{户}", "{人}"), "none");
}

TEST(UnitConversionTest, WhatMeasuresSomethingElseDoesNotConvert) {
  EXPECT_EQ(Convert("1", "CNY", "USD"), "none");
  EXPECT_EQ(Convert("1", "m", "t"), "none");
  EXPECT_EQ(Convert("1", "CNY", "CNY/[mu]"), "none");
  EXPECT_EQ(Convert("1", "%", "pp"), "none");
}

class RegionQueriesTest : public testing::Test {
 protected:
  static Figure In(const std::string& code, const std::string& name, const std::string& value) {
    Figure figure;
    figure.phrase = "地区生产总值";
    figure.indicator = "indicators/gdp";
    figure.value = value;
    figure.subject = name;
    figure.subject_id = figure.region = "regions/" + code;
    return figure;
  }
  static Figure Baiguan(const std::string& value) { return In("330604001", "百官街道", value); }
  static Figure Caoe(const std::string& value) { return In("330604002", "曹娥街道", value); }
  static Figure Yuecheng(const std::string& value) { return In("330602", "越城区", value); }
  static Figure Shangyu(const std::string& value) { return In("330604", "上虞区", value); }

  static Figure Of(Figure figure, const std::string& indicator, const std::string& unit) {
    figure.indicator = "indicators/" + indicator;
    figure.phrase = indicator;
    figure.unit = unit;
    return figure;
  }
  static Figure As(Figure figure, v1::Measure measure, const std::string& unit) {
    figure.measure = measure;
    figure.unit = unit;
    return figure;
  }

  v1::CompareRegionsResponse Compare() {
    const auto response = CompareRegions(fixture_.context(), compare_);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::CompareRegionsResponse();
  }

  // `1 百官街道 40`.
  std::vector<std::string> Rank() {
    const auto response = RankRegions(fixture_.context(), rank_);
    EXPECT_TRUE(response.ok()) << response.status();
    if (!response.ok()) return {};
    ranks_ = *response;
    std::vector<std::string> lines;
    for (const auto& region : ranks_.regions()) {
      lines.push_back(std::to_string(region.rank()) + " " + region.record().subject().name_text() + " " +
                      region.value());
    }
    return lines;
  }

  void SetUp() override {
    compare_.set_period("2022");
    compare_.add_regions("regions/330604001");
    compare_.add_regions("曹娥街道");
    compare_.add_indicators("GDP");
    rank_.set_period("2022");
    rank_.set_indicator("GDP");
  }

  StoreFixture fixture_;
  v1::CompareRegionsRequest compare_;
  v1::RankRegionsRequest rank_;
  v1::RankRegionsResponse ranks_;
};

TEST_F(RegionQueriesTest, ComparesRegionByRegionInTheOrderAskedFor) {
  fixture_.Add("甲", "2023", {Caoe("20"), Baiguan("40"), Of(Baiguan("3"), "tax_revenue", "CNY")});
  compare_.add_indicators("indicators/tax_revenue");
  const auto response = Compare();
  ASSERT_EQ(response.rows_size(), 4);
  EXPECT_EQ(response.regions(1).id(), kCaoe);
  EXPECT_EQ(response.indicators(0).name(), "indicators/gdp");
  EXPECT_EQ(response.rows(0).value(), "40");
  EXPECT_EQ(response.rows(0).record().document().title(), "甲");
  EXPECT_NE(response.rows(0).record().provenance().sentence(), "");
  EXPECT_EQ(response.rows(1).value(), "3");
  EXPECT_EQ(response.rows(2).region(), kCaoe);
  EXPECT_EQ(response.rows(2).value(), "20");
  EXPECT_EQ(response.rows(3).missing_reason(), "no document gives it");
}

TEST_F(RegionQueriesTest, UnitsAreReconciledToTheMostUsual) {
  fixture_.Add("甲", "2023",
               {Of(Baiguan("40"), "forest_area", "[mu]"), Of(Caoe("2000"), "forest_area", "m2"),
                Of(Yuecheng("7"), "forest_area", "[mu]")});
  compare_.set_indicators(0, "indicators/forest_area");
  compare_.add_regions("regions/330602");
  const auto response = Compare();
  EXPECT_EQ(response.rows(1).value(), "3");
  EXPECT_EQ(response.rows(1).unit(), "[mu]");
  EXPECT_EQ(response.rows(1).record().quantity().unit(), "m2");
}

TEST_F(RegionQueriesTest, IndicatorsPerSomethingMeanTheQuotientEitherWay) {
  fixture_.Add("甲", "2023", {Of(Baiguan("40"), "tax_per_mu", "CNY/[mu]"), Of(Caoe("20"), "tax_per_mu", "CNY")});
  compare_.set_indicators(0, "亩均税收");
  const auto response = Compare();
  EXPECT_EQ(response.rows(0).value(), "40");
  EXPECT_EQ(response.rows(1).value(), "20");
}

TEST_F(RegionQueriesTest, MissingFiguresSayWhy) {
  Figure other_year = Caoe("5");
  other_year.period = "2021";
  Figure target = Baiguan("5");
  target.modality = v1::MODALITY_TARGET;
  fixture_.Add("甲", "2023",
               {other_year, target, As(Baiguan("8"), v1::MEASURE_GROWTH, "%"), Yuecheng("1"), Yuecheng("1"),
                Shangyu("1"), As(In("330681", "诸暨市", "3"), v1::MEASURE_LEVEL, "{张}")});
  compare_.add_regions("regions/330681");
  compare_.add_regions("regions/330602");
  compare_.add_regions("regions/330604");
  const auto response = Compare();
  EXPECT_EQ(response.rows(0).missing_reason(), "of 2022 documents give only: growth, target level");
  EXPECT_EQ(response.rows(1).missing_reason(), "documents give it only for: 2021");
  EXPECT_EQ(response.rows(2).missing_reason(), "it is given in {张}, which does not convert to CNY");
  EXPECT_EQ(response.rows(3).missing_reason(), "");
}

TEST_F(RegionQueriesTest, DisagreementIsToldAndGrowthIsThatOfTheYear) {
  fixture_.Add("甲", "2023-01", {Caoe("20"), As(Caoe("8"), v1::MEASURE_GROWTH, "%")});
  fixture_.Add("乙", "2023-02", {Caoe("25")});
  auto response = Compare();
  EXPECT_EQ(response.rows(1).value(), "25");
  EXPECT_EQ(response.rows(1).alternatives_size(), 1);
  EXPECT_THAT(response.rows(1).preference_reason(), HasSubstr("published later"));
  compare_.set_measure(v1::MEASURE_GROWTH);
  EXPECT_EQ(Compare().rows(1).value(), "8");
}

TEST_F(RegionQueriesTest, SharesAreOfTheMostUsualWhole) {
  const auto share = [](Figure figure, const std::string& whole) {
    figure = As(std::move(figure), v1::MEASURE_SHARE, "%");
    figure.whole = whole;
    return figure;
  };
  fixture_.Add("甲", "2023", {share(Baiguan("10"), "全区"), share(Yuecheng("12"), "全区"), share(Caoe("3"), "全市")});
  compare_.set_measure(v1::MEASURE_SHARE);
  const auto response = Compare();
  EXPECT_EQ(response.rows(0).value(), "10");
  EXPECT_EQ(response.rows(1).missing_reason(), "its figure is of 全市, most others are of 全区");
}

TEST_F(RegionQueriesTest, EqualValuesShareARankAndTheNextCountsThem) {
  fixture_.Add("甲", "2023", {Baiguan("40"), Caoe("40.0"), Yuecheng("30"), Shangyu("50")});
  EXPECT_THAT(Rank(), ElementsAre("1 上虞区 50", "2 百官街道 40", "2 曹娥街道 40.0", "4 越城区 30"));
  rank_.set_ascending(true);
  rank_.set_limit(1);
  EXPECT_THAT(Rank(), ElementsAre("1 越城区 30"));
  EXPECT_EQ(ranks_.region_count(), 4);
}

TEST_F(RegionQueriesTest, RanksWithinARegionAndAtALevel) {
  fixture_.Add("甲", "2023", {Baiguan("40"), Caoe("20"), Yuecheng("30"), Shangyu("50")});
  rank_.set_within("上虞区");
  EXPECT_THAT(Rank(), ElementsAre("1 百官街道 40", "2 曹娥街道 20")) << "below it, not itself";
  rank_.set_within("");
  rank_.set_level(v1::REGION_LEVEL_COUNTY);
  EXPECT_THAT(Rank(), ElementsAre("1 上虞区 50", "2 越城区 30"));
}

TEST_F(RegionQueriesTest, RanksPerSomethingAndTellsWhatHasNoDivisor) {
  const auto area = [](Figure figure) { return Of(std::move(figure), "land_area", "[mu]"); };
  fixture_.Add("甲", "2023", {Baiguan("40"), area(Baiguan("20")), Caoe("30"), area(Caoe("3")), Yuecheng("90")});
  rank_.set_per("indicators/land_area");
  EXPECT_THAT(Rank(), ElementsAre("1 曹娥街道 10", "2 百官街道 2"));
  EXPECT_EQ(ranks_.regions(0).unit(), "CNY/[mu]");
  EXPECT_EQ(ranks_.regions(0).per_record().quantity().value(), "3");
  ASSERT_EQ(ranks_.unranked_size(), 1);
  EXPECT_EQ(ranks_.unranked(0).region(), "regions/330602");
  EXPECT_THAT(ranks_.unranked(0).reason(), HasSubstr("no figure to divide by"));
}

TEST_F(RegionQueriesTest, ClaimedRanksStandBesideComputedOnes) {
  Figure claim = As(Caoe("1"), v1::MEASURE_RANK, "1");
  claim.whole = "全区";
  fixture_.Add("甲", "2023", {Baiguan("40"), Caoe("20"), claim});
  EXPECT_THAT(Rank(), ElementsAre("1 百官街道 40", "2 曹娥街道 20"));
  EXPECT_EQ(ranks_.regions(0).claims_size(), 0);
  ASSERT_EQ(ranks_.regions(1).claims_size(), 1);
  EXPECT_EQ(ranks_.regions(1).claims(0).quantity().value(), "1");
}

TEST_F(RegionQueriesTest, SubjectsThatAreNoRegionsAreLeftOut) {
  Figure company = Caoe("100");
  company.subject_id = "subjects/abc";
  fixture_.Add("甲", "2023", {Caoe("20"), company});
  EXPECT_THAT(Rank(), ElementsAre("1 曹娥街道 20"));
}

TEST_F(RegionQueriesTest, EveryBadArgumentHasItsViolation) {
  v1::CompareRegionsRequest compare;
  compare.set_period("上半年");
  compare.set_measure(static_cast<v1::Measure>(99));
  const absl::Status bad = CompareRegions(fixture_.context(), compare).status();
  for (const char* field : {"regions", "indicators", "period", "measure"})
    EXPECT_NE(Violation(bad, field), "") << field;
  compare_.add_regions("subjects/none");
  EXPECT_EQ(CompareRegions(fixture_.context(), compare_).status().code(), absl::StatusCode::kNotFound);
  rank_.set_period("");
  rank_.set_limit(-1);
  rank_.set_level(static_cast<v1::RegionLevel>(99));
  rank_.set_per("GDP");
  rank_.set_measure(v1::MEASURE_GROWTH);
  const absl::Status worse = RankRegions(fixture_.context(), rank_).status();
  for (const char* field : {"period", "limit", "level", "per"}) EXPECT_NE(Violation(worse, field), "") << field;
}

}  // namespace
}  // namespace fangzhi::query
