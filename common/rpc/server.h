#ifndef FANGZHI_COMMON_RPC_SERVER_H_
#define FANGZHI_COMMON_RPC_SERVER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::rpc {

class HealthMonitor;
class HealthService;
class ReflectionService;

// OK where the service can serve, else why not; the reason goes to the log only. Called from one thread, once a second;
// must return soon.
using HealthChecker = std::function<absl::Status()>;

// A service to serve. `service` must outlive the server.
struct ServedService {
  std::string_view full_name;      // `fangzhi.v1.QueryService`: the generated class's service_full_name().
  grpc::Service* service;          // Not owned.
  HealthChecker health = nullptr;  // Always healthy where empty.
};

struct ServerOptions {
  std::string listen_address = "127.0.0.1";  // A host name or an address, or `unix:PATH`, where `port` is ignored.
  int port = 0;                              // 0 takes a free one.
  std::string port_file;                     // Where not empty: receives the port once the server listens.
  absl::Duration health_interval = absl::Seconds(1);
};

// A running gRPC server with health checking (grpc.health.v1: each service, and `""`, which is SERVING where all are),
// reflection, and a log line for each call. Messages are at most 4 MiB. Thread-safe.
class Server {
 public:
  // Starts to serve. UNAVAILABLE where the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       std::vector<ServedService> services);
  // Shuts down at once where that was not done.
  ~Server();

  // The port listened on.
  int bound_port() const { return bound_port_; }
  // Returns when the server was shut down.
  void Wait();
  // Turns health to NOT_SERVING, takes no new calls, waits for calls under way to end, and cancels what is left after
  // `drain`. Calls after the first do nothing.
  void Shutdown(absl::Duration drain);

  // A channel to this server within the process.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  Server();

  std::unique_ptr<HealthService> health_service_;
  std::unique_ptr<ReflectionService> reflection_service_;
  std::unique_ptr<HealthMonitor> health_monitor_;
  std::unique_ptr<grpc::Server> server_;
  int bound_port_ = 0;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_SERVER_H_
