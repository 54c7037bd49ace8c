#include "common/rpc/channel.h"

#include <absl/strings/match.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "common/rpc/grpc_library.h"

namespace fangzhi::rpc {
namespace {

constexpr char kServiceConfig[] =
    R"({"loadBalancingConfig":[{"round_robin":{}}],"healthCheckConfig":{"serviceName":""}})";

grpc::ChannelArguments CommonArguments() {
  PrepareGrpc();
  grpc::ChannelArguments arguments;
  // A server that was away for long is found again soon after it is back.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2'000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5'000);
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 5'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  // Our servers are within reach; a proxy from the environment is for others.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

}  // namespace

std::string NormalizedTarget(std::string_view target) {
  std::string text(target);
  if (!absl::StrContains(text, ",") || text.find_first_not_of("0123456789.:,[]abcdefABCDEF") != std::string::npos) {
    return text;
  }
  return (absl::StartsWith(text, "[") ? "ipv6:" : "ipv4:") + text;
}

std::shared_ptr<grpc::Channel> MakeBalancedChannel(std::string_view target) {
  grpc::ChannelArguments arguments = CommonArguments();
  arguments.SetServiceConfigJSON(kServiceConfig);
  arguments.SetInt(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1);
  return grpc::CreateCustomChannel(NormalizedTarget(target), grpc::InsecureChannelCredentials(), arguments);
}

std::shared_ptr<grpc::Channel> MakeChannel(std::string_view target) {
  return grpc::CreateCustomChannel(NormalizedTarget(target), grpc::InsecureChannelCredentials(), CommonArguments());
}

}  // namespace fangzhi::rpc
