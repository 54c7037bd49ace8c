#include "services/cli/charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fangzhi::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

v1::Record Figure(const std::string& value, v1::Modality modality = v1::MODALITY_ACTUAL) {
  v1::Record record;
  record.set_measure(v1::MEASURE_LEVEL);
  record.set_modality(modality);
  record.mutable_quantity()->set_value(value);
  record.mutable_quantity()->set_unit("CNY");
  record.mutable_quantity()->set_comparator(v1::COMPARATOR_EQUAL);
  record.mutable_subject()->set_name_text("曹娥街道");
  record.mutable_document()->set_document("documents/d");
  record.mutable_document()->set_title("甲 <报告>");
  return record;
}

void AddPoint(const std::string& period, v1::Granularity granularity, const std::vector<v1::Record>& records,
              v1::Series& series) {
  v1::SeriesPoint* point = series.add_points();
  point->mutable_period()->set_notation(period);
  point->mutable_period()->set_granularity(granularity);
  point->set_gap(records.empty());
  for (const v1::Record& record : records) {
    v1::SeriesValue* value = point->add_values();
    value->set_measure(record.measure());
    value->set_modality(record.modality());
    *value->mutable_record() = record;
  }
}

TEST(ChartsTest, SeriesHasAPanelForEachMeasureAndALineForEachModality) {
  v1::Series series;
  series.mutable_subject()->set_name_text("曹娥街道");
  series.mutable_indicator()->set_display_name("地区生产总值");
  v1::Record growth = Figure("8");
  growth.set_measure(v1::MEASURE_GROWTH);
  growth.mutable_quantity()->set_unit("%");
  AddPoint("2020", v1::GRANULARITY_YEAR, {Figure("2853000000"), growth}, series);
  AddPoint("2021", v1::GRANULARITY_YEAR, {}, series);
  AddPoint("2022-H1", v1::GRANULARITY_HALF, {Figure("1500000000")}, series);
  AddPoint("2022", v1::GRANULARITY_YEAR, {Figure("3000000000"), Figure("3100000000", v1::MODALITY_TARGET)}, series);
  const Chart chart = ChartOf(series);
  EXPECT_EQ(chart.title, "曹娥街道 地区生产总值");
  ASSERT_THAT(chart.panels, SizeIs(2));
  EXPECT_EQ(chart.panels[0].title, "level, CNY");
  EXPECT_THAT(chart.panels[0].labels, ElementsAre("2020", "2021", "2022")) << "of the usual granularity";
  ASSERT_THAT(chart.panels[0].lines, SizeIs(2));
  EXPECT_FALSE(chart.panels[0].lines[0].values[1].has_value()) << "a gap is a gap";
  EXPECT_EQ(chart.panels[0].lines[0].values[0]->text, "28.53亿");
  EXPECT_TRUE(chart.panels[0].lines[1].dashed);
  EXPECT_EQ(chart.panels[1].title, "growth yoy, %");
  EXPECT_THAT(chart.caption, ElementsAre("Sources: 甲 <报告>"));
}

TEST(ChartsTest, RanksAreBarsWithWhatDocumentsClaim) {
  v1::RankRegionsResponse response;
  response.mutable_indicator()->set_display_name("亩均税收");
  v1::RankedRegion* region = response.add_regions();
  region->set_rank(1);
  region->set_value("312000");
  region->set_unit("CNY/[mu]");
  *region->mutable_record() = Figure("312000");
  v1::Record* claim = region->add_claims();
  claim->set_whole("全区");
  claim->mutable_quantity()->set_number("第一");
  const Chart chart = ChartOf(response, "2022");
  EXPECT_EQ(chart.title, "2022 亩均税收");
  EXPECT_EQ(chart.panels[0].title, "level, CNY/[mu]");
  EXPECT_THAT(chart.panels[0].labels, ElementsAre("1  曹娥街道"));
  EXPECT_EQ(chart.panels[0].lines[0].values[0]->text, "31.2万  (全区第一)");
}

TEST(ChartsTest, SvgEscapesTextAndIsSelfContained) {
  Chart chart;
  chart.title = "甲 & <乙>";
  chart.panels.push_back({.kind = Chart::Panel::Kind::kBars,
                          .title = "x",
                          .labels = {"a", "b"},
                          .lines = {{.name = "n", .values = {Chart::Value{-5, "−5"}, std::nullopt}}}});
  chart.panels.push_back({.kind = Chart::Panel::Kind::kLines,
                          .title = "y",
                          .labels = {"2020"},
                          .lines = {{.name = "n", .values = {Chart::Value{0, "0", true}}}}});
  EXPECT_THAT(ToSvg(chart), AllOf(HasSubstr("甲 &amp; &lt;乙&gt;"), Not(HasSubstr("nan")), Not(HasSubstr("inf")),
                                  Not(HasSubstr("href")), HasSubstr(">—</text>"), HasSubstr("</svg>\n")));
  EXPECT_THAT(ToSvg({}), HasSubstr("</svg>"));
}

TEST(ChartsTest, LongCaptionsAreBroken) {
  Chart chart;
  for (int i = 0; i < 100; ++i) chart.title += "字";
  chart.caption = {chart.title + chart.title};
  const std::string svg = ToSvg(chart);
  size_t lines = 0;
  for (size_t at = svg.find("class=\"faint\""); at != std::string::npos; at = svg.find("class=\"faint\"", at + 1))
    ++lines;
  EXPECT_GE(lines, 3U);
}

}  // namespace
}  // namespace fangzhi::cli
