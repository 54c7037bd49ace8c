#include "services/extraction/layout.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr std::u32string_view kReport =
    U"曹娥街道2022年工作总结\n"
    U"2022年12月30日\n"
    U"\n"
    U"2022年,街道上下坚定信心、克难攻坚,经济社会发展取得新成效。全年工业总产值28亿元。\n"
    U"一、聚焦产业发展\n"
    U"(一)工业经济\n"
    U"1.项目建设。全年引进项目12个。投资5亿元。\n"
    U"二、聚焦民生福祉\n"
    U"街道坚持以人民为中心的发展思想,办好民生实事。新增学位300个。\n";

std::string View(std::u32string_view text, Extent extent) {
  return EncodeUtf8(text.substr(static_cast<size_t>(extent.begin), static_cast<size_t>(extent.end - extent.begin)));
}

// The paragraph that begins with `words`.
Paragraph Find(std::u32string_view text, std::u32string_view words) {
  for (const Paragraph& paragraph : FindLayout(text).paragraphs) {
    if (text.substr(static_cast<size_t>(paragraph.extent.begin), words.size()) == words) return paragraph;
  }
  ADD_FAILURE() << "no paragraph begins with " << EncodeUtf8(words);
  return {};
}

std::vector<std::string> Sentences(std::u32string_view text, const Paragraph& paragraph) {
  std::vector<std::string> sentences;
  for (const Extent& sentence : paragraph.sentences) sentences.push_back(View(text, sentence));
  return sentences;
}

TEST(LayoutTest, FindsTheTitle) {
  const Layout layout = FindLayout(kReport);
  EXPECT_EQ(EncodeUtf8(layout.title), "曹娥街道2022年工作总结");
  EXPECT_EQ(View(kReport, layout.title_extent), "曹娥街道2022年工作总结");
}

TEST(LayoutTest, PrefersTheTitleToTheLinesAroundIt) {
  constexpr std::u32string_view kPage =
      U"首页>政务公开>工作报告\n"
      U"望江县2023年上半年经济运行情况\n"
      U"发布时间:2023-07-18 来源:统计局\n\n"
      U"上半年,全县经济运行总体平稳,主要指标稳中有升,发展质量稳步提高,民生持续改善。\n";
  EXPECT_EQ(EncodeUtf8(FindLayout(kPage).title), "望江县2023年上半年经济运行情况");
}

TEST(LayoutTest, FindsNoTitleInProse) {
  EXPECT_EQ(FindLayout(U"今年一季度,曹娥街道新增规上企业28家。").title, U"");
  EXPECT_EQ(FindLayout(U"").title, U"");
  EXPECT_TRUE(FindLayout(U"").paragraphs.empty());
  EXPECT_TRUE(FindLayout(U"\n \n\t\n").paragraphs.empty());
}

TEST(LayoutTest, TellsTheHeadFromTheBody) {
  EXPECT_EQ(Find(kReport, U"曹娥街道").kind, ParagraphKind::kHead);
  EXPECT_EQ(Find(kReport, U"2022年,").kind, ParagraphKind::kBody);
}

TEST(LayoutTest, FindsHeadingsAndTheirLevels) {
  const Paragraph first = Find(kReport, U"一、");
  EXPECT_EQ(first.kind, ParagraphKind::kHeading);
  EXPECT_EQ(first.level, 1);
  const Paragraph second = Find(kReport, U"(一)");
  EXPECT_EQ(second.kind, ParagraphKind::kHeading);
  EXPECT_EQ(second.level, 2);
  EXPECT_EQ(Find(kReport, U"二、").level, 1);
}

TEST(LayoutTest, FindsAHeadingThatOpensAParagraph) {
  const Paragraph paragraph = Find(kReport, U"1.");
  EXPECT_EQ(paragraph.kind, ParagraphKind::kBody);
  EXPECT_EQ(paragraph.level, 3);
  EXPECT_EQ(View(kReport, paragraph.heading), "1.项目建设");
}

TEST(LayoutTest, TakesAShortLineWithoutNumberForAHeading) {
  constexpr std::u32string_view kText =
      U"街道坚持以人民为中心的发展思想,办好民生实事。新增学位300个。\n\n民生保障\n\n街道新增养老床位120张,"
      U"改造老旧小区16个,民生保障更加有力。\n";
  const Paragraph heading = Find(kText, U"民生保障\n");
  EXPECT_EQ(heading.kind, ParagraphKind::kHeading);
  EXPECT_EQ(heading.level, 4);
}

