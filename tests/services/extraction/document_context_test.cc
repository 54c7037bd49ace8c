#include "services/extraction/document_context.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

DocumentContext Context(std::u32string_view text, const char* published = "", std::u32string_view title = U"") {
  return FindContext(text, FindLayout(text), *Period::Parse(published), title);
}

std::string Subject(std::u32string_view text, std::u32string_view title = U"") {
  return EncodeUtf8(Context(text, "2022-06-29", title).subject);
}

constexpr std::u32string_view kProse =
    U"\n\n一年来,坚持稳中求进工作总基调,经济社会发展取得新成效,主要指标好于预期,民生持续改善。\n";

TEST(DocumentContextTest, TakesTheRegionOfTheTitle) {
  EXPECT_EQ(Subject(std::u32string(U"曹娥街道2022年工作总结") + std::u32string(kProse)), "曹娥街道");
  EXPECT_EQ(Subject(std::u32string(U"2026年浙江省政府工作报告") + std::u32string(kProse)), "浙江省");
  EXPECT_EQ(Subject(std::u32string(U"绍兴市2022年国民经济和社会发展统计公报") + std::u32string(kProse)), "绍兴市");
}

TEST(DocumentContextTest, TakesTheSmallestRegionOfAChain) {
  EXPECT_EQ(Subject(std::u32string(U"绍兴市上虞区曹娥街道:小街道的大变化") + std::u32string(kProse)), "曹娥街道");
}

TEST(DocumentContextTest, PassesOverTheMenuOfASite) {
  for (std::u32string_view menu : {U"首页 | 走进丹棱 | 新闻中心 | 政务公开 | 互动交流\n您当前的位置：首页 > 要闻\n",
                                   U"首页 走进丹棱 新闻中心 政务公开 政务服务 互动交流\n"}) {
    const DocumentContext context =
        Context(std::u32string(menu) + U"丹棱县2024年经济社会发展工作综述\n\n聚焦城乡融合,人居环境更加优美\n\n" +
                    std::u32string(kProse),
                "2025-01-16");
    EXPECT_EQ(EncodeUtf8(context.subject), "丹棱县");
    EXPECT_EQ(context.period.Notation(), "2024");
  }
}

TEST(DocumentContextTest, PassesOverDivisionsThatNoGazetteerHas) {
  EXPECT_EQ(Subject(std::u32string(U"——澄湖市临港区青筠街道先进制造业集聚发展见闻") + std::u32string(kProse)),
            "青筠街道");
  EXPECT_EQ(Subject(std::u32string(U"——栖川县白芦镇乡村振兴见闻") + std::u32string(kProse)), "白芦镇");
  EXPECT_EQ(Subject(std::u32string(U"青筠街道见闻\n\n园区由街道与区城投集团联手打造。园区由街道管理。\n")), "青筠街道");
}

TEST(DocumentContextTest, TakesTheYearsThatATitleLooksBackOn) {
  const auto read = [](std::u32string_view title, const char* published) {
    const DocumentContext context = Context(std::u32string(title) + std::u32string(kProse), published);
    return context.period.Notation() + (context.years ? " years" : "");
  };
  EXPECT_EQ(read(U"决胜收官“十四五”:青石街道交出高质量答卷", "2025-11-07"), "2021/2025 years");
  EXPECT_EQ(read(U"青石街道“十三五”发展回眸", "2020-12-07"), "2016/2020 years");
  EXPECT_EQ(read(U"青石街道谋划“十五五”开局", "2025-11-07"), "");
}

TEST(DocumentContextTest, KnowsADistrictByItsAssembly) {
  EXPECT_EQ(Subject(std::u32string(U"政府工作报告\n\n——2012年1月5日在海岭区第五届人民代表大会第一次会议上\n") +
                    std::u32string(kProse)),
            "海岭区");
  EXPECT_EQ(Subject(std::u32string(U"政府工作报告\n\n2025年自治区人民政府认真履职。\n") + std::u32string(kProse)), "");
}

TEST(DocumentContextTest, TakesTheRegionAboveOfTownshipsAlike) {
  EXPECT_EQ(Subject(U"51个小区换新颜\n\n黄山市2019年的改造清单上共有51个项目。昱东街道24个,昱中街道13个,老街街道8个,"
                    U"昱西街道4个,道路硬化面积不小,居民都说好,还有不少项目在路上。\n"),
            "黄山市");
}

