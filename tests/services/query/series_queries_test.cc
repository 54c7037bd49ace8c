#include "services/query/series_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Figure Gdp(const std::string& value, const std::string& period) {
  Figure figure;
  figure.phrase = "地区生产总值";
  figure.indicator = "indicators/gdp";
  figure.topic = "economy";
  figure.value = value;
  figure.period = period;
  return figure;
}

class SeriesQueriesTest : public testing::Test {
 protected:
  absl::StatusOr<v1::Series> Get(const std::string& indicator, const std::string& subject) {
    request_.set_indicator(indicator);
    request_.set_subject(subject);
    return GetSeries(fixture_.context(), request_);
  }

  std::vector<std::string> Periods(const v1::Series& series) {
    std::vector<std::string> periods;
    for (const auto& point : series.points()) periods.push_back(point.period().notation());
    return periods;
  }

  StoreFixture fixture_;
  v1::GetSeriesRequest request_;
};

TEST_F(SeriesQueriesTest, FindsIndicatorAndSubjectByIdAndByName) {
  fixture_.Add("甲", "2022", {Gdp("100", "2021"), Gdp("110", "2022")});
  for (const char* indicator : {"indicators/gdp", "地区生产总值", "GDP"}) {
    for (const char* subject : {"regions/330604002", "曹娥街道"}) {
      const auto series = Get(indicator, subject);
      ASSERT_TRUE(series.ok()) << series.status();
      EXPECT_EQ(series->indicator().name(), "indicators/gdp");
      EXPECT_EQ(series->indicator().record_count(), 2);
      EXPECT_EQ(series->indicator().first_period(), "2021");
      EXPECT_EQ(series->subject().id(), "regions/330604002");
      EXPECT_THAT(Periods(*series), ElementsAre("2021", "2022"));
    }
  }
}

TEST_F(SeriesQueriesTest, OpenIndicatorsAndSubjectsHaveSeriesToo) {
  Figure figure;
  figure.phrase = "点亮微心愿";
  figure.subject = "电机产业大脑";
  figure.subject_id = "subjects/abc";
  figure.value = "752";
  figure.unit = "{家}";
  fixture_.Add("甲", "2022", {figure});
  auto series = Get("点亮微心愿", "电机产业大脑");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->points(0).values(0).record().quantity().value(), "752");
  EXPECT_EQ(series->indicator().display_name(), "点亮微心愿");
  EXPECT_TRUE(Get(series->indicator().name(), "subjects/abc").ok());
}

TEST_F(SeriesQueriesTest, PhraseOfTheCatalogueFindsOpenRecordsWhereOnlyTheseAreThere) {
  Figure figure;
  figure.phrase = "地区生产总值";
  figure.unit = "{张}";
  fixture_.Add("甲", "2022", {figure});
  const auto series = Get("地区生产总值", "曹娥街道");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->points_size(), 1);
  EXPECT_EQ(Get("indicators/gdp", "曹娥街道")->points_size(), 0);
}

TEST_F(SeriesQueriesTest, NameOfSeveralRegionsWithRecordsIsAnsweredWithTheCandidates) {
  // 城东街道 is the name of many.
  const auto regions = StoreFixture::catalogue().gazetteer().Find("城东街道");
  ASSERT_GE(regions.size(), 2U);
  Figure first = Gdp("1", "2022");
  first.subject = "城东街道";
  first.subject_id = first.region = catalog::RegionResourceName(*regions[0]);
  Figure second = first;
  second.subject_id = second.region = catalog::RegionResourceName(*regions[1]);
  fixture_.Add("甲", "2022", {first});
  EXPECT_TRUE(Get("GDP", "城东街道").ok()) << "only one of them has records";
  fixture_.Add("乙", "2022", {second});
  EXPECT_THAT(Violation(Get("GDP", "城东街道").status(), "subject"),
              AllOf(HasSubstr(first.subject_id), HasSubstr(second.subject_id), HasSubstr("城东街道")));
}

TEST_F(SeriesQueriesTest, RegionGoesBeforeOtherSubjectsOfItsName) {
  Figure other = Gdp("5", "2022");
  other.subject_id = "subjects/other";
  fixture_.Add("甲", "2022", {Gdp("100", "2022"), other});
  const auto series = Get("GDP", "曹娥街道");
  ASSERT_TRUE(series.ok()) << series.status();
  EXPECT_EQ(series->subject().id(), "regions/330604002");
}

