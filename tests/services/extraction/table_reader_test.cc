#include "services/extraction/table_reader.h"

#include <gtest/gtest.h>

#include "tests/services/extraction/reading.h"

namespace fangzhi::extraction {
namespace {

constexpr char kTitle[] = "江城区2023年前三季度经济运行情况";

std::vector<std::string> Read(std::string_view table) { return ReadLines(table, kTitle, "2023-10-25"); }

TEST(TableReaderTest, ReadsRowsPartedByTabs) {
  EXPECT_EQ(Read("指标名称\t计量单位\t一季度\t上半年\n"
                 "地区生产总值\t亿元\t125.3\t262.8\n"
                 "固定资产投资增速\t%\t5.1\t6.2\n"),
            (std::vector<std::string>{"125.3|地区生产总值|level|=12530000000 CNY|江城区|2023-Q1|actual||",
                                      "262.8|地区生产总值|level|=26280000000 CNY|江城区|2023-H1|actual||",
                                      "5.1|固定资产投资|growth|=5.1 %|江城区|2023-Q1|actual||",
                                      "6.2|固定资产投资|growth|=6.2 %|江城区|2023-H1|actual||"}));
}

TEST(TableReaderTest, ReadsRowsOfPlacesAndPartsOfPlans) {
  EXPECT_EQ(Read("镇街\t规上工业产值（亿元）\t同比（%）\t完成年度任务（%）\n"
                 "东湖街道\t35.6\t8.2\t76.1\n"
                 "西岭镇\t22.8\t-3.1\t70.4\n"),
            (std::vector<std::string>{"35.6|规上工业产值|level|=3560000000 CNY|东湖街道|2023-01/2023-09|actual||",
                                      "8.2|规上工业产值|growth|=8.2 %|东湖街道|2023-01/2023-09|actual|yoy|",
                                      "76.1|规上工业产值|completion|=76.1 %|东湖街道|2023-01/2023-09|actual||年度任务",
                                      "22.8|规上工业产值|level|=2280000000 CNY|西岭镇|2023-01/2023-09|actual||",
                                      "-3.1|规上工业产值|growth|=-3.1 %|西岭镇|2023-01/2023-09|actual|yoy|",
                                      "70.4|规上工业产值|completion|=70.4 %|西岭镇|2023-01/2023-09|actual||年度任务"}));
}

TEST(TableReaderTest, ReadsMarkdownAndYearsInTheHead) {
  EXPECT_EQ(Read("| 指标 | 2022年 | 2023年 |\n"
                 "|---|---|---|\n"
                 "| 常住人口(万人) | 52.1 | 52.6 |\n"),
            (std::vector<std::string>{"52.1|常住人口|level|=521000 {人}|江城区|2022|actual||",
                                      "52.6|常住人口|level|=526000 {人}|江城区|2023|actual||"}));
}

TEST(TableReaderTest, ReadsFlattenedTablesWithGroupsOfColumns) {
  EXPECT_EQ(Read("指标\n单位\n1-9月\n9月\n绝对额\n同比增长(%)\n绝对额\n同比增长(%)\n"
                 "社会消费品零售总额\n亿元\n152.3\n7.1\n17.8\n6.5\n"
                 "限额以上零售额\n亿元\n60.2\n9.4\n7.0\n8.8\n")[2],
            "17.8|社会消费品零售总额|level|=1780000000 CNY|江城区|2023-09|actual||");
}

TEST(TableReaderTest, TakesTheCaptionForTheHead) {
  EXPECT_EQ(Read("附表 2022年部分指标同比增速（%）\n\n"
                 "指标\t一季度\t全年\n"
                 "全社会用电量\t2.2\t5.3\n"
                 "进出口总额\t-7.5\t4.0\n")[2],
            "-7.5|进出口总额|growth|=-7.5 %|江城区|2022-Q1|actual|yoy|");
}

}  // namespace
}  // namespace fangzhi::extraction
