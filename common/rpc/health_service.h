#ifndef FANGZHI_COMMON_RPC_HEALTH_SERVICE_H_
#define FANGZHI_COMMON_RPC_HEALTH_SERVICE_H_

#include <grpc/health/v1/health.grpc.pb.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/mutex.h"

namespace fangzhi::rpc {

// grpc.health.v1.Health over statuses that are set from outside. Thread-safe.
//
// gRPC's own health service leaves watches open at shutdown, so that a server with a watching client always drains for
// as long as it may; this one ends them.
class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  // `services` start as NOT_SERVING; calls for others answer as the protocol says for unknown ones.
  explicit HealthService(const std::vector<std::string>& services);

  // `service` is one that the constructor was given.
  void SetServing(const std::string& service, bool serving);
  // Every service becomes NOT_SERVING for good, and watches end once their clients were told.
  void Shutdown();

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context, const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  class Watcher;
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;

  void Remove(Watcher* watcher);

  Mutex mutex_;
  std::map<std::string, Status> statuses_ ABSL_GUARDED_BY(mutex_);
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mutex_);  // Each deletes itself, after Remove.
  bool shut_down_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_HEALTH_SERVICE_H_
