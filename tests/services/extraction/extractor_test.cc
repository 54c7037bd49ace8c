#include "services/extraction/extractor.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"
#include "tests/services/extraction/reading.h"

namespace fangzhi::extraction {
namespace {

constexpr char kTitle[] = "上虞区曹娥街道动态";

std::vector<std::string> Read(std::string_view text, const char* published = "2022-06-29") {
  return ReadLines(text, kTitle, published);
}

struct Case {
  const char* text;
  std::vector<std::string> records;
  const char* published = "2022-06-29";
};

void ExpectRead(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Read(c.text, c.published), c.records) << c.text;
}

TEST(ExtractorTest, ReadsLevels) {
  ExpectRead({
      {"今年一季度，街道新增规上企业28家。", {"28家|新增规上企业|level|=28 {家}|曹娥街道|2022-Q1|actual||"}},
      {"2021年，街道工业总产值28.53亿元。", {"28.53亿元|工业总产值|level|=2853000000 CNY|曹娥街道|2021|actual||"}},
      {"去年，街道引进人才300余人。", {"300余人|引进人才|level|>300 {人}|曹娥街道|2021|actual||"}},
      {"今年1—5月，街道固定资产投资超过12亿元。",
       {"12亿元|固定资产投资|level|>1200000000 CNY|曹娥街道|2022-01/2022-05|actual||"}},
      {"截至5月底，街道养老保险参保率在99%以上。", {"99%以上|养老保险参保率|level|>=99 %|曹娥街道|/2022-05|actual||"}},
  });
}

TEST(ExtractorTest, ReadsGrowthAfterALevel) {
  ExpectRead({
      {"今年一季度，街道规上工业总产值401.09亿元，同比增长17.12%。",
       {"401.09亿元|规上工业总产值|level|=40109000000 CNY|曹娥街道|2022-Q1|actual||",
        "17.12%|规上工业总产值|growth|=17.12 %|曹娥街道|2022-Q1|actual|yoy|"}},
      {"2021年，街道出口额3亿元，比上年下降4.8%。",
       {"3亿元|出口额|level|=300000000 CNY|曹娥街道|2021|actual||",
        "4.8%|出口额|growth|=-4.8 %|曹娥街道|2021|actual|yoy|"}},
  });
}

TEST(ExtractorTest, ReadsCoordinatedNamesWithTheirValues) {
  ExpectRead({
      {"2021年，街道城镇和农村居民人均可支配收入分别增长4.3%、5.5%。",
       {"4.3%|城镇居民人均可支配收入|growth|=4.3 %|曹娥街道|2021|actual||",
        "5.5%|农村居民人均可支配收入|growth|=5.5 %|曹娥街道|2021|actual||"}},
  });
}

TEST(ExtractorTest, ReadsOneNumberThatHoldsForTwoIndicatorsTwice) {
  Input input;
  input.text = "2021年，街道养老保险、医疗保险参保率均在99%以上。";
  input.title = kTitle;
  input.published = *Period::Parse("2022-06-29");
  const Output output = Extract(input);
  ASSERT_EQ(output.records.size(), 2U);
  EXPECT_EQ(output.records[0].number, output.records[1].number);
  EXPECT_EQ(output.records[0].ordinal, 0);
  EXPECT_EQ(output.records[1].ordinal, 1);
  EXPECT_EQ(output.records[0].indicator, "养老保险参保率");
  EXPECT_EQ(output.records[1].indicator, "医疗保险参保率");
}

TEST(ExtractorTest, ReadsChangesWithTheirSign) {
  ExpectRead({
      {"2021年，街道信访量比上年减少36件。", {"36件|信访量|change|=-36 {件}|曹娥街道|2021|actual|yoy|"}},
      {"2021年，街道森林覆盖率同比提高3.2个百分点。",
       {"3.2个百分点|森林覆盖率|change|=3.2 pp|曹娥街道|2021|actual|yoy|"}},
  });
}

TEST(ExtractorTest, ReadsShares) {
  ExpectRead({
      {"2021年，街道高新技术产业增加值占规上工业增加值的比重达72.2%。",
       {"72.2%|高新技术产业增加值|share|=72.2 %|曹娥街道|2021|actual||规上工业增加值"}},
  });
}

TEST(ExtractorTest, ReadsCompletions) {
  ExpectRead({
      {"今年1—5月，街道固定资产投资完成年度计划的46.3%。",
       {"46.3%|固定资产投资|completion|=46.3 %|曹娥街道|2022-01/2022-05|actual||年度计划"}},
  });
}

TEST(ExtractorTest, ReadsDifferencesWithWhatTheyAreAgainst) {
  ExpectRead({
      {"2021年，街道规上工业增加值增速高于全区2.2个百分点。",
       {"2.2个百分点|规上工业增加值|difference|=2.2 pp|曹娥街道|2021|actual|全区|"}},
  });
}

TEST(ExtractorTest, ReadsMultiples) {
  ExpectRead({
      {"2021年，街道研发投入是2020年的3倍。", {"3倍|研发投入|multiple|=3 1|曹娥街道|2021|actual||2020年"}},
      {"2021年，街道税收收入增长6.4倍。", {"6.4倍|税收收入|growth|=640.0 %|曹娥街道|2021|actual||"}},
  });
}

TEST(ExtractorTest, ReadsRangesFractionsAndTenths) {
  ExpectRead({
      {"街道计划投资10-20亿元。", {"10-20亿元|投资|level|range1000000000..2000000000 CNY|曹娥街道||target||"}},
  });
  const std::vector<std::string> third = Read("2021年，党员志愿者占街道志愿者总数的1/3。");
  ASSERT_EQ(third.size(), 1U);
  EXPECT_NE(third[0].find("share|=0.3333 1"), std::string::npos) << third[0];
  const std::vector<std::string> tenths = Read("2021年，街道规上企业研发人员占比达三成。");
  ASSERT_EQ(tenths.size(), 1U);
  EXPECT_NE(tenths[0].find("share|=30 %"), std::string::npos) << tenths[0];
}

TEST(ExtractorTest, TellsTargetsAndExpectationsFromFacts) {
  ExpectRead({
      {"2026年，街道力争工业总产值达到30亿元。",
       {"30亿元|工业总产值|level|=3000000000 CNY|曹娥街道|2026|target||"},
       "2026-01-14"},
      {"2026年，街道预计工业总产值30亿元。",
       {"30亿元|工业总产值|level|=3000000000 CNY|曹娥街道|2026|expected||"},
       "2026-01-14"},
  });
}

TEST(ExtractorTest, KeepsComparatorsBeforeTheNumber) {
  struct {
    const char* word;
    Comparator comparator;
  } const rows[] = {{"约", Comparator::kAbout},       {"近", Comparator::kNearly},     {"接近", Comparator::kNearly},
                    {"超", Comparator::kMoreThan},    {"突破", Comparator::kMoreThan}, {"不低于", Comparator::kAtLeast},
                    {"不少于", Comparator::kAtLeast}, {"不足", Comparator::kLessThan}, {"不到", Comparator::kLessThan},
                    {"不超过", Comparator::kAtMost},  {"逾", Comparator::kMoreThan},   {"至少", Comparator::kAtLeast}};
  for (const auto& row : rows) {
    Input input;
    const std::string text = absl::StrCat("2021年，街道工业总产值", row.word, "28亿元。");
    input.text = text;
    input.title = kTitle;
    input.published = Period::Month(2022, 6);
    const Output output = Extract(input);
    ASSERT_EQ(output.records.size(), 1U) << text;
    EXPECT_EQ(GoldName(output.records[0].comparator), GoldName(row.comparator)) << text;
    EXPECT_EQ(output.records[0].number_text, "28亿元") << text;
    EXPECT_EQ(output.records[0].indicator, "工业总产值") << text;
  }
}

TEST(ExtractorTest, DoesNotCountWhatIsNoRecord) {
  for (const char* text : {
           "街道成立于1958年，至今已有60周年。",
           "街道构建“1357”工作体系，推进各项工作。",
           "街道聚焦三大产业，做好四项建设。",
           "详见第22版。",
           "72路公交车停靠在门口。",
           "街道第一时间处理群众诉求。",
           "街道被评为全国5A级景区。",
           "街道热线为12345，24小时服务。",
           "3单元的下水道堵了，打12345市民热线。",
           "街道推行5G应用，建设4S店。",
           "街道累计投入xxx万元。",
           "会议于9:00开始。",
           "街道千方百计稳就业。",
           "20世纪90年代，街道还是一片农田。",
           "街道每周至少一次入户走访。",
       }) {
    EXPECT_TRUE(Read(text).empty()) << text << " was read as " << absl::StrJoin(Read(text), " and ");
  }
}

TEST(ExtractorTest, KeepsAThresholdInsideTheIndicator) {
  const std::vector<std::string> lines = Read("2021年，街道新签约5亿元以上项目1个。");
  EXPECT_EQ(lines, (std::vector<std::string>{"1个|新签约5亿元以上项目|level|=1 {个}|曹娥街道|2021|actual||"}));
}

TEST(ExtractorTest, CarriesThePeriodWithinTheParagraphOnly) {
  const std::vector<std::string> lines = Read(
      "2021年，街道新增规上企业28家。引进人才300人，建成口袋公园12个。\n\n街道现有社区16个，辖区内有学校8所，群众生活便"
      "利。");
  ASSERT_EQ(lines.size(), 5U);
  for (size_t i = 0; i < 3; ++i) EXPECT_NE(lines[i].find("|2021|"), std::string::npos) << lines[i];
  for (size_t i = 3; i < 5; ++i) EXPECT_EQ(lines[i].find("|2021|"), std::string::npos) << lines[i];
}

TEST(ExtractorTest, GivesANumberToTheNamedThingItIsAbout) {
  const std::vector<std::string> lines = Read("2021年，卧龙智慧新能源产业园占地面积160亩。");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].find("|卧龙智慧新能源产业园|"), std::string::npos) << lines[0];
}

