#ifndef FANGZHI_COMMON_RPC_BOOTSTRAP_H_
#define FANGZHI_COMMON_RPC_BOOTSTRAP_H_

#include <string_view>
#include <vector>

#include "common/rpc/server.h"

// What every service's main shares:
//
//   int main(int argc, char** argv) {
//     rpc::InitService({.name = "fangzhi-query", .description = "Answers questions about records.",
//                       .default_port = 50053}, argc, argv);
//     query::QueryService service(...);
//     return rpc::Serve({{v1::QueryService::service_full_name(), &service, [&] { return service.Health(); }}});
//   }
//
// Flags, each also an environment variable FANGZHI_<NAME>: --listen_address --port --port_file --drain_timeout
// --log_format --log_level.
namespace fangzhi::rpc {

struct Program {
  std::string_view name;         // As the binary is called; in every log line.
  std::string_view description;  // A sentence for --help.
  int default_port = 0;
};

// Reads environment and flags, starts the log, ignores SIGPIPE, and keeps SIGTERM and SIGINT for Serve. Call it first
// in main, before any thread starts. Exits with 0 after --help, with 2 after a bad flag.
void InitService(const Program& program, int argc, char** argv);

// Serves as the flags say until SIGTERM or SIGINT: then NOT_SERVING, drain, stop. A second signal ends the process at
// once. Returns the exit code for main: 0, or 1 where the server could not start.
int Serve(std::vector<ServedService> services);

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_BOOTSTRAP_H_
