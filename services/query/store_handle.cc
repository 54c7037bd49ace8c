#include "services/query/store_handle.h"

#include <absl/time/time.h>

#include <utility>

#include "common/base/logging.h"
#include "common/rpc/status.h"

namespace fangzhi::query {

StoreHandle::StoreHandle(Opener open) : open_(std::move(open)) {}

absl::Status StoreHandle::Refresh() {
  MutexLock lock(&refresh_mutex_);
  if (const auto store = Get(); store.ok() && (*store)->Check().ok()) return absl::OkStatus();
  Set(nullptr);
  absl::StatusOr<std::unique_ptr<store::Store>> opened = open_();
  LogChange(opened.status());
  if (!opened.ok()) return opened.status();
  Set(*std::move(opened));
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<store::Store>> StoreHandle::Get() const {
  MutexLock lock(&mutex_);
  if (store_ == nullptr) {
    return rpc::Unavailable("the store cannot be read at the moment; try again", absl::Seconds(1));
  }
  return store_;
}

void StoreHandle::Set(std::shared_ptr<store::Store> store) {
  // The old store is closed after the lock is given back.
  MutexLock lock(&mutex_);
  store_.swap(store);
}

void StoreHandle::LogChange(const absl::Status& status) {
  std::string problem(status.message());
  if (status.ok()) {
    LogInfo("store opened");
  } else if (problem != last_problem_) {
    LogWarning("store cannot be opened; trying again each second", {{"reason", problem}});
  }
  last_problem_ = std::move(problem);
}

}  // namespace fangzhi::query
