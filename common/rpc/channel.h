#ifndef FANGZHI_COMMON_RPC_CHANNEL_H_
#define FANGZHI_COMMON_RPC_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <string_view>

namespace fangzhi::rpc {

// The target in gRPC's notation: a comma-separated list of IPv4 or IPv6 addresses with ports gets its scheme
// (`10.0.0.1:50052,10.0.0.2:50052` becomes `ipv4:…`); everything else stays (`dns:///extraction:50052`, `host:50052`).
std::string NormalizedTarget(std::string_view target);

// A channel that spreads calls over all addresses of `target` whose health checking says SERVING, tries lost ones again
// within seconds, and finds new ones.
std::shared_ptr<grpc::Channel> MakeBalancedChannel(std::string_view target);

// A plain channel, for command-line clients.
std::shared_ptr<grpc::Channel> MakeChannel(std::string_view target);

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_CHANNEL_H_
