#include "services/query/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/query/preferred_figure.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A record in a document of its own.
v1::Record Reported(const Figure& figure, const std::string& document, const std::string& published) {
  v1::Record record = ToRecord(figure, 5);
  record.set_name("documents/" + document + "/records/5-0");
  record.mutable_document()->set_document("documents/" + document);
  record.mutable_document()->set_published(published);
  return record;
}

v1::Record Level(const std::string& value, const std::string& period, const std::string& document = "A",
                 const std::string& published = "2022") {
  Figure figure;
  figure.value = value;
  figure.period = period;
  return Reported(figure, document, published);
}

v1::Record Growth(const std::string& value, const std::string& period, const std::string& base = "yoy") {
  Figure figure;
  figure.value = value;
  figure.unit = "%";
  figure.measure = v1::MEASURE_GROWTH;
  figure.base = base;
  figure.period = period;
  return Reported(figure, "A", "2022");
}

SeriesBounds Latest(int periods) {
  SeriesBounds bounds;
  bounds.latest = periods;
  return bounds;
}

// `2021:level=5,growth=3`; derived ones with `~`, gaps `2021:gap`.
std::vector<std::string> Show(const std::vector<v1::SeriesPoint>& points) {
  std::vector<std::string> shown;
  for (const auto& point : points) {
    std::string text = point.period().notation() + ":" + (point.gap() ? "gap" : "");
    for (const auto& value : point.values()) {
      const std::string name = v1::Measure_Name(value.measure()).substr(8);
      text += (text.back() == ':' ? "" : ",") + (value.modality() == v1::MODALITY_TARGET ? "TARGET " + name : name) +
              "=" + (value.derived() ? "~" : "") + value.record().quantity().value();
    }
    shown.push_back(text);
  }
  return shown;
}

TEST(SeriesTest, PutsMeasuresAndTargetsSideBySide) {
  v1::Record target = Level("1200", "2022");
  target.set_modality(v1::MODALITY_TARGET);
  EXPECT_THAT(Show(BuildSeriesPoints({Growth("8", "2022"), target, Level("1080", "2022"), Level("1000", "2021")}, {})),
              ElementsAre("2021:LEVEL=1000", "2022:LEVEL=1080,TARGET LEVEL=1200,GROWTH=8"));
}

TEST(SeriesTest, OrdersPeriodsByEndThenShorterFirst) {
  EXPECT_THAT(
      Show(BuildSeriesPoints({Level("1", "2022"), Level("2", "2022-Q4"), Level("3", "/2022-12"), Level("4", "2022-12"),
                              Level("5", "2022-05"), Level("6", "2021/2022"), Level("7", "2022-07/")},
                             {})),
      ElementsAre("2022-05:LEVEL=5", "2022-06:gap", "2022-07:gap", "2022-08:gap", "2022-09:gap", "2022-10:gap",
                  "2022-11:gap", "/2022-12:LEVEL=3", "2022-12:LEVEL=4", "2022-Q4:LEVEL=2", "2022:LEVEL=1",
                  "2021/2022:LEVEL=6", "2022-07/:LEVEL=7"));
}

TEST(SeriesTest, UnitsBasesAndWholesAreFiguresOfTheirOwn) {
  v1::Record dollars = Level("70", "2022");
  dollars.mutable_quantity()->set_unit("USD");
  EXPECT_THAT(Show(BuildSeriesPoints({Level("500", "2022"), dollars, Growth("8", "2022", "yoy"),
                                      Growth("2", "2022", "mom"), Growth("8", "2022", "")},
                                     {})),
              ElementsAre("2022:LEVEL=500,LEVEL=70,GROWTH=2,GROWTH=8"))
      << "two levels: nothing is derived";
}

TEST(SeriesTest, FigureWithoutWholeJoinsTheOnlyOne) {
  Figure figure;
  figure.measure = v1::MEASURE_SHARE;
  figure.unit = "%";
  figure.value = "30";
  const v1::Record bare = Reported(figure, "A", "2022");
  figure.whole = "全区";
  const v1::Record of_district = Reported(figure, "B", "2022");
  auto points = BuildSeriesPoints({bare, of_district}, {});
  ASSERT_EQ(points.size(), 1U);
  EXPECT_EQ(points[0].values_size(), 1);
  figure.whole = "全市";
  points = BuildSeriesPoints({bare, of_district, Reported(figure, "C", "2022")}, {});
  EXPECT_EQ(points[0].values_size(), 3);
}

