// The part of DocumentStore that leads documents to records.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/mutex.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ExtractionQueueTest : public StoreTest {
 protected:
  DocumentStore& documents() { return store_.documents(); }

  ClaimBatch ClaimNow(int limit = 10, absl::Duration lease = absl::Minutes(5)) {
    auto batch = documents().ClaimPending(limit, lease, store_.now());
    EXPECT_TRUE(batch.ok()) << batch.status();
    return batch.ok() ? *std::move(batch) : ClaimBatch();
  }

  v1::Document Get(const std::string& name) { return documents().Get(name, v1::DOCUMENT_VIEW_BASIC).value(); }

  std::vector<v1::Record> RecordsOf(const std::string& document) {
    return ListAll(store_.records(),
                   {.filter = RecordFilter::Compare(RecordField::kDocument, FilterOp::kEqual, document)});
  }
};

FANGZHI_FOR_ALL_BACKENDS(ExtractionQueueTest);

TEST_P(ExtractionQueueTest, ClaimGivesTextAndCountsTheAttempt) {
  const std::string name = store_.Insert("正文");
  const ClaimBatch batch = ClaimNow();
  ASSERT_EQ(batch.documents.size(), 1);
  EXPECT_EQ(batch.documents[0].claim.name, name);
  EXPECT_EQ(batch.documents[0].claim.attempt, 1);
  EXPECT_EQ(batch.documents[0].document.text(), "正文");
  EXPECT_EQ(batch.documents[0].document.published(), "2022-07");
  EXPECT_EQ(Get(name).attempts(), 1);
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
}

TEST_P(ExtractionQueueTest, ClaimedDocumentIsClaimableAgainWhenItsLeaseEnds) {
  store_.Insert("正文");
  ASSERT_EQ(ClaimNow().documents.size(), 1);
  const ClaimBatch none = ClaimNow();
  EXPECT_THAT(none.documents, IsEmpty());
  EXPECT_EQ(none.next_time, store_.now() + absl::Minutes(5));
  store_.Advance(absl::Minutes(5));
  const ClaimBatch again = ClaimNow();
  ASSERT_EQ(again.documents.size(), 1);
  EXPECT_EQ(again.documents[0].claim.attempt, 2);
}

TEST_P(ExtractionQueueTest, ClaimTakesTheOldestFirstAndTellsOfMore) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    store_.Advance(absl::Seconds(1));
    names.push_back(store_.Insert(std::to_string(i)));
  }
  const ClaimBatch first = ClaimNow(3);
  ASSERT_EQ(first.documents.size(), 3);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(first.documents[i].claim.name, names[i]);
  EXPECT_LE(first.next_time, store_.now());
  const ClaimBatch second = ClaimNow(3);
  EXPECT_EQ(second.documents.size(), 2);
  EXPECT_EQ(second.next_time, store_.now() + absl::Minutes(5));
}

TEST_P(ExtractionQueueTest, NothingPendingNeverComesDue) {
  EXPECT_EQ(ClaimNow().next_time, absl::InfiniteFuture());
  store_.InsertWith("甲", {});
  EXPECT_EQ(ClaimNow().next_time, absl::InfiniteFuture());
}

