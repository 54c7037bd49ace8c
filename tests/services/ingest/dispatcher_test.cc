#include "services/ingest/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "common/rpc/channel.h"
#include "common/store/store.h"
#include "tests/common/sqlite/temporary_directory.h"
#include "tests/services/ingest/fake_extraction.h"

namespace fangzhi::ingest {
namespace {

using ::testing::HasSubstr;

const grpc::Status kFailure(grpc::StatusCode::INTERNAL, "the server failed");
const grpc::Status kRefusal(grpc::StatusCode::INVALID_ARGUMENT, "text: is too strange");
// What a client sees where the server dies while it has the call.
const grpc::Status kBroken(grpc::StatusCode::UNAVAILABLE, "Socket closed");

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() {
    options_.concurrency = 4;
    options_.document_backoff = {absl::Milliseconds(1), absl::Milliseconds(5)};
    options_.service_backoff = {absl::Milliseconds(1), absl::Milliseconds(5)};
  }

  void SetUp() override {
    auto opened = store::OpenForWriting(directory_.File("fangzhi.db"));
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  void TearDown() override { dispatcher_.reset(); }

  store::DocumentStore& documents() { return store_->documents(); }

  std::string Insert(const std::string& text) {
    store::NewDocument document;
    document.text = text;
    auto result = documents().Insert(std::move(document));
    EXPECT_TRUE(result.ok()) << result.status();
    if (dispatcher_ != nullptr) dispatcher_->Wake();
    return result.ok() ? result->document.name() : "";
  }

  void Dispatch(const std::string& target) {
    dispatcher_.reset();  // It uses the client until then.
    client_ = std::make_unique<ExtractionClient>(rpc::MakeBalancedChannel(target));
    dispatcher_ = std::make_unique<Dispatcher>(&documents(), client_.get(), options_);
  }

  void Serve(FakeExtraction::Script script) {
    extraction_ = std::make_unique<FakeExtraction>(std::move(script));
    extraction_->Start();
    Dispatch(extraction_->target());
  }

  v1::Document Get(const std::string& name) {
    auto document = documents().Get(name, v1::DOCUMENT_VIEW_BASIC);
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *document : v1::Document();
  }

  v1::Document Await(const std::string& name, v1::DocumentState state) {
    v1::Document document = Get(name);
    while (document.state() != state) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      document = Get(name);
    }
    return document;
  }

  // For scripts and clocks, which outlive the test's own variables.
  std::atomic<bool> flag_ = false;
  std::atomic<int64_t> seconds_ = 0;
  TemporaryDirectory directory_;
  std::unique_ptr<store::WritableStore> store_;
  DispatcherOptions options_;
  std::unique_ptr<FakeExtraction> extraction_;
  std::unique_ptr<ExtractionClient> client_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST_F(DispatcherTest, ExtractsWhatIsPendingAtStartAndWhatComesLater) {
  const std::string before = Insert("先");
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.records = 3}; });
  const v1::Document document = Await(before, v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(document.record_count(), 3);
  EXPECT_EQ(document.extractor_version(), "fake+1");
  EXPECT_EQ(document.attempts(), 1);
  EXPECT_EQ(document.state_reason(), "");
  Await(Insert("后"), v1::DOCUMENT_STATE_EXTRACTED);
}

TEST_F(DispatcherTest, DocumentWithoutRecordsIsExtracted) {
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.records = 0}; });
  EXPECT_EQ(Await(Insert("文"), v1::DOCUMENT_STATE_EXTRACTED).record_count(), 0);
}

TEST_F(DispatcherTest, ManyDocumentsAreEachExtractedOnceWithBoundedConcurrency) {
  std::vector<std::string> names;
  for (int i = 0; i < 100; ++i) names.push_back(Insert("文" + std::to_string(i)));
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.records = 7, .parts = 2}; });
  for (const std::string& name : names) EXPECT_EQ(Await(name, v1::DOCUMENT_STATE_EXTRACTED).record_count(), 7);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(extraction_->calls("文" + std::to_string(i)), 1);
  EXPECT_LE(extraction_->most_at_once(), options_.concurrency);
}

