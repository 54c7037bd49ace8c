#include "common/sqlite/write_queue.h"

#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <sqlite3.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/sqlite/transaction.h"

namespace fangzhi::sqlite {
namespace {

// Bounds of one group: how long its first task waits for the others, and how much is redone where the commit fails.
constexpr size_t kMaxGroup = 256;
constexpr absl::Duration kMaxGroupTime = absl::Milliseconds(100);

// Frames, pages of 4 KiB, after which the log is copied into the database (some 8 MiB), and after which writing waits
// for readers so that the log starts over (some 128 MiB).
constexpr int kCheckpointFrames = 2000;
constexpr int kRestartFrames = 32000;
constexpr int kRestartTimeoutMs = 250;
constexpr int kBusyTimeoutMs = 5000;

}  // namespace

WriteQueue::WriteQueue(std::unique_ptr<Database> db) : db_(std::move(db)), checkpoint_at_(kCheckpointFrames) {
  sqlite3_busy_timeout(db_->handle(), kBusyTimeoutMs);
  // The hook replaces automatic checkpoints, which would run before answers are given.
  sqlite3_wal_hook(
      db_->handle(),
      [](void* self, sqlite3*, const char*, int frames) {
        static_cast<WriteQueue*>(self)->log_frames_ = frames;
        return SQLITE_OK;
      },
      this);
  thread_ = std::thread([this] { Loop(); });
}

WriteQueue::~WriteQueue() {
  {
    MutexLock lock(&mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
  sqlite3_busy_timeout(db_->handle(), kRestartTimeoutMs);
  sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void WriteQueue::Submit(Work work, Done done) {
  {
    MutexLock lock(&mutex_);
    queue_.push_back({std::move(work), std::move(done), absl::OkStatus()});
  }
  wake_.NotifyOne();
}

absl::Status WriteQueue::Run(Work work) {
  Mutex mutex;
  CondVar finished;
  std::optional<absl::Status> result;
  Submit(std::move(work), [&](absl::Status status) {
    MutexLock lock(&mutex);
    result = std::move(status);
    finished.NotifyOne();  // Under the lock: the waiter destroys `finished` once it has the lock.
  });
  MutexLock lock(&mutex);
  while (!result) finished.Wait(&mutex);
  return *result;
}

void WriteQueue::Loop() {
  while (WaitForTask()) {
    std::vector<Task> group;
    const absl::Status status = CommitGroup(&group);
    if (!status.ok()) {
      for (Task& task : group) task.status = group.size() == 1 ? status : CommitAlone(&task);
    }
    for (Task& task : group) std::move(task.done)(task.status);
    CheckpointIfGrown();
  }
}

bool WriteQueue::WaitForTask() {
  MutexLock lock(&mutex_);
  while (queue_.empty() && !stopping_) wake_.Wait(&mutex_);
  return !queue_.empty();
}

std::optional<WriteQueue::Task> WriteQueue::TakeTask() {
  MutexLock lock(&mutex_);
  if (queue_.empty()) return std::nullopt;
  std::optional<Task> task = std::move(queue_.front());
  queue_.pop_front();
  return task;
}

absl::Status WriteQueue::CommitGroup(std::vector<Task>* group) {
  const absl::Time end = absl::Now() + kMaxGroupTime;
  absl::StatusOr<Transaction> transaction = Transaction::Begin(db_.get(), TransactionKind::kWrite);
  do {
    std::optional<Task> task = TakeTask();
    if (!task) break;
    group->push_back(*std::move(task));
    // Even without a transaction a task is taken, so that it is answered.
    RETURN_IF_ERROR(transaction.status());
    RETURN_IF_ERROR(RunInTransaction(&group->back()));
  } while (group->size() < kMaxGroup && absl::Now() < end);
  return transaction->Commit();
}

absl::Status WriteQueue::CommitAlone(Task* task) {
  ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db_.get(), TransactionKind::kWrite));
  RETURN_IF_ERROR(RunInTransaction(task));
  RETURN_IF_ERROR(task->status);
  return transaction.Commit();
}

absl::Status WriteQueue::RunInTransaction(Task* task) {
  ASSIGN_OR_RETURN(Savepoint savepoint, Savepoint::Begin(db_.get()));
  task->status = task->work(*db_);
  if (task->status.ok()) return savepoint.Release();
  // A full disk, for one, ends the transaction.
  return db_->in_autocommit() ? task->status : absl::OkStatus();
}

void WriteQueue::CheckpointIfGrown() {
  if (log_frames_ < checkpoint_at_) {
    // A log that started over counts anew.
    if (log_frames_ < kCheckpointFrames) checkpoint_at_ = kCheckpointFrames;
    return;
  }
  const bool restart = log_frames_ >= kRestartFrames;
  if (restart) sqlite3_busy_timeout(db_->handle(), kRestartTimeoutMs);
  // A checkpoint that readers keep from its end is tried again when the log has grown by as much.
  sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                            nullptr, nullptr);
  if (restart) sqlite3_busy_timeout(db_->handle(), kBusyTimeoutMs);
  checkpoint_at_ = log_frames_ + kCheckpointFrames;
}

}  // namespace fangzhi::sqlite
