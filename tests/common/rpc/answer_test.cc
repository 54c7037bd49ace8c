#include "common/rpc/answer.h"

#include <gmock/gmock.h>

#include <barrier>
#include <future>
#include <new>
#include <set>
#include <thread>
#include <vector>

#include "common/rpc/status.h"
#include "google/rpc/error_details.pb.h"
#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using AnswerTest = ServerTest;

TEST_F(AnswerTest, AnswersWithTheHandlersResponse) {
  StartServer([](const v1::GetRecordRequest& request, v1::Record* response) {
    response->set_name(request.name());
    return absl::OkStatus();
  });
  ASSERT_TRUE(GetRecord("documents/x/records/1-0").ok());
  EXPECT_EQ(record_.name(), "documents/x/records/1-0");
}

TEST_F(AnswerTest, ExceptionIsInternalWithoutItsText) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) -> absl::Status { throw std::runtime_error("SECRET"); });
  const grpc::Status status = GetRecord();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), Not(HasSubstr("SECRET")));
  EXPECT_THAT(status.error_message(), HasSubstr("reference"));
}

TEST_F(AnswerTest, LackOfMemoryIsResourceExhausted) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) -> absl::Status { throw std::bad_alloc(); });
  EXPECT_EQ(GetRecord().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(AnswerTest, FullPoolIsUnavailableWithRetryInfo) {
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  StartServer([released](const v1::GetRecordRequest&, v1::Record*) {
    released.wait();
    return absl::OkStatus();
  });
  // Two on threads and four waiting at most: of seven one is refused, at once.
  constexpr int kCalls = 7;
  Mutex mutex;
  CondVar changed;
  int refused = 0;
  int done = 0;
  grpc::Status refusal;
  std::vector<grpc::ClientContext> contexts(kCalls);
  std::vector<v1::Record> responses(kCalls);
  const v1::GetRecordRequest request;
  for (int i = 0; i < kCalls; ++i) {
    stub_->async()->GetRecord(&contexts[i], &request, &responses[i], [&](grpc::Status status) {
      MutexLock lock(&mutex);
      ++done;
      if (!status.ok()) {
        ++refused;
        refusal = status;
      }
      changed.NotifyAll();
    });
  }
  MutexLock lock(&mutex);
  while (refused == 0) changed.Wait(&mutex);
  EXPECT_EQ(refusal.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(GetDetail<google::rpc::RetryInfo>(FromGrpcStatus(refusal)).has_value());
  release.set_value();
  while (done < kCalls) changed.Wait(&mutex);
  EXPECT_LT(refused, kCalls);
}

TEST_F(AnswerTest, SoonAnswersOnThePoolWhileAnotherHandlerHasTheReceivingThread) {
  std::promise<void> entered;
  std::promise<void> release;
  StartServer([&](const v1::GetRecordRequest& request, v1::Record*) {
    if (request.name() != "slow") return absl::OkStatus();
    entered.set_value();
    release.get_future().wait();
    return absl::NotFoundError("of the slow handler");
  });
  auto slow = std::async(std::launch::async, [this] { return GetSeries("slow"); });
  entered.get_future().wait();
  EXPECT_TRUE(GetSeries("quick").ok());
  EXPECT_TRUE(GetSeries("quick").ok());
  release.set_value();
  EXPECT_EQ(slow.get().error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(AnswerTest, SoonGivesTheReceivingThreadBackWhereAHandlerThrows) {
  absl::Mutex mutex;
  std::set<std::thread::id> of_pool;
  std::thread::id last;
  std::barrier both(2);
  StartServer([&](const v1::GetRecordRequest& request, v1::Record*) -> absl::Status {
    if (request.name() == "throw") throw std::runtime_error("SECRET");
    if (request.name() == "both") both.arrive_and_wait();
    const absl::MutexLock lock(&mutex);
    last = std::this_thread::get_id();
    if (request.name() == "both") of_pool.insert(last);
    return absl::OkStatus();
  });
  EXPECT_EQ(GetSeries("throw").error_code(), grpc::StatusCode::INTERNAL);
  // Both threads of the pool, which wait for one another.
  auto other = std::async(std::launch::async, [this] {
    grpc::ClientContext context;
    v1::GetRecordRequest request;
    request.set_name("both");
    v1::Record record;
    return stub_->GetRecord(&context, request, &record);
  });
  ASSERT_TRUE(GetRecord("both").ok());
  ASSERT_TRUE(other.get().ok());
  ASSERT_EQ(of_pool.size(), 2U);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(GetSeries().ok());
    EXPECT_FALSE(of_pool.contains(last));
  }
}

TEST_F(AnswerTest, StreamEndsAtOnceWithItsStatus) {
  StartServer(nullptr);
  grpc::ClientContext context;
  auto stream = stub_->ExportRecords(&context, {});
  v1::ExportRecordsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(status.error_message(), "export is not there yet");
}

}  // namespace
}  // namespace fangzhi::rpc
