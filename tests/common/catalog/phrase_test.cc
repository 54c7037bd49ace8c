#include "common/catalog/phrase.h"

#include <string_view>

#include "common/catalog/builtin_data.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PhraseRulesTest : public ::testing::Test {
 protected:
  const PhraseRules rules_ = *PhraseRules::Load(BuiltInTexts().wordings);
};

TEST_F(PhraseRulesTest, FoldMakesSpellingsAlike) {
  EXPECT_EQ(rules_.Fold("规模以上工业增加值"), rules_.Fold("规上工业增加值"));
  EXPECT_EQ(rules_.Fold("规模工业增加值"), rules_.Fold("规上工业增加值"));
  EXPECT_EQ(rules_.Fold("限额以上零售额"), rules_.Fold("限上零售额"));
  EXPECT_EQ(rules_.Fold("“小巨人” 企业"), rules_.Fold("小巨人企业"));
  EXPECT_EQ(rules_.Fold("村（社区）"), rules_.Fold("村(社区)"));
  EXPECT_EQ(rules_.Fold("ＰＭ2.5浓度"), rules_.Fold("pm2.5浓度"));
  EXPECT_EQ(rules_.Fold("燃气、电气隐患"), rules_.Fold("燃气和电气隐患"));
  EXPECT_EQ(rules_.Fold("Ⅲ类水体"), rules_.Fold("III类水体"));
}

TEST_F(PhraseRulesTest, FoldIsIdempotent) {
  for (const std::string_view phrase :
       {"规模以上工业企业", "12345热线满意率", "市长热线办结率", "PM₂.₅浓度", "过亿元项目", "村居"}) {
    const std::string folded = rules_.Fold(phrase);
    EXPECT_EQ(rules_.Fold(folded), folded) << phrase;
  }
}

TEST_F(PhraseRulesTest, FoldTakesBrokenText) {
  EXPECT_EQ(rules_.Fold("\xE5"), "\xE5");
  EXPECT_EQ(rules_.Fold("\xEF\xBC"), "\xEF\xBC");
  EXPECT_EQ(rules_.Fold("工\xFF"), "工\xFF");
  EXPECT_EQ(rules_.Fold(""), "");
}

TEST_F(PhraseRulesTest, CoreMovesTheVerbToTheFront) {
  EXPECT_EQ(rules_.Core("老旧小区改造"), rules_.Core("改造提升老旧小区"));
  EXPECT_EQ(rules_.Core("新建停车场"), rules_.Core("停车场建设"));
  EXPECT_NE(rules_.Core("新建停车场"), rules_.Core("停车场"));
}

TEST_F(PhraseRulesTest, EndingsAndFrontWordsLeaveSomething) {
  EXPECT_EQ(rules_.WithoutEnding("高新技术企业数量"), "高新技术企业");
  EXPECT_EQ(rules_.WithoutEnding("数量"), "数量");
  EXPECT_EQ(rules_.FrontLength("全省地区生产总值"), std::string_view("全省").size());
  EXPECT_EQ(rules_.FrontLength("全省"), 0u);
  EXPECT_EQ(rules_.FrontLength("工业增加值"), 0u);
}

TEST_F(PhraseRulesTest, WithoutBracketsDropsWhatTheyHold) {
  EXPECT_EQ(PhraseRules::WithoutBrackets("固定资产投资(不含农户)"), "固定资产投资");
  EXPECT_EQ(PhraseRules::WithoutBrackets("投资（不含农户）增速"), "投资增速");
  EXPECT_EQ(PhraseRules::WithoutBrackets("投资（不含"), "投资（不含");
}

TEST_F(PhraseRulesTest, LoadNamesTheLineOfAnError) {
  EXPECT_THAT(PhraseRules::Load("suffix\t数\n").status().message(), HasSubstr("wordings.tsv:1: unknown kind suffix"));
  EXPECT_THAT(PhraseRules::Load("ending\t数|数\n").status().message(), HasSubstr("repeated word 数"));
}

TEST(ExpandPatternTest, AlternativesAndOptions) {
  EXPECT_THAT(ExpandPattern("发电"), ElementsAre("发电"));
  EXPECT_THAT(ExpandPattern("(甲/乙)丙"), ElementsAre("甲丙", "乙丙"));
  EXPECT_THAT(ExpandPattern("[全社会]用电(量/总量)"),
              ElementsAre("全社会用电量", "全社会用电总量", "用电量", "用电总量"));
}

TEST(ExpandPatternTest, UnbalancedOrNestedBracketsGiveNothing) {
  for (const std::string_view pattern : {"(甲/乙", "甲)乙", "甲/乙", "[甲", "(甲]", "(甲(乙))"}) {
    EXPECT_THAT(ExpandPattern(pattern), IsEmpty()) << pattern;
  }
}

}  // namespace
}  // namespace fangzhi::catalog
