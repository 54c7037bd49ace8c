#include "services/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "services/cli/display_width.h"

namespace fangzhi::cli {
namespace {

TEST(DisplayWidthTest, ChineseTakesTwoColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("GDP"), 3);
  EXPECT_EQ(DisplayWidth("曹娥街道"), 8);
  EXPECT_EQ(DisplayWidth("28.53亿元"), 9);
  EXPECT_EQ(DisplayWidth("（，）"), 6) << "full-width punctuation";
  EXPECT_EQ(DisplayWidth("Ａ１"), 4) << "full-width Latin";
  EXPECT_EQ(DisplayWidth("𠮷"), 2) << "outside the basic plane";
}

TEST(DisplayWidthTest, CombiningAndInvisibleCharactersTakeNone) {
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("a\u200Bb"), 2);
  EXPECT_EQ(DisplayWidth("\uFEFF字"), 2);
}

TEST(DisplayWidthTest, BrokenUtf8DoesNotCrash) {
  EXPECT_EQ(DisplayWidth("\xff\xfe"), 2);
  EXPECT_EQ(OneLine("a\xff"), "a?");
}

TEST(DisplayWidthTest, OneLineDisarmsControlCharacters) { EXPECT_EQ(OneLine("a\tb\r\nc\x1b[31m"), "a b  c [31m"); }

TEST(DisplayWidthTest, TruncateNeverPassesTheWidth) {
  EXPECT_EQ(Truncate("曹娥街道", 8), "曹娥街道");
  EXPECT_EQ(Truncate("曹娥街道", 7), "曹娥街…");
  EXPECT_EQ(Truncate("曹娥街道", 6), "曹娥…");
  EXPECT_EQ(Truncate("曹娥街道", 1), "…");
  EXPECT_EQ(Truncate("曹娥街道", 0), "");
}

std::vector<int> LineWidths(const std::string& text) {
  std::vector<int> widths;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widths.push_back(DisplayWidth(line));
  return widths;
}

TEST(TableTest, ColumnsAlignWithChineseText) {
  Table table({{.title = "subject"}, {.title = "value", .align = Table::Align::kRight}});
  table.AddRow({"曹娥街道", "28.53亿元"});
  table.AddRow({"GDP", "5"});
  EXPECT_EQ(table.ToString(0),
            "subject       value\n"
            "曹娥街道  28.53亿元\n"
            "GDP               5\n");
}

TEST(TableTest, WideColumnsAreCutToTheTerminal) {
  Table table({{.title = "indicator", .narrowest = 9}, {.title = "sentence", .narrowest = 8}, {.title = "n"}});
  table.AddRow({"规模以上工业总产值", "全年实现规模以上工业总产值28.53亿元，同比增长12%。", "1"});
  for (int width : {80, 60, 40, 24}) {
    for (int line : LineWidths(table.ToString(width))) EXPECT_LE(line, width);
  }
  EXPECT_NE(table.ToString(40).find("…"), std::string::npos);
}

TEST(TableTest, ColumnsThatMustNotBeCutAreWhole) {
  Table table({{.title = "name"}});
  table.AddRow({"documents/01J0000000000000000000000/records/120-0"});
  EXPECT_NE(table.ToString(20).find("records/120-0"), std::string::npos);
}

TEST(TableTest, MissingCellsAreBlank) {
  Table table({{.title = "a"}, {.title = "b"}});
  table.AddRow({"1"});
  EXPECT_EQ(table.ToString(0), "a  b\n1\n");
}

}  // namespace
}  // namespace fangzhi::cli
