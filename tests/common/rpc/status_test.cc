#include "common/rpc/status.h"

#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <gtest/gtest.h>

#include "common/base/utf8.h"

namespace fangzhi::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What a client makes of `status` after the wire.
absl::Status Received(const absl::Status& status) { return FromGrpcStatus(ToGrpcStatus(status)); }

TEST(StatusTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
  EXPECT_TRUE(OkUnless({}).ok());
}

TEST(StatusTest, InvalidArgumentCarriesEveryViolation) {
  const absl::Status status =
      Received(InvalidArgument({{"page_size", "must not be negative"}, {"page_token", "is not ours"}}));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "page_size: must not be negative (and 1 more)");
  const auto details = GetDetail<google::rpc::BadRequest>(status);
  ASSERT_TRUE(details.has_value());
  ASSERT_EQ(details->field_violations_size(), 2);
  EXPECT_EQ(details->field_violations(1).field(), "page_token");
  EXPECT_EQ(details->field_violations(1).description(), "is not ours");
  EXPECT_EQ(GetDetail<google::rpc::ErrorInfo>(status)->domain(), "fangzhi.v1");
}

TEST(StatusTest, NotFoundNamesTheResource) {
  const absl::Status status = Received(NotFound("fangzhi.v1.Document", "documents/x"));
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(GetDetail<google::rpc::ResourceInfo>(status)->resource_type(), "fangzhi.v1.Document");
  EXPECT_EQ(GetDetail<google::rpc::ResourceInfo>(status)->resource_name(), "documents/x");
}

TEST(StatusTest, UnavailableAndResourceExhaustedSayWhenToRetry) {
  const absl::Status unavailable = Received(Unavailable("the store is away", absl::Milliseconds(1500)));
  EXPECT_EQ(unavailable.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(unavailable.message(), "the store is away");
  EXPECT_EQ(GetDetail<google::rpc::RetryInfo>(unavailable)->retry_delay().seconds(), 1);
  EXPECT_EQ(GetDetail<google::rpc::RetryInfo>(unavailable)->retry_delay().nanos(), 500'000'000);
  const absl::Status exhausted = Received(ResourceExhausted("the disk is full", absl::Seconds(60)));
  EXPECT_EQ(GetDetail<google::rpc::RetryInfo>(exhausted)->retry_delay().seconds(), 60);
}

TEST(StatusTest, UnimplementedKeepsItsSentence) {
  EXPECT_EQ(Received(Unimplemented("watching comes later")).message(), "watching comes later");
}

TEST(StatusTest, MessageWithoutDetailsStaysInside) {
  for (const auto code :
       {absl::StatusCode::kInternal, absl::StatusCode::kUnknown, absl::StatusCode::kNotFound,
        absl::StatusCode::kInvalidArgument, absl::StatusCode::kUnavailable, absl::StatusCode::kResourceExhausted,
        absl::StatusCode::kFailedPrecondition, absl::StatusCode::kDataLoss, absl::StatusCode::kAlreadyExists}) {
    const absl::Status status = Received(absl::Status(code, "SELECT secret FROM documents; /var/lib/fangzhi.db"));
    EXPECT_EQ(status.code(), code);
    EXPECT_THAT(std::string(status.ToString()), Not(HasSubstr("SELECT")));
    EXPECT_THAT(std::string(status.ToString()), Not(HasSubstr("/var")));
    EXPECT_NE(status.message(), "");
  }
}

TEST(StatusTest, UnavailableWithoutDetailsGetsARetryInfo) {
  EXPECT_TRUE(GetDetail<google::rpc::RetryInfo>(Received(absl::UnavailableError("locked"))).has_value());
  EXPECT_TRUE(GetDetail<google::rpc::RetryInfo>(Received(absl::ResourceExhaustedError("full"))).has_value());
}

TEST(StatusTest, DetailsFitInTrailingMetadata) {
  std::string huge;
  for (int i = 0; i < 5000; ++i) huge += "字";
  const std::vector<FieldViolation> violations(100, {huge, huge});
  const grpc::Status status = ToGrpcStatus(InvalidArgument(violations));
  EXPECT_LE(status.error_details().size() * 4 / 3 + status.error_message().size() * 3, 8192U);
  EXPECT_TRUE(IsValidUtf8(status.error_message()));
  EXPECT_TRUE(GetDetail<google::rpc::BadRequest>(FromGrpcStatus(status)).has_value());
}

TEST(StatusTest, ForeignStatusWithoutDetailsIsRead) {
  const absl::Status status = FromGrpcStatus({grpc::StatusCode::UNAVAILABLE, "failed to connect"});
  EXPECT_EQ(status, absl::UnavailableError("failed to connect"));
  EXPECT_FALSE(GetDetail<google::rpc::BadRequest>(status).has_value());
  EXPECT_EQ(FromGrpcStatus({grpc::StatusCode::INTERNAL, "m", "not a message \xff"}).message(), "m");
}

}  // namespace
}  // namespace fangzhi::rpc