TEST_P(ExtractionQueueTest, NoTwoClaimsShareADocument) {
  for (int i = 0; i < 60; ++i) store_.Insert(std::to_string(i));
  Mutex mutex;
  std::multiset<std::string> claimed;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (;;) {
        const ClaimBatch batch = ClaimNow(7);
        if (batch.documents.empty()) return;
        MutexLock lock(&mutex);
        for (const ClaimedDocument& document : batch.documents) claimed.insert(document.claim.name);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(claimed.size(), 60);
  EXPECT_EQ(std::set<std::string>(claimed.begin(), claimed.end()).size(), 60);
}

TEST_P(ExtractionQueueTest, RestartReleasesLeasesAndGivesAttemptsBack) {
  const std::string name = store_.Insert("正文");
  ClaimNow(10, absl::Hours(10));
  store_.Reopen();
  EXPECT_THAT(ClaimNow().documents, IsEmpty());
  ASSERT_TRUE(documents().ReleaseLeases().ok());
  EXPECT_EQ(Get(name).attempts(), 0);
  const ClaimBatch batch = ClaimNow();
  ASSERT_EQ(batch.documents.size(), 1);
  EXPECT_EQ(batch.documents[0].claim.attempt, 1);
}

TEST_P(ExtractionQueueTest, RestartLeavesBackoffsAlone) {
  const std::string name = store_.Insert("正文");
  const Claim claim = store_.ClaimOnly(name);
  ASSERT_TRUE(documents().RecordFailure(claim, {"later", store_.now() + absl::Hours(1)}).ok());
  ASSERT_TRUE(documents().ReleaseLeases().ok());
  EXPECT_THAT(ClaimNow().documents, IsEmpty());
  EXPECT_EQ(Get(name).attempts(), 1);
}

TEST_P(ExtractionQueueTest, CommitMakesRecordsAndState) {
  const std::string name = store_.Insert("正文");
  const auto outcome = documents().CommitExtraction(
      store_.ClaimOnly(name), {"1.0+abc", "找到的标题", {MakeRecord(5), MakeRecord(5, 1), MakeRecord(12)}});
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(*outcome, CommitOutcome::kCommitted);
  const v1::Document document = Get(name);
  EXPECT_EQ(document.state(), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(document.record_count(), 3);
  EXPECT_EQ(document.extractor_version(), "1.0+abc");
  EXPECT_EQ(document.title(), "标题正文");
  EXPECT_THAT(NamesOf(RecordsOf(name)),
              ElementsAre(name + "/records/5-0", name + "/records/5-1", name + "/records/12-0"));
}

TEST_P(ExtractionQueueTest, SecondCommitDoesNothing) {
  const std::string name = store_.Insert("正文");
  const Claim claim = store_.ClaimOnly(name);
  const Extraction extraction{"1", "", {MakeRecord(5)}};
  ASSERT_EQ(documents().CommitExtraction(claim, extraction).value(), CommitOutcome::kCommitted);
  const std::string before = Get(name).SerializeAsString();
  EXPECT_EQ(documents().CommitExtraction(claim, extraction).value(), CommitOutcome::kNothingToDo);
  EXPECT_EQ(documents().CommitExtraction(claim, {"2", "", {}}).value(), CommitOutcome::kNothingToDo);
  EXPECT_EQ(RecordsOf(name).size(), 1);
  EXPECT_EQ(Get(name).SerializeAsString(), before);
}

TEST_P(ExtractionQueueTest, LateCommitAfterTheLeaseEndedCounts) {
  const std::string name = store_.Insert("正文");
  const Claim first = store_.ClaimOnly(name);
  store_.Advance(absl::Hours(2));
  const Claim second = store_.ClaimOnly(name);
  EXPECT_EQ(documents().CommitExtraction(first, {"1", "", {MakeRecord(5)}}).value(), CommitOutcome::kCommitted);
  EXPECT_EQ(documents().CommitExtraction(second, {"1", "", {MakeRecord(5)}}).value(), CommitOutcome::kNothingToDo);
  EXPECT_EQ(RecordsOf(name).size(), 1);
}

TEST_P(ExtractionQueueTest, CommitOfAnEarlierGenerationDoesNothing) {
  const std::string name = store_.Insert("正文");
  const Claim old = store_.ClaimOnly(name);
  ASSERT_EQ(documents().Requeue({name}, "").value(), 1);
  EXPECT_EQ(documents().CommitExtraction(old, {"1", "", {MakeRecord(5)}}).value(), CommitOutcome::kNothingToDo);
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  store_.Extract(name, {MakeRecord(5)});
  EXPECT_EQ(RecordsOf(name).size(), 1);
}

TEST_P(ExtractionQueueTest, CommitOfTheSameVersionKeepsTheRecords) {
  const std::string name = store_.InsertWith("正文", {MakeRecord(5)});
  const v1::Record before = RecordsOf(name)[0];
  store_.Advance(absl::Hours(1));
  store_.Reextract(name, {MakeRecord(5)}, "1");
  EXPECT_EQ(RecordsOf(name)[0].SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(Get(name).record_count(), 1);
}

TEST_P(ExtractionQueueTest, NewVersionSupersedesAndKeepsTheOld) {
  const std::string name = store_.InsertWith("正文", {MakeRecord(5), MakeRecord(7)});
  store_.Advance(absl::Hours(1));
  store_.Reextract(name, {MakeRecord(5)}, "2");
  EXPECT_EQ(Get(name).record_count(), 1);
  EXPECT_EQ(Get(name).extractor_version(), "2");
  EXPECT_EQ(RecordsOf(name).size(), 1);
  const auto all = ListAll(store_.records(), {.vintage = {.show_superseded = true}});
  ASSERT_EQ(all.size(), 3);
  EXPECT_EQ(all[0].extractor_version(), "1");
  EXPECT_TRUE(all[0].has_supersede_time());
  EXPECT_EQ(all[1].extractor_version(), "2");
  EXPECT_FALSE(all[1].has_supersede_time());
  EXPECT_EQ(all[0].supersede_time().SerializeAsString(), all[1].create_time().SerializeAsString());
}

TEST_P(ExtractionQueueTest, CommitAfterDeletionIsNotFound) {
  const std::string name = store_.Insert("正文");
  const Claim claim = store_.ClaimOnly(name);
  ASSERT_TRUE(documents().Delete(name).ok());
  EXPECT_EQ(documents().CommitExtraction(claim, {"1", "", {MakeRecord(5)}}).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(documents().RecordFailure(claim, {"x", store_.now()}).code(), absl::StatusCode::kNotFound);
}

TEST_P(ExtractionQueueTest, MalformedRecordsLeaveNothingBehind) {
  const std::string name = store_.Insert("正文");
  const Claim claim = store_.ClaimOnly(name);
  const auto refused = [&](v1::Record record) {
    const absl::Status status =
        documents().CommitExtraction(claim, {"1", "", {MakeRecord(1), std::move(record)}}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  };
  v1::Record record = MakeRecord(5);
  record.mutable_quantity()->set_value("1e5");
  refused(record);
  record = MakeRecord(5);
  record.mutable_quantity()->set_value_high("x");
  refused(record);
  record = MakeRecord(5);
  record.set_name("documents/-/records/x");
  refused(record);
  record = MakeRecord(5);
  record.mutable_provenance()->mutable_number()->set_start(6);
  refused(record);
  record = MakeRecord(5);
  record.clear_indicator();
  refused(record);
  record = MakeRecord(5);
  record.clear_topic();
  refused(record);
  record = MakeRecord(5);
  record.set_confidence(std::numeric_limits<double>::quiet_NaN());
  refused(record);
  record = MakeRecord(5);
  record.mutable_subject()->set_region("330604");
  refused(record);
  refused(MakeRecord(1));  // The name is taken.
  EXPECT_EQ(documents().CommitExtraction(claim, {"", "", {}}).status().code(), absl::StatusCode::kInvalidArgument);

  EXPECT_THAT(RecordsOf(name), IsEmpty());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(documents().CommitExtraction(claim, {"1", "", {MakeRecord(5)}}).value(), CommitOutcome::kCommitted);
}

TEST_P(ExtractionQueueTest, FailureIsRetriedAtItsTime) {
  const std::string name = store_.Insert("正文");
  const Claim claim = store_.ClaimOnly(name);
  ASSERT_TRUE(
      documents().RecordFailure(claim, {"the extraction service is busy", store_.now() + absl::Seconds(9)}).ok());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(Get(name).state_reason(), "the extraction service is busy");
  EXPECT_EQ(ClaimNow().next_time, store_.now() + absl::Seconds(9));
  store_.Advance(absl::Seconds(9));
  EXPECT_EQ(store_.ClaimOnly(name).attempt, 2);
}

TEST_P(ExtractionQueueTest, FailureThatDoesNotCountGivesTheAttemptBack) {
  const std::string name = store_.Insert("正文");
  ASSERT_TRUE(documents().RecordFailure(store_.ClaimOnly(name), {"away", store_.now(), false, false}).ok());
  EXPECT_EQ(Get(name).attempts(), 0);
  EXPECT_EQ(store_.ClaimOnly(name).attempt, 1);
}

TEST_P(ExtractionQueueTest, FinalFailureEndsInFailed) {
  const std::string name = store_.Insert("正文");
  ASSERT_TRUE(documents().RecordFailure(store_.ClaimOnly(name), {"no", absl::InfiniteFuture(), true}).ok());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_FAILED);
  EXPECT_EQ(Get(name).state_reason(), "no");
  EXPECT_EQ(Get(name).attempts(), 1);
  EXPECT_EQ(ClaimNow().next_time, absl::InfiniteFuture());
}

TEST_P(ExtractionQueueTest, LateFailureHarmsNeitherALaterClaimNorACommit) {
  const std::string name = store_.Insert("正文");
  const Claim first = store_.ClaimOnly(name);
  store_.Advance(absl::Hours(2));
  const Claim second = store_.ClaimOnly(name);
  ASSERT_TRUE(documents().RecordFailure(first, {"late", store_.now(), true}).ok());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_THAT(ClaimNow().documents, IsEmpty());
  ASSERT_TRUE(documents().CommitExtraction(second, {"1", "", {}}).ok());
  ASSERT_TRUE(documents().RecordFailure(second, {"later still", store_.now(), true}).ok());
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_THAT(Get(name).state_reason(), IsEmpty());
}

TEST_P(ExtractionQueueTest, RequeueWithoutNamesTakesWhatAnOlderExtractorRead) {
  const std::string old = store_.InsertWith("甲", {MakeRecord(1)});
  const std::string current = store_.Insert("乙");
  store_.Extract(current, {}, "2");
  const std::string failed = store_.Insert("丙");
  ASSERT_TRUE(documents().RecordFailure(store_.ClaimOnly(failed), {"no", store_.now(), true}).ok());
  EXPECT_EQ(documents().Requeue({}, "2").value(), 2);
  EXPECT_EQ(Get(old).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(Get(old).attempts(), 0);
  EXPECT_EQ(RecordsOf(old).size(), 1);
  EXPECT_EQ(Get(current).state(), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(Get(failed).state(), v1::DOCUMENT_STATE_PENDING);
}

TEST_P(ExtractionQueueTest, RequeueOfAnUnknownDocumentChangesNothing) {
  const std::string name = store_.InsertWith("甲", {});
  EXPECT_EQ(documents().Requeue({name, "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV"}, "").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_EXTRACTED);
}

TEST_P(ExtractionQueueTest, WorkersAndDeletionsTogetherLoseNothing) {
  constexpr int kDocuments = 80;
  std::vector<std::string> names;
  for (int i = 0; i < kDocuments; ++i) names.push_back(store_.Insert(std::to_string(i)));
  std::atomic<int> committed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (;;) {
        const ClaimBatch batch = ClaimNow(5);
        if (batch.documents.empty()) return;
        for (const ClaimedDocument& claimed : batch.documents) {
          const auto outcome = documents().CommitExtraction(claimed.claim, {"1", "", {MakeRecord(1), MakeRecord(2)}});
          if (outcome.ok()) ++committed;
        }
      }
    });
  }
  std::thread deleter([&] {
    for (int i = 0; i < kDocuments; i += 4) EXPECT_TRUE(documents().Delete(names[i]).ok());
  });
  for (std::thread& thread : threads) thread.join();
  deleter.join();
  EXPECT_GE(committed, kDocuments * 3 / 4);
  EXPECT_EQ(ListAll(store_.records(), {}).size(), kDocuments * 3 / 4 * 2);
  EXPECT_EQ(store_.usage().Regions({"regions/330604001"}).value()[0].record_count, kDocuments * 3 / 4 * 2);
}

}  // namespace
}  // namespace fangzhi::store
