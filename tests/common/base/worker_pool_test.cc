#include "common/base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

namespace fangzhi {
namespace {

TEST(WorkerPoolTest, RunsTasksInOrderOnOneThread) {
  std::vector<int> order;
  WorkerPool pool(1, 10);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(pool.Submit([&order, i] { order.push_back(i); }));
  pool.Stop();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(WorkerPoolTest, RefusesWhenTheQueueIsFull) {
  std::promise<void> started;
  std::promise<void> release;
  std::atomic<int> runs = 0;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.Submit([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(pool.Submit([&runs] { ++runs; }));
  EXPECT_TRUE(pool.Submit([&runs] { ++runs; }));
  EXPECT_FALSE(pool.Submit([&runs] { ++runs; }));
  release.set_value();
  pool.Stop();
  EXPECT_EQ(runs, 2);
}

TEST(WorkerPoolTest, RefusesAfterStop) {
  WorkerPool pool(2, 2);
  pool.Stop();
  pool.Stop();
  EXPECT_FALSE(pool.Submit([] {}));
}

TEST(WorkerPoolTest, UsesItsThreadsAtOnce) {
  std::promise<void> first;
  std::promise<void> second;
  WorkerPool pool(2, 2);
  ASSERT_TRUE(pool.Submit([&] {
    first.set_value();
    second.get_future().wait();
  }));
  ASSERT_TRUE(pool.Submit([&] {
    first.get_future().wait();
    second.set_value();
  }));
  pool.Stop();
}

}  // namespace
}  // namespace fangzhi
