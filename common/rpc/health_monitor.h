#ifndef FANGZHI_COMMON_RPC_HEALTH_MONITOR_H_
#define FANGZHI_COMMON_RPC_HEALTH_MONITOR_H_

#include <absl/time/time.h>

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "common/base/mutex.h"
#include "common/rpc/server.h"

namespace fangzhi::rpc {

class HealthService;

// Asks each service's checker at an interval, on a thread of its own, and tells the health service. `""` is SERVING
// where all services are. A change is logged with its reason.
class HealthMonitor {
 public:
  struct Check {
    std::string service;
    HealthChecker checker;  // Empty: always healthy.
  };

  // Checks once before it returns. `health` must outlive this object.
  HealthMonitor(std::vector<Check> checks, absl::Duration interval, HealthService* health);
  // Stops.
  ~HealthMonitor();
  HealthMonitor(const HealthMonitor&) = delete;
  HealthMonitor& operator=(const HealthMonitor&) = delete;

  // Ends checking. Idempotent.
  void Stop();

 private:
  void CheckAll();
  void Run();

  const std::vector<Check> checks_;
  const absl::Duration interval_;
  HealthService* const health_;          // Not owned.
  std::map<std::string, bool> serving_;  // By service, of the last round. Only of the checking thread.
  Mutex mutex_;
  CondVar wake_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_HEALTH_MONITOR_H_
