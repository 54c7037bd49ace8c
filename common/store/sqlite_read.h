#ifndef FANGZHI_COMMON_STORE_SQLITE_READ_H_
#define FANGZHI_COMMON_STORE_SQLITE_READ_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>

#include "common/sqlite/read_pool.h"
#include "common/sqlite/transaction.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

// The longest that one read may take, whatever its caller allows: a read holds back the checkpoints of what was written
// since it began.
inline constexpr absl::Duration kMaxReadTime = absl::Seconds(60);

// One read: a connection lent, one state of the store for all statements, and an end in time.
class Read {
 public:
  static absl::StatusOr<Read> Begin(sqlite::ReadPool* readers, const ReadBounds& bounds = {});

  sqlite::Database& db() const { return *lease_; }

 private:
  Read(sqlite::ReadPool::Lease lease, std::unique_ptr<sqlite::Interrupt> interrupt, sqlite::Transaction transaction)
      : lease_(std::move(lease)), interrupt_(std::move(interrupt)), transaction_(std::move(transaction)) {}

  // Destroyed in reverse: the transaction ends, then the bound, then the connection is given back.
  sqlite::ReadPool::Lease lease_;
  std::unique_ptr<sqlite::Interrupt> interrupt_;
  sqlite::Transaction transaction_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_READ_H_