TEST_F(DispatcherTest, FailureIsTriedAgainUntilItSucceeds) {
  Serve([](const v1::ExtractRecordsRequest&, int call) {
    return call <= 3 ? FakeAnswer{.error = kFailure} : FakeAnswer{};
  });
  const v1::Document document = Await(Insert("文"), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(document.attempts(), 4);
  EXPECT_EQ(document.state_reason(), "");
}

TEST_F(DispatcherTest, FailureAtTheLimitIsFinalWithItsReason) {
  options_.max_attempts = 3;
  Serve([](const v1::ExtractRecordsRequest& request, int) {
    return request.text() == "坏" ? FakeAnswer{.error = kFailure} : FakeAnswer{};
  });
  const v1::Document document = Await(Insert("坏"), v1::DOCUMENT_STATE_FAILED);
  EXPECT_EQ(document.attempts(), 3);
  EXPECT_EQ(document.state_reason(), "Extraction failed: the server failed.");
  Await(Insert("好"), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(extraction_->calls("坏"), 3);
}

TEST_F(DispatcherTest, ReasonOfTheLastAttemptIsThereWhileTheDocumentWaits) {
  options_.document_backoff = {absl::Hours(1), absl::Hours(1)};
  options_.random = [] { return 1.0; };
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.error = kFailure}; });
  const std::string name = Insert("文");
  while (Get(name).state_reason().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(Get(name).attempts(), 1);
}

TEST_F(DispatcherTest, RetryWaitsForItsTime) {
  options_.clock = [this] { return absl::Now() + absl::Seconds(seconds_.load()); };
  options_.document_backoff = {absl::Hours(1), absl::Hours(1)};
  options_.random = [] { return 1.0; };
  Serve([](const v1::ExtractRecordsRequest& request, int call) {
    return request.text() == "文" && call == 1 ? FakeAnswer{.error = kFailure} : FakeAnswer{};
  });
  const std::string name = Insert("文");
  while (Get(name).state_reason().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  dispatcher_->Wake();
  Await(Insert("后"), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_EQ(extraction_->calls("文"), 1);
  seconds_ = 3601;
  dispatcher_->Wake();
  Await(name, v1::DOCUMENT_STATE_EXTRACTED);
}

TEST_F(DispatcherTest, RefusalIsFinalAtOnce) {
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.error = kRefusal}; });
  const v1::Document document = Await(Insert("文"), v1::DOCUMENT_STATE_FAILED);
  EXPECT_EQ(document.attempts(), 1);
  EXPECT_THAT(document.state_reason(), HasSubstr("text: is too strange"));
  EXPECT_EQ(extraction_->calls("文"), 1);
}

TEST_F(DispatcherTest, MalformedRecordsAreAFailureOfTheDocument) {
  options_.max_attempts = 2;
  Serve([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.malformed = true}; });
  EXPECT_EQ(Await(Insert("文"), v1::DOCUMENT_STATE_FAILED).attempts(), 2);
}

TEST_F(DispatcherTest, AbsentServiceLeavesDocumentsUntouchedUntilItComes) {
  extraction_ = std::make_unique<FakeExtraction>();
  extraction_->Start();
  const int port = extraction_->port();
  extraction_->Stop();
  Dispatch(extraction_->target());
  const std::string name = Insert("文");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  EXPECT_EQ(Get(name).attempts(), 0);
  extraction_->Start(port);
  EXPECT_EQ(Await(name, v1::DOCUMENT_STATE_EXTRACTED).attempts(), 1);
}

TEST_F(DispatcherTest, UnavailabilityNeverCounts) {
  options_.max_attempts = 2;
  Serve([](const v1::ExtractRecordsRequest&, int call) {
    return call <= 20 ? FakeAnswer{.breakdown = {grpc::StatusCode::UNIMPLEMENTED, "wrong server"}} : FakeAnswer{};
  });
  EXPECT_EQ(Await(Insert("文"), v1::DOCUMENT_STATE_EXTRACTED).attempts(), 1);
}

