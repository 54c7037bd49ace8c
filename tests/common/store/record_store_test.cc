#include "common/store/record_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/store/names.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

absl::Time TimeOf(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

class RecordStoreTest : public StoreTest {
 protected:
  RecordStore& records() { return store_.records(); }

  // The `number` of each record, which tests use as a label.
  std::vector<std::string> Labels(const RecordListOptions& options) {
    std::vector<std::string> labels;
    for (const v1::Record& record : ListAll(records(), options)) labels.push_back(record.quantity().number());
    return labels;
  }

  static v1::Record Labelled(std::string label, int64_t start) {
    v1::Record record = MakeRecord(start);
    record.mutable_quantity()->set_number(std::move(label));
    return record;
  }
};

FANGZHI_FOR_ALL_BACKENDS(RecordStoreTest);

v1::Record FullRecord() {
  v1::Record record = MakeRecord(105, 2);
  record.mutable_indicator()->set_phrase("规上工业总产值");
  record.mutable_indicator()->set_indicator("indicators/industrial_output");
  record.set_measure(v1::MEASURE_GROWTH);
  v1::Quantity* const quantity = record.mutable_quantity();
  quantity->set_number("-15.60%以上");
  quantity->set_value("-15.60");
  quantity->set_value_high("-10");
  quantity->set_unit("%");
  quantity->set_comparator(v1::COMPARATOR_RANGE);
  quantity->set_approximate_value(-15.6);
  SetPeriod("2022-01/2022-05", &record);
  record.mutable_period()->set_surface("今年1—5月");
  record.set_base("yoy");
  record.set_whole("全区");
  record.set_modality(v1::MODALITY_TARGET);
  record.set_confidence(0.875);
  v1::Provenance* const provenance = record.mutable_provenance();
  provenance->add_indicator()->set_start(90);
  provenance->mutable_indicator(0)->set_end(97);
  provenance->add_subject()->set_start(80);
  provenance->add_period()->set_start(70);
  provenance->set_sentence("今年1—5月规上工业总产值下降15.60%以上。");
  v1::Attribution* const attribution = record.add_attributions();
  attribution->set_field("period");
  attribution->set_rule("carried_from_paragraph");
  attribution->add_spans()->set_start(70);
  return record;
}

TEST_P(RecordStoreTest, RecordComesBackAsItWasCommitted) {
  const std::string name = store_.Insert("正文", "2022-06");
  ASSERT_TRUE(store_.documents().CommitExtraction(store_.ClaimOnly(name), {"1.0+abc", "找到的", {FullRecord()}}).ok());
  const auto record = records().Get(name + "/records/105-2", v1::RECORD_VIEW_EXPLAINED);
  ASSERT_TRUE(record.ok()) << record.status();

  v1::Record expected = FullRecord();
  expected.set_name(name + "/records/105-2");
  expected.set_extractor_version("1.0+abc");
  *expected.mutable_create_time() = record->create_time();
  expected.mutable_document()->set_document(name);
  expected.mutable_document()->set_title("标题正文");
  expected.mutable_document()->set_published("2022-06");
  expected.mutable_document()->set_source("上虞日报");
  EXPECT_EQ(record->DebugString(), expected.DebugString());
  EXPECT_GE(TimeOf(record->create_time()), store_.now());
}

TEST_P(RecordStoreTest, ViewsLeaveOutWhatTheySay) {
  const std::string name = store_.InsertWith("正文", {FullRecord()}) + "/records/105-2";
  EXPECT_THAT(records().Get(name, v1::RECORD_VIEW_BASIC)->provenance().sentence(), IsEmpty());
  EXPECT_THAT(records().Get(name, v1::RECORD_VIEW_BASIC)->attributions(), IsEmpty());
  EXPECT_EQ(records().Get(name, v1::RECORD_VIEW_BASIC)->provenance().indicator_size(), 1);
  EXPECT_FALSE(records().Get(name, v1::RECORD_VIEW_FULL)->provenance().sentence().empty());
  EXPECT_THAT(records().Get(name, v1::RECORD_VIEW_UNSPECIFIED)->attributions(), IsEmpty());
  EXPECT_FALSE(records().Get(name, v1::RECORD_VIEW_EXPLAINED)->attributions().empty());
}

TEST_P(RecordStoreTest, TitleFoundInTheTextServesWhereNoneWasGiven) {
  NewDocument document;
  document.text = "正文";
  const std::string name = store_.documents().Insert(document)->document.name();
  ASSERT_TRUE(store_.documents().CommitExtraction(store_.ClaimOnly(name), {"1", "找到的标题", {MakeRecord(5)}}).ok());
  EXPECT_EQ(records().Get(name + "/records/5-0", v1::RECORD_VIEW_FULL)->document().title(), "找到的标题");
}

TEST_P(RecordStoreTest, PeriodsKeepTheirForm) {
  const std::vector<std::string> notations = {"2021",        "2022-H1",         "2022-Q3",   "2022-05",
                                              "2022-06-29",  "2022-01/2022-05", "2021/2025", "/2023-12",
                                              "/2023-12-30", "2023-07/",        ""};
  std::vector<v1::Record> committed;
  for (size_t i = 0; i < notations.size(); ++i) {
    committed.push_back(MakeRecord(static_cast<int64_t>(i)));
    SetPeriod(notations[i], &committed.back());
  }
  committed.back().mutable_period()->set_surface("运行以来");
  store_.InsertWith("正文", committed);
  const auto listed = ListAll(records(), {});
  ASSERT_EQ(listed.size(), committed.size());
  for (size_t i = 0; i < listed.size(); ++i) {
    EXPECT_EQ(listed[i].period().DebugString(), committed[i].period().DebugString()) << notations[i];
  }
}

TEST_P(RecordStoreTest, UnknownRecordsAreNotFound) {
  const std::string name = store_.InsertWith("正文", {MakeRecord(5)});
  for (const std::string& bad :
       {name + "/records/5-1", name + "/records/x", name, std::string("x"), std::string("documents/-/records/5-0")}) {
    EXPECT_EQ(records().Get(bad, v1::RECORD_VIEW_FULL).status().code(), absl::StatusCode::kNotFound) << bad;
  }
  ASSERT_TRUE(store_.documents().Delete(name).ok());
  EXPECT_EQ(records().Get(name + "/records/5-0", v1::RECORD_VIEW_FULL).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(RecordStoreTest, SupersededRecordIsNotFoundByName) {
  const std::string name = store_.InsertWith("正文", {MakeRecord(5), MakeRecord(6)});
  store_.Reextract(name, {MakeRecord(5)}, "2");
  EXPECT_EQ(records().Get(name + "/records/5-0", v1::RECORD_VIEW_FULL)->extractor_version(), "2");
  EXPECT_EQ(records().Get(name + "/records/6-0", v1::RECORD_VIEW_FULL).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(RecordStoreTest, ListIsInOrderOfDocumentAndNumber) {
  store_.InsertWith("甲", {Labelled("a9", 9), Labelled("a10", 10), Labelled("a100", 100)});
  store_.InsertWith("乙", {Labelled("b1", 1)});
  EXPECT_THAT(Labels({}), ElementsAre("a9", "a10", "a100", "b1"));
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kDocument, true}}}), ElementsAre("b1", "a100", "a10", "a9"));
}

