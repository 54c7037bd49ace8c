#ifndef FANGZHI_COMMON_RPC_STREAM_H_
#define FANGZHI_COMMON_RPC_STREAM_H_

#include <absl/functional/any_invocable.h>
#include <absl/status/statusor.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <grpcpp/alarm.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/worker_pool.h"
#include "common/rpc/answer.h"
#include "common/rpc/status.h"

namespace fangzhi::rpc {

// What a producer of a stream did.
enum class StreamStep {
  kMessage,  // Made a message.
  kWait,     // Has none now: it is asked again later.
  kEnd,      // Has no more.
};

// Answers a server-streaming call with the messages that `next` makes, each on `pool`, one after the other: the next is
// made when the one before is on its way, so that a slow client holds neither memory nor a thread. The call ends with
// the status that `next` returns, or after kEnd, or soon after it was cancelled.
//
//   return rpc::Stream<Response>(context, &pool_, [state = ...](Response* response) mutable {
//     return rpc::StreamStep::kMessage;
//   });
template <typename Response>
grpc::ServerWriteReactor<Response>* Stream(grpc::CallbackServerContext* context, WorkerPool* pool,
                                           absl::AnyInvocable<absl::StatusOr<StreamStep>(Response*)> next,
                                           absl::Duration wait = absl::Milliseconds(200)) {
  class Reactor final : public grpc::ServerWriteReactor<Response> {
   public:
    Reactor(grpc::CallbackServerContext* context, WorkerPool* pool,
            absl::AnyInvocable<absl::StatusOr<StreamStep>(Response*)> next, absl::Duration wait)
        : context_(context), pool_(pool), next_(std::move(next)), wait_(wait) {
      Schedule();
    }
    void OnWriteDone(bool ok) override {
      if (ok) {
        Schedule();
      } else {
        this->Finish(ToGrpcStatus(absl::CancelledError("")));
      }
    }
    void OnDone() override { delete this; }

   private:
    void Schedule() {
      if (pool_->Submit([this] { Produce(); })) return;
      this->Finish(ToGrpcStatus(Unavailable("the server has too many calls under way", absl::Seconds(1))));
    }

    void Produce() {
      if (context_->IsCancelled()) {
        this->Finish(ToGrpcStatus(absl::CancelledError("")));
        return;
      }
      StreamStep step = StreamStep::kEnd;
      response_.Clear();
      const absl::Status status = RunGuarded([&]() -> absl::Status {
        ASSIGN_OR_RETURN(step, next_(&response_));
        return absl::OkStatus();
      });
      if (!status.ok() || step == StreamStep::kEnd) {
        this->Finish(ToGrpcStatus(status));
      } else if (step == StreamStep::kMessage) {
        this->StartWrite(&response_);
      } else {
        // One of its own for each wait: the one before may still be on its way out of its callback.
        alarm_.emplace().Set(absl::ToChronoTime(absl::Now() + wait_), [this](bool) { Schedule(); });
      }
    }

    grpc::CallbackServerContext* const context_;  // Not owned.
    WorkerPool* const pool_;                      // Not owned.
    absl::AnyInvocable<absl::StatusOr<StreamStep>(Response*)> next_;
    const absl::Duration wait_;
    Response response_;  // On its way until OnWriteDone.
    std::optional<grpc::Alarm> alarm_;
  };
  return new Reactor(context, pool, std::move(next), wait);
}

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_STREAM_H_
