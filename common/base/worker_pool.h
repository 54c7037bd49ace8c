#ifndef FANGZHI_COMMON_BASE_WORKER_POOL_H_
#define FANGZHI_COMMON_BASE_WORKER_POOL_H_

#include <absl/functional/any_invocable.h>

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "common/base/mutex.h"

namespace fangzhi {

// Runs tasks on a fixed number of threads, in order of submission, with a bounded queue. Thread-safe.
class WorkerPool {
 public:
  using Task = absl::AnyInvocable<void()>;

  // At most `queue_limit` tasks wait for one of `threads` threads. Both are at least 1.
  WorkerPool(int threads, size_t queue_limit);
  // Stops.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Returns false, and drops `task`, where the queue is full or the pool was stopped. Tasks must not throw.
  bool Submit(Task task);
  // Runs what is queued, then joins the threads. Not to be called from a task.
  void Stop();

 private:
  void Run();

  const size_t queue_limit_;
  Mutex mutex_;
  CondVar wake_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;  // Constant between construction and Stop.
};

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_WORKER_POOL_H_
