#include <future>
#include <thread>

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using GracefulStopTest = ServerTest;

TEST_F(GracefulStopTest, CallsUnderWayFinish) {
  std::promise<void> started;
  std::promise<void> release;
  StartServer([&](const v1::GetRecordRequest&, v1::Record* response) {
    started.set_value();
    release.get_future().wait();
    response->set_name("finished");
    return absl::OkStatus();
  });
  auto call = std::async(std::launch::async, [this] { return GetRecord(); });
  started.get_future().wait();
  std::thread stop([this] { server_->Shutdown(absl::Minutes(2)); });
  // A new connection is refused before the call under way is let go.
  while (true) {
    auto stub = v1::QueryService::NewStub(MakeChannel("dns:" + Address()));
    grpc::ClientContext context;
    v1::ListTopicsResponse response;
    const grpc::Status status = stub->ListTopics(&context, {}, &response);
    if (status.error_code() == grpc::StatusCode::UNAVAILABLE) break;
    std::this_thread::yield();
  }
  release.set_value();
  EXPECT_TRUE(call.get().ok());
  EXPECT_EQ(record_.name(), "finished");
  stop.join();
  server_->Wait();
}

TEST_F(GracefulStopTest, CallsLeftAtTheDeadlineAreCancelled) {
  std::promise<void> started;
  std::promise<void> release;
  StartServer([&](const v1::GetRecordRequest&, v1::Record*) {
    started.set_value();
    release.get_future().wait();
    return absl::OkStatus();
  });
  auto call = std::async(std::launch::async, [this] { return GetRecord(); });
  started.get_future().wait();
  std::thread stop([this] { server_->Shutdown(absl::Milliseconds(1)); });
  EXPECT_FALSE(call.get().ok());
  release.set_value();
  stop.join();
}

TEST_F(GracefulStopTest, ShutdownTwiceAndDestructionAreHarmless) {
  StartServer(nullptr);
  server_->Shutdown(absl::Seconds(60));
  server_->Shutdown(absl::Seconds(60));
  server_->Wait();
  server_.reset();
}

}  // namespace
}  // namespace fangzhi::rpc
