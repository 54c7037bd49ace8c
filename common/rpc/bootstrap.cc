#include "common/rpc/bootstrap.h"

#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>
#include <grpc/support/log.h>
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>

#include "common/base/flags.h"
#include "common/base/logging.h"
#include "common/base/strings.h"

ABSL_FLAG(std::string, listen_address, "127.0.0.1", "Host or address to listen on; 0.0.0.0 or [::] for all.");
ABSL_FLAG(uint16_t, port, 0, "Port to listen on; 0 takes a free one.");
ABSL_FLAG(std::string, port_file, "", "File that receives the port once the server listens; none where empty.");
ABSL_FLAG(absl::Duration, drain_timeout, absl::Seconds(10), "How long calls under way may take when stopping.");

namespace fangzhi::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

int WaitForStopSignal() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  return signal;
}

void LogGrpc(gpr_log_func_args* arguments) {
  const LogLevel level = arguments->severity == GPR_LOG_SEVERITY_ERROR  ? LogLevel::kWarning
                         : arguments->severity == GPR_LOG_SEVERITY_INFO ? LogLevel::kInfo
                                                                        : LogLevel::kDebug;
  Log(level, "grpc", {{"detail", arguments->message}});
}

}  // namespace

void InitService(const Program& program, int argc, char** argv) {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  absl::SetFlag(&FLAGS_port, static_cast<uint16_t>(program.default_port));
  const auto positional =
      ParseFlagsOrExit(argc, argv, absl::StrCat(ToAbsl(program.name), ": ", ToAbsl(program.description)));
  if (!positional.empty()) {
    std::fprintf(stderr, "%s: unexpected argument %s; --help lists the flags\n", std::string(program.name).c_str(),
                 positional.front().c_str());
    std::exit(2);
  }
  InitLoggingFromFlags(program.name);
  gpr_set_log_function(LogGrpc);
}

int Serve(std::vector<ServedService> services) {
  ServerOptions options;
  options.listen_address = absl::GetFlag(FLAGS_listen_address);
  options.port = absl::GetFlag(FLAGS_port);
  options.port_file = absl::GetFlag(FLAGS_port_file);
  auto server = Server::Start(options, std::move(services));
  if (!server.ok()) {
    LogError("cannot start", {{"reason", ToStd(server.status().message())}});
    return 1;
  }
  LogInfo(
      "listening",
      {{"address", options.listen_address}, {"port", (*server)->bound_port()}, {"pid", static_cast<int>(getpid())}});

  const int signal = WaitForStopSignal();
  LogInfo("stopping",
          {{"signal", signal}, {"drain_seconds", absl::ToDoubleSeconds(absl::GetFlag(FLAGS_drain_timeout))}});
  std::thread([] {
    const int second = WaitForStopSignal();
    LogWarning("forced to stop", {{"signal", second}});
    std::_Exit(128 + second);
  }).detach();
  (*server)->Shutdown(absl::GetFlag(FLAGS_drain_timeout));
  (*server)->Wait();
  LogInfo("stopped");
  return 0;
}

}  // namespace fangzhi::rpc
