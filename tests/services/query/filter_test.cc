#include "services/query/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// The filter as the caller writes it, evaluated by a real store; records are told apart by their values.
class FilterTest : public testing::Test {
 protected:
  std::vector<std::string> Match(const std::string& filter) {
    const auto parsed = ParseFilter(filter, StoreFixture::catalogue());
    if (!parsed.ok()) return {std::string(parsed.status().message())};
    store::RecordListOptions options;
    options.filter = *parsed;
    options.page_size = 100;
    const auto page = fixture_.store().records().List(options);
    if (!page.ok()) return {std::string(page.status().message())};
    std::vector<std::string> values;
    for (const v1::Record& record : page->records) values.push_back(record.quantity().value());
    std::ranges::sort(values);
    return values;
  }

  std::string Error(const std::string& filter) {
    const auto parsed = ParseFilter(filter, StoreFixture::catalogue());
    return parsed.ok() ? "" : std::string(parsed.status().message());
  }

  Figure Valued(const std::string& value) {
    Figure figure;
    figure.value = value;
    return figure;
  }

  StoreFixture fixture_;
};

TEST_F(FilterTest, EmptyFilterMatchesAll) {
  fixture_.Add("甲", "2022", {Valued("1"), Valued("2")});
  EXPECT_THAT(Match(""), ElementsAre("1", "2"));
}

TEST_F(FilterTest, ComparesValuesAsExactDecimals) {
  fixture_.Add("甲", "2022", {Valued("9"), Valued("10"), Valued("10.5"), Valued("-3")});
  EXPECT_THAT(Match("value = 10.0"), ElementsAre("10"));
  EXPECT_THAT(Match("value != 10"), ElementsAre("-3", "10.5", "9"));
  EXPECT_THAT(Match("value < 10"), ElementsAre("-3", "9"));
  EXPECT_THAT(Match("value <= 10"), ElementsAre("-3", "10", "9"));
  EXPECT_THAT(Match("value > 10"), ElementsAre("10.5"));
  EXPECT_THAT(Match("value >= 10 AND quantity.value < 10.5"), ElementsAre("10"));
  EXPECT_THAT(Match("value < -1"), ElementsAre("-3"));
}

