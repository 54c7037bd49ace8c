#include "common/rpc/health_service.h"

#include <utility>

#include "common/rpc/answer.h"
#include "common/rpc/status.h"

namespace fangzhi::rpc {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// One Watch call: writes the newest status whenever it differs from the last one written.
class HealthService::Watcher final : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService* owner, std::string service) : owner_(owner), service_(std::move(service)) {}

  const std::string& service() const { return service_; }

  void Update(Status status) {
    MutexLock lock(&mutex_);
    status_ = status;
    Continue();
  }
  void End() {
    MutexLock lock(&mutex_);
    ending_ = true;
    Continue();
  }

  void OnWriteDone(bool ok) override {
    MutexLock lock(&mutex_);
    writing_ = false;
    if (!ok) ending_ = true;
    Continue();
  }
  void OnCancel() override { End(); }
  void OnDone() override {
    owner_->Remove(this);
    {
      // Whoever finished the call may still be on its way out of the lock.
      const MutexLock lock(&mutex_);
    }
    delete this;
  }

 private:
  void Continue() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || finished_) return;
    if (status_ != response_.status()) {
      writing_ = true;
      response_.set_status(status_);
      StartWrite(&response_);
    } else if (ending_) {
      finished_ = true;
      Finish({grpc::StatusCode::UNAVAILABLE, "the server is shutting down"});
    }
  }

  HealthService* const owner_;  // Not owned.
  const std::string service_;
  Mutex mutex_;
  Status status_ ABSL_GUARDED_BY(mutex_) = HealthCheckResponse::UNKNOWN;
  HealthCheckResponse response_;  // The status written last. Not touched while `writing_`.
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
};

HealthService::HealthService(const std::vector<std::string>& services) {
  MutexLock lock(&mutex_);
  for (const std::string& service : services) statuses_[service] = HealthCheckResponse::NOT_SERVING;
}

void HealthService::SetServing(const std::string& service, bool serving) {
  const Status status = serving ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
  MutexLock lock(&mutex_);
  if (shut_down_) return;
  statuses_[service] = status;
  for (Watcher* watcher : watchers_) {
    if (watcher->service() == service) watcher->Update(status);
  }
}

void HealthService::Shutdown() {
  MutexLock lock(&mutex_);
  shut_down_ = true;
  for (auto& [service, status] : statuses_) status = HealthCheckResponse::NOT_SERVING;
  for (Watcher* watcher : watchers_) {
    if (statuses_.contains(watcher->service())) watcher->Update(HealthCheckResponse::NOT_SERVING);
    watcher->End();
  }
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context, const HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  MutexLock lock(&mutex_);
  const auto found = statuses_.find(request->service());
  if (found == statuses_.end()) return Answer(context, NotFound("grpc.Service", request->service()));
  response->set_status(found->second);
  return Answer(context, absl::OkStatus());
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(grpc::CallbackServerContext* /*context*/,
                                                                    const HealthCheckRequest* request) {
  auto* watcher = new Watcher(this, request->service());
  MutexLock lock(&mutex_);
  watchers_.insert(watcher);
  const auto found = statuses_.find(request->service());
  watcher->Update(found == statuses_.end() ? HealthCheckResponse::SERVICE_UNKNOWN : found->second);
  if (shut_down_) watcher->End();
  return watcher;
}

void HealthService::Remove(Watcher* watcher) {
  MutexLock lock(&mutex_);
  watchers_.erase(watcher);
}

}  // namespace fangzhi::rpc
