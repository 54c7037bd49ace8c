#ifndef FANGZHI_COMMON_SQLITE_WRITE_QUEUE_H_
#define FANGZHI_COMMON_SQLITE_WRITE_QUEUE_H_

#include <absl/functional/any_invocable.h>
#include <absl/status/status.h>

#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "common/base/mutex.h"
#include "common/sqlite/database.h"

namespace fangzhi::sqlite {

// Group commit: one thread owns the connection that writes; what is queued while a commit is on its way to disk shares
// the next transaction and its flush. Work that fails is undone without harm to the work it shares a transaction with.
//
// Also moves the write-ahead log into the database when it has grown, after answers were given. Thread-safe.
class WriteQueue {
 public:
  // Changes the database inside a transaction that it neither begins nor ends; undone where it returns an error. It may
  // run more than once, and only the last run counts.
  using Work = absl::AnyInvocable<absl::Status(Database&)>;
  // Called once on the writing thread, when the work is durable or has failed. Must not block.
  using Done = absl::AnyInvocable<void(absl::Status)>;

  explicit WriteQueue(std::unique_ptr<Database> db);
  // Finishes what is queued, empties the write-ahead log and closes the connection.
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  void Submit(Work work, Done done);
  // As Submit, but waits for the result. Not to be called from a Done.
  absl::Status Run(Work work);

 private:
  struct Task {
    Work work;
    Done done;
    absl::Status status;
  };

  void Loop();
  bool WaitForTask();
  std::optional<Task> TakeTask();
  // Runs queued tasks in one transaction, moving them to `group`. After an error nothing of any is kept.
  absl::Status CommitGroup(std::vector<Task>* group);
  absl::Status CommitAlone(Task* task);
  // Sets the task's status. Returns an error only where the whole transaction was lost.
  absl::Status RunInTransaction(Task* task);
  void CheckpointIfGrown();

  const std::unique_ptr<Database> db_;  // Used by `thread_` alone after construction.
  // Of the write-ahead log, used by `thread_` alone: its length after the last commit, and the length at which the next
  // checkpoint is due.
  int log_frames_ = 0;
  int checkpoint_at_;
  Mutex mutex_;
  CondVar wake_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_WRITE_QUEUE_H_
