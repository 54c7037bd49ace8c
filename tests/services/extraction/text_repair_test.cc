#include "services/extraction/text_repair.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

// Pinyin glosses without tone marks are only told from brackets in a text with several that have them.
constexpr char kGlossed[] = "機(jī)遇與(yǔ)挑戰(zhàn)並存，協(xié)調(diào)發(fā)展。";

std::string Text(std::string_view utf8) { return EncodeUtf8(Repair(utf8).text); }

// The raw text that the repaired `words` were read from; empty where they do not occur.
std::string RawOf(std::string_view utf8, std::u32string_view words) {
  const RepairedText repaired = Repair(utf8);
  const size_t at = repaired.text.find(words);
  if (at == std::u32string::npos) return "";
  const Span span = repaired.Raw(static_cast<int>(at), static_cast<int>(at + words.size()));
  return EncodeUtf8(std::u32string_view(repaired.raw)
                        .substr(static_cast<size_t>(span.start), static_cast<size_t>(span.end - span.start)));
}

// What holds for every repaired text.
void ExpectSound(std::string_view utf8) {
  const RepairedText repaired = Repair(utf8);
  EXPECT_EQ(repaired.raw, DecodeUtf8(utf8));
  ASSERT_EQ(repaired.begin.size(), repaired.text.size());
  ASSERT_EQ(repaired.end.size(), repaired.text.size());
  int last = 0;
  for (size_t i = 0; i < repaired.text.size(); ++i) {
    ASSERT_GE(repaired.begin[i], last) << i;
    ASSERT_GT(repaired.end[i], repaired.begin[i]) << i;
    ASSERT_LE(repaired.end[i], static_cast<int>(repaired.raw.size())) << i;
    last = repaired.end[i];
  }
}

TEST(TextRepairTest, LeavesSoundTextAsItIs) {
  const std::string text = "今年一季度,曹娥街道新增规上企业28家。";
  EXPECT_EQ(Text(text), text);
  EXPECT_EQ(RawOf(text, U"28家"), "28家");
  EXPECT_EQ(Text(""), "");
}

TEST(TextRepairTest, TakesPinyinGlossesOut) {
  EXPECT_EQ(Text(kGlossed), "机遇与挑战并存,协调发展。");
  EXPECT_EQ(RawOf(kGlossed, U"机"), "機(jī)");
  EXPECT_EQ(RawOf(kGlossed, U"机遇"), "機(jī)遇");
  EXPECT_EQ(RawOf(std::string(kGlossed) + "完成112項(xiàng)工程。", U"112项"), "112項(xiàng)");
}

TEST(TextRepairTest, TakesGlossesWithoutToneMarksOutWhereOthersHaveThem) {
  EXPECT_EQ(Text(std::string(kGlossed) + "為(wei)民服務(wu)30次。"), "机遇与挑战并存,协调发展。为民服务30次。");
  EXPECT_EQ(Text("图书馆(new)开放。"), "图书馆(new)开放。");
}

TEST(TextRepairTest, KeepsBracketsThatAreNoGloss) {
  EXPECT_EQ(Text(std::string(kGlossed) + "占比(GDP)、(一)、(3家)、(jī)"),
            "机遇与挑战并存,协调发展。占比(GDP)、(一)、(3家)、(jī)");
}

TEST(TextRepairTest, ReadsTraditionalCharacters) {
  EXPECT_EQ(Text("街道實現規模以上工業總產值28億元，同比增長5%，新增企業12家。"),
            "街道实现规模以上工业总产值28亿元,同比增长5%,新增企业12家。");
  EXPECT_EQ(RawOf("街道實現規模以上工業總產值28億元，同比增長5%。", U"28亿元"), "28億元");
}

TEST(TextRepairTest, ReadsFullWidthForms) {
  EXPECT_EQ(Text("２０２２年上半年，增长５．６％（其中工业１２％）；出口：３亿元！"),
            "2022年上半年,增长5.6%(其中工业12%);出口:3亿元!");
  EXPECT_EQ(RawOf("增长５．６％。", U"5.6%"), "５．６％");
}

TEST(TextRepairTest, ReadsEntities) {
  EXPECT_EQ(Text("研发&amp;制造&lt;A&gt;，&ldquo;亩均&rdquo;&mdash;&mdash;增长5&permil;"),
            "研发&制造<A>,“亩均”——增长5‰");
  EXPECT_EQ(Text("增长&#53;&#x25;"), "增长5%");
  EXPECT_EQ(Text("增长6.87&nbsp;亿元"), "增长6.87亿元");
  EXPECT_EQ(RawOf("达6.87&nbsp;亿元", U"6.87亿元"), "6.87&nbsp;亿元");
  EXPECT_EQ(RawOf("增长&#53;&#x25;。", U"5%"), "&#53;&#x25;");
}

TEST(TextRepairTest, KeepsWhatIsNoEntity) {
  for (const char* text : {"A&B公司", "&;", "&#;", "&#x;", "&#xZZ;", "&unknown;", "&#99999999;", "&#xD800;", "&"}) {
    EXPECT_EQ(Text(text), text);
  }
}

TEST(TextRepairTest, TakesTagsOut) {
  EXPECT_EQ(Text("完成<b>28</b>家"), "完成28家");
  EXPECT_EQ(Text("<span style=\"color:red\">完成</span>28家"), "完成28家");
  EXPECT_EQ(RawOf("完成<b>28</b>家。", U"28家"), "28</b>家");
}

