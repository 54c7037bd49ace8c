#include "services/query/query_service.h"

#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::HasSubstr;

// The service on a port of its own over a real store.
class QueryServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    rpc::ServerOptions options;
    options.health_interval = absl::Milliseconds(20);
    auto server = rpc::Server::Start(
        options, {{v1::QueryService::service_full_name(), &service_, [this] { return service_.Health(); }}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    channel_ =
        grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->bound_port()), grpc::InsecureChannelCredentials());
    stub_ = v1::QueryService::NewStub(channel_);
    ASSERT_TRUE(AwaitHealth(grpc::health::v1::HealthCheckResponse::SERVING));
  }

  bool AwaitHealth(grpc::health::v1::HealthCheckResponse::ServingStatus wanted) {
    const auto health = grpc::health::v1::Health::NewStub(channel_);
    for (int i = 0; i < 250; ++i) {
      grpc::ClientContext context;
      grpc::health::v1::HealthCheckRequest request;
      request.set_service(v1::QueryService::service_full_name());
      grpc::health::v1::HealthCheckResponse response;
      if (health->Check(&context, request, &response).ok() && response.status() == wanted) return true;
      absl::SleepFor(absl::Milliseconds(20));
    }
    return false;
  }

  StoreFixture fixture_;
  StoreHandle handle_{[this] { return store::OpenForReading(fixture_.path()); }};
  QueryService service_{&handle_, &StoreFixture::catalogue(), 2};
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

TEST_F(QueryServiceTest, AnswersEveryServedMethod) {
  Figure figure;
  figure.phrase = "地区生产总值";
  figure.indicator = "indicators/gdp";
  const std::string document = fixture_.Add("甲", "2022", {figure});
  {
    grpc::ClientContext context;
    v1::GetRecordRequest request;
    request.set_name(document + "/records/10-0");
    v1::Record record;
    const grpc::Status status = stub_->GetRecord(&context, request, &record);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(record.quantity().value(), "1000");
  }
  {
    grpc::ClientContext context;
    v1::ListRecordsRequest request;
    v1::ListRecordsResponse response;
    EXPECT_TRUE(stub_->ListRecords(&context, request, &response).ok());
    EXPECT_EQ(response.records_size(), 1);
  }
  {
    grpc::ClientContext context;
    v1::SearchRecordsRequest request;
    request.set_query("生产总值");
    v1::SearchRecordsResponse response;
    EXPECT_TRUE(stub_->SearchRecords(&context, request, &response).ok());
    EXPECT_EQ(response.results_size(), 1);
  }
  {
    grpc::ClientContext context;
    v1::GetSeriesRequest request;
    request.set_indicator("GDP");
    request.set_subject("曹娥街道");
    v1::Series series;
    EXPECT_TRUE(stub_->GetSeries(&context, request, &series).ok());
    EXPECT_EQ(series.points_size(), 1);
  }
  {
    grpc::ClientContext context;
    v1::CompareRegionsRequest request;
    request.add_regions("曹娥街道");
    request.add_indicators("GDP");
    request.set_period("2022");
    v1::CompareRegionsResponse response;
    EXPECT_TRUE(stub_->CompareRegions(&context, request, &response).ok());
    EXPECT_EQ(response.rows(0).value(), "1000");
  }
  {
    grpc::ClientContext context;
    v1::RankRegionsRequest request;
    request.set_indicator("GDP");
    request.set_period("2022");
    v1::RankRegionsResponse response;
    EXPECT_TRUE(stub_->RankRegions(&context, request, &response).ok());
    EXPECT_EQ(response.regions_size(), 1);
  }
  {
    grpc::ClientContext context;
    v1::GetAvailabilityResponse response;
    EXPECT_TRUE(stub_->GetAvailability(&context, {}, &response).ok());
    EXPECT_EQ(response.record_count(), 1);
  }
  {
    grpc::ClientContext context;
    v1::ListConflictsResponse response;
    EXPECT_TRUE(stub_->ListConflicts(&context, {}, &response).ok());
  }
  {
    grpc::ClientContext context;
    v1::CheckConsistencyResponse response;
    EXPECT_TRUE(stub_->CheckConsistency(&context, {}, &response).ok());
  }
  {
    grpc::ClientContext context;
    v1::ListIndicatorsResponse response;
    EXPECT_TRUE(stub_->ListIndicators(&context, {}, &response).ok());
    EXPECT_GT(response.indicators_size(), 0);
  }
  {
    grpc::ClientContext context;
    v1::ListRegionsResponse response;
    EXPECT_TRUE(stub_->ListRegions(&context, {}, &response).ok());
    EXPECT_GT(response.regions_size(), 30);
  }
  {
    grpc::ClientContext context;
    v1::ListTopicsResponse response;
    EXPECT_TRUE(stub_->ListTopics(&context, {}, &response).ok());
    EXPECT_EQ(response.topics_size(), 23);
  }
}