TEST(LayoutTest, SplitsSentencesAtTheirEnds) {
  EXPECT_EQ(Sentences(kReport, Find(kReport, U"2022年,")),
            (std::vector<std::string>{"2022年,街道上下坚定信心、克难攻坚,经济社会发展取得新成效。",
                                      "全年工业总产值28亿元。"}));
}

TEST(LayoutTest, KeepsClosingQuotesWithTheirSentence) {
  constexpr std::u32string_view kText =
      U"“日子越过越好了!”村民说。他家去年收入8万元,比上年增加一万多元,盖了新房,买了新车。\n";
  EXPECT_EQ(Sentences(kText, FindLayout(kText).paragraphs[0]),
            (std::vector<std::string>{"“日子越过越好了!”", "村民说。",
                                      "他家去年收入8万元,比上年增加一万多元,盖了新房,买了新车。"}));
}

TEST(LayoutTest, DoesNotEndASentenceInsideBrackets) {
  constexpr std::u32string_view kText =
      U"全年引进项目12个(其中工业项目5个。农业项目7个。),总投资20亿元,创下历史新高。\n";
  EXPECT_EQ(Sentences(kText, FindLayout(kText).paragraphs[0]).size(), 1U);
}

TEST(LayoutTest, FindsFlattenedTables) {
  constexpr std::u32string_view kTable =
      U"2022年主要指标完成情况如下,各项指标均达到序时进度,总体情况良好,好于预期水平。\n\n"
      U"指标\n单位\n数值\n增长\n工业总产值\n亿元\n28.5\n5.6\n固定资产投资\n亿元\n12.3\n-1.2\n财政收入\n万元\n8765\n3."
      U"1\n\n"
      U"下一阶段,街道将继续抓好各项工作落实,确保完成全年目标任务,不断开创新局面。\n";
  const Paragraph table = Find(kTable, U"指标\n");
  EXPECT_EQ(table.kind, ParagraphKind::kTable);
  EXPECT_EQ(table.sentences.size(), 16U);
  EXPECT_EQ(View(kTable, table.sentences[6]), "28.5");
  EXPECT_EQ(Find(kTable, U"下一阶段").kind, ParagraphKind::kBody);
}

TEST(LayoutTest, DoesNotTakeAFewShortLinesForATable) {
  constexpr std::u32string_view kText = U"工业\n12\n农业\n15\n服务业\n";
  for (const Paragraph& paragraph : FindLayout(kText).paragraphs) EXPECT_NE(paragraph.kind, ParagraphKind::kTable);
}

TEST(LayoutTest, FindsItemsOfAList) {
  constexpr std::u32string_view kText =
      U"今年以来,街道重点抓好以下几项工作,取得阶段性成效,得到上级充分肯定:\n\n●新增规上企业28家,"
      U"完成年度任务的一半。\n\n●改造老旧小区16个。\n";
  EXPECT_TRUE(Find(kText, U"●新增").item);
  EXPECT_FALSE(Find(kText, U"今年").item);
}

TEST(LayoutTest, JoinsAFigureWithTheLineThatNamesIt) {
  constexpr std::u32string_view kText =
      U"上半年全县经济运行总体平稳,主要指标稳中有升,发展质量稳步提高,民生持续改善。\n\n"
      U"规模以上工业增加值\n18.36亿元\n同比增长5.2%\n\n固定资产投资\n23.1亿元\n";
  const Paragraph paragraph = Find(kText, U"规模以上");
  EXPECT_EQ(View(kText, paragraph.extent), "规模以上工业增加值\n18.36亿元\n同比增长5.2%");
  EXPECT_EQ(View(kText, Find(kText, U"固定资产").extent), "固定资产投资\n23.1亿元");
}

TEST(LayoutTest, TellsLinesOfThePageFromTheText) {
  constexpr std::u32string_view kText =
      U"上半年全县经济运行总体平稳,主要指标稳中有升,发展质量稳步提高,民生持续改善。\n\n来源:县统计局 字号:大 中 "
      U"小\n\n责编:王某\n";
  EXPECT_EQ(Find(kText, U"来源").kind, ParagraphKind::kMeta);
  EXPECT_EQ(Find(kText, U"责编").kind, ParagraphKind::kMeta);
  EXPECT_TRUE(Find(kText, U"来源").sentences.empty());
}

