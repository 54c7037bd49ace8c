#ifndef FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_
#define FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_

namespace fangzhi::rpc {

// Readies the gRPC library, once for the process, before the first server or channel. Keeps it initialised until the
// process ends: else the last server or channel to go takes it down, which now and then waits ten seconds for a polling
// thread. Turns Abseil's search for deadlocks off, which goes through every lock that gRPC takes.
void PrepareGrpc();

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_GRPC_LIBRARY_H_