TEST(SeriesTest, LaterDocumentIsPreferredWhereFiguresDiffer) {
  const auto points =
      BuildSeriesPoints({Level("2853000000", "2022", "A", "2022-05"), Level("2860000000", "2022", "B", "2023-02")}, {});
  const v1::SeriesValue& value = points.at(0).values(0);
  EXPECT_EQ(value.record().quantity().value(), "2860000000");
  ASSERT_EQ(value.alternatives_size(), 1);
  EXPECT_EQ(value.alternatives(0).quantity().value(), "2853000000");
  EXPECT_EQ(value.preference_reason(), "its document was published later: 2023-02 against 2022-05");
}

TEST(SeriesTest, AgreeingFiguresNeedNoReason) {
  const auto points =
      BuildSeriesPoints({Level("2853000000", "2022", "A", "2022-05"), Level("2853000000", "2022", "B", "2023-02")}, {});
  EXPECT_EQ(points.at(0).values(0).preference_reason(), "");
  EXPECT_EQ(points.at(0).values(0).alternatives_size(), 1);
}

TEST(SeriesTest, DerivesThePriorYearFromLevelAndGrowth) {
  const auto points = BuildSeriesPoints({Level("40109000000", "2022"), Growth("17.12", "2022")}, {});
  EXPECT_THAT(Show(points), ElementsAre("2021:LEVEL=~34246000000", "2022:LEVEL=40109000000,GROWTH=17.12"));
  const v1::SeriesValue& derived = points[0].values(0);
  EXPECT_TRUE(derived.record().name().empty());
  EXPECT_EQ(derived.record().quantity().unit(), "CNY");
  EXPECT_EQ(derived.record().quantity().comparator(), v1::COMPARATOR_ABOUT);
  EXPECT_EQ(derived.inputs_size(), 2);
}

TEST(SeriesTest, DerivesNothingThatIsKnownOrUncertain) {
  EXPECT_THAT(Show(BuildSeriesPoints({Level("100", "2021"), Level("110", "2022"), Growth("12", "2022")}, {})),
              ElementsAre("2021:LEVEL=100", "2022:LEVEL=110,GROWTH=12"));
  v1::Record bound = Level("100", "2022");
  bound.mutable_quantity()->set_comparator(v1::COMPARATOR_MORE_THAN);
  EXPECT_THAT(Show(BuildSeriesPoints({bound, Growth("12", "2022")}, {})), ElementsAre("2022:LEVEL=100,GROWTH=12"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("100", "2022"), Growth("12", "2022", "mom")}, {})),
              ElementsAre("2022:LEVEL=100,GROWTH=12"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("100", "2022"), Growth("-100", "2022")}, {})),
              ElementsAre("2022:LEVEL=100,GROWTH=-100"));
}

TEST(SeriesTest, DerivesForPartsOfAYear) {
  EXPECT_THAT(Show(BuildSeriesPoints({Level("300", "2024-02"), Growth("50", "2024-02")}, Latest(2))).front(),
              "2023-02:LEVEL=~200");
  EXPECT_THAT(Show(BuildSeriesPoints({Level("300", "2024-01/2024-05"), Growth("50", "2024-01/2024-05")}, {})),
              ElementsAre("2023-01/2023-05:LEVEL=~200", "2024-01/2024-05:LEVEL=300,GROWTH=50"));
}

TEST(SeriesTest, GapsLieBetweenKnownPeriodsOnly) {
  EXPECT_THAT(Show(BuildSeriesPoints({Level("1", "2019"), Level("2", "2022")}, {})),
              ElementsAre("2019:LEVEL=1", "2020:gap", "2021:gap", "2022:LEVEL=2"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("1", "2021-Q3"), Level("2", "2022-Q2")}, {})),
              ElementsAre("2021-Q3:LEVEL=1", "2021-Q4:gap", "2022-Q1:gap", "2022-Q2:LEVEL=2"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("1", "2021-H1"), Level("2", "2022-H1")}, {})),
              ElementsAre("2021-H1:LEVEL=1", "2021-H2:gap", "2022-H1:LEVEL=2"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("1", "/2019-12"), Level("2", "/2022-12")}, {})),
              ElementsAre("/2019-12:LEVEL=1", "/2022-12:LEVEL=2"));
}

TEST(SeriesTest, GapsNeverPassTheLimitOfPoints) {
  EXPECT_EQ(BuildSeriesPoints({Level("1", "0900-01"), Level("2", "2022-01")}, {}).size(), 1000U);
}

