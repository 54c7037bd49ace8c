#include "common/rpc/grpc_library.h"

#include <absl/synchronization/mutex.h>
#include <grpc/grpc.h>

namespace fangzhi::rpc {

void KeepGrpcLibrary() {
  static const bool kept = [] {
    grpc_init();
#ifdef NDEBUG
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
#endif
    return true;
  }();
  static_cast<void>(kept);
}

}  // namespace fangzhi::rpc