TEST(ExtractorTest, ReadsThroughDamage) {
  const std::vector<std::string> sound = {"28.5亿元|规上工业总产值|level|=2850000000 CNY|曹娥街道|2022-Q1|actual||"};
  const auto fields = [](std::vector<std::string> lines) {
    for (std::string& line : lines) line = line.substr(line.find('|'));
    return lines;
  };
  for (const char* text : {
           "2022年一季度，街道规上工业总产值28.5亿元。",
           "２０２２年一季度，街道规上工业总产值２８．５亿元。",
           "2022年一季度，街道规上工业总产值 28.5 亿元。",
           "2022年一季度，街道规上工业总产值<b>28.5</b>亿元。",
           "2022年一季度，街道规上工业总产值28.5&nbsp;亿元。",
           "2022年一季度，街道规上工业总产值2\u200b8.5亿元。",
           "2022年一季度，街道規(guī)上工業(yè)總(zǒng)產(chǎn)值28.5億(yì)元，穩(wěn)中有進(jìn)。",
       }) {
    EXPECT_EQ(fields(Read(text)), fields(sound)) << text;
  }
}

TEST(ExtractorTest, QuotesTheNumberAsItIsWritten) {
  const std::string text =
      "2022年，街道實(shí)現(xiàn)工業(yè)總(zǒng)產(chǎn)值 6.87 億(yì)元，完成112項(xiàng)工程。";
  Input input;
  input.text = text;
  input.title = kTitle;
  input.published = Period::Month(2022, 6);
  const std::u32string raw = DecodeUtf8(text);
  const Output output = Extract(input);
  ASSERT_EQ(output.records.size(), 2U);
  EXPECT_EQ(output.records[0].number_text, "6.87 億(yì)元");
  EXPECT_EQ(output.records[1].number_text, "112項(xiàng)");
  for (const Record& record : output.records) {
    EXPECT_EQ(EncodeUtf8(raw.substr(static_cast<size_t>(record.number.start),
                                    static_cast<size_t>(record.number.end - record.number.start))),
              record.number_text);
  }
}

