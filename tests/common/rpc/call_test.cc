#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>

#include "common/base/logging.h"
#include "common/rpc/interceptor.h"
#include "common/rpc/status.h"
#include "google/rpc/error_details.pb.h"
#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using ::testing::HasSubstr;

class CallTest : public ServerTest {
 protected:
  // Sends `bytes` as they are.
  grpc::Status CallRaw(const std::string& method, const std::string& bytes) {
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    grpc::ClientContext context;
    grpc::GenericStub stub(channel_);
    std::promise<grpc::Status> done;
    stub.UnaryCall(&context, method, {}, &request, &response,
                   [&done](grpc::Status status) { done.set_value(std::move(status)); });
    return done.get_future().get();
  }
};

TEST_F(CallTest, RequestThatDoesNotParseIsInvalidArgument) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) { return absl::OkStatus(); });
  for (const std::string bytes : {"\x0a\xff", "\x0a\x02\xff\xfe"}) {
    const grpc::Status status = CallRaw("/fangzhi.v1.QueryService/GetRecord", bytes);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_TRUE(GetDetail<google::rpc::BadRequest>(FromGrpcStatus(status)).has_value());
  }
  EXPECT_TRUE(CallRaw("/fangzhi.v1.QueryService/GetRecord", "").ok());
}

TEST_F(CallTest, UnknownMethodIsUnimplemented) {
  StartServer(nullptr);
  EXPECT_EQ(CallRaw("/fangzhi.v1.QueryService/Guess", "").error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(CallTest, ExceptionInAHandlerIsInternal) {
  StartServer(nullptr);
  grpc::ClientContext context;
  v1::ListRecordsResponse response;
  const grpc::Status status = stub_->ListRecords(&context, {}, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), Not(HasSubstr("thrown by")));
}

TEST_F(CallTest, OversizeMessageIsResourceExhausted) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) { return absl::OkStatus(); });
  EXPECT_EQ(GetRecord(std::string(5 << 20, 'x')).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(CallTest, EachCallIsLoggedWithItsRequestId) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) { return NotFound("fangzhi.v1.Record", "records/1"); });
  testing::internal::CaptureStderr();
  grpc::ClientContext context;
  context.AddMetadata(kRequestIdKey, "id-of-the-client");
  EXPECT_EQ(stub_->GetRecord(&context, {}, &record_).error_code(), grpc::StatusCode::NOT_FOUND);
  server_->Shutdown(absl::Seconds(60));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr("call method=fangzhi.v1.QueryService/GetRecord code=NOT_FOUND"));
  EXPECT_THAT(log, HasSubstr("request_id=id-of-the-client"));
  EXPECT_THAT(log, HasSubstr("peer=ipv4:127.0.0.1"));
  const auto& metadata = context.GetServerInitialMetadata();
  ASSERT_EQ(metadata.count(kRequestIdKey), 1U);
  EXPECT_EQ(metadata.find(kRequestIdKey)->second, "id-of-the-client");
}

TEST_F(CallTest, CallWithoutRequestIdGetsOne) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) { return absl::OkStatus(); });
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->GetRecord(&context, {}, &record_).ok());
  const auto& metadata = context.GetServerInitialMetadata();
  ASSERT_EQ(metadata.count(kRequestIdKey), 1U);
  EXPECT_EQ(metadata.find(kRequestIdKey)->second.size(), 16U);
}

}  // namespace
}  // namespace fangzhi::rpc