TEST_P(RecordStoreTest, PagesAreStableWhileRecordsAreAdded) {
  std::vector<v1::Record> many;
  std::vector<std::string> expected;
  for (int i = 0; i < 10; ++i) {
    many.push_back(Labelled("a" + std::to_string(i), i));
    expected.push_back("a" + std::to_string(i));
  }
  store_.InsertWith("甲", many);
  RecordListOptions options{.page_size = 3};
  std::vector<std::string> seen;
  for (int page = 0; page < 4; ++page) {
    const auto answer = records().List(options);
    ASSERT_TRUE(answer.ok()) << answer.status();
    for (const v1::Record& record : answer->records) seen.push_back(record.quantity().number());
    options.cursor = answer->next_cursor;
    store_.InsertWith("later " + std::to_string(page), {Labelled("new", 1)});
  }
  seen.resize(10);
  EXPECT_EQ(seen, expected);
}

// Records that differ in every order's field, with many ties.
std::vector<v1::Record> Varied(int document) {
  const std::vector<std::string> periods = {"2021", "", "2022-Q1", "/2021-12", "2021-12", "2020/2021"};
  const std::vector<std::string> values = {
      "10", "9", "10.0", "-1", "-1.5", "0", "123456789012345678901", "0.3333", "123456789012345678902"};
  std::vector<v1::Record> records;
  for (int i = 0; i < 40; ++i) {
    v1::Record& record = records.emplace_back(MakeRecord(i));
    record.mutable_quantity()->set_number(std::to_string(document) + "/" + std::to_string(i));
    record.mutable_quantity()->set_value(values[(i * 7 + document) % values.size()]);
    record.set_confidence((i * 3 + document) % 4 * 0.25);
    SetPeriod(periods[(i * 5 + document) % periods.size()], &record);
  }
  return records;
}

