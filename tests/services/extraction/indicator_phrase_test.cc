#include "services/extraction/indicator_phrase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Split(std::u32string_view names, size_t parts) {
  Phrase phrase;
  phrase.text = names;
  phrase.extents = {{0, static_cast<int>(names.size())}};
  std::vector<std::string> split;
  for (const Phrase& part : SplitCoordinated(phrase, parts)) {
    split.push_back(EncodeUtf8(part.text));
    EXPECT_EQ(part.extents.size(), phrase.extents.size());
  }
  return split;
}

// The phrase of a whole sentence.
std::string PhraseOf(std::u32string_view text) {
  const PeriodContext context{Period::Month(2022, 6), 0, false};
  const Extent all{0, static_cast<int>(text.size())};
  return EncodeUtf8(MakePhrase(ScanSentence(text, all, context), all).text);
}

TEST(SplitCoordinatedTest, SharesTheWordsThatFollow) {
  EXPECT_THAT(Split(U"城镇和农村居民人均可支配收入", 2),
              ElementsAre("城镇居民人均可支配收入", "农村居民人均可支配收入"));
  EXPECT_THAT(Split(U"城镇、农村居民人均可支配收入", 2),
              ElementsAre("城镇居民人均可支配收入", "农村居民人均可支配收入"));
  EXPECT_THAT(Split(U"养老保险、医疗保险参保率", 2), ElementsAre("养老保险参保率", "医疗保险参保率"));
  EXPECT_THAT(Split(U"煤炭、原油产量", 2), ElementsAre("煤炭产量", "原油产量"));
}

TEST(SplitCoordinatedTest, SharesTheWordsThatPrecede) {
  EXPECT_THAT(Split(U"规上工业总产值、工业增加值", 2), ElementsAre("规上工业总产值", "规上工业增加值"));
}

TEST(SplitCoordinatedTest, KeepsNamesThatAreWholeAsTheyAre) {
  EXPECT_THAT(Split(U"固定资产投资、社会消费品零售总额、进出口总额", 3),
              ElementsAre("固定资产投资", "社会消费品零售总额", "进出口总额"));
}

TEST(SplitCoordinatedTest, UnfoldsNamesThatAreSeveral) {
  EXPECT_THAT(Split(U"一、二、三产业增加值", 3), ElementsAre("第一产业增加值", "第二产业增加值", "第三产业增加值"));
  EXPECT_THAT(Split(U"城乡居民人均可支配收入", 2), ElementsAre("城镇居民人均可支配收入", "农村居民人均可支配收入"));
}

TEST(SplitCoordinatedTest, SplitsAsOftenAsThereAreValues) {
  EXPECT_THAT(Split(U"粮食、油料和蔬菜产量", 3), ElementsAre("粮食产量", "油料产量", "蔬菜产量"));
  EXPECT_THAT(Split(U"粮食产量", 2), IsEmpty());
  EXPECT_THAT(Split(U"粮食、油料产量", 3), IsEmpty());
}

TEST(SplitCoordinatedTest, SplitsAsOftenAsThereAreNamesWhereNoNumberIsGiven) {
  EXPECT_THAT(Split(U"养老保险、医疗保险参保率", 0), ElementsAre("养老保险参保率", "医疗保险参保率"));
  EXPECT_THAT(Split(U"常住人口", 0), IsEmpty());
}

TEST(SplitCoordinatedTest, DoesNotSplitInsideQuotesAndWords) {
  EXPECT_THAT(Split(U"“放管服和一网通办”事项", 0), IsEmpty());
  EXPECT_THAT(Split(U"和谐社区", 0), IsEmpty());
  EXPECT_THAT(Split(U"", 0), IsEmpty());
  EXPECT_THAT(Split(U"、", 2), IsEmpty());
}

TEST(MakePhraseTest, LeavesOutWhatSaysNothingOfTheIndicator) {
  EXPECT_EQ(PhraseOf(U"规上工业总产值"), "规上工业总产值");
  EXPECT_EQ(PhraseOf(U"固定 资产\n投资"), "固定资产投资");
  EXPECT_EQ(PhraseOf(U"工业增加值的"), "工业增加值");
  EXPECT_EQ(PhraseOf(U"2021年工业增加值"), "工业增加值");
  EXPECT_EQ(PhraseOf(U""), "");
}

TEST(MakePhraseTest, DropsABracketThatIsCutInTwo) { EXPECT_EQ(PhraseOf(U"常住人口(含"), "常住人口"); }

TEST(MakePhraseTest, JoinsTextAndExtents) {
  Phrase verb{U"引进", {{0, 2}}};
  const Phrase noun{U"人才", {{5, 7}}};
  const Phrase joined = Join(verb, noun);
  EXPECT_EQ(joined.text, U"引进人才");
  EXPECT_EQ(joined.extents.size(), 2U);
  EXPECT_TRUE(Phrase().empty());
}

TEST(MakePhraseTest, DropsWordsOfGrowthShareAndRankFromTheEnd) {
  const auto dropped = [](std::u32string_view text) {
    Phrase phrase{std::u32string(text), {}};
    DropMeasureWords(&phrase);
    return EncodeUtf8(phrase.text);
  };
  EXPECT_EQ(dropped(U"规上工业增加值增速"), "规上工业增加值");
  EXPECT_EQ(dropped(U"工业总产值同比增速"), "工业总产值");
  EXPECT_EQ(dropped(U"第三产业增加值占比"), "第三产业增加值");
  EXPECT_EQ(dropped(U"高新技术产业的比重"), "高新技术产业");
  EXPECT_EQ(dropped(U"综合考核排名"), "综合考核");
  EXPECT_EQ(dropped(U"增速"), "增速");
}

TEST(IndicatorPhraseTest, TellsWhatANumberCanBeOf) {
  for (std::u32string_view noun : {U"社会消费品零售总额", U"森林覆盖率", U"固定资产投资", U"常住人口", U"粮食产量"}) {
    EXPECT_TRUE(EndsAsIndicator(noun)) << EncodeUtf8(noun);
  }
  for (std::u32string_view other : {U"持续推进", U""}) EXPECT_FALSE(EndsAsIndicator(other)) << EncodeUtf8(other);
}

TEST(IndicatorPhraseTest, TellsVerbsThatWantANoun) {
  for (std::u32string_view verb : {U"新增", U"引进", U"建成", U"培育"}) EXPECT_TRUE(IsVerb(verb)) << EncodeUtf8(verb);
  for (std::u32string_view noun : {U"工业总产值", U"人口", U""}) EXPECT_FALSE(IsVerb(noun)) << EncodeUtf8(noun);
  EXPECT_EQ(VerbLength(U"新增规上企业"), 2U);
  EXPECT_EQ(VerbLength(U"开工改造老旧小区"), 4U);
  EXPECT_EQ(VerbLength(U"常住人口"), 0U);
  EXPECT_EQ(VerbLength(U""), 0U);
}

TEST(IndicatorPhraseTest, TellsHeadsThatNeedTheirNoun) {
  EXPECT_TRUE(IsHeadOnly(U"办结率"));
  EXPECT_TRUE(IsHeadOnly(U"总投入"));
  EXPECT_FALSE(IsHeadOnly(U"森林覆盖率"));
}

}  // namespace
}  // namespace fangzhi::extraction
