#include "services/extraction/record_proto.h"

#include <gtest/gtest.h>

namespace fangzhi::extraction {
namespace {

Record FullRecord() {
  Record record;
  record.number = {2, 7};
  record.ordinal = 1;
  record.number_text = "-3.50%";
  record.value = *Decimal::Parse("-3.50");
  record.value_high = *Decimal::Parse("4");
  record.unit = "%";
  record.comparator = Comparator::kAtLeast;
  record.measure = Measure::kGrowth;
  record.indicator = "工业总产值";
  record.indicator_id = "industrial-output";
  record.subject = "曹娥街道";
  record.subject_id = "regions/330604001";
  record.region = "regions/330604001";
  record.period = Period::Quarter(2022, 1);
  record.base = "yoy";
  record.whole = "全区";
  record.modality = Modality::kExpected;
  record.topic = "industry";
  record.confidence = 0.75;
  record.indicator_spans = {{0, 1}, {1, 2}};
  record.period_spans = {{0, 2}};
  record.sentence = {0, 9};
  record.attributions = {{"subject", "document_region", {{0, 1}}}};
  return record;
}

TEST(RecordProtoTest, EveryFieldIsCarried) {
  const CodePointIndex text("工业产值增长三四。");
  const v1::Record proto = ToProto(FullRecord(), text, v1::RECORD_VIEW_EXPLAINED);
  EXPECT_EQ(proto.name(), "documents/-/records/2-1");
  EXPECT_EQ(proto.indicator().phrase(), "工业总产值");
  EXPECT_EQ(proto.indicator().indicator(), "indicators/industrial-output");
  EXPECT_EQ(proto.measure(), v1::MEASURE_GROWTH);
  EXPECT_EQ(proto.quantity().number(), "-3.50%");
  EXPECT_EQ(proto.quantity().value(), "-3.50");
  EXPECT_EQ(proto.quantity().value_high(), "4");
  EXPECT_EQ(proto.quantity().unit(), "%");
  EXPECT_EQ(proto.quantity().comparator(), v1::COMPARATOR_AT_LEAST);
  EXPECT_DOUBLE_EQ(proto.quantity().approximate_value(), -3.5);
  EXPECT_EQ(proto.subject().name_text(), "曹娥街道");
  EXPECT_EQ(proto.subject().id(), "regions/330604001");
  EXPECT_EQ(proto.subject().kind(), v1::SUBJECT_KIND_REGION);
  EXPECT_EQ(proto.subject().region(), "regions/330604001");
  EXPECT_EQ(proto.period().notation(), "2022-Q1");
  EXPECT_EQ(proto.period().surface(), "工业");
  EXPECT_EQ(proto.base(), "yoy");
  EXPECT_EQ(proto.whole(), "全区");
  EXPECT_EQ(proto.modality(), v1::MODALITY_EXPECTED);
  EXPECT_EQ(proto.topic(), "industry");
  EXPECT_EQ(proto.confidence(), 0.75);
  EXPECT_EQ(proto.provenance().indicator_size(), 2);
  EXPECT_EQ(proto.provenance().sentence(), "工业产值增长三四。");
  ASSERT_EQ(proto.attributions_size(), 1);
  EXPECT_EQ(proto.attributions(0).rule(), "document_region");
}

TEST(RecordProtoTest, EmptyThingsAreAbsent) {
  Record record = FullRecord();
  record.period = Period();
  record.indicator_id.clear();
  record.value_high.reset();
  const v1::Record proto = ToProto(record, CodePointIndex("工业产值增长三四。"), v1::RECORD_VIEW_FULL);
  EXPECT_FALSE(proto.has_period());
  EXPECT_EQ(proto.indicator().indicator(), "");
  EXPECT_EQ(proto.quantity().value_high(), "");
  EXPECT_EQ(proto.attributions_size(), 0);
}

TEST(RecordProtoTest, PeriodsHaveTheirDays) {
  const v1::Period quarter = ToProto(Period::Quarter(2022, 1));
  EXPECT_EQ(quarter.first_day().day(), 1);
  EXPECT_EQ(quarter.last_day().month(), 3);
  EXPECT_EQ(quarter.last_day().day(), 31);
  EXPECT_EQ(quarter.granularity(), v1::GRANULARITY_QUARTER);
  const v1::Period as_of = ToProto(*Period::Parse("/2023-12"));
  EXPECT_FALSE(as_of.has_first_day());
  EXPECT_EQ(as_of.last_day().day(), 31);
  EXPECT_EQ(as_of.granularity(), v1::GRANULARITY_INSTANT);
  EXPECT_FALSE(ToProto(*Period::Parse("2023-07/")).has_last_day());
}

TEST(RecordProtoTest, LongSentenceIsCutAroundTheNumber) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "字";
  Record record = FullRecord();
  record.sentence = {100, 9'000};
  for (const int start : {100, 200, 5'000, 8'990}) {
    record.number = {start, start + 5};
    const v1::Record proto = ToProto(record, CodePointIndex(text), v1::RECORD_VIEW_FULL);
    const v1::Span& span = proto.provenance().sentence_span();
    EXPECT_EQ(span.end() - span.start(), 2'000);
    EXPECT_EQ(proto.provenance().sentence().size(), 2'000 * std::string("字").size());
    EXPECT_GE(span.start(), 100);
    EXPECT_LE(span.end(), 9'000);
    EXPECT_LE(span.start(), start);
    EXPECT_GE(span.end(), start + 5);
  }
}

TEST(RecordProtoTest, QuantityNamesTheRecordsAtIt) {
  std::vector<Record> records(3, FullRecord());
  records[0].number = {1, 2};
  records[0].ordinal = 0;
  records[1].number = {4, 6};
  records[1].ordinal = 0;
  records[2].number = {4, 6};
  records[2].ordinal = 1;
  Mention mention;
  mention.span = {4, 6};
  mention.value = *Decimal::Parse("12");
  mention.unit = "{家}";
  const v1::Mention proto = ToProto(mention, CodePointIndex("工业产值十二。"), records);
  EXPECT_EQ(proto.surface(), "十二");
  EXPECT_EQ(proto.quantity().value(), "12");
  ASSERT_EQ(proto.records_size(), 2);
  EXPECT_EQ(proto.records(0), "4-0");
  EXPECT_EQ(proto.records(1), "4-1");
}

TEST(RecordProtoTest, MentionsOfOtherKindsCarryTheirOwnPart) {
  Mention mention;
  mention.kind = MentionKind::kPeriod;
  mention.span = {0, 2};
  mention.period = Period::Year(2022);
  const CodePointIndex text("今年，曹娥街道");
  EXPECT_EQ(ToProto(mention, text, {}).period().notation(), "2022");
  EXPECT_EQ(ToProto(mention, text, {}).period().surface(), "今年");
  EXPECT_FALSE(ToProto(mention, text, {}).has_quantity());
  mention.kind = MentionKind::kName;
  mention.span = {3, 7};
  mention.normal_form = "曹娥街道";
  EXPECT_EQ(ToProto(mention, text, {}).subject().name_text(), "曹娥街道");
  EXPECT_FALSE(ToProto(mention, text, {}).has_period());
}

TEST(RecordTest, GoldNamesAreThoseOfTheSpec) {
  EXPECT_EQ(GoldName(Measure::kCompletion), "completion");
  EXPECT_EQ(GoldName(Comparator::kNearly), "~<");
  EXPECT_EQ(GoldName(Comparator::kRange), "range");
  EXPECT_EQ(GoldName(Modality::kExpected), "expected");
}

}  // namespace
}  // namespace fangzhi::extraction