TEST_P(RecordStoreTest, EveryOrderIsTheSameWhateverThePageSize) {
  store_.InsertWith("甲", Varied(0), "2022");
  store_.InsertWith("乙", Varied(1), "");
  store_.InsertWith("丙", Varied(2), "2022-01");
  store_.InsertWith("丁", Varied(3), "2023-02-03");
  const std::vector<RecordOrderField> fields = {RecordOrderField::kPeriod,     RecordOrderField::kValue,
                                                RecordOrderField::kConfidence, RecordOrderField::kPublished,
                                                RecordOrderField::kCreateTime, RecordOrderField::kDocument};
  for (const RecordOrderField first : fields) {
    for (const RecordOrderField second : fields) {
      for (const int directions : {0, 1, 2, 3}) {
        RecordListOptions options{.order = {{first, (directions & 1) != 0}, {second, (directions & 2) != 0}}};
        options.page_size = 1000;
        const std::vector<std::string> whole = Labels(options);
        ASSERT_EQ(whole.size(), 160);
        options.page_size = 7;
        ASSERT_EQ(Labels(options), whole)
            << static_cast<int>(first) << " " << static_cast<int>(second) << " " << directions;
      }
    }
  }
}

TEST_P(RecordStoreTest, ValuesSortExactly) {
  store_.InsertWith("甲", [] {
    std::vector<v1::Record> records;
    for (const char* value :
         {"10", "-2", "9.5", "-10", "0.001", "123456789012345678902", "123456789012345678901", "0"}) {
      records.push_back(Labelled(value, static_cast<int64_t>(records.size())));
      records.back().mutable_quantity()->set_value(value);
    }
    return records;
  }());
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kValue}}}),
              ElementsAre("-10", "-2", "0", "0.001", "9.5", "10", "123456789012345678901", "123456789012345678902"));
}

TEST_P(RecordStoreTest, PeriodsSortByEndThenLength) {
  std::vector<v1::Record> records;
  for (const char* notation : {"2022-07/", "2021", "2022-Q2", "/2022-06", "2022-06", "2022-H1", "", "2022"}) {
    records.push_back(Labelled(notation, static_cast<int64_t>(records.size())));
    SetPeriod(notation, &records.back());
  }
  store_.InsertWith("甲", records);
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kPeriod}}}),
              ElementsAre("", "2021", "/2022-06", "2022-06", "2022-Q2", "2022-H1", "2022", "2022-07/"));
}

TEST_P(RecordStoreTest, EqualRecordsAreInOrderOfNameInTheDirectionOfTheLastField) {
  store_.InsertWith("甲", {Labelled("a", 1), Labelled("b", 2), Labelled("c", 3)});
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kConfidence}}, .page_size = 1}), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kConfidence, true}}, .page_size = 1}), ElementsAre("c", "b", "a"));
  EXPECT_THAT(Labels({.order = {{RecordOrderField::kConfidence, true}, {RecordOrderField::kValue}}, .page_size = 1}),
              ElementsAre("a", "b", "c"));
}

TEST_P(RecordStoreTest, CursorsOfOtherListsAreRefused) {
  store_.InsertWith("甲", Varied(0));
  const std::string by_value = records().List({.order = {{RecordOrderField::kValue}}, .page_size = 2})->next_cursor;
  ASSERT_FALSE(by_value.empty());
  for (const std::string& cursor : {by_value, std::string("x"), std::string("i1"), std::string("i1.i2.i3.i4"),
                                    std::string("i1.i2.ix"), std::string("b1.i2.i3")}) {
    EXPECT_EQ(records().List({.cursor = cursor}).status().code(), absl::StatusCode::kInvalidArgument) << cursor;
  }
}

TEST_P(RecordStoreTest, AsOfReadsThePast) {
  const std::string name = store_.InsertWith("甲", {Labelled("old5", 5), Labelled("old6", 6)});
  const absl::Time after_first = TimeOf(ListAll(records(), {})[0].create_time());
  store_.Advance(absl::Hours(1));
  store_.Reextract(name, {Labelled("new5", 5)}, "2");
  const absl::Time after_second = TimeOf(ListAll(records(), {})[0].create_time());

  EXPECT_THAT(Labels({.vintage = {.as_of = after_first - absl::Microseconds(1)}}), IsEmpty());
  EXPECT_THAT(Labels({.vintage = {.as_of = after_first}}), ElementsAre("old5", "old6"));
  EXPECT_THAT(Labels({.vintage = {.as_of = after_second - absl::Microseconds(1)}}), ElementsAre("old5", "old6"));
  EXPECT_THAT(Labels({.vintage = {.as_of = after_second}}), ElementsAre("new5"));
  EXPECT_THAT(Labels({.vintage = {.as_of = after_second, .show_superseded = true}}),
              ElementsAre("old5", "new5", "old6"));
  EXPECT_THAT(Labels({.page_size = 1, .vintage = {.show_superseded = true}}), ElementsAre("old5", "new5", "old6"));
}

