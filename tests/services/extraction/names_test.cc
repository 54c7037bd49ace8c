#include "services/extraction/names.h"

#include <absl/types/span.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/extraction/region_reading.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Sentence Scan(std::u32string_view text) {
  return ScanSentence(text, {0, static_cast<int>(text.size())}, {Period::Month(2022, 6), 0, false});
}

std::vector<std::string> Names(std::u32string_view text) {
  const Sentence sentence = Scan(text);
  std::vector<std::string> names;
  for (const NameMention& name : FindNames(sentence)) {
    if (!name.reference) names.push_back(EncodeUtf8(sentence.View(name.begin, name.end)));
  }
  return names;
}

std::vector<std::string> References(std::u32string_view text) {
  const Sentence sentence = Scan(text);
  std::vector<std::string> names;
  for (const NameMention& name : FindNames(sentence)) {
    if (name.reference) names.push_back(EncodeUtf8(sentence.View(name.begin, name.end)));
  }
  return names;
}

struct Row {
  std::u32string_view text;
  const char* name;
  SubjectKind kind;
};

// Each text names one thing, and nothing else.
void ExpectNamed(absl::Span<const Row> rows) {
  for (const Row& row : rows) {
    const Sentence sentence = Scan(row.text);
    const std::vector<NameMention> names = FindNames(sentence);
    EXPECT_EQ(names.size(), 1U) << EncodeUtf8(row.text);
    if (names.size() != 1) continue;
    EXPECT_EQ(EncodeUtf8(sentence.View(names[0].begin, names[0].end)), row.name);
    EXPECT_EQ(static_cast<int>(names[0].kind), static_cast<int>(row.kind)) << row.name;
    EXPECT_FALSE(names[0].reference);
  }
}

TEST(NamesTest, FindsNamesOfEveryKind) {
  const Row rows[] = {
      {U"东山精密塑胶有限公司年产值5亿元", "东山精密塑胶有限公司", SubjectKind::kOrganisation},
      {U"位于城北的卧龙智慧新能源产业园总投资10亿元", "卧龙智慧新能源产业园", SubjectKind::kProject},
      {U"刘家河社区现有居民4100户", "刘家河社区", SubjectKind::kPlace},
      {U"龙山森林公园占地120亩", "龙山森林公园", SubjectKind::kPlace},
  };
  ExpectNamed(rows);
}

TEST(NamesTest, FindsNamesWithAQuotedPart) {
  EXPECT_THAT(Names(U"“锦石里”邻里中心建筑面积3860平方米"), ElementsAre("“锦石里”邻里中心"));
}

TEST(NamesTest, KnowsACoinedNameByTheWordsItIsNot) {
  const Row rows[] = {
      {U"占地不起眼的翎图视觉凭一套算法起家", "翎图视觉", SubjectKind::kOrganisation},
      {U"上月,晶彩包装的11台印刷机换新", "晶彩包装", SubjectKind::kOrganisation},
      {U"晶彩包装负责人汪德水说", "晶彩包装", SubjectKind::kOrganisation},
      {U"傍晚6点,老邮电路的灯牌亮起", "老邮电路", SubjectKind::kPlace},
      {U"肇新渠水清见底", "肇新渠", SubjectKind::kPlace},
      {U"和睦社区的老人多", "和睦社区", SubjectKind::kPlace},
      {U"街道牵头成立“彩家安”物业公司,接管26个", "“彩家安”物业公司", SubjectKind::kOrganisation},
  };
  ExpectNamed(rows);
  for (const std::u32string_view text : {U"农村电商的销售额翻番", U"5G网络的覆盖率达到93%", U"集成电路的出口增长107.9%",
                                         U"开在东海路98号,面积300平方米", U"三号车间里,机械臂起落"}) {
    EXPECT_TRUE(FindNames(Scan(text)).empty()) << EncodeUtf8(text);
  }
}

TEST(NamesTest, LeavesOutTheRegionsAbove) {
  EXPECT_THAT(Names(U"绍兴市上虞区刘家河社区占地20亩"), ElementsAre("刘家河社区"));
}

TEST(NamesTest, DoesNotTakeAClassForAName) {
  for (std::u32string_view text : {U"全市工业企业5000家", U"新增养老服务中心12个", U"建成公园28个", U"引进项目16个",
                                   U"各社区居民300人", U"省级示范社区5个"}) {
    EXPECT_THAT(Names(text), IsEmpty()) << EncodeUtf8(text);
  }
}

TEST(NamesTest, ReadsANameToItsEnd) {
  EXPECT_THAT(Names(U"栖川经济开发区白芦片区有企业86家"), ElementsAre("栖川经济开发区白芦片区"));
}

TEST(NamesTest, DoesNotTakeADescriptionForAName) {
  EXPECT_THAT(Names(U"芦溪村过去是出了名的“空心村”,账上的钱不到3万元"), ElementsAre("芦溪村"));
  EXPECT_THAT(Names(U"村里打造集文创集市、游园于一体的新场景,投资3万元"), IsEmpty());
}

TEST(NamesTest, FindsWordsThatTakeANameUpAgain) {
  EXPECT_THAT(References(U"去年,公司销售收入2亿元"), ElementsAre("公司"));
  EXPECT_THAT(References(U"该社区现有居民3000户").size(), 1U);
  EXPECT_THAT(References(U"这个省重点项目总投资28亿元"), ElementsAre("项目"));
}

TEST(NamesTest, FindsSeveralNamesInOrder) {
  EXPECT_THAT(Names(U"锦程社区、刘家河社区分别改造300户和500户"), ElementsAre("锦程社区", "刘家河社区"));
}

TEST(NamesTest, KeepsNamesInOrderAndApart) {
  for (std::u32string_view text :
       {U"社区社区社区有限公司公司村村村5家", U"“””“《》社区5家", U"产业园产业园区一期二期5亿元"}) {
    int end = 0;
    for (const NameMention& name : FindNames(Scan(text))) {
      EXPECT_GE(name.begin, end);
      EXPECT_LT(name.begin, name.end);
      EXPECT_LE(name.suffix, name.end - name.begin);
      end = name.end;
    }
    EXPECT_LE(end, static_cast<int>(text.size()));
  }
}

TEST(NamesTest, ReadsRegionsOfTheGazetteer) {
  const RegionRead full = ReadRegion(U"在浙江省绍兴市", 1);
  ASSERT_NE(full.region, nullptr);
  EXPECT_EQ(full.length, 3);
  EXPECT_TRUE(full.full);
  EXPECT_EQ(full.region->name, "浙江省");

  const RegionRead abbreviated = ReadRegion(U"浙江经济", 0);
  ASSERT_NE(abbreviated.region, nullptr);
  EXPECT_EQ(abbreviated.length, 2);
  EXPECT_FALSE(abbreviated.full);

  EXPECT_EQ(ReadRegion(U"经济发展", 0).length, 0);
  EXPECT_EQ(ReadRegion(U"浙", 0).length, 0);
}

}  // namespace
}  // namespace fangzhi::extraction
