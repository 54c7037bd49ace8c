#include "services/extraction/topic.h"

#include <gtest/gtest.h>

namespace fangzhi::extraction {
namespace {

Record MakeRecord(std::string_view indicator, std::string_view unit, std::string_view subject, SubjectKind kind) {
  Record record;
  record.indicator = indicator;
  record.unit = unit;
  record.subject = subject;
  record.subject_kind = kind;
  return record;
}

std::string TopicOf(const Record& record, std::string_view around, const Record* before = nullptr) {
  return std::string(ResolveIndicator(record, around, before).topic);
}

TEST(TopicTest, OutputOfACompanyIsOfItsTrade) {
  const auto output = [](std::string_view company) {
    return TopicOf(MakeRecord("年产值", "CNY", company, SubjectKind::kOrganisation), "去年");
  };
  EXPECT_EQ(output("恒铰精密五金有限公司"), "industry");
  EXPECT_EQ(output("云顶岭茶业有限公司"), "agriculture");
  EXPECT_NE(TopicOf(MakeRecord("研发投入", "CNY", "恒铰精密五金有限公司", SubjectKind::kOrganisation), "去年"),
            "industry");
}

TEST(TopicTest, WhatServesTellsTheTopicBeforeTheWordsAround) {
  const std::string_view around = "菜价便宜,日均到店180人,旁边是农贸市场";
  EXPECT_EQ(TopicOf(MakeRecord("日均到店", "{人}", "机厂社区长者食堂", SubjectKind::kOrganisation), around),
            "elderly_and_child");
  EXPECT_EQ(TopicOf(MakeRecord("日均到店", "{人}", "曹娥街道", SubjectKind::kRegion), around), "trade");
}

TEST(TopicTest, AreaIsOfTheRegionAsAWhole) {
  EXPECT_EQ(TopicOf(MakeRecord("辖区面积", "km2", "曹娥街道", SubjectKind::kRegion), ""), "economy");
  EXPECT_EQ(TopicOf(MakeRecord("占地", "[mu]", "鲁南智贸港", SubjectKind::kProject), ""), "urban");
}

TEST(TopicTest, WhatSaysNothingIsOfWhatWasSpokenOf) {
  Record before;
  before.topic = "innovation";
  before.sentence = {10, 60};
  Record record = MakeRecord("新收", "{条}", "曹娥街道", SubjectKind::kRegion);
  record.sentence = {10, 60};
  EXPECT_EQ(TopicOf(record, "其中", &before), "innovation");
  record.sentence = {60, 90};
  EXPECT_EQ(TopicOf(record, "其中", &before), "economy");
  EXPECT_EQ(TopicOf(record, "其中"), "economy");
}

}  // namespace
}  // namespace fangzhi::extraction
