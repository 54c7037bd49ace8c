// What was once read wrongly, each named after what went wrong.

#include <gtest/gtest.h>

#include "services/extraction/document_context.h"
#include "services/extraction/extractor.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/periods.h"
#include "services/extraction/text_repair.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

std::vector<Record> Read(std::string_view text) {
  Input input;
  input.text = text;
  input.title = "上虞区曹娥街道动态";
  input.published = *Period::Parse("2022-06-29");
  return Extract(input).records;
}

std::string PeriodOf(std::u32string_view text, const char* published = "2022-06-29") {
  const PeriodContext context{*Period::Parse(published), 0, false};
  const auto mention = ParsePeriod(text, 0, context);
  return mention ? mention->period.Notation() : "no period";
}

TEST(ExtractionRegressionTest, ShortTextInTraditionalCharactersWasNotRead) {
  const auto records = Read("2022年一季度，街道规上工業(yè)總(zǒng)產(chǎn)值28.5億(yì)元。");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].value, *Decimal::Parse("2850000000"));
  EXPECT_EQ(records[0].unit, "CNY");
  EXPECT_EQ(records[0].indicator, "规上工业总产值");
  EXPECT_EQ(records[0].number_text, "28.5億(yì)元");
}

TEST(ExtractionRegressionTest, ANumberWithAGlossedUnitWasLost) {
  const auto records = Read("完成112項(xiàng)工程。");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].unit, "{项}");
}

TEST(ExtractionRegressionTest, TheDateOfAStateWasNotTakenForTheNewest) {
  constexpr std::u32string_view kText = U"截至2022年6月29日,新增企业28家。\n";
  EXPECT_EQ(FindContext(kText, FindLayout(kText), Period(), U"").anchor.last(), absl::CivilDay(2022, 6, 29));
}

TEST(ExtractionRegressionTest, TheTaskOfTheYearLostItsYear) {
  const auto records = Read("今年1—5月，街道固定资产投资完成全年任务的46.3%。");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].whole, "全年任务");
}

TEST(ExtractionRegressionTest, TheBeginningOfTheYearWasTheEndOfJanuary) {
  EXPECT_EQ(PeriodOf(U"年初以来", "2022-05-29"), "2022-01/2022-05");
  EXPECT_EQ(PeriodOf(U"今年初以来", "2022-05-29"), "2022-01/2022-05");
  EXPECT_EQ(PeriodOf(U"今年年初以来", "2022-05-29"), "2022-01/2022-05");
}

TEST(ExtractionRegressionTest, AgesAndOpeningHoursWereTakenForTheYear) {
  EXPECT_EQ(PeriodOf(U"全年龄段"), "no period");
}

TEST(ExtractionRegressionTest, GrossProductTookOverTheHeadOfItsNeighbour) {
  Phrase phrase{U"地区生产总值、一般公共预算收入", {}};
  const auto split = SplitCoordinated(phrase, 2);
  ASSERT_EQ(split.size(), 2U);
  EXPECT_EQ(EncodeUtf8(split[0].text), "地区生产总值");
}

TEST(ExtractionRegressionTest, SpacesJoinedOnlyOneGroupOfThousands) {
  EXPECT_EQ(EncodeUtf8(Repair("共12 345 678元").text), "共12345678元");
}

TEST(ExtractionRegressionTest, AMojibakeDashWasHalfADash) {
  EXPECT_EQ(EncodeUtf8(Repair("三大工程鈥斺€\ufffd实施").text), "三大工程——实施");
}

}  // namespace
}  // namespace fangzhi::extraction
