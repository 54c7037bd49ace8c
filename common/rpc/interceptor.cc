#include "common/rpc/interceptor.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "common/base/logging.h"
#include "common/base/strings.h"
#include "common/rpc/status.h"

namespace fangzhi::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

constexpr size_t kMaxRequestIdBytes = 128;

std::string NewRequestId() {
  thread_local std::mt19937_64 random{std::random_device()()};
  return absl::StrCat(absl::Hex(random(), absl::kZeroPad16));
}

bool IsRequestId(const grpc::string_ref& text) {
  return !text.empty() && text.size() <= kMaxRequestIdBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
}

bool IsStandardService(std::string_view method) { return method.rfind("/grpc.", 0) == 0; }

class CallInterceptor final : public grpc::experimental::Interceptor {
 public:
  CallInterceptor(ServerRpcInfo* info, const std::vector<std::string>* services)
      : info_(info), services_(services), start_(absl::Now()) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      const auto* metadata = methods->GetRecvInitialMetadata();
      const auto found = metadata->find(kRequestIdKey);
      const bool sent = found != metadata->end() && IsRequestId(found->second);
      request_id_ = sent ? std::string(found->second.data(), found->second.size()) : NewRequestId();
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE)) {
      // In a stream of requests this is also its end.
      const bool one_request =
          info_->type() == ServerRpcInfo::Type::UNARY || info_->type() == ServerRpcInfo::Type::SERVER_STREAMING;
      malformed_ = one_request && methods->GetRecvMessage() == nullptr;
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(kRequestIdKey, request_id_);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      grpc::Status status = methods->GetSendStatus();
      if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED && status.error_message().empty()) {
        status = ToGrpcStatus(Unanswered());
        methods->ModifySendStatus(status);
      }
      LogCall(status);
    }
    methods->Proceed();
  }

 private:
  // Why gRPC answered in the handler's place.
  absl::Status Unanswered() const {
    if (malformed_) {
      return InvalidArgument({{"",
                               "the bytes sent are not a message of the method's request type, or a string in it "
                               "is not UTF-8"}});
    }
    if (IsServed()) return absl::InternalError("the handler threw an exception");
    return Unimplemented("this server has no such method");
  }

  bool IsServed() const {
    const std::vector<std::string> parts = absl::StrSplit(info_->method(), '/');
    if (parts.size() != 3 || std::find(services_->begin(), services_->end(), parts[1]) == services_->end())
      return false;
    const auto* pool = google::protobuf::DescriptorPool::generated_pool();
    return pool->FindMethodByName(absl::StrCat(parts[1], ".", parts[2])) != nullptr;
  }

  void LogCall(const grpc::Status& status) const {
    const std::string_view method = info_->method();
    const LogLevel level = IsStandardService(method) ? LogLevel::kDebug : LogLevel::kInfo;
    const auto code = static_cast<absl::StatusCode>(status.error_code());
    Log(level, "call",
        {{"method", method.substr(method.find_first_not_of('/'))},
         {"code", absl::StatusCodeToString(code)},
         {"error", status.error_message()},
         {"duration_ms", absl::ToDoubleMilliseconds(absl::Now() - start_)},
         {"peer", info_->server_context()->peer()},
         {"request_id", request_id_}});
  }

  ServerRpcInfo* const info_;                       // Not owned.
  const std::vector<std::string>* const services_;  // Not owned.
  const absl::Time start_;
  std::string request_id_;
  bool malformed_ = false;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(std::vector<std::string> services) : services_(std::move(services)) {}

  grpc::experimental::Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new CallInterceptor(info, &services_);
  }

 private:
  const std::vector<std::string> services_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallInterceptorFactory(
    std::vector<std::string> services) {
  return std::make_unique<Factory>(std::move(services));
}

}  // namespace fangzhi::rpc
