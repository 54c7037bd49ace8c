#include "common/rpc/interceptor.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <grpcpp/server_context.h>

#include <algorithm>
#include <random>
#include <string>

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

bool IsRequestId(grpc::string_ref text) {
  return !text.empty() && text.size() <= kMaxRequestIdBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
}

bool IsStandardService(std::string_view method) { return method.rfind("/grpc.", 0) == 0; }

class CallInterceptor final : public grpc::experimental::Interceptor {
 public:
  explicit CallInterceptor(ServerRpcInfo* info) : info_(info), start_(absl::Now()) {}

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
        status = ToGrpcStatus(malformed_ ? InvalidArgument({{"",
                                                             "the bytes sent are not a message of the method's "
                                                             "request type, or a string in it is not UTF-8"}})
                                         : absl::InternalError("the handler threw an exception"));
        methods->ModifySendStatus(status);
      }
      LogCall(status);
    }
    methods->Proceed();
  }

 private:
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

  ServerRpcInfo* const info_;  // Not owned.
  const absl::Time start_;
  std::string request_id_;
  bool malformed_ = false;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new CallInterceptor(info);
  }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallInterceptorFactory() {
  return std::make_unique<Factory>();
}

}  // namespace fangzhi::rpc