TEST_F(DispatcherTest, ServerThatDiesIsNotTheDocumentsDoing) {
  options_.max_attempts = 2;
  Serve([this](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.hangs = flag_}; });
  for (int round = 0; round < 3; ++round) {
    flag_ = true;
    std::vector<std::string> names;
    for (int i = 0; i < 3; ++i) {
      const std::string text = std::to_string(3 * round + i);
      names.push_back(Insert(text));
      extraction_->AwaitCalls(text, 1);
    }
    const int port = extraction_->port();
    extraction_->Stop();
    flag_ = false;
    extraction_->Start(port);
    for (const std::string& name : names) EXPECT_EQ(Await(name, v1::DOCUMENT_STATE_EXTRACTED).attempts(), 1);
  }
}

TEST_F(DispatcherTest, DocumentThatBreaksTheServerFailsAloneAndTheOthersDoNot) {
  options_.max_attempts = 3;
  std::vector<std::string> good;
  for (int i = 0; i < 20; ++i) good.push_back(Insert("好" + std::to_string(i)));
  const std::string bad = Insert("坏");
  // Once the bad document was there, whatever is under way breaks with it.
  Serve([this](const v1::ExtractRecordsRequest& request, int call) {
    if (request.text() == "坏") flag_ = true;
    const bool swept_along = flag_ && call == 1;
    return request.text() == "坏" || swept_along ? FakeAnswer{.breakdown = kBroken} : FakeAnswer{};
  });
  const v1::Document document = Await(bad, v1::DOCUMENT_STATE_FAILED);
  EXPECT_EQ(document.attempts(), 3);
  EXPECT_EQ(document.state_reason(), "The connection to extraction broke before it answered.");
  for (const std::string& name : good) EXPECT_EQ(Await(name, v1::DOCUMENT_STATE_EXTRACTED).attempts(), 1);
}

TEST_F(DispatcherTest, DocumentThatHangsFailsAndTheOthersDoNot) {
  options_.max_attempts = 3;
  options_.timeout = absl::Seconds(1);
  options_.probe_timeout = absl::Minutes(1);
  Serve([](const v1::ExtractRecordsRequest& request, int) { return FakeAnswer{.hangs = request.text() == "坏"}; });
  const std::string bad = Insert("坏");
  std::vector<std::string> good;
  for (int i = 0; i < 5; ++i) good.push_back(Insert("好" + std::to_string(i)));
  for (const std::string& name : good) Await(name, v1::DOCUMENT_STATE_EXTRACTED);
  const v1::Document document = Await(bad, v1::DOCUMENT_STATE_FAILED);
  EXPECT_EQ(document.attempts(), 3);
  EXPECT_EQ(document.state_reason(), "Extraction did not answer in time.");
}

TEST_F(DispatcherTest, StopCancelsAndTheNextOneGoesOn) {
  flag_ = true;
  Serve([this](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.hangs = flag_}; });
  const std::string name = Insert("文");
  extraction_->AwaitCalls("文", 1);
  dispatcher_->Stop();
  dispatcher_->Stop();
  EXPECT_EQ(Get(name).state(), v1::DOCUMENT_STATE_PENDING);
  flag_ = false;
  Dispatch(extraction_->target());
  EXPECT_EQ(Await(name, v1::DOCUMENT_STATE_EXTRACTED).attempts(), 1);
}

TEST_F(DispatcherTest, StopsWhileExtractionIsOutOfReach) {
  Dispatch("127.0.0.1:1");
  Insert("文");
  dispatcher_->Stop();
}

TEST_F(DispatcherTest, DocumentDeletedAtExtractionIsForgotten) {
  flag_ = true;
  Serve([this](const v1::ExtractRecordsRequest& request, int) {
    return FakeAnswer{.hangs = flag_ && request.text() == "文"};
  });
  const std::string name = Insert("文");
  extraction_->AwaitCalls("文", 1);
  ASSERT_TRUE(documents().Delete(name).ok());
  flag_ = false;
  Await(Insert("后"), v1::DOCUMENT_STATE_EXTRACTED);
  EXPECT_TRUE(absl::IsNotFound(documents().Get(name, v1::DOCUMENT_VIEW_BASIC).status()));
}

}  // namespace
}  // namespace fangzhi::ingest
