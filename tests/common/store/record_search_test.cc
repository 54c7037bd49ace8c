// RecordStore::Search.

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class RecordSearchTest : public StoreTest {
 protected:
  // A record labelled by its number.
  static v1::Record Make(int64_t start, const std::string& number, const std::string& sentence,
                         const std::string& phrase = "走访企业", const std::string& subject = "曹娥街道") {
    v1::Record record = MakeRecord(start);
    record.mutable_quantity()->set_number(number);
    record.mutable_indicator()->set_phrase(phrase);
    record.mutable_subject()->set_name_text(subject);
    record.mutable_provenance()->set_sentence(sentence);
    return record;
  }

  RecordSearchPage Search(std::vector<std::string> words) {
    options_.words = std::move(words);
    const auto page = store_.records().Search(options_);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.ok() ? *page : RecordSearchPage();
  }

  static std::vector<std::string> Labels(const RecordSearchPage& page) {
    std::vector<std::string> labels;
    for (const auto& hit : page.hits) labels.push_back(hit.record.quantity().number());
    return labels;
  }
  std::vector<std::string> Find(std::vector<std::string> words) { return Labels(Search(std::move(words))); }

  RecordSearchOptions options_;
};

FANGZHI_FOR_ALL_BACKENDS(RecordSearchTest);

TEST_P(RecordSearchTest, FindsWordsOfAnyLengthInSentenceIndicatorAndSubject) {
  store_.InsertWith("一", {Make(0, "a", "全年实现GDP 28.5亿元", "地区生产总值", "百官街道"),
                           Make(100, "b", "走访企业752家", "走访企业", "电机产业大脑")});
  EXPECT_THAT(Find({"年"}), ElementsAre("a"));
  EXPECT_THAT(Find({"元"}), ElementsAre("a")) << "the last character";
  EXPECT_THAT(Find({"家"}), ElementsAre("b"));
  EXPECT_THAT(Find({"总值"}), ElementsAre("a")) << "in the indicator only";
  EXPECT_THAT(Find({"大脑"}), ElementsAre("b")) << "in the subject only";
  EXPECT_THAT(Find({"产"}), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(Find({"ｇｄｐ"}), ElementsAre("a"));
  EXPECT_THAT(Find({"28.5亿元"}), ElementsAre("a"));
  EXPECT_THAT(Find({"全年", "街道"}), ElementsAre("a")) << "words in different places";
  EXPECT_THAT(Find({"全年", "大脑"}), IsEmpty());
  EXPECT_THAT(Find({"总产值"}), IsEmpty());
}

TEST_P(RecordSearchTest, WordsAreFoundAsTheyStandAndNotByTheirPairs) {
  store_.InsertWith("一", {Make(0, "a", "工业园，业园区，园区内"), Make(100, "b", "工业园区")});
  EXPECT_THAT(Find({"工业园区"}), ElementsAre("b"));
}

TEST_P(RecordSearchTest, NamesOfAnotherRecordOfTheSentenceDoNotCount) {
  v1::Record other = Make(10, "b", "两个数。", "绿化面积");
  store_.InsertWith("一", {Make(0, "a", "两个数。", "走访企业"), other});
  EXPECT_THAT(Find({"绿化"}), ElementsAre("b"));
  EXPECT_THAT(Find({"个数"}), UnorderedElementsAre("a", "b"));
}

TEST_P(RecordSearchTest, IndicatorsCountMoreThanSubjectsAndSentences) {
  v1::Record doubtful = Make(300, "doubtful", "。", "绿化");
  doubtful.set_confidence(0.1);
  store_.InsertWith("一", {Make(0, "sentence", "绿化很好"), Make(100, "subject", "。", "走访企业", "绿化中心"),
                           Make(200, "part", "。", "新增绿化面积"), doubtful, Make(400, "whole", "。", "绿化")});
  EXPECT_THAT(Find({"绿化"}), ElementsAre("whole", "doubtful", "part", "subject", "sentence"));
}

TEST_P(RecordSearchTest, OnlyCurrentRecordsAreFound) {
  const std::string name = store_.InsertWith("一", {Make(0, "a", "旧的话"), Make(100, "b", "还在的话")});
  store_.Reextract(name, {Make(0, "c", "新的话"), Make(100, "d", "还在的话")}, "2");
  EXPECT_THAT(Find({"旧"}), IsEmpty());
  EXPECT_THAT(Find({"话"}), UnorderedElementsAre("c", "d"));
  ASSERT_TRUE(store_.documents().Delete(name).ok());
  EXPECT_THAT(Find({"话"}), IsEmpty());
  // Whatever takes the place of what is gone is not found by the words of that.
  store_.InsertWith("二", {Make(0, "e", "别的")});
  EXPECT_THAT(Find({"话"}), IsEmpty());
  EXPECT_THAT(Find({"别的"}), ElementsAre("e"));
}

TEST_P(RecordSearchTest, FilterNarrows) {
  v1::Record growth = Make(100, "b", "增长");
  growth.set_measure(v1::MEASURE_GROWTH);
  store_.InsertWith("一", {Make(0, "a", "增长"), growth});
  options_.filter = RecordFilter::Compare(RecordField::kMeasure, FilterOp::kEqual, int64_t{v1::MEASURE_GROWTH});
  EXPECT_THAT(Find({"增长"}), ElementsAre("b"));
}

TEST_P(RecordSearchTest, PagesAreStableWhileRecordsAreAdded) {
  std::vector<v1::Record> records;
  for (int i = 0; i < 7; ++i) records.push_back(Make(100 * i, absl::StrCat(i), "相同的话"));
  store_.InsertWith("一", records);
  options_.page_size = 3;
  RecordSearchPage page = Search({"相同"});
  EXPECT_THAT(Labels(page), ElementsAre("6", "5", "4")) << "of equal ones the newest";
  store_.InsertWith("二", {Make(0, "new", "相同的话")});
  options_.cursor = page.next_cursor;
  page = Search({"相同"});
  EXPECT_THAT(Labels(page), ElementsAre("3", "2", "1"));
  options_.cursor = page.next_cursor;
  page = Search({"相同"});
  EXPECT_THAT(Labels(page), ElementsAre("0"));
  EXPECT_EQ(page.next_cursor, "");
  for (const char* bad : {"x", "1.2", "1.zz.3", "1.2.x"}) {
    options_.cursor = bad;
    EXPECT_EQ(store_.records().Search(options_).status().code(), absl::StatusCode::kInvalidArgument) << bad;
  }
}

TEST_P(RecordSearchTest, FrequentWordsRankTheNewestAndSaySo) {
  std::vector<v1::Record> records;
  for (int i = 0; i < 1100; ++i) records.push_back(Make(100 * i, absl::StrCat(i), "相同的话"));
  store_.InsertWith("一", records);
  const RecordSearchPage page = Search({"话"});
  EXPECT_TRUE(page.limited);
  EXPECT_EQ(page.hits[0].record.quantity().number(), "1099");
  options_.filter = RecordFilter::Compare(RecordField::kNumber, FilterOp::kEqual, "1050");
  const RecordSearchPage narrow = Search({"话"});
  EXPECT_THAT(Labels(narrow), ElementsAre("1050"));
  EXPECT_FALSE(narrow.limited);
}

TEST_P(RecordSearchTest, StopsWhenCancelled) {
  store_.InsertWith("一", {Make(0, "a", "话")});
  options_.bounds.cancelled = [] { return true; };
  options_.words = {"话"};
  EXPECT_EQ(store_.records().Search(options_).status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace fangzhi::store
