#include "common/store/catalog_usage_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/store/names.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CatalogUsageStoreTest : public StoreTest {
 protected:
  CatalogUsageStore& usage() { return store_.usage(); }

  static v1::Record Of(int64_t start, std::string indicator, std::string phrase, std::string_view period = "2022") {
    v1::Record record = MakeRecord(start);
    record.mutable_indicator()->set_indicator(std::move(indicator));
    record.mutable_indicator()->set_phrase(std::move(phrase));
    SetPeriod(period, &record);
    return record;
  }

  static v1::Record About(int64_t start, std::string id, std::string text, std::string region = "") {
    v1::Record record = MakeRecord(start);
    record.mutable_subject()->set_id(std::move(id));
    record.mutable_subject()->set_name_text(std::move(text));
    record.mutable_subject()->set_region(std::move(region));
    return record;
  }

  static std::vector<std::string> PhrasesOf(const OpenIndicatorPage& page) {
    std::vector<std::string> phrases;
    for (const OpenIndicator& indicator : page.indicators) phrases.push_back(indicator.phrase);
    return phrases;
  }
};

FANGZHI_FOR_ALL_BACKENDS(CatalogUsageStoreTest);

TEST_P(CatalogUsageStoreTest, CountsAndPeriodsOfIndicators) {
  store_.InsertWith("甲", {Of(1, "indicators/gdp", "GDP", "2021"), Of(2, "indicators/gdp", "生产总值", "2020-Q1"),
                           Of(3, "indicators/gdp", "GDP", ""), Of(4, "indicators/beds", "床位", "")});
  const auto usages = usage().Indicators({"indicators/beds", "indicators/none", "indicators/gdp"});
  ASSERT_TRUE(usages.ok()) << usages.status();
  ASSERT_EQ(usages->size(), 3);
  EXPECT_EQ((*usages)[0].record_count, 1);
  EXPECT_THAT((*usages)[0].first_period, IsEmpty());
  EXPECT_EQ((*usages)[1].name, "indicators/none");
  EXPECT_EQ((*usages)[1].record_count, 0);
  EXPECT_EQ((*usages)[2].record_count, 3);
  EXPECT_EQ((*usages)[2].first_period, "2020-Q1");
  EXPECT_EQ((*usages)[2].last_period, "2021");
  const auto used = usage().UsedIndicators();
  ASSERT_EQ(used->size(), 2);
  EXPECT_EQ((*used)[0].name, "indicators/beds");
  EXPECT_EQ((*used)[1].record_count, 3);
}

TEST_P(CatalogUsageStoreTest, CountsFollowReextractionAndDeletion) {
  const std::string first = store_.InsertWith("甲", {Of(1, "indicators/gdp", "GDP"), Of(2, "", "开放指标")});
  const std::string second = store_.InsertWith("乙", {Of(1, "indicators/gdp", "GDP", "2019")});
  const auto count = [&](const char* name) { return usage().Indicators({name}).value()[0].record_count; };
  EXPECT_EQ(count("indicators/gdp"), 2);
  store_.Reextract(first, {Of(1, "indicators/beds", "床位")}, "2");
  EXPECT_EQ(count("indicators/gdp"), 1);
  EXPECT_EQ(count("indicators/beds"), 1);
  EXPECT_THAT(usage().OpenIndicators({})->indicators, IsEmpty());
  EXPECT_EQ(usage().UsedTopics().value()[0].record_count, 2);
  ASSERT_TRUE(store_.documents().Delete(second).ok());
  EXPECT_EQ(count("indicators/gdp"), 0);
  ASSERT_TRUE(store_.documents().Delete(first).ok());
  EXPECT_THAT(usage().UsedIndicators().value(), IsEmpty());
  EXPECT_THAT(usage().UsedRegions().value(), IsEmpty());
  EXPECT_THAT(usage().UsedTopics().value(), IsEmpty());
  EXPECT_THAT(usage().FindSubjects("曹娥街道", 10).value(), IsEmpty());
}

