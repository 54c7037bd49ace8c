#ifndef FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_
#define FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_

namespace fangzhi::rpc {

// Keeps the gRPC library initialised until the process ends. Without it the last server or channel to go takes the
// library down, which now and then waits ten seconds for a polling thread. Also turns off what Abseil checks of each
// lock for those who debug.
void KeepGrpcLibrary();

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_
