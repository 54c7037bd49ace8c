#ifndef FANGZHI_COMMON_SQLITE_READ_POOL_H_
#define FANGZHI_COMMON_SQLITE_READ_POOL_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "common/base/mutex.h"
#include "common/sqlite/database.h"

namespace fangzhi::sqlite {

// Connections for reads that run at the same time, opened when first needed. Thread-safe.
class ReadPool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Database>>()>;

  // A connection lent to one thread. Destroyed before the pool.
  class Lease {
   public:
    Lease(ReadPool* pool, std::unique_ptr<Database> db) : pool_(pool), db_(std::move(db)) {}
    ~Lease() {
      if (db_ != nullptr) pool_->GiveBack(std::move(db_));
    }
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;

    Database& operator*() const { return *db_; }
    Database* operator->() const { return db_.get(); }
    Database* get() const { return db_.get(); }

   private:
    ReadPool* pool_;  // Not owned.
    std::unique_ptr<Database> db_;
  };

  // At most `max_connections`, at least 1, which `open` makes.
  ReadPool(Opener open, int max_connections);

  // Waits for a free connection: DEADLINE_EXCEEDED at `deadline`, CANCELLED soon after `cancelled`, where given, says
  // so. Else the errors of opening one.
  absl::StatusOr<Lease> Acquire(absl::Time deadline, const std::function<bool()>& cancelled = {});

 private:
  void GiveBack(std::unique_ptr<Database> db);
  absl::Status WaitForFree(absl::Time deadline, const std::function<bool()>& cancelled)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Opener open_;
  const int max_connections_;
  Mutex mutex_;
  CondVar freed_;
  std::vector<std::unique_ptr<Database>> free_ ABSL_GUARDED_BY(mutex_);  // Last used last.
  int lent_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_READ_POOL_H_
