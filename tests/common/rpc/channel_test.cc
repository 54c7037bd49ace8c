#include "common/rpc/channel.h"

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using ChannelTest = ServerTest;

absl::Status Ok(const v1::GetRecordRequest& /*request*/, v1::Record* /*response*/) { return absl::OkStatus(); }

TEST(NormalizedTargetTest, ListsOfAddressesGetTheirScheme) {
  EXPECT_EQ(NormalizedTarget("10.0.0.1:1,10.0.0.2:1"), "ipv4:10.0.0.1:1,10.0.0.2:1");
  EXPECT_EQ(NormalizedTarget("[::1]:1,[::2]:1"), "ipv6:[::1]:1,[::2]:1");
  EXPECT_EQ(NormalizedTarget("127.0.0.1:50052"), "127.0.0.1:50052");
  EXPECT_EQ(NormalizedTarget("dns:///extraction:50052"), "dns:///extraction:50052");
  EXPECT_EQ(NormalizedTarget("ipv4:10.0.0.1:1,10.0.0.2:1"), "ipv4:10.0.0.1:1,10.0.0.2:1");
  EXPECT_EQ(NormalizedTarget("unix:/run/a,b"), "unix:/run/a,b");
}

TEST_F(ChannelTest, BalancedChannelLeavesOutServersThatAreNotServing) {
  StartServer(Ok);
  TestService sick_service(
      [](const v1::GetRecordRequest&, v1::Record*) { return absl::InternalError("must not be called"); });
  const auto sick = Server::Start(
      {}, {{v1::QueryService::service_full_name(), &sick_service, [] { return absl::UnavailableError("sick"); }}});
  ASSERT_TRUE(sick.ok());
  stub_ = v1::QueryService::NewStub(
      MakeBalancedChannel("127.0.0.1:" + std::to_string((*sick)->bound_port()) + "," + Address()));
  for (int i = 0; i < 10; ++i) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    EXPECT_TRUE(stub_->GetRecord(&context, {}, &record_).ok());
  }
}

TEST_F(ChannelTest, BalancedChannelUsesAllServers) {
  std::atomic<int> calls = 0;
  StartServer(Ok);
  TestService other_service([&calls](const v1::GetRecordRequest&, v1::Record*) {
    ++calls;
    return absl::OkStatus();
  });
  const auto other = Server::Start({}, {{v1::QueryService::service_full_name(), &other_service, nullptr}});
  ASSERT_TRUE(other.ok());
  const auto channel = MakeBalancedChannel("127.0.0.1:" + std::to_string((*other)->bound_port()) + "," + Address());
  stub_ = v1::QueryService::NewStub(channel);
  while (calls == 0) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    ASSERT_TRUE(stub_->GetRecord(&context, {}, &record_).ok());
  }
}

}  // namespace
}  // namespace fangzhi::rpc
