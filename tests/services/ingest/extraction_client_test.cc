#include "services/ingest/extraction_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/base/mutex.h"
#include "common/rpc/channel.h"
#include "tests/services/ingest/fake_extraction.h"

namespace fangzhi::ingest {
namespace {

constexpr absl::Duration kLong = absl::Minutes(2);

v1::Document Document(const std::string& text) {
  v1::Document document;
  document.set_name("documents/x");
  document.set_text(text);
  document.set_published("2022-05");
  document.set_title("标题");
  return document;
}

TEST(ExtractionClientTest, SendsTheDocumentAndGathersAllParts) {
  Mutex mutex;
  v1::ExtractRecordsRequest sent;  // Under `mutex`.
  FakeExtraction server([&](const v1::ExtractRecordsRequest& request, int) {
    MutexLock lock(&mutex);
    sent = request;
    return FakeAnswer{.records = 2500, .parts = 3};
  });
  server.Start();
  ExtractionClient client(rpc::MakeBalancedChannel(server.target()));
  const auto extraction = client.Extract(Document("文"), kLong);
  ASSERT_TRUE(extraction.ok()) << extraction.status();
  EXPECT_EQ(extraction->records.size(), 2500U);
  EXPECT_EQ(extraction->extractor_version, "fake+1");
  MutexLock lock(&mutex);
  EXPECT_EQ(sent.text(), "文");
  EXPECT_EQ(sent.published(), "2022-05");
  EXPECT_EQ(sent.title(), "标题");
}

TEST(ExtractionClientTest, ErrorOfTheTextIsTheAnswer) {
  FakeExtraction server([](const v1::ExtractRecordsRequest&, int) {
    return FakeAnswer{.error = {grpc::StatusCode::INVALID_ARGUMENT, "text: is required"}};
  });
  server.Start();
  ExtractionClient client(rpc::MakeBalancedChannel(server.target()));
  EXPECT_EQ(client.Extract(Document("文"), kLong).status(), absl::InvalidArgumentError("text: is required"));
}

TEST(ExtractionClientTest, AnswerThatBreaksOffIsAnError) {
  FakeExtraction server([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.parts = 0}; });
  server.Start();
  ExtractionClient client(rpc::MakeBalancedChannel(server.target()));
  EXPECT_TRUE(absl::IsInternal(client.Extract(Document("文"), kLong).status()));
}

TEST(ExtractionClientTest, GivesUpAtItsTimeout) {
  FakeExtraction server([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.hangs = true}; });
  server.Start();
  ExtractionClient client(rpc::MakeBalancedChannel(server.target()));
  EXPECT_TRUE(absl::IsDeadlineExceeded(client.Extract(Document("文"), absl::Milliseconds(50)).status()));
  EXPECT_TRUE(client.IsServing(kLong));
}

TEST(ExtractionClientTest, CancelAllEndsCallsUnderWayAndLaterOnes) {
  FakeExtraction server([](const v1::ExtractRecordsRequest&, int) { return FakeAnswer{.hangs = true}; });
  server.Start();
  ExtractionClient client(rpc::MakeBalancedChannel(server.target()));
  std::thread canceller([&] {
    server.AwaitCalls("文", 1);
    client.CancelAll();
  });
  EXPECT_TRUE(absl::IsCancelled(client.Extract(Document("文"), kLong).status()));
  canceller.join();
  EXPECT_TRUE(absl::IsCancelled(client.Extract(Document("字"), kLong).status()));
}

TEST(ExtractionClientTest, ReachableOnceThereIsAServer) {
  FakeExtraction server;
  server.Start();
  const int port = server.port();
  server.Stop();
  ExtractionClient client(rpc::MakeBalancedChannel("127.0.0.1:" + std::to_string(port)));
  EXPECT_FALSE(client.IsReachable(absl::Milliseconds(20)));
  EXPECT_FALSE(client.IsServing(absl::Milliseconds(20)));
  server.Start(port);
  while (!client.IsReachable(absl::Milliseconds(20))) {
  }
  EXPECT_TRUE(client.IsServing(kLong));
}

}  // namespace
}  // namespace fangzhi::ingest
