#include "common/store/sqlite_read.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"

namespace fangzhi::store {

absl::StatusOr<Read> Read::Begin(sqlite::ReadPool* readers, const ReadBounds& bounds) {
  const absl::Time deadline = std::min(bounds.deadline, absl::Now() + kMaxReadTime);
  ASSIGN_OR_RETURN(sqlite::ReadPool::Lease lease, readers->Acquire(deadline, bounds.cancelled));
  auto interrupt = std::make_unique<sqlite::Interrupt>(lease.get(), deadline, bounds.cancelled);
  RETURN_IF_ERROR(interrupt->status());
  ASSIGN_OR_RETURN(sqlite::Transaction transaction,
                   sqlite::Transaction::Begin(lease.get(), sqlite::TransactionKind::kRead));
  return Read(std::move(lease), std::move(interrupt), std::move(transaction));
}

}  // namespace fangzhi::store