TEST_F(SeriesQueriesTest, UnknownNamesAreNotFoundAndKnownOnesWithoutRecordsAreEmpty) {
  fixture_.Add("甲", "2022", {Gdp("100", "2022")});
  EXPECT_EQ(Get("没有这个指标名", "曹娥街道").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("indicators/no_such", "曹娥街道").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("indicators/open-0", "曹娥街道").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("GDP", "没有这个地方").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("GDP", "regions/999999").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("GDP", "subjects/none").status().code(), absl::StatusCode::kNotFound);
  const auto empty = Get("GDP", "regions/330604");
  ASSERT_TRUE(empty.ok()) << empty.status();
  EXPECT_EQ(empty->points_size(), 0);
}

TEST_F(SeriesQueriesTest, RangesGranularityAndLatestSelectPeriods) {
  fixture_.Add("甲", "2022",
               {Gdp("1", "2019"), Gdp("2", "2020"), Gdp("3", "2021"), Gdp("4", "2021-H1"), Gdp("5", "/2021-12"),
                Gdp("6", "2022"), Gdp("7", "")});
  request_.set_from("2020");
  request_.set_to("2021");
  EXPECT_THAT(Periods(*Get("GDP", "曹娥街道")), ElementsAre("2020", "2021-H1", "/2021-12", "2021"));
  request_.set_granularity(v1::GRANULARITY_YEAR);
  EXPECT_THAT(Periods(*Get("GDP", "曹娥街道")), ElementsAre("2020", "2021"));
  request_.set_from("");
  request_.set_to("");
  request_.set_latest(2);
  const auto latest = Get("GDP", "曹娥街道");
  EXPECT_THAT(Periods(*latest), ElementsAre("2021", "2022"));
  EXPECT_EQ(latest->undated_size(), 1) << "records without period are told whatever the range";
}

TEST_F(SeriesQueriesTest, AsOfReadsThePast) {
  const std::string document = fixture_.Add("甲", "2022", {Gdp("100", "2022")});
  const absl::Time before = fixture_.now();
  fixture_.Replace(document, {Gdp("105", "2022")});
  EXPECT_EQ(Get("GDP", "曹娥街道")->points(0).values(0).record().quantity().value(), "105");
  request_.mutable_as_of()->set_seconds(absl::ToUnixSeconds(before));
  EXPECT_EQ(Get("GDP", "曹娥街道")->points(0).values(0).record().quantity().value(), "100");
}

TEST_F(SeriesQueriesTest, EveryBadArgumentHasItsViolation) {
  request_.set_from("上半年");
  request_.set_to("2022-07/");
  request_.set_latest(-1);
  request_.set_granularity(static_cast<v1::Granularity>(99));
  const absl::Status status = Get("GDP", "曹娥街道").status();
  for (const char* field : {"from", "to", "latest", "granularity"}) EXPECT_NE(Violation(status, field), "") << field;
  request_.Clear();
  EXPECT_NE(Violation(Get("", "曹娥街道").status(), "indicator"), "");
  EXPECT_NE(Violation(Get("GDP", "").status(), "subject"), "");
  request_.set_from("2023");
  request_.set_to("2021");
  EXPECT_NE(Violation(Get("GDP", "曹娥街道").status(), "to"), "");
}

TEST_F(SeriesQueriesTest, SeriesTooLargeForAMessageLosesSentencesOfAlternatives) {
  std::string words;
  for (int i = 0; i < 1900; ++i) words += "字";
  std::vector<Figure> figures(700, Gdp("100", "2022"));
  for (Figure& figure : figures) figure.phrase = words;
  fixture_.Add("甲", "2022", figures);
  const auto series = Get("GDP", "曹娥街道");
  if (series.ok()) {
    EXPECT_LT(series->ByteSizeLong(), size_t{4} << 20);
  } else {
    EXPECT_NE(Violation(series.status(), "latest"), "") << series.status();
  }
}

}  // namespace
}  // namespace fangzhi::query