TEST(LayoutTest, NumbersTheBlocksThatEmptyLinesPart) {
  constexpr std::u32string_view kText =
      U"上半年全县经济运行总体平稳,主要指标稳中有升,发展质量稳步提高,民生持续改善。\n全县财政收入实现较快增长,"
      U"民生支出占比继续提高,重点支出得到保障。\n\n下半年继续抓好落实。\n";
  const Layout layout = FindLayout(kText);
  ASSERT_EQ(layout.paragraphs.size(), 3U);
  EXPECT_EQ(layout.paragraphs[0].block, layout.paragraphs[1].block);
  EXPECT_NE(layout.paragraphs[1].block, layout.paragraphs[2].block);
}

TEST(LayoutTest, CoversTheTextInOrder) {
  for (std::u32string_view text :
       {kReport, std::u32string_view(U"a\nb\n\nc"), std::u32string_view(U"。。。"), std::u32string_view(U"((((。"),
        std::u32string_view(U"1\n2\n3\n4\n5\n6\n7\n8\n9\n10")}) {
    int end = 0;
    for (const Paragraph& paragraph : FindLayout(text).paragraphs) {
      EXPECT_GE(paragraph.extent.begin, end);
      EXPECT_LT(paragraph.extent.begin, paragraph.extent.end);
      end = paragraph.extent.end;
      int sentence_end = paragraph.extent.begin;
      for (const Extent& sentence : paragraph.sentences) {
        EXPECT_GE(sentence.begin, sentence_end);
        EXPECT_LT(sentence.begin, sentence.end);
        EXPECT_LE(sentence.end, paragraph.extent.end);
        sentence_end = sentence.end;
      }
    }
    EXPECT_LE(end, static_cast<int>(text.size()));
  }
}

TEST(LayoutTest, PartsSectionsWhoseLineBreaksWereLost) {
  const std::u32string_view text =
      U"一年来,全区上下团结拼搏,经济社会发展取得新的成效,各项任务圆满完成。(二)城区面貌发生新变化。建成道路43条。"
      U"二、今后五年发展目标到2016年,生产总值突破500亿元,年均增长10%左右,第三产业比重达到68%,民生更好。"
      U"一、二、三产业协调发展。\n";
  const Layout layout = FindLayout(text);
  ASSERT_EQ(layout.paragraphs.size(), 3U);
  const auto heading = [&](size_t i) {
    const Extent e = layout.paragraphs[i].heading;
    return EncodeUtf8(text.substr(static_cast<size_t>(e.begin), static_cast<size_t>(e.end - e.begin)));
  };
  EXPECT_EQ(heading(1), "(二)城区面貌发生新变化");
  EXPECT_EQ(heading(2), "二、今后五年发展目标");
}

TEST(LayoutTest, KnowsThePartsOfAReportByTheirYears) {
  const Layout layout = FindLayout(
      U"区长代表区人民政府作工作报告,报告分两大部分,全面总结过去一年,部署新的一年的工作,一起来看看。\n2018年工作回顾\n"
      U"生产总值增长9%。\n2019年工作安排\n生产总值增长8%。\n");
  ASSERT_EQ(layout.paragraphs.size(), 5U);
  for (const size_t part : {size_t{1}, size_t{3}}) {
    EXPECT_EQ(layout.paragraphs[part].kind, ParagraphKind::kHeading);
    EXPECT_EQ(layout.paragraphs[part].level, 0);
  }
  const Layout bracketed = FindLayout(
      U"区长代表区人民政府作工作报告,报告分两大部分,全面总结过去一年,部署新的一年的工作,一起来看看。\n"
      U"【2019年预期目标】\n地区生产总值增长8%左右。\n完成招商引资60亿元年度目标任务\n");
  ASSERT_EQ(bracketed.paragraphs.size(), 4U);
  EXPECT_EQ(bracketed.paragraphs[1].kind, ParagraphKind::kHeading);
  EXPECT_EQ(bracketed.paragraphs[3].kind, ParagraphKind::kBody);
}

TEST(LayoutTest, PassesOverAMasthead) {
  const std::u32string_view text =
      U"江海日报 2024年10月18日 星期五 第05版 崇川观察\n让机器长出新赛道\n——崇川区观河街道产业转型见闻\n\n"
      U"2024年10月17日,星期四,街道新增企业32家,这一天没有什么不同,只是来的人多了一些而已。";
  const Layout layout = FindLayout(text);
  EXPECT_EQ(EncodeUtf8(layout.title), "——崇川区观河街道产业转型见闻");
  EXPECT_EQ(layout.paragraphs.front().kind, ParagraphKind::kMeta);
  EXPECT_EQ(layout.paragraphs.back().kind, ParagraphKind::kBody);
}

}  // namespace
}  // namespace fangzhi::extraction
