#include <gmock/gmock.h>

#include <deque>
#include <map>
#include <thread>

#include "tests/common/rpc/raw_stream.h"
#include "tests/services/ingest/ingest_fixture.h"
#include "tests/services/ingest/violations.h"

namespace fangzhi::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::ImportDocumentsRequest Document(const std::string& key, const std::string& text) {
  v1::ImportDocumentsRequest message;
  message.mutable_begin()->set_key(key);
  message.mutable_begin()->mutable_content()->set_text(text);
  message.set_last(true);
  return message;
}

// A store whose insertions wait until they are let go.
class HeldStore final : public store::DocumentStore {
 public:
  explicit HeldStore(store::DocumentStore* documents) : documents_(documents) {}

  void InsertAsync(store::NewDocument document, InsertCallback done) override {
    MutexLock lock(&mutex_);
    held_.emplace_back(std::move(document), std::move(done));
    changed_.NotifyAll();
  }

  void Release(size_t count) {
    for (; count > 0; --count) {
      std::pair<store::NewDocument, InsertCallback> next;
      {
        MutexLock lock(&mutex_);
        while (held_.empty()) changed_.Wait(&mutex_);
        next = std::move(held_.front());
        held_.pop_front();
      }
      documents_->InsertAsync(std::move(next.first), std::move(next.second));
    }
  }

  void AwaitHeld(size_t count) {
    MutexLock lock(&mutex_);
    while (held_.size() < count) changed_.Wait(&mutex_);
  }

  size_t held() {
    MutexLock lock(&mutex_);
    return held_.size();
  }

  absl::StatusOr<v1::Document> Get(std::string_view name, v1::DocumentView view) const override {
    return documents_->Get(name, view);
  }
  absl::StatusOr<store::DocumentPage> List(const store::DocumentListOptions& options) const override {
    return documents_->List(options);
  }
  absl::Status Delete(std::string_view name) override { return documents_->Delete(name); }
  absl::StatusOr<store::ClaimBatch> ClaimPending(int limit, absl::Duration lease, absl::Time now) override {
    return documents_->ClaimPending(limit, lease, now);
  }
  absl::StatusOr<store::CommitOutcome> CommitExtraction(const store::Claim& claim,
                                                        const store::Extraction& extraction) override {
    return documents_->CommitExtraction(claim, extraction);
  }
  absl::Status RecordFailure(const store::Claim& claim, const store::Failure& failure) override {
    return documents_->RecordFailure(claim, failure);
  }
  absl::Status ReleaseLeases() override { return documents_->ReleaseLeases(); }
  absl::StatusOr<int64_t> Requeue(const std::vector<std::string>& names, std::string_view version) override {
    return documents_->Requeue(names, version);
  }

 private:
  store::DocumentStore* const documents_;  // Not owned.
  Mutex mutex_;
  CondVar changed_;
  std::deque<std::pair<store::NewDocument, InsertCallback>> held_ ABSL_GUARDED_BY(mutex_);
};

class ImportDocumentsTest : public IngestTest {
 protected:
  // Sends all and reads all answers, by key.
  std::multimap<std::string, v1::ImportDocumentsResponse> Import(
      const std::vector<v1::ImportDocumentsRequest>& messages) {
    grpc::ClientContext context;
    const auto stream = stub_->ImportDocuments(&context);
    std::thread writer([&] {
      for (const auto& message : messages) stream->Write(message);
      stream->WritesDone();
    });
    std::multimap<std::string, v1::ImportDocumentsResponse> answers;
    v1::ImportDocumentsResponse answer;
    while (stream->Read(&answer)) answers.emplace(answer.key(), answer);
    writer.join();
    status_ = rpc::FromGrpcStatus(stream->Finish());
    return answers;
  }

  absl::Status status_;  // Of the last Import.
};

