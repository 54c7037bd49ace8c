// RecordStore::List with grouping and of contested records, and Availability.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;
using Field = Availability::Field;

class RecordGroupsTest : public StoreTest {
 protected:
  static v1::Record Make(const std::string& label, int64_t start, const std::string& period,
                         const std::string& value = "1") {
    v1::Record record = MakeRecord(start);
    record.mutable_quantity()->set_number(label);
    record.mutable_quantity()->set_value(value);
    SetPeriod(period, &record);
    return record;
  }

  // The labels of each page.
  std::vector<std::vector<std::string>> Pages(RecordListOptions options) {
    std::vector<std::vector<std::string>> pages;
    do {
      const auto page = store_.records().List(options);
      EXPECT_TRUE(page.ok()) << page.status();
      auto& labels = pages.emplace_back();
      for (const v1::Record& record : page->records) labels.push_back(record.quantity().number());
      options.cursor = page->next_cursor;
    } while (!options.cursor.empty());
    return pages;
  }

  std::vector<std::pair<std::string, int64_t>> Values(const store::Availability& availability, Field field) {
    std::vector<std::pair<std::string, int64_t>> values;
    for (const auto& value : availability.dimensions.at(static_cast<size_t>(field)).values) {
      values.emplace_back(value.value, value.count);
    }
    return values;
  }
};

FANGZHI_FOR_ALL_BACKENDS(RecordGroupsTest);

TEST_P(RecordGroupsTest, PagesEndWithAGroupWhereTheyHaveSeveral) {
  store_.InsertWith("甲", {Make("a21", 1, "2021"), Make("a22", 2, "2022"), Make("b22", 3, "2022"),
                           Make("a23", 4, "2023"), Make("b23", 5, "2023"), Make("c23", 6, "2023")});
  using Pages_ = std::vector<std::vector<std::string>>;
  EXPECT_EQ(Pages({.grouping = RecordGrouping::kFigure, .page_size = 4}),
            (Pages_{{"a21", "a22", "b22"}, {"a23", "b23", "c23"}}));
  EXPECT_EQ(Pages({.grouping = RecordGrouping::kFigure, .page_size = 3}),
            (Pages_{{"a21", "a22", "b22"}, {"a23", "b23", "c23"}}));
  EXPECT_EQ(Pages({.grouping = RecordGrouping::kFigure, .page_size = 2}),
            (Pages_{{"a21"}, {"a22", "b22"}, {"a23", "b23"}, {"c23"}}))
      << "a group that is longer than a page is cut";
}

TEST_P(RecordGroupsTest, ListGoesOnAfterEachGroup) {
  store_.InsertWith("甲", {Make("a21", 1, "2021"), Make("a22", 2, "2022"), Make("b22", 3, "2022"),
                           Make("a23", 4, "2023"), Make("b23", 5, "2023")});
  RecordListOptions options{.grouping = RecordGrouping::kFigure, .page_size = 4};
  const auto page = store_.records().List(options);
  ASSERT_EQ(page->groups.size(), 2U) << "the third does not fit";
  EXPECT_EQ(page->groups[0].end, 1U);
  EXPECT_EQ(page->groups[1].end, 3U);
  EXPECT_EQ(page->groups[1].cursor, page->next_cursor);
  options.cursor = page->groups[0].cursor;
  EXPECT_EQ(Pages(options), (std::vector<std::vector<std::string>>{{"a22", "b22", "a23", "b23"}}));
  options.page_size = 1;
  const auto part = store_.records().List(options);
  ASSERT_EQ(part->groups.size(), 1U);
  EXPECT_EQ(part->groups[0].cursor, part->next_cursor) << "within the group";
  options.page_size = 10;
  const auto last = store_.records().List(options);
  ASSERT_EQ(last->groups.size(), 2U);
  EXPECT_EQ(last->groups[1].end, 4U);
  EXPECT_EQ(last->groups[1].cursor, "");
  EXPECT_EQ(store_.records().List({})->groups.size(), 0U);
}

TEST_P(RecordGroupsTest, SubjectsAreKeptTogether) {
  v1::Record other = Make("o", 2, "2020");
  other.mutable_subject()->set_id("regions/330604002");
  store_.InsertWith("甲", {Make("a", 1, "2022"), other, Make("b", 3, "2021"), Make("c", 4, "")});
  EXPECT_THAT(Pages({.grouping = RecordGrouping::kSubject, .page_size = 3}),
              ElementsAre(ElementsAre("c", "b", "a"), ElementsAre("o")));
}

TEST_P(RecordGroupsTest, ContestedFiguresHaveAnotherValueInAnotherDocument) {
  v1::Record target = Make("target", 4, "2022", "3");
  target.set_modality(v1::MODALITY_TARGET);
  store_.InsertWith("甲", {Make("a", 1, "2022", "1"), Make("own", 2, "2021", "1"), Make("own2", 3, "2021", "2"), target,
                           Make("undated", 5, "", "1")});
  store_.InsertWith("乙", {Make("b", 1, "2022", "2"), Make("undated2", 2, "", "9")});
  store_.InsertWith("丙", {Make("c", 1, "2022", "1.0")});
  EXPECT_THAT(Pages({.contested = true}), ElementsAre(ElementsAre("a", "b", "c")));
}

