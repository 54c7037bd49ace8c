#include "common/sqlite/read_pool.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::sqlite {
namespace {

class ReadPoolTest : public testing::Test {
 protected:
  ReadPoolTest() {
    auto db = Database::Open(directory_.File("test.db"), {.mode = OpenMode::kCreate});
    EXPECT_TRUE((*db)->Execute("CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (7)").ok());
  }

  ReadPool::Opener Opener() {
    return [this] {
      ++opened_;
      return Database::Open(directory_.File("test.db"), {});
    };
  }

  TemporaryDirectory directory_;
  std::atomic<int> opened_ = 0;
};

TEST_F(ReadPoolTest, ConnectionIsUsedAgain) {
  ReadPool pool(Opener(), 4);
  for (int i = 0; i < 10; ++i) {
    auto lease = pool.Acquire(absl::InfiniteFuture());
    ASSERT_TRUE(lease.ok());
    EXPECT_EQ((*lease)->QueryInt("SELECT id FROM t").value(), 7);
  }
  EXPECT_EQ(opened_, 1);
}

TEST_F(ReadPoolTest, NoMoreConnectionsThanAllowed) {
  ReadPool pool(Opener(), 3);
  std::vector<std::thread> threads;
  std::atomic<int> answers = 0;
  threads.reserve(16);
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        auto lease = pool.Acquire(absl::InfiniteFuture());
        if (lease.ok() && (*lease)->QueryInt("SELECT id FROM t").value() == 7) ++answers;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answers, 320);
  EXPECT_LE(opened_, 3);
}

TEST_F(ReadPoolTest, WaitEndsAtDeadlineAndOnCancellation) {
  ReadPool pool(Opener(), 1);
  auto lease = pool.Acquire(absl::InfiniteFuture());
  EXPECT_EQ(pool.Acquire(absl::Now() + absl::Milliseconds(10)).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(pool.Acquire(absl::InfiniteFuture(), [] { return true; }).status().code(), absl::StatusCode::kCancelled);
}

TEST_F(ReadPoolTest, FailureToOpenLeavesRoom) {
  int calls = 0;
  ReadPool pool(
      [&]() -> absl::StatusOr<std::unique_ptr<Database>> {
        if (++calls == 1) return absl::UnavailableError("not yet");
        return Database::Open(directory_.File("test.db"), {});
      },
      1);
  EXPECT_EQ(pool.Acquire(absl::InfiniteFuture()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(pool.Acquire(absl::InfiniteFuture()).ok());
}

}  // namespace
}  // namespace fangzhi::sqlite