TEST(TextRepairTest, EndsALineAtTheTagOfABlock) {
  EXPECT_EQ(Text("第一段。<br/>第二段。"), "第一段。\n第二段。");
  EXPECT_EQ(Text("第一段。</p><p>第二段。"), "第一段。\n\n第二段。");
}

TEST(TextRepairTest, KeepsWhatIsNoTag) {
  for (const char* text : {"PM2.5<35微克", "a<b", "<", "<>", "x<3"}) EXPECT_EQ(Text(text), text);
  const std::string open = "<b" + std::string(1000, 'x');
  EXPECT_EQ(Text(open), open);
}

TEST(TextRepairTest, TakesInvisibleCharactersOut) {
  EXPECT_EQ(Text("2\u200b8\u200b家\ufeff企\u00ad业\u2060"), "28家企业");
  EXPECT_EQ(RawOf("共2\u200b8家。", U"28"), "2\u200b8");
  EXPECT_EQ(Text(std::string("28\0家", 6)), "28家");
}

TEST(TextRepairTest, ReadsDashesAndQuotesThroughMojibake) {
  EXPECT_EQ(Text("三大工程鈥斺€\ufffd实施").substr(0, 15), "三大工程—");
  EXPECT_EQ(Text("锟斤拷新增28家"), "新增28家");
}

TEST(TextRepairTest, TakesSpacesBesideDigitsOut) {
  EXPECT_EQ(Text("实现 6.87 亿元"), "实现6.87亿元");
  EXPECT_EQ(Text("新增　28　家"), "新增28家");
  EXPECT_EQ(RawOf("实现 6.87 亿元。", U"6.87亿元"), "6.87 亿元");
}

TEST(TextRepairTest, JoinsThousandsGroupedBySpace) {
  EXPECT_EQ(Text("共1 234户"), "共1234户");
  EXPECT_EQ(RawOf("共1 234元。", U"1234元"), "1 234元");
}

TEST(TextRepairTest, JoinsAFractionAndItsSignToTheNumber) {
  EXPECT_EQ(Text("税收1 .05亿元,占40 % 以上"), "税收1.05亿元,占40%以上");
  EXPECT_EQ(Text("共5 . 其他"), "共5 . 其他");
}

TEST(TextRepairTest, JoinsTheLinesOfANarrowColumn) {
  EXPECT_EQ(Text("  2014年,街道有工业企业\n  412家,规上工业总产\n  值20亿元,增长\n  10%;投资增长6%。\n"),
            "2014年,街道有工业企业412家,规上工业总产值20亿元,增长10%;投资增长6%。\n");
  EXPECT_EQ(Text("一份青菜十元\n一份豆腐八元\n一碗米饭两元\n"), "一份青菜十元\n一份豆腐八元\n一碗米饭两元\n");
}

TEST(TextRepairTest, KeepsNumbersApartThatGroupNothing) {
  EXPECT_EQ(Text("12 34家"), "12 34家");
  EXPECT_EQ(Text("1.5 234家"), "1.5 234家");
  EXPECT_EQ(Text("2022 2023"), "2022 2023");
}

TEST(TextRepairTest, JoinsLinesBrokenInsideASentence) {
  EXPECT_EQ(Text("街道聚焦产业转型升级，持续优化营商环境，全年引进项目\n28个。\n下一段说的是别的事情。"),
            "街道聚焦产业转型升级,持续优化营商环境,全年引进项目28个。\n下一段说的是别的事情。");
  EXPECT_EQ(RawOf("街道聚焦产业转型升级，持续优化营商环境，全年完成固定资产投资28.5\n亿元。", U"28.5亿元"),
            "28.5\n亿元");
}

TEST(TextRepairTest, JoinsSentencesOverPageFurniture) {
  EXPECT_EQ(Text("街道聚焦产业转型升级，持续优化营商环境，全年引进项目\n\n— 2 "
                 "—\n\n28个，其中工业项目12个，投资额超过五亿元。"),
            "街道聚焦产业转型升级,持续优化营商环境,全年引进项目28个,其中工业项目12个,投资额超过五亿元。");
}

TEST(TextRepairTest, KeepsLinesThatEndAThought) {
  const std::string text = "第一段到此结束。\n第二段从这里开始。\n一、工业\n(一)总体\n1.投资";
  EXPECT_EQ(Text(text), text);
}

TEST(TextRepairTest, ReadsEveryLineEnd) { EXPECT_EQ(Text("一。\r\n二。\r三。\u2028四。"), "一。\n二。\n三。\n四。"); }

TEST(TextRepairTest, MapsEveryCharacterToItsRawStretch) {
  for (const char* text :
       {kGlossed, "２０２２年&nbsp;上半年<br>增长 5.6 %（(jī)）", "\u200b\ufeff", "<b></b>", "鈥斺€\ufffd\ufffd",
        "１ ２３４ 户", "&amp;&amp;", "\n\n\n", "機(jī)", "(jī)", "街道聚焦产业转型升级，持续优化营商环境，\n28家"}) {
    ExpectSound(text);
  }
}

TEST(TextRepairTest, SurvivesMalformedUtf8) {
  for (const char* text : {"\xff\xfe\xe4", "28\xe5\xae", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf"}) {
    EXPECT_EQ(Repair(text).text.find(U'\xFFFD'), std::u32string::npos);
    ExpectSound(text);
  }
}

TEST(TextRepairTest, CountsCharactersBeyondTheBasicPlaneAsOne) {
  EXPECT_EQ(RawOf("😀新增28家", U"28家"), "28家");
  EXPECT_EQ(Repair("😀新增28家").begin[3], 3);
}

}  // namespace
}  // namespace fangzhi::extraction