TEST_F(ImportDocumentsTest, EveryDocumentIsAnsweredOnce) {
  std::vector<v1::ImportDocumentsRequest> messages;
  for (int i = 0; i < 1000; ++i) messages.push_back(Document(std::to_string(i), "文" + std::to_string(i)));
  const auto answers = Import(messages);
  EXPECT_TRUE(status_.ok()) << status_;
  EXPECT_EQ(answers.size(), 1000U);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(answers.count(std::to_string(i)), 1U);
  for (const auto& [key, answer] : answers) {
    ASSERT_TRUE(answer.has_created()) << key;
    EXPECT_EQ(Get(answer.created().document().name())->text(), "文" + key);
  }
  EXPECT_EQ(stored_, 1000);
}

TEST_F(ImportDocumentsTest, EmptyStreamEndsWell) {
  EXPECT_THAT(Import({}), IsEmpty());
  EXPECT_TRUE(status_.ok());
}

TEST_F(ImportDocumentsTest, BadDocumentAmongManyDoesNotEndTheStream) {
  std::vector<v1::ImportDocumentsRequest> messages;
  for (int i = 0; i < 50; ++i) messages.push_back(Document(std::to_string(i), "文" + std::to_string(i)));
  messages[20].mutable_begin()->mutable_document()->set_published("gestern");
  const auto answers = Import(messages);
  EXPECT_TRUE(status_.ok());
  EXPECT_EQ(answers.size(), 50U);
  for (const auto& [key, answer] : answers) {
    EXPECT_EQ(answer.has_error(), key == "20");
    if (answer.has_error()) {
      EXPECT_THAT(ViolatedFields(rpc::FromRpcStatus(answer.error())), ElementsAre("document.published"));
    }
  }
}

TEST_F(ImportDocumentsTest, LargeContentComesInChunks) {
  std::string utf16 = "\xFF\xFE";
  while (utf16.size() < (3 << 20)) utf16.append({'x', '\0'});
  std::vector<v1::ImportDocumentsRequest> messages(4);
  messages[0].mutable_begin()->set_key("large");
  for (int i = 1; i < 4; ++i) messages[i].set_chunk(utf16.substr(static_cast<size_t>(i - 1) << 20, 1 << 20));
  messages[3].set_last(true);
  const auto answers = Import(messages);
  ASSERT_EQ(answers.count("large"), 1U);
  const v1::ImportDocumentsResponse& answer = answers.begin()->second;
  ASSERT_TRUE(answer.has_created()) << answer.error().message();
  EXPECT_EQ(answer.created().document().charset(), "UTF-16LE");
  EXPECT_EQ(answer.created().document().text_length(), 3 << 19);
}

TEST_F(ImportDocumentsTest, SameTextTwiceInOneStreamIsOneDocument) {
  const auto answers = Import({Document("a", "文"), Document("b", "文")});
  ASSERT_EQ(answers.size(), 2U);
  const auto& a = answers.find("a")->second.created();
  const auto& b = answers.find("b")->second.created();
  EXPECT_EQ(a.document().name(), b.document().name());
  EXPECT_NE(a.already_exists(), b.already_exists());
}

