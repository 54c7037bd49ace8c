#ifndef FANGZHI_COMMON_RPC_ANSWER_H_
#define FANGZHI_COMMON_RPC_ANSWER_H_

#include <absl/functional/any_invocable.h>
#include <absl/status/status.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>

#include "common/base/worker_pool.h"
#include "common/rpc/status.h"

// How handlers of the callback API finish a call.
//
//   grpc::ServerUnaryReactor* GetRecord(grpc::CallbackServerContext* context, const GetRecordRequest* request,
//                                       Record* response) override {
//     return rpc::Answer(context, &pool_, [this, request, response] { return store_->Get(...); });
//   }
namespace fangzhi::rpc {

// Runs `handler` on `pool` and finishes the call with its status. The request and response live until then.
//
// The handler does not run where the call was cancelled or its deadline passed while it waited. A full pool answers
// UNAVAILABLE with a RetryInfo; an exception is logged and answers INTERNAL.
grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, WorkerPool* pool,
                                 absl::AnyInvocable<absl::Status()> handler);

// Lets one handler at a time run on the thread of gRPC that received its call. gRPC keeps two such threads or more, so
// calls are received meanwhile. Thread-safe.
class ReceivingThread {
 public:
  // Whether the caller may run a handler here; it leaves afterwards.
  bool TryEnter() { return !taken_.exchange(true, std::memory_order_acquire); }
  void Leave() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_ = false;
};

// As above, for handlers that read a few rows, for which handing the call to another thread takes as long as its
// answer: runs `handler` here where no other does, else on `pool`. One that reads more holds up no other call but takes
// this place meanwhile.
grpc::ServerUnaryReactor* AnswerSoon(grpc::CallbackServerContext* context, ReceivingThread* here, WorkerPool* pool,
                                     absl::AnyInvocable<absl::Status()> handler);

// Finishes the call at once.
grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const absl::Status& status);

// Runs `handler` here; an exception becomes INTERNAL. For streaming handlers.
absl::Status RunGuarded(absl::AnyInvocable<absl::Status()> handler);

// A server-streaming call that ends at once with `status`.
template <typename Response>
grpc::ServerWriteReactor<Response>* AnswerStream(const absl::Status& status) {
  class Reactor final : public grpc::ServerWriteReactor<Response> {
   public:
    explicit Reactor(const grpc::Status& answer) { this->Finish(answer); }
    void OnDone() override { delete this; }
  };
  return new Reactor(ToGrpcStatus(status));
}

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_ANSWER_H_
