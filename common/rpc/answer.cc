#include "common/rpc/answer.h"

#include <grpcpp/server_context.h>

#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "common/base/logging.h"
#include "common/rpc/status.h"

namespace fangzhi::rpc {
namespace {

absl::Status Cancelled(const grpc::CallbackServerContext& context) {
  if (context.deadline() <= std::chrono::system_clock::now()) return absl::DeadlineExceededError("");
  return absl::CancelledError("");
}

absl::Status RunUnlessCancelled(const grpc::CallbackServerContext& context,
                                absl::AnyInvocable<absl::Status()> handler) {
  return context.IsCancelled() ? Cancelled(context) : RunGuarded(std::move(handler));
}

}  // namespace

grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, WorkerPool* pool,
                                 absl::AnyInvocable<absl::Status()> handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool accepted = pool->Submit([context, reactor, handler = std::move(handler)]() mutable {
    reactor->Finish(ToGrpcStatus(RunUnlessCancelled(*context, std::move(handler))));
  });
  if (!accepted) {
    reactor->Finish(ToGrpcStatus(Unavailable("the server has too many calls under way", absl::Seconds(1))));
  }
  return reactor;
}

grpc::ServerUnaryReactor* AnswerSoon(grpc::CallbackServerContext* context, ReceivingThread* here, WorkerPool* pool,
                                     absl::AnyInvocable<absl::Status()> handler) {
  if (!here->TryEnter()) return Answer(context, pool, std::move(handler));
  const absl::Status status = RunUnlessCancelled(*context, std::move(handler));
  here->Leave();
  return Answer(context, status);
}

grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(ToGrpcStatus(status));
  return reactor;
}

absl::Status RunGuarded(absl::AnyInvocable<absl::Status()> handler) {
  try {
    return handler();
  } catch (const std::bad_alloc&) {
    return ResourceExhausted("the server has not enough memory for this call", absl::Seconds(10));
  } catch (const std::exception& exception) {
    return absl::InternalError(exception.what());
  } catch (...) {
    return absl::InternalError("an exception of unknown type");
  }
}

}  // namespace fangzhi::rpc
