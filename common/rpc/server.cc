#include "common/rpc/server.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <cstdio>
#include <fstream>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/grpc_library.h"
#include "common/rpc/health_monitor.h"
#include "common/rpc/health_service.h"
#include "common/rpc/interceptor.h"
#include "common/rpc/reflection_service.h"

namespace fangzhi::rpc {
namespace {

constexpr int kMaxMessageBytes = 4 << 20;

std::string ListeningAddress(const ServerOptions& options) {
  const std::string& host = options.listen_address;
  if (absl::StartsWith(host, "unix:")) return host;
  const bool bare_ipv6 = absl::StrContains(host, ":") && !absl::StartsWith(host, "[");
  return absl::StrCat(bare_ipv6 ? "[" : "", host, bare_ipv6 ? "]" : "", ":", options.port);
}

void SetChannelArguments(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.SetMaxSendMessageSize(kMaxMessageBytes);
  // Without this a second server on the same port starts and takes half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 1'000);
  // Clients that balance over replicas look again for new ones when a connection ends.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 300'000);
}

absl::Status WritePortFile(const std::string& path, int port) {
  const std::string partial = path + ".partial";
  {
    std::ofstream file(partial);
    file << port << '\n';
    if (!file.flush()) return absl::UnavailableError(absl::StrCat("cannot write the port file ", path));
  }
  if (std::rename(partial.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot write the port file ", path));
  }
  return absl::OkStatus();
}

}  // namespace

Server::Server() = default;

Server::~Server() { Shutdown(absl::ZeroDuration()); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      std::vector<ServedService> services) {
  PrepareGrpc();
  std::vector<std::string> names;
  std::vector<HealthMonitor::Check> checks;
  for (ServedService& service : services) {
    names.emplace_back(service.full_name);
    checks.push_back({std::string(service.full_name), std::move(service.health)});
  }
  auto server = std::unique_ptr<Server>(new Server());

  std::vector<std::string> watched = names;
  watched.emplace_back("");
  server->health_service_ = std::make_unique<HealthService>(watched);

  names.emplace_back(grpc::health::v1::Health::service_full_name());
  names.emplace_back(grpc::reflection::v1alpha::ServerReflection::service_full_name());
  server->reflection_service_ = std::make_unique<ReflectionService>(names);

  server->health_monitor_ =
      std::make_unique<HealthMonitor>(std::move(checks), options.health_interval, server->health_service_.get());

  grpc::ServerBuilder builder;
  SetChannelArguments(builder);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(MakeCallInterceptorFactory(std::move(names)));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  const std::string address = ListeningAddress(options);
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &server->bound_port_);
  for (const ServedService& service : services) builder.RegisterService(service.service);
  builder.RegisterService(server->health_service_.get());
  builder.RegisterService(server->reflection_service_.get());
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->bound_port_ == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", address, ": it is in use, or not an address of this machine"));
  }
  if (!options.port_file.empty()) RETURN_IF_ERROR(WritePortFile(options.port_file, server->bound_port_));
  return server;
}

void Server::Wait() { server_->Wait(); }

void Server::Shutdown(absl::Duration drain) {
  if (health_monitor_ != nullptr) health_monitor_->Stop();
  if (health_service_ != nullptr) health_service_->Shutdown();
  if (server_ != nullptr) server_->Shutdown(absl::ToChronoTime(absl::Now() + drain));
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() { return server_->InProcessChannel({}); }

}  // namespace fangzhi::rpc
