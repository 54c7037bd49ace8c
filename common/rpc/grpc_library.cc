#include "common/rpc/grpc_library.h"

#include <grpc/grpc.h>

namespace fangzhi::rpc {

void KeepGrpcLibrary() {
  static const bool kept = [] {
    grpc_init();
    return true;
  }();
  static_cast<void>(kept);
}

}  // namespace fangzhi::rpc
