#include "common/rpc/grpc_library.h"

#include <absl/synchronization/mutex.h>
#include <grpc/grpc.h>

namespace fangzhi::rpc {

void PrepareGrpc() {
  static const bool kept = [] {
    // On in Debian's build.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
    grpc_init();
    return true;
  }();
  static_cast<void>(kept);
}

}  // namespace fangzhi::rpc
