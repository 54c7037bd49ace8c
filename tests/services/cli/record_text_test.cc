#include "services/cli/record_text.h"

#include <gtest/gtest.h>

namespace fangzhi::cli {
namespace {

v1::Quantity Quantity(const std::string& value, const std::string& unit, v1::Comparator comparator,
                      const std::string& high = "") {
  v1::Quantity quantity;
  quantity.set_value(value);
  quantity.set_value_high(high);
  quantity.set_unit(unit);
  quantity.set_comparator(comparator);
  return quantity;
}

TEST(RecordTextTest, ValuesShowTheirBounds) {
  EXPECT_EQ(ValueText(Quantity("25", "%", v1::COMPARATOR_AT_LEAST)), "≥ 25");
  EXPECT_EQ(ValueText(Quantity("10", "%", v1::COMPARATOR_RANGE, "20")), "10–20");
  EXPECT_EQ(ValueText(Quantity("2853000000", "CNY", v1::COMPARATOR_EQUAL)), "2853000000");
}

TEST(RecordTextTest, ShortValuesAreExact) {
  EXPECT_EQ(ShortValueText(Quantity("2853000000", "CNY", v1::COMPARATOR_EQUAL)), "28.53亿 CNY");
  EXPECT_EQ(ShortValueText(Quantity("47000", "{人次}", v1::COMPARATOR_MORE_THAN)), "> 4.7万 {人次}");
  EXPECT_EQ(ShortValueText(Quantity("1300000000", "CNY", v1::COMPARATOR_EQUAL)), "13亿 CNY");
  EXPECT_EQ(ShortValueText(Quantity("-12345678", "CNY", v1::COMPARATOR_EQUAL)), "-1234.5678万 CNY");
  EXPECT_EQ(ShortValueText(Quantity("9999", "{家}", v1::COMPARATOR_EQUAL)), "9999 {家}");
  EXPECT_EQ(ShortValueText(Quantity("17.10", "%", v1::COMPARATOR_EQUAL)), "17.10%");
  EXPECT_EQ(ShortValueText(Quantity("0.3333", "1", v1::COMPARATOR_EQUAL)), "0.3333");
  EXPECT_EQ(ShortValueText(Quantity("1000000000", "CNY", v1::COMPARATOR_RANGE, "2000000000")), "10亿–20亿 CNY");
}

TEST(RecordTextTest, MeasuresTellBaseAndWhole) {
  v1::Record record;
  record.set_measure(v1::MEASURE_GROWTH);
  record.set_base("yoy");
  EXPECT_EQ(MeasureText(record), "growth yoy");
  record.set_measure(v1::MEASURE_SHARE);
  record.clear_base();
  record.set_whole("全区");
  EXPECT_EQ(MeasureText(record), "share of 全区");
}

TEST(RecordTextTest, DocumentsAreCalledByTitleThenSource) {
  v1::DocumentReference document;
  document.set_document("documents/1");
  EXPECT_EQ(DocumentText(document), "documents/1");
  document.set_source("a.txt");
  EXPECT_EQ(DocumentText(document), "a.txt");
  document.set_title("甲");
  EXPECT_EQ(DocumentText(document), "甲");
}

TEST(RecordTextTest, JsonIsOneLine) {
  v1::Record record;
  record.mutable_provenance()->set_sentence("一\n二");
  EXPECT_EQ(JsonLine(record), "{\"provenance\":{\"sentence\":\"一\\n二\"}}\n");
}

}  // namespace
}  // namespace fangzhi::cli