TEST_F(FilterTest, ComparesTextsByEqualityContentAndPrefix) {
  Figure a = Valued("1");
  a.phrase = "规上工业总产值";
  Figure b = Valued("2");
  b.phrase = "工业投资";
  fixture_.Add("甲", "2022", {a, b});
  EXPECT_THAT(Match("indicator = 工业投资"), ElementsAre("2"));
  EXPECT_THAT(Match("indicator : 工业"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("indicator = \"规上*\""), ElementsAre("1"));
  EXPECT_THAT(Match("indicator = 工业*"), ElementsAre("2"));
  EXPECT_THAT(Match("-indicator:规上"), ElementsAre("2"));
  EXPECT_THAT(Match("indicator != 工业投资"), ElementsAre("1"));
}

TEST_F(FilterTest, IndicatorPhraseAlsoFindsWhatTheCatalogueHasItFor) {
  Figure a = Valued("1");
  a.phrase = "全区GDP";
  a.indicator = "indicators/gdp";
  Figure b = Valued("2");
  b.phrase = "走访企业";
  fixture_.Add("甲", "2022", {a, b});
  EXPECT_THAT(Match("indicator = 地区生产总值"), ElementsAre("1"));
  EXPECT_THAT(Match("indicator = \"indicators/gdp\""), ElementsAre("1"));
  EXPECT_THAT(Match("indicator != 地区生产总值"), ElementsAre("2"));
}

TEST_F(FilterTest, ReadsEnumerationsByGoldAndByOwnNames) {
  Figure a = Valued("1");
  a.measure = v1::MEASURE_GROWTH;
  a.modality = v1::MODALITY_TARGET;
  Figure b = Valued("2");
  b.comparator = v1::COMPARATOR_AT_LEAST;
  fixture_.Add("甲", "2022", {a, b});
  EXPECT_THAT(Match("measure = growth"), ElementsAre("1"));
  EXPECT_THAT(Match("measure = MEASURE_LEVEL"), ElementsAre("2"));
  EXPECT_THAT(Match("measure = (growth OR level)"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("measure != (growth OR level)"), IsEmpty());
  EXPECT_THAT(Match("modality = target"), ElementsAre("1"));
  EXPECT_THAT(Match("comparator = \">=\""), ElementsAre("2"));
  EXPECT_THAT(Match("comparator = at_least"), ElementsAre("2"));
}

TEST_F(FilterTest, PeriodsCompareByTheirEndsAndContent) {
  Figure month = Valued("1");
  month.period = "2022-05";
  Figure year = Valued("2");
  year.period = "2022";
  Figure plan = Valued("3");
  plan.period = "2021/2025";
  Figure stock = Valued("4");
  stock.period = "/2022-12";
  Figure none = Valued("5");
  none.period = "";
  fixture_.Add("甲", "2022", {month, year, plan, stock, none});
  EXPECT_THAT(Match("period = 2022"), ElementsAre("2"));
  EXPECT_THAT(Match("period : 2022"), ElementsAre("2", "3")) << "has all days of 2022";
  EXPECT_THAT(Match("period : 2022-05"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(Match("period < 2022"), ElementsAre("1"));
  EXPECT_THAT(Match("period <= 2022"), ElementsAre("1", "2", "4"));
  EXPECT_THAT(Match("period >= 2022"), ElementsAre("1", "2", "4"));
  EXPECT_THAT(Match("period > 2021"), ElementsAre("1", "2", "4"));
  EXPECT_THAT(Match("period = 2022*"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("period : *"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(Match("period = \"\""), ElementsAre("5"));
  EXPECT_THAT(Match("period.granularity = year"), ElementsAre("2"));
}

TEST_F(FilterTest, PeriodFunctionsOverlapAndContain) {
  Figure month = Valued("1");
  month.period = "2022-05";
  Figure plan = Valued("2");
  plan.period = "2021/2025";
  Figure before = Valued("3");
  before.period = "2020";
  fixture_.Add("甲", "2022", {month, plan, before});
  EXPECT_THAT(Match("period.overlaps(\"2022\")"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("period.within(\"2022\")"), ElementsAre("1"));
  EXPECT_THAT(Match("period.contains(\"2022-05-01\")"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("NOT period.overlaps(2022)"), ElementsAre("3"));
}

TEST_F(FilterTest, DatesStandForAllTheirDays) {
  Figure figure = Valued("1");
  figure.period = "2022-05";
  fixture_.Add("甲", "2022-05-20", {figure});
  for (const char* filter :
       {"period.first = 2022", "period.first >= 2022-05", "period.first <= 2022-05", "period.last < 2022-06",
        "period.last > 2022-04", "published = 2022-05", "published >= 2022-05-20", "published != 2021",
        "create_time > 2022", "create_time >= \"2023-11-14T00:00:00Z\""}) {
    EXPECT_THAT(Match(filter), ElementsAre("1")) << filter;
  }
  for (const char* filter : {"period.first > 2022", "period.first < 2022-05", "published < 2022-05-20",
                             "published = 2021", "create_time < 2022", "create_time = 2022"}) {
    EXPECT_THAT(Match(filter), IsEmpty()) << filter;
  }
}

TEST_F(FilterTest, RegionsAreFoundByCodeNameAndWithinOthers) {
  Figure street = Valued("1");
  Figure district = Valued("2");
  district.subject = "上虞区";
  district.subject_id = district.region = "regions/330604";
  Figure elsewhere = Valued("3");
  elsewhere.subject = "越城区";
  elsewhere.subject_id = elsewhere.region = "regions/330602";
  fixture_.Add("甲", "2022", {street, district, elsewhere});
  EXPECT_THAT(Match("region = \"regions/330604\""), ElementsAre("2"));
  EXPECT_THAT(Match("region = 上虞区"), ElementsAre("2"));
  EXPECT_THAT(Match("region.within(\"regions/330604\")"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("region.within(上虞区)"), ElementsAre("1", "2"));
  EXPECT_THAT(Match("-region.within(\"regions/330604\")"), ElementsAre("3"));
  EXPECT_THAT(Match("subject = 曹娥街道"), ElementsAre("1"));
  EXPECT_THAT(Match("subject = \"regions/330604\""), ElementsAre("2"));
}

TEST_F(FilterTest, FiltersByDocumentTitleTopicConfidenceAndSentence) {
  Figure sure = Valued("1");
  Figure unsure = Valued("2");
  unsure.confidence = 0.3;
  unsure.topic = "safety";
  const std::string first = fixture_.Add("甲报告", "2022", {sure});
  fixture_.Add("乙简报", "", {unsure});
  EXPECT_THAT(Match("document = \"" + first + "\""), ElementsAre("1"));
  EXPECT_THAT(Match("document = " + first.substr(std::string("documents/").size())), ElementsAre("1"));
  EXPECT_THAT(Match("title : 简报"), ElementsAre("2"));
  EXPECT_THAT(Match("topic = safety"), ElementsAre("2"));
  EXPECT_THAT(Match("topic = \"topics/industry\""), ElementsAre("1"));
  EXPECT_THAT(Match("confidence >= 0.5"), ElementsAre("1"));
  EXPECT_THAT(Match("sentence : 总产值2"), ElementsAre("2"));
  EXPECT_THAT(Match("published : *"), ElementsAre("1"));
}

TEST_F(FilterTest, ErrorsNameThePlaceAndWhatWasExpected) {
  EXPECT_THAT(Error("value > 1 AND indicater = x"),
              StartsWith("at character 15: expected a field, found \"indicater\"; fields are document, indicator,"));
  EXPECT_EQ(Error("measure = big"),
            "at character 11: expected one of level, growth, change, share, completion, difference, rank, multiple, "
            "found \"big\"");
  EXPECT_EQ(Error("value > 一百"), "at character 9: expected a decimal number of at most 30 digits, found \"一百\"");
  EXPECT_EQ(Error("value : 5"),
            "at character 9: \"value\" is compared by = != < <= > and >= only, found \":\" before this value");
  EXPECT_EQ(Error("measure > level"),
            "at character 11: \"measure\" is compared by = and != only, found \">\" before this value");
  EXPECT_EQ(Error("value = 5*"), "at character 9: expected a value without * for \"value\", found \"5*\"");
  EXPECT_THAT(Error("period = 2022-13"), StartsWith("at character 10: expected a period"));
  EXPECT_THAT(Error("period.first > 上半年"),
              StartsWith("at character 16: expected a year, half, quarter, month or day"));
  EXPECT_EQ(Error("region = 无此地"),
            "at character 10: expected regions/{region} or the name of a region, found \"无此地\"");
  EXPECT_THAT(Error("topic = weather"), StartsWith("at character 9: expected a topic that ListTopics gives"));
  EXPECT_THAT(Error("region.in(x)"), StartsWith("at character 1: expected a function, found \"region.in\""));
  EXPECT_EQ(Error("region.within()"), "at character 1: expected one value in region.within(…)");
  EXPECT_EQ(Error("document = \"a/b/c\""), "at character 12: expected documents/{document}, found \"a/b/c\"");
}

TEST_F(FilterTest, ErrorsFitIntoAFieldViolation) {
  constexpr size_t kLongestDescription = 300;
  for (const char* filter : {"indicater = x", "topic = weather", "measure = big", "region.in(x)"}) {
    EXPECT_LE(Error(filter).size(), kLongestDescription) << filter;
  }
}

TEST_F(FilterTest, EveryFieldComparesInTheStore) {
  fixture_.Add("甲", "2022", {Valued("1")});
  for (const char* field :
       {"indicator", "unit", "subject", "base", "whole", "number", "sentence", "title", "source", "extractor_version",
        "document.title", "indicator.indicator", "subject.id", "quantity.unit"}) {
    for (const char* sign : {"=", "!=", "<", "<=", ">", ">=", ":"}) {
      const std::string filter = std::string(field) + " " + sign + " 0";
      for (const std::string& answer : Match(filter)) EXPECT_EQ(answer, "1") << filter;
    }
  }
  for (const char* field : {"value_high", "period.first", "period.last", "published", "unit", "period", "subject.kind",
                            "measure", "region", "topic", "confidence", "indicator"}) {
    const std::string filter = std::string(field) + ":*";
    for (const std::string& answer : Match(filter)) EXPECT_EQ(answer, "1") << filter;
  }
}

TEST_F(FilterTest, RandomFiltersNeverCrashTheStore) {
  fixture_.Add("甲", "2022", {Valued("1"), Valued("2")});
  const std::vector<std::string> pieces = {
      "value",    "indicator", "period", "measure", "region", "=",     "!=",
      ">",        ":",         "2022",   "level",   "工业",   "*",     "\"",
      "(",        ")",         " AND ",  " OR ",    "-",      " NOT ", "period.overlaps(",
      "published"};
  std::mt19937 random(11);
  for (int i = 0; i < 5000; ++i) {
    std::string filter;
    for (auto n = random() % 12; n > 0; --n) filter += pieces[random() % pieces.size()];
    for (const std::string& answer : Match(filter)) {
      EXPECT_THAT(answer, testing::AnyOf("1", "2", StartsWith("at character"))) << filter;
    }
  }
}

}  // namespace
}  // namespace fangzhi::query