TEST(SeriesTest, BoundsHoldForDerivedPointsToo) {
  SeriesBounds bounds;
  bounds.from = absl::CivilDay(2022, 1, 1);
  EXPECT_THAT(Show(BuildSeriesPoints({Level("300", "2022"), Growth("50", "2022")}, bounds)),
              ElementsAre("2022:LEVEL=300,GROWTH=50"));
  EXPECT_THAT(Show(BuildSeriesPoints({Level("300", "2022"), Growth("50", "2022")}, Latest(1))),
              ElementsAre("2022:LEVEL=300,GROWTH=50"));
}

v1::Record Bounded(const std::string& value, v1::Comparator comparator, const std::string& high = "") {
  Figure figure;
  figure.value = value;
  figure.comparator = comparator;
  v1::Record record = Reported(figure, "A", "2022");
  record.mutable_quantity()->set_value_high(high);
  return record;
}

TEST(PreferredFigureTest, FiguresAgreeWhereBothCanBeRight) {
  EXPECT_TRUE(Agree(Level("2853000000", "2022"), Level("2900000000", "2022"))) << "rounded to 29亿";
  EXPECT_FALSE(Agree(Level("2853000000", "2022"), Level("2860000000", "2022")));
  EXPECT_TRUE(Agree(Level("2.20", "2022"), Level("2.2", "2022")));
  EXPECT_TRUE(Agree(Level("12.34", "2022"), Level("12.3", "2022")));
  EXPECT_FALSE(Agree(Level("1023", "2022"), Level("1000", "2022"))) << "one digit is too coarse to tell";
  EXPECT_TRUE(Agree(Bounded("2800000000", v1::COMPARATOR_MORE_THAN), Level("2853000000", "2022")));
  EXPECT_FALSE(Agree(Bounded("2900000000", v1::COMPARATOR_MORE_THAN), Level("2853000000", "2022")));
  EXPECT_FALSE(Agree(Bounded("100", v1::COMPARATOR_MORE_THAN), Level("2853000000", "2022")));
  EXPECT_TRUE(Agree(Bounded("30", v1::COMPARATOR_ABOUT), Level("29", "2022")));
  EXPECT_FALSE(Agree(Bounded("30", v1::COMPARATOR_ABOUT), Level("20", "2022")));
  EXPECT_TRUE(Agree(Level("15", "2022"), Bounded("10", v1::COMPARATOR_RANGE, "20")));
  EXPECT_FALSE(Agree(Level("25", "2022"), Bounded("10", v1::COMPARATOR_RANGE, "20")));
}

TEST(PreferredFigureTest, PrefersByStatedOrder) {
  v1::Record unsure = Level("5", "2022", "A", "2023");
  unsure.set_confidence(0.3);
  PreferredFigure figure = Prefer({unsure, Level("6", "2022", "B", "2022")});
  EXPECT_EQ(figure.record.quantity().value(), "6");
  EXPECT_EQ(figure.reason, "the other was read with low confidence");

  v1::Record bound = Bounded("9", v1::COMPARATOR_AT_LEAST);
  figure = Prefer({bound, Level("6", "2022", "B", "2021")});
  EXPECT_EQ(figure.reason, "the other is a bound or an approximation");

  figure = Prefer({Level("5", "2022", "A"), Level("6", "2022", "B"), Level("6", "2022", "C")});
  EXPECT_EQ(figure.record.quantity().value(), "6");
  EXPECT_EQ(figure.reason, "more documents give it: 2 against 1");

  figure = Prefer({Level("5", "2022", "A"), Level("6.5", "2022", "B")});
  EXPECT_EQ(figure.reason, "it is given with more digits");

  figure = Prefer({Level("5", "2022", "B"), Level("6", "2022", "A")});
  EXPECT_EQ(figure.record.quantity().value(), "6");
  EXPECT_THAT(figure.reason, HasSubstr("nothing tells them apart"));
}

TEST(PreferredFigureTest, ValueRepeatedInOneDocumentCountsOnce) {
  v1::Record again = Level("6", "2022", "B");
  again.set_name("documents/B/records/9-0");
  const PreferredFigure figure = Prefer({Level("5.5", "2022", "A"), Level("6", "2022", "B"), again});
  EXPECT_EQ(figure.record.quantity().value(), "5.5") << "more digits, one document each";
}

TEST(PreferredFigureTest, LastDigitExponent) {
  EXPECT_EQ(LastDigitExponent("2853000000"), 6);
  EXPECT_EQ(LastDigitExponent("2.20"), -2);
  EXPECT_EQ(LastDigitExponent("7"), 0);
  EXPECT_EQ(LastDigitExponent("0"), 0);
  EXPECT_EQ(LastDigitExponent("-150"), 1);
}

}  // namespace
}  // namespace fangzhi::query