TEST(DocumentContextTest, PassesOverTheShortOfTheRegionAbove) {
  EXPECT_EQ(Subject(U"江宁秣陵街道跻身财政收入前列\n\n江宁区秣陵街道去年实现收入10亿元。秣陵街道狠抓实体经济。\n"),
            "秣陵街道");
}

TEST(DocumentContextTest, TakesTheRegionThatStandsAloneOnItsLine) {
  EXPECT_EQ(
      Subject(U"《鹿城年鉴2015》\n\n鹿城年鉴      2015\n              南汇街道\n\n"
              U"【概况】 位于鹿城区东部,辖区面积11.2平方公里,下辖15个社区,办事处驻地在学院中路,交通便利,商贸发达。\n"),
      "南汇街道");
  EXPECT_EQ(
      Subject(U"沣京工业园首季迎来开门红\n\n今年以来,园区把项目建设作为头号工程来抓,经济呈现稳步增长的好势头。\n"),
      "沣京工业园");
}

TEST(DocumentContextTest, TakesAZoneThatTheLeadNamesOften) {
  EXPECT_EQ(
      Subject(U"一季度项目集中开工活动现场。\n\n2月28日,衡水高新区举办集中开工活动。据了解,衡水高新区一季度开工项目7个,"
              U"总投资30亿元。今年以来,衡水高新区聚焦主导产业,持续优化营商环境,项目建设不断提速,成效明显。\n"),
      "衡水高新区");
  EXPECT_NE(Subject(U"一季度项目集中开工活动现场。\n\n2月28日,衡水高新区举办集中开工活动,衡水市有关部门参加,"
                    U"共开工项目7个,总投资30亿元,涉及装备制造、新材料等领域,达产后效益明显,带动就业较多。\n"),
            "衡水高新区");
}

TEST(DocumentContextTest, TakesNoKindOfTownForOne) {
  EXPECT_EQ(Subject(U"三明市小城镇前三季度完成产业投资170亿元\n\n山区小镇,项目接连投产,全市还有不少试点镇。\n"),
            "三明市");
}

TEST(DocumentContextTest, TakesTheRegionOfATitleThatIsNotInTheText) {
  EXPECT_EQ(Subject(kProse, U"上虞区曹娥街道2022年工作总结"), "曹娥街道");
}

TEST(DocumentContextTest, TakesTheRegionOfTheLeadWhereTheTitleHasNone) {
  EXPECT_EQ(Subject(U"把“小切口”做成大文章\n\n今年以来,绍兴市上虞区曹娥街道聚焦产业发展,持续优化营商环境,"
                    U"引进了一批大项目。曹娥街道还办好民生实事。\n"),
            "曹娥街道");
}

TEST(DocumentContextTest, FindsNoRegionWhereNoneIsNamed) {
  const DocumentContext context = Context(U"今年以来,持续优化营商环境,引进了一批大项目。\n");
  EXPECT_TRUE(context.subject.empty());
  EXPECT_EQ(context.region, nullptr);
}

TEST(DocumentContextTest, FindsTheRegionInTheGazetteer) {
  const DocumentContext context =
      Context(std::u32string(U"浙江省2026年政府工作报告") + std::u32string(kProse), "2026-01-14");
  ASSERT_NE(context.region, nullptr);
  EXPECT_EQ(context.region->name, "浙江省");
}

TEST(DocumentContextTest, TellsRegionsOfOneNameApartByTheRegionAbove) {
  // There are districts of this name in several cities.
  const DocumentContext nanjing = Context(std::u32string(U"南京市鼓楼区2022年工作总结") + std::u32string(kProse));
  const DocumentContext fuzhou = Context(std::u32string(U"福州市鼓楼区2022年工作总结") + std::u32string(kProse));
  ASSERT_NE(nanjing.region, nullptr);
  ASSERT_NE(fuzhou.region, nullptr);
  EXPECT_EQ(EncodeUtf8(nanjing.subject), "鼓楼区");
  EXPECT_NE(nanjing.region->code, fuzhou.region->code);
  EXPECT_EQ(std::string(nanjing.region->code).substr(0, 2), "32");
  EXPECT_EQ(std::string(fuzhou.region->code).substr(0, 2), "35");
}