TEST_F(ImportDocumentsTest, MessageThatDoesNotParseIsOneBadDocument) {
  // A document whose text is not UTF-8, as a client with a lax library would send it.
  std::string bad = Document("bad", "??").SerializeAsString();
  bad.replace(bad.find("??"), 2, "\xff\xfe");
  rpc::RawStream stream(channel_, "/fangzhi.v1.IngestService/ImportDocuments");
  ASSERT_TRUE(stream.Write(bad));
  ASSERT_TRUE(stream.Write(Document("good", "文").SerializeAsString()));
  ASSERT_TRUE(stream.WritesDone());
  for (const char* key : {"bad", "good"}) {
    v1::ImportDocumentsResponse answer;
    ASSERT_TRUE(answer.ParseFromString(stream.Read().value_or("?")));
    EXPECT_EQ(answer.key(), key);
    EXPECT_EQ(answer.has_error(), answer.key() == "bad");
  }
  EXPECT_FALSE(stream.Read().has_value());
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(ImportDocumentsTest, ServerStopsReadingWhileTooManyAreOnTheirWay) {
  HeldStore held(&store_->documents());
  IngestServiceOptions options;
  options.import.documents = 10;
  Serve(&held, options);
  constexpr int kDocuments = 100;
  grpc::ClientContext context;
  const auto stream = stub_->ImportDocuments(&context);
  std::thread writer([&] {
    for (int i = 0; i < kDocuments; ++i) stream->Write(Document(std::to_string(i), "文" + std::to_string(i)));
    stream->WritesDone();
  });
  held.AwaitHeld(10);
  // Whatever was sent beyond the limit waits in the transport: an answer makes room for one more.
  for (int i = 0; i < kDocuments; ++i) {
    EXPECT_LE(held.held(), 10U);
    held.Release(1);
    v1::ImportDocumentsResponse answer;
    ASSERT_TRUE(stream->Read(&answer));
  }
  v1::ImportDocumentsResponse answer;
  EXPECT_FALSE(stream->Read(&answer));
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(ImportDocumentsTest, BytesOnTheirWayAreLimitedToo) {
  HeldStore held(&store_->documents());
  IngestServiceOptions options;
  options.import.bytes = 1000;
  Serve(&held, options);
  grpc::ClientContext context;
  const auto stream = stub_->ImportDocuments(&context);
  for (const char digit : {'1', '2', '3', '4'}) {
    ASSERT_TRUE(stream->Write(Document({digit}, std::string(600, digit))));
  }
  stream->WritesDone();
  held.AwaitHeld(2);
  v1::ImportDocumentsResponse answer;
  for (int i = 0; i < 4; ++i) {
    EXPECT_LE(held.held(), 2U);
    held.Release(1);
    ASSERT_TRUE(stream->Read(&answer));
  }
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(ImportDocumentsTest, CancelledStreamLeavesTheServerWell) {
  HeldStore held(&store_->documents());
  Serve(&held, {});
  {
    grpc::ClientContext context;
    const auto stream = stub_->ImportDocuments(&context);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(stream->Write(Document(std::to_string(i), "文" + std::to_string(i))));
    held.AwaitHeld(5);
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  held.Release(5);
  server_->Shutdown(absl::InfiniteDuration());
  v1::ListDocumentsRequest request;
  Serve(&store_->documents(), {});
  ASSERT_TRUE(List(request).ok());
  EXPECT_EQ(listed_.documents_size(), 5);
}

TEST_F(ImportDocumentsTest, TooManyStreamsAreUnavailable) {
  IngestServiceOptions options;
  options.max_import_streams = 1;
  Serve(&store_->documents(), options);
  grpc::ClientContext first_context;
  const auto first = stub_->ImportDocuments(&first_context);
  ASSERT_TRUE(first->Write(Document("a", "文")));
  v1::ImportDocumentsResponse answer;
  ASSERT_TRUE(first->Read(&answer));
  EXPECT_THAT(Import({Document("b", "字")}), IsEmpty());
  EXPECT_TRUE(absl::IsUnavailable(status_));
  EXPECT_TRUE(rpc::GetDetail<google::rpc::RetryInfo>(status_).has_value());
  first->WritesDone();
  EXPECT_TRUE(first->Finish().ok());
}

TEST_F(ImportDocumentsTest, TooManyCreationsAreUnavailable) {
  HeldStore held(&store_->documents());
  IngestServiceOptions options;
  options.max_creations = 1;
  Serve(&held, options);
  std::thread first([this] {
    grpc::ClientContext context;
    v1::CreateDocumentRequest request;
    request.mutable_content()->set_text("文");
    v1::CreateDocumentResponse response;
    EXPECT_TRUE(stub_->CreateDocument(&context, request, &response).ok());
  });
  held.AwaitHeld(1);
  EXPECT_TRUE(absl::IsUnavailable(CreateText("字")));
  held.Release(1);
  first.join();
}

}  // namespace
}  // namespace fangzhi::ingest
