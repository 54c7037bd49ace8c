#include "common/rpc/grpc_library.h"

#include <absl/synchronization/mutex.h>
#include <grpc/grpc.h>

namespace fangzhi::rpc {

void KeepGrpcLibrary() {
  static const bool kept = [] {
    // Debian builds Abseil with its search for deadlocks, which goes through every lock that gRPC takes.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
    grpc_init();
    return true;
  }();
  static_cast<void>(kept);
}

}  // namespace fangzhi::rpc
