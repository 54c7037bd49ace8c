#include "common/rpc/bootstrap.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "tests/common/rpc/test_service.h"

namespace fangzhi::rpc {
namespace {

using ::testing::ExitedWithCode;

// What a call that the test service does not answer is refused with.
grpc::StatusCode RefusalOf(v1::QueryService::Stub& stub) {
  grpc::ClientContext context;
  v1::ListTopicsResponse response;
  return stub.ListTopics(&context, {}, &response).error_code();
}

// Runs a whole service process, whose calls hang where `hang` is set, and ends it as `client` says.
class BootstrapDeathTest : public ::testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
  void TearDown() override { std::filesystem::remove(port_file_); }

  [[noreturn]] void RunService(const std::vector<std::string>& flags, bool hang,
                               const std::function<void(v1::QueryService::Stub&)>& client) {
    std::vector<std::string> arguments = {"fangzhi-test", "--port=0", "--port_file=" + port_file_};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    InitService({.name = "fangzhi-test", .description = "is a test.", .default_port = 1}, static_cast<int>(argv.size()),
                argv.data());
    TestService service([&](const v1::GetRecordRequest&, v1::Record*) {
      std::raise(SIGPIPE);
      if (hang) {
        started_.set_value();
        pause();
      }
      return absl::OkStatus();
    });
    std::thread([&] {
      const auto stub = v1::QueryService::NewStub(MakeChannel("127.0.0.1:" + std::to_string(AwaitPort())));
      client(*stub);
    }).detach();
    std::exit(Serve({{v1::QueryService::service_full_name(), &service}}));
  }

  int AwaitPort() const {
    int port = 0;
    while (!(std::ifstream(port_file_) >> port)) std::this_thread::yield();
    return port;
  }

  std::promise<void> started_;  // A call hangs.
  // Tests run side by side.
  const std::string port_file_ =
      testing::TempDir() + "/bootstrap_test." + testing::UnitTest::GetInstance()->current_test_info()->name() + ".port";
};

TEST_F(BootstrapDeathTest, SigtermStopsWell) {
  EXPECT_EXIT(RunService({}, /*hang=*/false,
                         [](v1::QueryService::Stub& stub) {
                           grpc::ClientContext context;
                           v1::Record response;
                           if (!stub.GetRecord(&context, {}, &response).ok()) std::_Exit(3);
                           kill(getpid(), SIGTERM);
                         }),
              ExitedWithCode(0), "stopping signal=15.*\n(.*\n)*.*stopped");
}

TEST_F(BootstrapDeathTest, SigintStopsWellToo) {
  EXPECT_EXIT(
      RunService({"--log_format=json"}, /*hang=*/false, [](v1::QueryService::Stub&) { kill(getpid(), SIGINT); }),
      ExitedWithCode(0), "\"message\":\"stopped\"");
}

TEST_F(BootstrapDeathTest, SecondSignalForces) {
  EXPECT_EXIT(RunService({"--drain_timeout=1h"}, /*hang=*/true,
                         [this](v1::QueryService::Stub& stub) {
                           grpc::ClientContext context;
                           v1::Record response;
                           const v1::GetRecordRequest request;
                           stub.async()->GetRecord(&context, &request, &response, [](grpc::Status) {});
                           started_.get_future().wait();
                           kill(getpid(), SIGTERM);
                           // Both at once would be one signal.
                           while (RefusalOf(stub) != grpc::StatusCode::UNAVAILABLE) std::this_thread::yield();
                           kill(getpid(), SIGTERM);
                           pause();
                         }),
              ExitedWithCode(128 + SIGTERM), "forced to stop");
}

TEST_F(BootstrapDeathTest, PortInUseIsAFailure) {
  TestService service(nullptr);
  const auto server = Server::Start({}, {{v1::QueryService::service_full_name(), &service}});
  ASSERT_TRUE(server.ok());
  // The process of a death test starts the test anew, and finds another port.
  EXPECT_EXIT(RunService({"--port=" + std::to_string((*server)->bound_port())}, false, [](v1::QueryService::Stub&) {}),
              ExitedWithCode(1), "cannot start.*in use");
}

TEST_F(BootstrapDeathTest, WrongUseIsExitCodeTwo) {
  EXPECT_EXIT(RunService({"--no_such_flag"}, false, nullptr), ExitedWithCode(2), "unknown flag --no_such_flag");
  EXPECT_EXIT(RunService({"argument"}, false, nullptr), ExitedWithCode(2), "unexpected argument argument");
  EXPECT_EXIT(RunService({"--port=100000"}, false, nullptr), ExitedWithCode(2), "--port");
  EXPECT_EXIT(RunService({"--log_level=loud"}, false, nullptr), ExitedWithCode(2), "--log_level");
}

}  // namespace
}  // namespace fangzhi::rpc