TEST(DocumentContextTest, AnchorsToThePublication) {
  EXPECT_EQ(Context(U"2019年,新增企业28家。\n", "2022-06-29").anchor.Notation(), "2022-06-29");
}

TEST(DocumentContextTest, AnchorsToTheNewestDateWhereThePublicationIsUnknown) {
  EXPECT_EQ(Context(U"2019年,新增企业28家。2021年5月,新增12家。2020年,新增3家。\n").anchor.Notation(), "2021-05");
  EXPECT_TRUE(Context(U"今年,新增企业28家。\n").anchor.empty());
}

TEST(DocumentContextTest, DoesNotAnchorToTheDateOfATarget) {
  EXPECT_EQ(Context(U"2022年5月,新增企业28家。到2035年,基本实现现代化。\n").anchor.Notation(), "2022-05");
}

TEST(DocumentContextTest, TellsTheLastYearThatIsOver) {
  EXPECT_EQ(Context(kProse, "2026-01-14").reviewed_year, 2025);
  EXPECT_EQ(Context(kProse, "2026-02-07").reviewed_year, 2025);
  EXPECT_EQ(Context(kProse, "").reviewed_year, 0);
}

TEST(DocumentContextTest, ReadsThePeriodOfTheTitle) {
  EXPECT_EQ(Context(std::u32string(U"望江县2023年上半年经济运行情况") + std::u32string(kProse), "2023-07-18")
                .period.Notation(),
            "2023-H1");
  EXPECT_EQ(Context(std::u32string(U"曹娥街道2022年工作总结") + std::u32string(kProse), "2022-12-30").period.Notation(),
            "2022");
  EXPECT_TRUE(Context(kProse, "2022-12-30").period.empty());
}

TEST(DocumentContextTest, TellsReportsFromFeatures) {
  EXPECT_TRUE(Context(std::u32string(U"曹娥街道2022年工作总结") + std::u32string(kProse)).report);
  EXPECT_FALSE(Context(std::u32string(U"曹娥街道:小街道的大变化") + std::u32string(kProse)).report);
}

TEST(DocumentContextTest, NamesTheScopeThatTheWholeOfARegionMeans) {
  const DocumentContext context = Context(std::u32string(U"绍兴市上虞区2022年工作总结") + std::u32string(kProse));
  ASSERT_NE(context.region, nullptr);
  EXPECT_EQ(EncodeUtf8(ScopeName(context, U"全区")), "上虞区");
  EXPECT_EQ(EncodeUtf8(ScopeName(context, U"全市")), "绍兴市");
  EXPECT_EQ(EncodeUtf8(ScopeName(context, U"全省")), "浙江省");
  EXPECT_EQ(EncodeUtf8(ScopeName(DocumentContext(), U"全省")), "");
  EXPECT_EQ(EncodeUtf8(ScopeName(context, U"")), "");
}

TEST(DocumentContextTest, TakesTheHalfYearOfATitle) {
  const auto period = [](std::u32string_view title, const char* published) {
    return Context(std::u32string(title) + std::u32string(kProse), published).period.Notation();
  };
  EXPECT_EQ(period(U"石陂镇:半年“成绩单”出炉", "2025-07-11"), "2025-H1");
  EXPECT_EQ(period(U"石陂镇:半年“成绩单”出炉", "2025-03-11"), "");
  EXPECT_EQ(period(U"海安市2023年上半年经济运行情况", "2024-08"), "2023-H1");
}

TEST(DocumentContextTest, KnowsTheRegionAboveAnUnknownSubdistrict) {
  const DocumentContext context =
      Context(std::u32string(U"——崇川区观河街道产业转型一线见闻") + std::u32string(kProse), "2024-10-18");
  EXPECT_EQ(EncodeUtf8(context.subject), "观河街道");
  EXPECT_EQ(context.region, nullptr);
  EXPECT_EQ(EncodeUtf8(ScopeName(context, U"全区")), "崇川区");
}

}  // namespace
}  // namespace fangzhi::extraction
