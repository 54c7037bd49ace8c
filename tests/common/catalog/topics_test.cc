#include "common/catalog/topics.h"

#include <string_view>

#include "common/catalog/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::HasSubstr;

TEST(TopicsTest, CuesTellTheTopicOfAPhrase) {
  const struct {
    std::string_view phrase, topic;
  } cases[] = {
      {"排查治理重大火灾隐患点", "safety"},
      {"某村集体分红", "agriculture"},
      {"认知症老人照护", "elderly_and_child"},
      {"校园改扩建", "education"},
      {"中医药门诊", "health"},
      {"农民工欠薪线索", "employment_and_welfare"},
      {"网格事件处置", "governance"},
      {"污水泵房", "environment"},
      {"数字化应用", "digital"},
      {"科研助理", "innovation"},
      {"引才大使", "talent"},
      {"党员先锋岗", "party"},
      {"电信网络诈骗预警劝阻", "justice"},
      {"公交候车", "transport"},
      {"保障房摇号", "housing"},
      {"口袋公园座椅", "urban"},
      {"跨境电商主播", "trade"},
      {"财政奖补比例", "fiscal"},
      {"签约客商", "investment"},
      {"车间面积", "industry"},
      {"个体工商户年报", "enterprise"},
      {"非遗体验", "culture_and_tourism"},
  };
  for (const auto& expected : cases) {
    EXPECT_EQ(Catalogue::BuiltIn().topics().Classify(expected.phrase), expected.topic) << expected.phrase;
  }
}

TEST(TopicsTest, LongestCueWinsAndTheLastOfEquals) {
  absl::StatusOr<Topics> topics = Topics::Load(
      "economy\t经济\tEconomy\t增长\n"
      "party\t党建\tParty\t党员\n"
      "health\t卫生\tHealth\t医院|医院党员活动室\n");
  ASSERT_TRUE(topics.ok());
  EXPECT_EQ(topics->Classify("医院党员"), "party");
  EXPECT_EQ(topics->Classify("党员医院"), "health");
  EXPECT_EQ(topics->Classify("医院党员活动室"), "health");
}

TEST(TopicsTest, GeneralCueDecidesOnlyWhereNoOtherIsFound) {
  absl::StatusOr<Topics> topics = Topics::Load(
      "economy\t经济\tEconomy\t增长|~收入\n"
      "party\t党建\tParty\t党员\n"
      "tourism\t旅游\tTourism\t民宿|~入住率\n");
  ASSERT_TRUE(topics.ok());
  EXPECT_EQ(topics->Classify("民宿营业收入"), "tourism");
  EXPECT_EQ(topics->Classify("入住率", {"党员活动中心的"}), "party");
  EXPECT_EQ(topics->Classify("入住率", {"去年"}), "tourism");
  EXPECT_EQ(topics->Classify("面积", {"入住率"}), "tourism");
  EXPECT_THAT(Topics::Load("economy\t经济\tEconomy\t增长|~增长\n").status().message(), HasSubstr("cue 增长"));
}

TEST(TopicsTest, PhraseWithoutCueIsEconomy) {
  EXPECT_EQ(Catalogue::BuiltIn().topics().Classify("某某某"), kDefaultTopic);
  EXPECT_EQ(Catalogue::BuiltIn().topics().Classify(""), kDefaultTopic);
}

TEST(TopicsTest, LoadNamesTheLineOfAnError) {
  EXPECT_THAT(Topics::Load("economy\t经济\tEconomy\n").status().message(), HasSubstr("topics.tsv:1"));
  EXPECT_THAT(Topics::Load("economy\t经济\tEconomy\t增长\neconomy\t经济\tEconomy\t产值\n").status().message(),
              HasSubstr("topics.tsv:2: repeated topic economy"));
  EXPECT_THAT(Topics::Load("economy\t经济\tEconomy\t增长|增长\n").status().message(), HasSubstr("cue 增长"));
  EXPECT_THAT(Topics::Load("party\t党建\tParty\t党员\n").status().message(), HasSubstr("no topic economy"));
}

}  // namespace
}  // namespace fangzhi::catalog
