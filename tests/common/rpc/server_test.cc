#include "common/rpc/server.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using ::testing::HasSubstr;

class StartTest : public ServerTest {
 protected:
  absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options) {
    return Server::Start(options, {{v1::QueryService::service_full_name(), &service_for_start_, nullptr}});
  }

  TestService service_for_start_{nullptr};
};

TEST_F(StartTest, PortZeroTakesAFreePort) {
  const auto server = Start({});
  ASSERT_TRUE(server.ok());
  EXPECT_GT((*server)->bound_port(), 0);
}

TEST_F(StartTest, PortInUseIsRefused) {
  StartServer(nullptr);
  ServerOptions options;
  options.port = server_->bound_port();
  const auto second = Start(options);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(std::to_string(options.port)));
}

TEST_F(StartTest, PortFileReceivesThePort) {
  ServerOptions options;
  options.port_file = testing::TempDir() + "/server_test.port";
  const auto server = Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  int port = 0;
  std::ifstream(options.port_file) >> port;
  EXPECT_EQ(port, (*server)->bound_port());
  std::remove(options.port_file.c_str());
}

TEST_F(StartTest, PortFileThatCannotBeWrittenIsAnError) {
  ServerOptions options;
  options.port_file = "/no/such/directory/port";
  EXPECT_FALSE(Start(options).ok());
}

TEST_F(StartTest, UnixSocketIsServed) {
  ServerOptions options;
  options.listen_address = "unix:" + testing::TempDir() + "/server_test.socket";
  const auto server = Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  stub_ = v1::QueryService::NewStub(MakeChannel(options.listen_address));
  grpc::ClientContext context;
  EXPECT_EQ(stub_->ExportRecords(&context, {})->Finish().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(StartTest, InProcessChannelReachesTheServer) {
  StartServer([](const v1::GetRecordRequest&, v1::Record*) { return absl::OkStatus(); });
  stub_ = v1::QueryService::NewStub(server_->InProcessChannel());
  EXPECT_TRUE(GetRecord().ok());
}

}  // namespace
}  // namespace fangzhi::rpc
