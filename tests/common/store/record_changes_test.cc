// RecordStore::Changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RecordChangesTest : public StoreTest {
 protected:
  static v1::Record Labelled(const std::string& label, int64_t start) {
    v1::Record record = MakeRecord(start);
    record.mutable_quantity()->set_number(label);
    return record;
  }

  // What comes after the last call: `a` for a new record, `-a` for one that was superseded.
  std::vector<std::string> Next(int limit = 1000) {
    options_.limit = limit;
    std::vector<std::string> labels;
    bool more = true;
    while (more) {
      const auto changes = store_.records().Changes(options_);
      EXPECT_TRUE(changes.ok()) << changes.status();
      for (const auto& change : changes->changes) {
        labels.push_back((change.record.has_supersede_time() ? "-" : "") + change.record.quantity().number());
      }
      options_.cursor = changes->cursor;
      more = changes->more;
    }
    return labels;
  }

  RecordChangesOptions options_;
};

FANGZHI_FOR_ALL_BACKENDS(RecordChangesTest);

TEST_P(RecordChangesTest, EachChangeComesOnceInOrderOfCommit) {
  const std::string name = store_.InsertWith("甲", {Labelled("a", 1), Labelled("b", 2)});
  EXPECT_THAT(Next(), ElementsAre("a", "b"));
  EXPECT_THAT(Next(), IsEmpty());
  store_.Reextract(name, {Labelled("c", 1)}, "2");
  store_.InsertWith("乙", {Labelled("d", 1)});
  EXPECT_THAT(Next(), ElementsAre("-a", "-b", "c", "d"));
  EXPECT_THAT(Next(), IsEmpty());
}

TEST_P(RecordChangesTest, WhatWasSupersededSinceCameFirst) {
  const std::string name = store_.InsertWith("甲", {Labelled("a", 1)});
  store_.Reextract(name, {Labelled("b", 1)}, "2");
  EXPECT_THAT(Next(), ElementsAre("a", "-a", "b"));
}

TEST_P(RecordChangesTest, SmallStepsLoseAndRepeatNothing) {
  const std::string name = store_.InsertWith("甲", {Labelled("a", 1), Labelled("b", 2), Labelled("c", 3)});
  store_.Reextract(name, {Labelled("d", 1), Labelled("e", 2)}, "2");
  EXPECT_THAT(Next(1), ElementsAre("a", "b", "c", "-a", "-b", "-c", "d", "e"));
  options_.cursor = "";
  EXPECT_THAT(Next(2), ElementsAre("a", "b", "c", "-a", "-b", "-c", "d", "e"));
}

TEST_P(RecordChangesTest, EveryChangeHasACursorThatGoesOnAfterIt) {
  store_.InsertWith("甲", {Labelled("a", 1), Labelled("b", 2), Labelled("c", 3)});
  options_.cursor = store_.records().Changes({})->changes[0].cursor;
  EXPECT_THAT(Next(), ElementsAre("b", "c"));
  options_.cursor = "1.2.3";
  EXPECT_EQ(store_.records().Changes(options_).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(RecordChangesTest, BeginsAfterATimeAndKeepsToAFilter) {
  store_.InsertWith("甲", {Labelled("a", 1)});
  store_.Advance(absl::Seconds(1));
  options_.after = store_.now();
  options_.filter = RecordFilter::Compare(RecordField::kNumber, FilterOp::kNotEqual, "b");
  store_.Advance(absl::Seconds(1));
  store_.InsertWith("乙", {Labelled("b", 1), Labelled("c", 2)});
  EXPECT_THAT(Next(1), ElementsAre("c"));
}

TEST_P(RecordChangesTest, DeletedDocumentsAreInNoAnswer) {
  const std::string name = store_.InsertWith("甲", {Labelled("a", 1)});
  store_.Reextract(name, {Labelled("b", 1)}, "2");
  ASSERT_TRUE(store_.documents().Delete(name).ok());
  EXPECT_THAT(Next(), IsEmpty());
  store_.InsertWith("乙", {Labelled("c", 1)});
  EXPECT_THAT(Next(), ElementsAre("c"));
}

}  // namespace
}  // namespace fangzhi::store
