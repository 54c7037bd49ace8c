#include "common/sqlite/read_pool.h"

#include <absl/time/clock.h>

#include <algorithm>

#include "common/base/status_macros.h"

namespace fangzhi::sqlite {
namespace {

// How long a waiting read may take to notice that it was cancelled.
constexpr absl::Duration kCancellationPoll = absl::Milliseconds(50);

}  // namespace

ReadPool::ReadPool(Opener open, int max_connections)
    : open_(std::move(open)), max_connections_(std::max(1, max_connections)) {}

absl::StatusOr<ReadPool::Lease> ReadPool::Acquire(absl::Time deadline, const std::function<bool()>& cancelled) {
  {
    MutexLock lock(&mutex_);
    RETURN_IF_ERROR(WaitForFree(deadline, cancelled));
    ++lent_;
    if (!free_.empty()) {
      std::unique_ptr<Database> db = std::move(free_.back());
      free_.pop_back();
      return Lease(this, std::move(db));
    }
  }
  absl::StatusOr<std::unique_ptr<Database>> db = open_();
  if (db.ok()) return Lease(this, *std::move(db));
  MutexLock lock(&mutex_);
  --lent_;
  freed_.NotifyOne();
  return db.status();
}

absl::Status ReadPool::WaitForFree(absl::Time deadline, const std::function<bool()>& cancelled) {
  while (lent_ >= max_connections_) {
    if (cancelled && cancelled()) return absl::CancelledError("the call was cancelled");
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) {
      return absl::DeadlineExceededError("the deadline passed while waiting for a connection to the store");
    }
    freed_.WaitFor(&mutex_, absl::ToChronoNanoseconds(std::min(left, kCancellationPoll)));
  }
  return absl::OkStatus();
}

void ReadPool::GiveBack(std::unique_ptr<Database> db) {
  {
    MutexLock lock(&mutex_);
    free_.push_back(std::move(db));
    --lent_;
  }
  freed_.NotifyOne();
}

}  // namespace fangzhi::sqlite
