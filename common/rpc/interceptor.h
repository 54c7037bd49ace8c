#ifndef FANGZHI_COMMON_RPC_INTERCEPTOR_H_
#define FANGZHI_COMMON_RPC_INTERCEPTOR_H_

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <string>
#include <vector>

namespace fangzhi::rpc {

// The metadata key of a call's id: taken from the client where it sends one, else made; in the call's log line and in
// the answer's initial metadata.
inline constexpr char kRequestIdKey[] = "x-request-id";

// Makes interceptors that write a log line for each call (at debug level for health checks and reflection) and give
// the codes that gRPC would get wrong: INVALID_ARGUMENT for a request that does not parse, INTERNAL for a handler that
// threw; gRPC says UNIMPLEMENTED to both, as it does, rightly, to methods that none of `services` (full names) has.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallInterceptorFactory(
    std::vector<std::string> services);

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_INTERCEPTOR_H_