TEST_P(CatalogUsageStoreTest, OpenIndicatorsAreListedByPhrase) {
  std::vector<v1::Record> records = {Of(1, "", "丙数"), Of(2, "", "乙数"), Of(3, "", "甲数", "2021"),
                                     Of(4, "", "甲数", "2023"), Of(5, "indicators/gdp", "丁数")};
  records[1].set_topic("safety");
  store_.InsertWith("甲", records);
  OpenIndicatorListOptions options{.page_size = 2};
  const auto first = usage().OpenIndicators(options);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(PhrasesOf(*first), ElementsAre("丙数", "乙数"));
  options.cursor = first->next_cursor;
  const auto second = usage().OpenIndicators(options);
  ASSERT_THAT(PhrasesOf(*second), ElementsAre("甲数"));
  EXPECT_THAT(second->next_cursor, IsEmpty());
  EXPECT_EQ(second->indicators[0].usage.record_count, 2);
  EXPECT_EQ(second->indicators[0].usage.name, OpenIndicatorName("甲数"));
  EXPECT_EQ(second->indicators[0].usage.first_period, "2021");
  EXPECT_EQ(second->indicators[0].usage.last_period, "2023");
  EXPECT_EQ(second->indicators[0].topic, "economy");

  EXPECT_THAT(PhrasesOf(*usage().OpenIndicators({.contains = "乙"})), ElementsAre("乙数"));
  EXPECT_THAT(PhrasesOf(*usage().OpenIndicators({.topic = "safety"})), ElementsAre("乙数"));
  EXPECT_EQ(usage().OpenIndicators({.cursor = "x"}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(CatalogUsageStoreTest, OpenIndicatorIsFoundByName) {
  store_.InsertWith("甲", {Of(1, "", "甲数"), Of(2, "indicators/gdp", "GDP")});
  EXPECT_EQ(usage().GetOpenIndicator(OpenIndicatorName("甲数"))->phrase, "甲数");
  EXPECT_EQ(usage().GetOpenIndicator(OpenIndicatorName("乙数")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(usage().GetOpenIndicator("indicators/gdp").status().code(), absl::StatusCode::kNotFound);
}

TEST_P(CatalogUsageStoreTest, RegionsCountTheRecordsAboutThem) {
  std::vector<v1::Record> records = {About(1, "regions/330604", "上虞区", "regions/330604"),
                                     About(2, "regions/33", "浙江省", "regions/33"),
                                     About(3, "subjects/abc", "某公司", "regions/330604")};
  SetPeriod("2020", &records[0]);
  store_.InsertWith("甲", records);
  const auto regions = usage().Regions({"regions/330604", "regions/3306"});
  EXPECT_EQ((*regions)[0].record_count, 1);
  EXPECT_EQ((*regions)[0].first_period, "2020");
  EXPECT_EQ((*regions)[1].record_count, 0);
  const auto used = usage().UsedRegions();
  ASSERT_EQ(used->size(), 2);
  EXPECT_EQ((*used)[0].name, "regions/33");
  EXPECT_EQ((*used)[1].name, "regions/330604");
}

TEST_P(CatalogUsageStoreTest, TopicsAreCounted) {
  std::vector<v1::Record> records = {MakeRecord(1), MakeRecord(2), MakeRecord(3)};
  records[1].set_topic("safety");
  store_.InsertWith("甲", records);
  const auto topics = usage().UsedTopics();
  ASSERT_EQ(topics->size(), 2);
  EXPECT_EQ((*topics)[0].name, "topics/economy");
  EXPECT_EQ((*topics)[0].record_count, 2);
  EXPECT_EQ((*topics)[1].name, "topics/safety");
}

TEST_P(CatalogUsageStoreTest, SubjectsAreFoundByNameTheMostUsedFirst) {
  store_.InsertWith("甲", {About(1, "regions/1", "朝阳区", "regions/1"), About(2, "regions/2", "朝阳区", "regions/2"),
                           About(3, "regions/2", "朝阳区", "regions/2"), About(4, "regions/2", "朝阳", "regions/2")});
  const auto subjects = usage().FindSubjects("朝阳区", 10);
  ASSERT_EQ(subjects->size(), 2);
  EXPECT_EQ((*subjects)[0].subject.id(), "regions/2");
  EXPECT_EQ((*subjects)[0].subject.region(), "regions/2");
  EXPECT_EQ((*subjects)[0].subject.name_text(), "朝阳区");
  EXPECT_EQ((*subjects)[0].record_count, 2);
  EXPECT_EQ((*subjects)[1].subject.id(), "regions/1");
  EXPECT_EQ(usage().FindSubjects("朝阳区", 1)->size(), 1);
  EXPECT_THAT(usage().FindSubjects("无此地", 1).value(), IsEmpty());
}

TEST_P(CatalogUsageStoreTest, SubjectIsCalledAsMostOfItsRecordsCallIt) {
  store_.InsertWith(
      "甲", {About(1, "subjects/x", "公司甲"), About(2, "subjects/x", "甲公司"), About(3, "subjects/x", "甲公司")});
  const auto subject = usage().GetSubject("subjects/x");
  ASSERT_TRUE(subject.ok()) << subject.status();
  EXPECT_EQ(subject->subject.name_text(), "甲公司");
  EXPECT_EQ(subject->record_count, 3);
  EXPECT_EQ(usage().GetSubject("subjects/y").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fangzhi::store