TEST_P(RecordStoreTest, DeletedDocumentIsGoneFromThePastToo) {
  const std::string name = store_.InsertWith("甲", {MakeRecord(5)});
  store_.Reextract(name, {MakeRecord(6)}, "2");
  ASSERT_TRUE(store_.documents().Delete(name).ok());
  EXPECT_THAT(Labels({.vintage = {.show_superseded = true, .show_near_duplicates = true}}), IsEmpty());
  EXPECT_THAT(Labels({.vintage = {.as_of = store_.now() + absl::Hours(1)}}), IsEmpty());
}

TEST_P(RecordStoreTest, BoundsEndARead) {
  store_.InsertWith("甲", Varied(0));
  EXPECT_EQ(records().List({.bounds = {.deadline = absl::InfinitePast()}}).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(records().List({.bounds = {.cancelled = [] { return true; }}}).status().code(),
            absl::StatusCode::kCancelled);
}

TEST_P(RecordStoreTest, SeriesHasTheLatestPeriodsInOrder) {
  std::vector<v1::Record> committed;
  for (const char* notation : {"2020", "2022", "2021", "2022-H1", "", "2022"}) {
    committed.push_back(Labelled(notation, static_cast<int64_t>(committed.size())));
    SetPeriod(notation, &committed.back());
  }
  committed[4].set_confidence(0.2);
  committed.push_back(Labelled("sure", 10));
  SetPeriod("", &committed.back());
  committed.push_back(Labelled("elsewhere", 11));
  committed.back().mutable_subject()->set_id("regions/330604002");
  committed.push_back(Labelled("other", 12));
  committed.back().mutable_indicator()->set_phrase("别的");
  store_.InsertWith("甲", committed);

  SeriesOptions options{.indicator = OpenIndicatorName("走访企业"), .subject = "regions/330604001"};
  const auto labels = [&] {
    const auto series = records().Series(options);
    EXPECT_TRUE(series.ok()) << series.status();
    std::vector<std::string> dated;
    for (const v1::Record& record : series->dated) dated.push_back(record.quantity().number());
    return dated;
  };
  EXPECT_THAT(labels(), ElementsAre("2020", "2021", "2022-H1", "2022", "2022"));
  options.latest_periods = 2;
  EXPECT_THAT(labels(), ElementsAre("2022-H1", "2022", "2022"));
  options.filter = RecordFilter(RecordFilter::PeriodWithin{Period::Year(2021)});
  EXPECT_THAT(labels(), ElementsAre("2021"));
  options.filter = RecordFilter();
  const auto undated = records().Series(options)->undated;
  ASSERT_EQ(undated.size(), 2);
  EXPECT_EQ(undated[0].quantity().number(), "sure");
  options.undated_limit = 1;
  EXPECT_EQ(records().Series(options)->undated.size(), 1);
  options.subject = "regions/99";
  EXPECT_THAT(labels(), IsEmpty());
}

TEST_P(RecordStoreTest, SeriesReadsThePast) {
  const std::string name = store_.InsertWith("甲", {Labelled("old", 5)});
  const absl::Time before = TimeOf(ListAll(records(), {})[0].create_time());
  store_.Advance(absl::Hours(1));
  store_.Reextract(name, {Labelled("new", 5)}, "2");
  SeriesOptions options{.indicator = OpenIndicatorName("走访企业"), .subject = "regions/330604001"};
  EXPECT_EQ(records().Series(options)->dated[0].quantity().number(), "new");
  options.vintage.as_of = before;
  EXPECT_EQ(records().Series(options)->dated[0].quantity().number(), "old");
}

TEST_P(RecordStoreTest, ReaderSeesWhatTheWriterCommits) {
  const auto reader = backend_->OpenForReading();
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_THAT((*reader)->records().List({})->records, IsEmpty());
  const std::string name = store_.InsertWith("甲", {MakeRecord(5)});
  EXPECT_EQ((*reader)->records().List({})->records.size(), 1);
  ASSERT_TRUE(store_.documents().Delete(name).ok());
  EXPECT_THAT((*reader)->records().List({})->records, IsEmpty());
}

TEST_P(RecordStoreTest, ReadersAndWriterRunTogether) {
  const auto reader = backend_->OpenForReading();
  ASSERT_TRUE(reader.ok());
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      while (!stop) {
        // A document's two records come and go together.
        EXPECT_EQ(ListAll((*reader)->records(), {.page_size = 1000}).size() % 2, 0);
      }
    });
  }
  for (int i = 0; i < 60; ++i) {
    const std::string name = store_.InsertWith(std::to_string(i), {MakeRecord(5), MakeRecord(6)});
    if (i % 3 == 0) {
      store_.Reextract(name, {MakeRecord(5), MakeRecord(7)}, "2");
    }
    if (i % 5 == 0) {
      EXPECT_TRUE(store_.documents().Delete(name).ok());
    }
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace fangzhi::store
