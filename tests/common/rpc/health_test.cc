#include <grpc/health/v1/health.grpc.pb.h>

#include <atomic>
#include <thread>

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

constexpr char kService[] = "fangzhi.v1.QueryService";

class HealthTest : public ServerTest {
 protected:
  void Start(HealthChecker checker) {
    StartServer(nullptr, std::move(checker));
    health_ = Health::NewStub(channel_);
  }

  grpc::Status Check(const std::string& service) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    return health_->Check(&context, request, &response_);
  }

  HealthCheckResponse::ServingStatus StatusOf(const std::string& service) {
    EXPECT_TRUE(Check(service).ok());
    return response_.status();
  }

  void Await(const std::string& service, HealthCheckResponse::ServingStatus status) {
    while (StatusOf(service) != status) std::this_thread::yield();
  }

  std::unique_ptr<grpc::ClientReader<HealthCheckResponse>> Watch(const std::string& service) {
    HealthCheckRequest request;
    request.set_service(service);
    return health_->Watch(&watch_context_, request);
  }

  std::unique_ptr<Health::Stub> health_;
  HealthCheckResponse response_;
  grpc::ClientContext watch_context_;
  std::atomic<bool> healthy_ = true;
  const HealthChecker checker_ = [this] {
    return healthy_ ? absl::OkStatus() : absl::UnavailableError("the store is gone");
  };
};

TEST_F(HealthTest, ServiceIsServingWithItsChecker) {
  Start(checker_);
  EXPECT_EQ(StatusOf(kService), HealthCheckResponse::SERVING);
  EXPECT_EQ(StatusOf(""), HealthCheckResponse::SERVING);
}

TEST_F(HealthTest, FailingCheckIsNotServingFromTheStart) {
  healthy_ = false;
  Start(checker_);
  EXPECT_EQ(StatusOf(kService), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(StatusOf(""), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthTest, StatusFollowsTheCheckerBothWays) {
  Start(checker_);
  healthy_ = false;
  Await(kService, HealthCheckResponse::NOT_SERVING);
  Await("", HealthCheckResponse::NOT_SERVING);
  healthy_ = true;
  Await(kService, HealthCheckResponse::SERVING);
  Await("", HealthCheckResponse::SERVING);
}

TEST_F(HealthTest, CheckerThatThrowsIsNotServing) {
  Start([]() -> absl::Status { throw std::runtime_error("checker"); });
  EXPECT_EQ(StatusOf(kService), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthTest, UnknownServiceIsNotFound) {
  Start(nullptr);
  EXPECT_EQ(Check("fangzhi.v1.NoService").error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(HealthTest, WatchOfAnUnknownServiceStaysOpen) {
  Start(nullptr);
  auto watch = Watch("fangzhi.v1.NoService");
  ASSERT_TRUE(watch->Read(&response_));
  EXPECT_EQ(response_.status(), HealthCheckResponse::SERVICE_UNKNOWN);
  watch_context_.TryCancel();
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(HealthTest, WatchReportsEveryChange) {
  Start(checker_);
  auto watch = Watch(kService);
  ASSERT_TRUE(watch->Read(&response_));
  EXPECT_EQ(response_.status(), HealthCheckResponse::SERVING);
  healthy_ = false;
  ASSERT_TRUE(watch->Read(&response_));
  EXPECT_EQ(response_.status(), HealthCheckResponse::NOT_SERVING);
  healthy_ = true;
  ASSERT_TRUE(watch->Read(&response_));
  EXPECT_EQ(response_.status(), HealthCheckResponse::SERVING);
}

TEST_F(HealthTest, ShutdownTellsWatchersAndDoesNotWaitForThem) {
  Start(checker_);
  auto watch = Watch("");
  ASSERT_TRUE(watch->Read(&response_));
  std::thread stop([this] { server_->Shutdown(absl::InfiniteDuration()); });
  ASSERT_TRUE(watch->Read(&response_));
  EXPECT_EQ(response_.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(watch->Read(&response_));
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  stop.join();
}

}  // namespace
}  // namespace fangzhi::rpc