TEST(ExtractorTest, FindsTheTitleInTheText) {
  Input input;
  input.text =
      "曹娥街道2022年工作总结\n\n2022年，街道上下坚定信心、克难攻坚，经济社会发展取得新成效。新增规上企业28家。\n";
  const Output output = Extract(input);
  EXPECT_EQ(output.title, "曹娥街道2022年工作总结");
  ASSERT_EQ(output.records.size(), 1U);
  EXPECT_EQ(output.records[0].subject, "曹娥街道");
}

TEST(ExtractorTest, AddsMentionsAndAttributionsOnlyWhereAskedFor) {
  Input input;
  input.text = "今年一季度，街道新增规上企业28家，推行5G应用。";
  input.title = kTitle;
  input.published = Period::Month(2022, 6);
  const Output plain = Extract(input);
  ASSERT_EQ(plain.records.size(), 1U);
  EXPECT_TRUE(plain.mentions.empty());
  EXPECT_TRUE(plain.records[0].attributions.empty());
  input.explain = true;
  input.mentions = true;
  const Output explained = Extract(input);
  ASSERT_EQ(explained.records.size(), 1U);
  EXPECT_EQ(Line(explained.records[0]), Line(plain.records[0]));
  EXPECT_FALSE(explained.records[0].attributions.empty());
  bool period = false;
  bool quantity = false;
  for (const Mention& mention : explained.mentions) {
    period = period || (mention.kind == MentionKind::kPeriod && mention.period.Notation() == "2022-Q1");
    quantity =
        quantity || (mention.kind == MentionKind::kQuantity && mention.unit == "{家}" && mention.rejection.empty());
  }
  EXPECT_TRUE(period);
  EXPECT_TRUE(quantity);
}

TEST(ExtractorTest, ReadsNothingFromTextWithoutFigures) {
  for (const char* text : {"", "\n", "。", "街道持续优化营商环境。", "\xff\xfe", " \t\u3000", "<br/>", "&nbsp;"}) {
    EXPECT_TRUE(Read(text).empty()) << text;
  }
}

TEST(ExtractorTest, FillsTheFieldsThatAreNeverEmpty) {
  Input input;
  input.text = "300人，12%；第一。5亿元、6亿元（7家）增长8%。2022年9个。";
  for (const Record& record : Extract(input).records) {
    EXPECT_FALSE(record.number_text.empty());
    EXPECT_FALSE(record.indicator.empty()) << record.number_text;
    EXPECT_FALSE(record.unit.empty()) << record.number_text;
    EXPECT_FALSE(record.topic.empty()) << record.number_text;
    EXPECT_GE(record.confidence, 0) << record.number_text;
    EXPECT_LE(record.confidence, 1) << record.number_text;
  }
}

TEST(ExtractorTest, NamesItsVersionWithTheCatalogue) {
  EXPECT_NE(ExtractorVersion().find('+'), std::string::npos);
  EXPECT_EQ(ExtractorVersion(), ExtractorVersion());
}

}  // namespace
}  // namespace fangzhi::extraction
