#include "common/base/mutex.h"

#include <gtest/gtest.h>

#include <thread>

namespace fangzhi {
namespace {

struct Counter {
  Mutex mutex;
  CondVar changed;
  int value ABSL_GUARDED_BY(mutex) = 0;
};

TEST(MutexTest, WaitSeesChangeOfAnotherThread) {
  Counter counter;
  std::thread other([&counter] {
    MutexLock lock(&counter.mutex);
    counter.value = 1;
    counter.changed.NotifyAll();
  });
  {
    MutexLock lock(&counter.mutex);
    while (counter.value == 0) counter.changed.Wait(&counter.mutex);
    EXPECT_EQ(counter.value, 1);
  }
  other.join();
}

TEST(MutexTest, WaitForEndsAtItsTimeout) {
  Counter counter;
  MutexLock lock(&counter.mutex);
  while (counter.changed.WaitFor(&counter.mutex, std::chrono::milliseconds(1))) {
  }
  EXPECT_EQ(counter.value, 0);
}

TEST(MutexTest, TryLockFailsWhileHeld) {
  Mutex mutex;
  mutex.Lock();
  std::thread([&mutex] {
    const bool taken = mutex.TryLock();
    EXPECT_FALSE(taken);
    if (taken) mutex.Unlock();
  }).join();
  mutex.Unlock();
  const bool taken = mutex.TryLock();
  EXPECT_TRUE(taken);
  if (taken) mutex.Unlock();
}

}  // namespace
}  // namespace fangzhi