TEST_F(QueryServiceTest, BadArgumentsTravelAsFieldViolations) {
  grpc::ClientContext context;
  v1::ListRecordsRequest request;
  request.set_filter("measure = 大");
  v1::ListRecordsResponse response;
  const grpc::Status status = stub_->ListRecords(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(Violation(rpc::FromGrpcStatus(status), "filter"), HasSubstr("at character 11: expected one of level"));
}

TEST_F(QueryServiceTest, LongestBadFilterFitsIntoTheTrailer) {
  grpc::ClientContext context;
  v1::ListRecordsRequest request;
  request.set_filter("measure = \"" + std::string(3900, 'x') + "\"");
  v1::ListRecordsResponse response;
  const grpc::Status status = stub_->ListRecords(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(QueryServiceTest, ExportStreamsToItsEnd) {
  fixture_.Add("甲", "2022", std::vector<Figure>(700));
  grpc::ClientContext context;
  v1::ExportRecordsRequest request;
  request.set_format(v1::EXPORT_FORMAT_JSON_LINES);
  const auto stream = stub_->ExportRecords(&context, request);
  v1::ExportRecordsResponse part;
  int lines = 0;
  int parts = 0;
  for (; stream->Read(&part); ++parts) lines += static_cast<int>(std::ranges::count(part.data(), '\n'));
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(lines, 700);
  EXPECT_GT(parts, 1);
}

TEST_F(QueryServiceTest, WatchTellsWhatComesWhileItGoesOnAndEndsWithTheCall) {
  grpc::ClientContext context;
  v1::WatchRecordsRequest request;
  request.mutable_start_time()->set_seconds(absl::ToUnixSeconds(fixture_.now()));
  const auto stream = stub_->WatchRecords(&context, request);
  v1::WatchRecordsResponse part;
  ASSERT_TRUE(stream->Read(&part));
  EXPECT_FALSE(part.has_record());
  fixture_.Add("甲", "2022", {{.value = "5"}});
  ASSERT_TRUE(stream->Read(&part));
  EXPECT_EQ(part.record().quantity().value(), "5");
  context.TryCancel();
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(QueryServiceTest, StreamsWithBadArgumentsEndWithTheirViolations) {
  grpc::ClientContext context;
  const auto stream = stub_->ExportRecords(&context, {});
  v1::ExportRecordsResponse part;
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_NE(Violation(rpc::FromGrpcStatus(stream->Finish()), "format"), "");
}

TEST_F(QueryServiceTest, LostStoreIsNotServingAndUnavailableUntilItIsBack) {
  const std::string aside = fixture_.path() + ".aside";
  std::filesystem::rename(fixture_.path(), aside);
  ASSERT_TRUE(AwaitHealth(grpc::health::v1::HealthCheckResponse::NOT_SERVING));
  {
    grpc::ClientContext context;
    v1::ListTopicsResponse response;
    const grpc::Status status = stub_->ListTopics(&context, {}, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_TRUE(rpc::GetDetail<google::rpc::RetryInfo>(rpc::FromGrpcStatus(status)).has_value());
    EXPECT_EQ(status.error_message().find(fixture_.path()), std::string::npos) << "no paths in messages";
  }
  std::filesystem::rename(aside, fixture_.path());
  ASSERT_TRUE(AwaitHealth(grpc::health::v1::HealthCheckResponse::SERVING));
  grpc::ClientContext context;
  v1::ListTopicsResponse response;
  EXPECT_TRUE(stub_->ListTopics(&context, {}, &response).ok());
}

}  // namespace
}  // namespace fangzhi::query
