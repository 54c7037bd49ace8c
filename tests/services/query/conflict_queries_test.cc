#include "services/query/conflict_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Figure Gdp(const std::string& value, const std::string& period = "2022") {
  Figure figure;
  figure.phrase = "地区生产总值";
  figure.indicator = "indicators/gdp";
  figure.value = value;
  figure.period = period;
  return figure;
}

Figure Growth(const std::string& value, const std::string& period = "2022") {
  Figure figure = Gdp(value, period);
  figure.measure = v1::MEASURE_GROWTH;
  figure.unit = "%";
  figure.base = "yoy";
  return figure;
}

class ConflictQueriesTest : public testing::Test {
 protected:
  v1::ListConflictsResponse List() {
    const auto response = ListConflicts(fixture_.context(), request_);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ListConflictsResponse();
  }

  // `kind: explanation` of each finding.
  std::vector<std::string> Check() {
    v1::CheckConsistencyRequest request;
    request.set_filter(filter_);
    const auto response = CheckConsistency(fixture_.context(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> findings;
    for (const auto& finding : response->findings()) {
      EXPECT_GE(finding.records_size(), 2);
      findings.push_back(finding.kind() + ": " + finding.explanation());
    }
    return findings;
  }

  StoreFixture fixture_;
  v1::ListConflictsRequest request_;
  std::string filter_;
};

TEST_F(ConflictQueriesTest, DocumentsThatDisagreeOnAFigureAreAConflict) {
  fixture_.Add("甲", "2023-01", {Gdp("46820000000"), Growth("8"), Gdp("100", "2021")});
  fixture_.Add("乙", "2023-02", {Gdp("46690000000"), Growth("8.0"), Gdp("300", "2020")});
  const auto response = List();
  ASSERT_EQ(response.conflicts_size(), 1);
  const v1::Conflict& conflict = response.conflicts(0);
  ASSERT_EQ(conflict.records_size(), 2);
  EXPECT_EQ(conflict.records(0).document().title(), "乙");
  EXPECT_EQ(conflict.relative_difference(), "0.0028");
  EXPECT_THAT(conflict.preference_reason(), HasSubstr("published later"));
  EXPECT_NE(conflict.records(0).provenance().sentence(), "");
}

TEST_F(ConflictQueriesTest, RoundingsBoundsTargetsAndOneDocumentAloneAreNone) {
  Figure about = Gdp("47000000000");
  about.comparator = v1::COMPARATOR_ABOUT;
  Figure target = Gdp("50000000000");
  target.modality = v1::MODALITY_TARGET;
  fixture_.Add("甲", "2023-01", {Gdp("46820000000"), Gdp("46822000000"), target});
  fixture_.Add("乙", "2023-02", {Gdp("46800000000"), about});
  EXPECT_THAT(List().conflicts(), IsEmpty());
}

TEST_F(ConflictQueriesTest, DifferencesAreExactWhateverTheSigns) {
  fixture_.Add("甲", "2023-01", {Growth("-2"), Gdp("0", "2021")});
  fixture_.Add("乙", "2023-02", {Growth("6"), Gdp("5", "2021")});
  const auto response = List();
  ASSERT_EQ(response.conflicts_size(), 2);
  EXPECT_EQ(response.conflicts(0).relative_difference(), "1.0000");
  EXPECT_EQ(response.conflicts(1).relative_difference(), "1.3333");
}

TEST_F(ConflictQueriesTest, PagesGoOnWhereTheyEndedAndKeepToTheFilter) {
  std::vector<Figure> first;
  std::vector<Figure> second;
  for (int year = 2001; year <= 2009; ++year) {
    first.push_back(Gdp("100", std::to_string(year)));
    second.push_back(Gdp("200", std::to_string(year)));
  }
  fixture_.Add("甲", "2023-01", first);
  fixture_.Add("乙", "2023-02", second);
  request_.set_filter("period > 2002");
  request_.set_page_size(3);
  std::vector<std::string> periods;
  int pages = 0;
  do {
    const auto response = List();
    EXPECT_LE(response.conflicts_size(), 3);
    for (const auto& conflict : response.conflicts()) periods.push_back(conflict.records(0).period().notation());
    request_.set_page_token(response.next_page_token());
    ASSERT_LT(++pages, 10);
  } while (!request_.page_token().empty());
  EXPECT_THAT(periods, ElementsAre("2003", "2004", "2005", "2006", "2007", "2008", "2009"));
}

TEST_F(ConflictQueriesTest, FigureOfManyRecordsIsOneConflict) {
  std::vector<Figure> many;
  for (int i = 0; i < 100; ++i) many.push_back(Gdp(std::to_string(1000 + i)));
  fixture_.Add("甲", "2023-01", many);
  fixture_.Add("乙", "2023-02", {Gdp("5"), Gdp("5", "2023")});
  fixture_.Add("丙", "2023-03", {Gdp("7", "2023")});
  const auto response = List();
  ASSERT_EQ(response.conflicts_size(), 2);
  EXPECT_EQ(response.conflicts(0).records_size(), 101);
  EXPECT_EQ(response.conflicts(1).records_size(), 2);
  EXPECT_EQ(response.next_page_token(), "");
}

TEST_F(ConflictQueriesTest, PeriodsOfOtherGranularityAreOtherFigures) {
  // Both end on that day and have no other.
  fixture_.Add("甲", "2023-01", {Gdp("100", "2022-12-31"), Gdp("100", "/2022-12")});
  fixture_.Add("乙", "2023-02", {Gdp("200", "/2022-12")});
  fixture_.Add("丙", "2023-03", {Gdp("100", "2022-12-31")});
  const auto response = List();
  ASSERT_EQ(response.conflicts_size(), 1);
  EXPECT_EQ(response.conflicts(0).records(0).period().notation(), "/2022-12");
}

TEST_F(ConflictQueriesTest, EveryBadArgumentHasItsViolation) {
  request_.set_filter("size = 1");
  request_.set_page_size(-1);
  request_.set_page_token("?");
  const absl::Status status = ListConflicts(fixture_.context(), request_).status();
  for (const char* field : {"filter", "page_size", "page_token"}) EXPECT_NE(Violation(status, field), "") << field;
  v1::CheckConsistencyRequest check;
  check.set_filter("size = 1");
  EXPECT_NE(Violation(CheckConsistency(fixture_.context(), check).status(), "filter"), "");
}

TEST_F(ConflictQueriesTest, GrowthIsCheckedAgainstLevels) {
  fixture_.Add("甲", "2023", {Gdp("10000000000", "2021"), Gdp("11000000000"), Growth("8.2")});
  EXPECT_THAT(Check(), ElementsAre("growth_against_levels: 11000000000 CNY / 10000000000 CNY − 1 = 10%, and 8.2% is "
                                   "reported"));
  filter_ = "period = 2022";
  EXPECT_THAT(Check(), IsEmpty()) << "the level before is not among the records";
}

TEST_F(ConflictQueriesTest, WhatRoundingExplainsIsNoFinding) {
  fixture_.Add("甲", "2023", {Gdp("10100000000", "2021"), Gdp("11000000000"), Growth("8.5")});
  EXPECT_THAT(Check(), IsEmpty());
}

TEST_F(ConflictQueriesTest, SharesAreCheckedAgainstBothLevels) {
  const auto industry = [](const std::string& value) {
    Figure figure = Gdp(value);
    figure.indicator = "indicators/secondary_industry_value_added";
    figure.phrase = "第二产业增加值";
    return figure;
  };
  Figure share = industry("45");
  share.measure = v1::MEASURE_SHARE;
  share.unit = "%";
  share.whole = "生产总值";
  fixture_.Add("甲", "2023", {Gdp("20000000000"), industry("8000000000"), share});
  EXPECT_THAT(Check(),
              ElementsAre("share_against_levels: 8000000000 CNY / 20000000000 CNY = 40%, and 45% is reported"));
}

TEST_F(ConflictQueriesTest, IndustriesAreCheckedAgainstTheProductInLevelsAndShares) {
  std::vector<Figure> figures = {Gdp("100")};
  std::vector<Figure> shares;
  for (const char* name : {"primary", "secondary", "tertiary"}) {
    Figure figure = Gdp("30");
    figure.indicator = std::string("indicators/") + name + "_industry_value_added";
    figures.push_back(figure);
    figure.measure = v1::MEASURE_SHARE;
    figure.unit = "%";
    figure.period = "2021";
    figure.value = "35.5";
    shares.push_back(figure);
  }
  fixture_.Add("甲", "2023", figures);
  fixture_.Add("乙", "2022", shares);
  EXPECT_THAT(Check(), ElementsAre("parts_against_whole: 30 + 30 + 30 = 90, and 100 CNY is reported",
                                   "parts_against_whole: 35.5% + 35.5% + 35.5% = 106.5%"));
}

TEST_F(ConflictQueriesTest, RegionsWithinAreCheckedAgainstTheWhole) {
  const auto in = [](const char* region, const std::string& value) {
    Figure figure = Gdp(value);
    figure.subject = figure.subject_id = figure.region = region;
    return figure;
  };
  fixture_.Add("甲", "2023",
               {in("regions/330604", "100"), in("regions/330604001", "60"), in("regions/330604002", "70")});
  EXPECT_THAT(Check(), ElementsAre("parts_against_whole: 2 regions within have 130 together, and the whole is reported "
                                   "with 100 CNY"));
}

TEST_F(ConflictQueriesTest, OutcomesAreCheckedAgainstTargets) {
  Figure target = Gdp("50000000000");
  target.modality = v1::MODALITY_TARGET;
  Figure ceiling = Growth("5", "2021");
  ceiling.modality = v1::MODALITY_TARGET;
  ceiling.comparator = v1::COMPARATOR_AT_MOST;
  fixture_.Add("甲", "2022-01", {target, ceiling});
  fixture_.Add("乙", "2023-01", {Gdp("48000000000"), Growth("6", "2021")});
  EXPECT_THAT(Check(), ElementsAre("outcome_against_target: 6% came of a target of 5%: 1 off",
                                   "outcome_against_target: 48000000000 CNY came of a target of 50000000000 CNY: "
                                   "-2000000000 off"));
}

}  // namespace
}  // namespace fangzhi::query