TEST_P(RecordGroupsTest, AvailabilityCountsTheValuesOfEachDimension) {
  v1::Record known = Make("a", 1, "2022");
  known.mutable_indicator()->set_phrase("地区生产总值");
  known.mutable_indicator()->set_indicator("indicators/gdp");
  const std::string name = store_.InsertWith("甲", {known, Make("b", 2, "2022"), Make("c", 3, "")});
  const auto all = store_.records().Availability({});
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->record_count, 3);
  EXPECT_FALSE(all->limited);
  EXPECT_THAT(Values(*all, Field::kPeriod), ElementsAre(std::pair("2022", 2)));
  EXPECT_THAT(Values(*all, Field::kRegion), ElementsAre(std::pair("regions/330604001", 3)));
  EXPECT_THAT(Values(*all, Field::kSubject), ElementsAre(std::pair("regions/330604001", 3)));
  EXPECT_THAT(Values(*all, Field::kDocument), ElementsAre(std::pair(name, 3)));
  EXPECT_EQ(Values(*all, Field::kIndicator).size(), 2U);
  const auto& indicators = all->dimensions[0].values;
  EXPECT_EQ(indicators[0].name, "走访企业");
  EXPECT_EQ(indicators[1].value, "indicators/gdp");
  EXPECT_EQ(indicators[1].name, "地区生产总值");
  EXPECT_EQ(all->dimensions[8].values[0].name, "标题甲");
}

TEST_P(RecordGroupsTest, AvailabilityIsBoundedAndSaysSo) {
  store_.InsertWith("甲", {Make("a", 1, "2021"), Make("b", 2, "2022"), Make("c", 3, "2023")});
  const auto levels = RecordFilter::Compare(RecordField::kMeasure, FilterOp::kEqual, int64_t{v1::MEASURE_LEVEL});
  const auto few = store_.records().Availability({.filter = levels, .value_limit = 2, .record_limit = 2});
  EXPECT_TRUE(few->limited);
  EXPECT_EQ(few->record_count, 2);
  EXPECT_THAT(Values(*few, Field::kPeriod), UnorderedElementsAre(std::pair("2022", 1), std::pair("2023", 1)));
  const auto all = store_.records().Availability({.value_limit = 2, .record_limit = 2});
  EXPECT_FALSE(all->limited);
  EXPECT_EQ(all->record_count, 3) << "without a filter";
  for (const auto& filter : {RecordFilter(), levels}) {
    const auto narrow = store_.records().Availability({.filter = filter, .value_limit = 2});
    EXPECT_FALSE(narrow->limited);
    EXPECT_TRUE(narrow->dimensions[static_cast<size_t>(Field::kPeriod)].limited);
    EXPECT_FALSE(narrow->dimensions[static_cast<size_t>(Field::kRegion)].limited);
    EXPECT_EQ(Values(*narrow, Field::kPeriod).size(), 2U);
  }
}

TEST_P(RecordGroupsTest, AvailabilityOfAllIsThatOfAFilterThatAllMeet) {
  v1::Record known = Make("a", 1, "2022");
  known.mutable_indicator()->set_phrase("地区生产总值");
  known.mutable_indicator()->set_indicator("indicators/gdp");
  known.mutable_quantity()->set_unit("CNY");
  v1::Record growth = Make("d", 4, "2023-Q1");
  growth.set_measure(v1::MEASURE_GROWTH);
  growth.mutable_subject()->set_region("");
  growth.set_topic("safety");
  const std::string again = store_.InsertWith("甲", {known, Make("b", 2, "2022"), Make("c", 3, ""), growth});
  const std::string gone = store_.InsertWith("乙", {known, Make("b", 2, "2019")});
  store_.InsertWith("丙", {known, growth});
  const auto met_by_all = RecordFilter::Compare(RecordField::kConfidence, FilterOp::kGreaterOrEqual, 0.0);
  const auto expect_same = [&] {
    const auto all = store_.records().Availability({});
    const auto counted = store_.records().Availability({.filter = met_by_all});
    EXPECT_EQ(all->record_count, counted->record_count);
    for (size_t i = 0; i < all->dimensions.size(); ++i) {
      const auto field = static_cast<Field>(i);
      EXPECT_EQ(Values(*all, field), Values(*counted, field)) << i;
      EXPECT_GE(all->dimensions[i].values.size(), 1U) << i;
    }
  };
  expect_same();
  store_.Reextract(again, {Make("e", 5, "2024"), growth}, "2");
  expect_same();
  ASSERT_TRUE(store_.documents().Delete(gone).ok());
  expect_same();
}

}  // namespace
}  // namespace fangzhi::store
