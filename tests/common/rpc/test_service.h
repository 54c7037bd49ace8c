#ifndef FANGZHI_TESTS_COMMON_RPC_TEST_SERVICE_H_
#define FANGZHI_TESTS_COMMON_RPC_TEST_SERVICE_H_

#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "fangzhi/v1/query_service.grpc.pb.h"

namespace fangzhi::rpc {

// A service whose GetRecord does what a test says, and GetSeries the same as soon as it can.
class TestService final : public v1::QueryService::CallbackService {
 public:
  using Handler = std::function<absl::Status(const v1::GetRecordRequest&, v1::Record*)>;

  explicit TestService(Handler handler) : handler_(std::move(handler)) {}

  grpc::ServerUnaryReactor* GetRecord(grpc::CallbackServerContext* context, const v1::GetRecordRequest* request,
                                      v1::Record* response) override {
    return Answer(context, &pool_, [this, request, response] { return handler_(*request, response); });
  }
  grpc::ServerUnaryReactor* GetSeries(grpc::CallbackServerContext* context, const v1::GetSeriesRequest* request,
                                      v1::Series* /*response*/) override {
    return AnswerSoon(context, &here_, &pool_, [this, request] {
      v1::GetRecordRequest same;
      same.set_name(request->subject());
      v1::Record record;
      return handler_(same, &record);
    });
  }
  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* /*context*/,
                                        const v1::ListRecordsRequest* /*request*/,
                                        v1::ListRecordsResponse* /*response*/) override {
    throw std::runtime_error("thrown by the handler");
  }
  grpc::ServerWriteReactor<v1::ExportRecordsResponse>* ExportRecords(
      grpc::CallbackServerContext* /*context*/, const v1::ExportRecordsRequest* /*request*/) override {
    return AnswerStream<v1::ExportRecordsResponse>(Unimplemented("export is not there yet"));
  }

 private:
  const Handler handler_;
  ReceivingThread here_;
  WorkerPool pool_{2, 4};
};

// A TestService on a free port of this machine.
class ServerTest : public ::testing::Test {
 protected:
  void StartServer(TestService::Handler handler, HealthChecker health = nullptr) {
    service_ = std::make_unique<TestService>(std::move(handler));
    ServerOptions options;
    options.health_interval = absl::Milliseconds(5);
    auto server = Server::Start(options, {{v1::QueryService::service_full_name(), service_.get(), std::move(health)}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    channel_ = MakeChannel(Address());
    stub_ = v1::QueryService::NewStub(channel_);
  }

  std::string Address() const { return "127.0.0.1:" + std::to_string(server_->bound_port()); }

  grpc::Status GetRecord(const std::string& name = "") {
    grpc::ClientContext context;
    v1::GetRecordRequest request;
    request.set_name(name);
    return stub_->GetRecord(&context, request, &record_);
  }

  grpc::Status GetSeries(const std::string& subject = "") {
    grpc::ClientContext context;
    v1::GetSeriesRequest request;
    request.set_subject(subject);
    v1::Series series;
    return stub_->GetSeries(&context, request, &series);
  }

  std::unique_ptr<TestService> service_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
  v1::Record record_;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_TESTS_COMMON_RPC_TEST_SERVICE_H_
