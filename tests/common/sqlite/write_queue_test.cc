#include "common/sqlite/write_queue.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/sqlite/transaction.h"
#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::sqlite {
namespace {

WriteQueue::Work Insert(std::string name) {
  return [name = std::move(name)](Database& db) -> absl::Status {
    auto insert = db.Prepare("INSERT INTO t (name) VALUES (?1)");
    if (!insert.ok()) return insert.status();
    insert->BindAll(name);
    return insert->Run();
  };
}

class WriteQueueTest : public testing::Test {
 protected:
  WriteQueueTest() {
    auto db = OpenForWriting();
    EXPECT_TRUE(
        db->Execute("PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)").ok());
    sqlite3_commit_hook(
        db->handle(),
        [](void* self) {
          ++static_cast<WriteQueueTest*>(self)->commits_;
          return 0;
        },
        this);
    queue_ = std::make_unique<WriteQueue>(std::move(db));
  }

  std::unique_ptr<Database> OpenForWriting() { return Database::Open(path_, {.mode = OpenMode::kCreate}).value(); }

  // Work that keeps the writing thread busy until `release` is set, so that what is submitted meanwhile is one group.
  void Hold(std::promise<void>* release) {
    queue_->Submit(
        [future = release->get_future().share()](Database&) {
          future.wait();
          return absl::OkStatus();
        },
        [](absl::Status) {});
  }

  int64_t Count() { return Database::Open(path_, {}).value()->QueryInt("SELECT count(*) FROM t").value(); }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.File("test.db");
  std::atomic<int> commits_ = 0;
  std::unique_ptr<WriteQueue> queue_;
};

TEST_F(WriteQueueTest, WorkIsCommittedWhenRunReturns) {
  ASSERT_TRUE(queue_->Run(Insert("a")).ok());
  EXPECT_EQ(Count(), 1);
}

TEST_F(WriteQueueTest, WaitingWorkSharesTransactions) {
  std::promise<void> release;
  Hold(&release);
  std::atomic<int> done = 0;
  for (int i = 0; i < 100; ++i) {
    queue_->Submit(Insert(std::to_string(i)), [&](const absl::Status& status) { done += status.ok() ? 1 : 0; });
  }
  release.set_value();
  ASSERT_TRUE(queue_->Run(Insert("last")).ok());
  EXPECT_EQ(done, 100);
  EXPECT_EQ(Count(), 101);
  EXPECT_LT(commits_, 30);
}

TEST_F(WriteQueueTest, FailingWorkIsUndoneAndHarmsNoOther) {
  std::promise<void> release;
  Hold(&release);
  std::vector<absl::Status> statuses(4, absl::UnknownError(""));
  const auto submit = [&](int i, WriteQueue::Work work) {
    queue_->Submit(std::move(work), [&statuses, i](absl::Status status) { statuses[i] = std::move(status); });
  };
  submit(0, Insert("a"));
  submit(1, [](Database& db) {
    EXPECT_TRUE(Insert("half done")(db).ok());
    return absl::NotFoundError("changed my mind");
  });
  submit(2, Insert("a"));
  submit(3, Insert("b"));
  release.set_value();
  ASSERT_TRUE(queue_->Run(Insert("c")).ok());
  EXPECT_TRUE(statuses[0].ok());
  EXPECT_EQ(statuses[1].code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(statuses[2].code(), absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(statuses[3].ok());
  EXPECT_EQ(Count(), 3);
}

TEST_F(WriteQueueTest, WorkThatEndsTheTransactionHarmsNoOther) {
  std::promise<void> release;
  Hold(&release);
  std::vector<absl::Status> statuses(3, absl::UnknownError(""));
  const auto submit = [&](int i, WriteQueue::Work work) {
    queue_->Submit(std::move(work), [&statuses, i](absl::Status status) { statuses[i] = std::move(status); });
  };
  submit(0, Insert("a"));
  // As a full disk does.
  submit(1, [](Database& db) {
    EXPECT_TRUE(db.Execute("INSERT INTO t (name) VALUES ('lost'); ROLLBACK").ok());
    return absl::ResourceExhaustedError("full");
  });
  submit(2, Insert("b"));
  release.set_value();
  ASSERT_TRUE(queue_->Run(Insert("c")).ok());
  EXPECT_TRUE(statuses[0].ok()) << statuses[0];
  EXPECT_EQ(statuses[1].code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(statuses[2].ok()) << statuses[2];
  EXPECT_EQ(Count(), 3);
}

TEST_F(WriteQueueTest, DestructionFinishesWhatIsQueuedAndEmptiesTheLog) {
  std::promise<void> release;
  Hold(&release);
  std::atomic<int> done = 0;
  for (int i = 0; i < 50; ++i) {
    queue_->Submit(Insert(std::to_string(i)), [&](const absl::Status& status) { done += status.ok() ? 1 : 0; });
  }
  release.set_value();
  const auto reader = Database::Open(path_, {}).value();  // Keeps the log from being removed.
  EXPECT_TRUE(reader->QueryInt("SELECT count(*) FROM t").ok());
  queue_.reset();
  EXPECT_EQ(done, 50);
  EXPECT_EQ(std::filesystem::file_size(path_ + "-wal"), 0);
  EXPECT_EQ(Count(), 50);
}

TEST_F(WriteQueueTest, ManyThreadsLoseNothing) {
  constexpr int kThreads = 16;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  std::atomic<int> committed = 0;
  threads.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < kEach; ++j) {
        committed += queue_->Run(Insert(std::to_string(i) + "/" + std::to_string(j))).ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(committed, kThreads * kEach);
  EXPECT_EQ(Count(), kThreads * kEach);
}

TEST_F(WriteQueueTest, LogStaysBoundedWhileReadersOverlap) {
  // A read is always open, each for a short time, so that the log is never free of readers.
  std::atomic<bool> stop = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&, i] {
      const auto db = Database::Open(path_, {}).value();
      std::this_thread::sleep_for(std::chrono::milliseconds(i * 5));
      while (!stop) {
        auto transaction = Transaction::Begin(db.get(), TransactionKind::kRead);
        (void)db->QueryInt("SELECT count(*) FROM t");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    });
  }
  const std::string filler(1 << 20, 'x');
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(queue_->Run(Insert(std::to_string(i) + filler)).ok());
  stop = true;
  for (std::thread& reader : readers) reader.join();
  // 300 MiB were written.
  EXPECT_LT(std::filesystem::file_size(path_ + "-wal"), uintmax_t{200} << 20);
}

}  // namespace
}  // namespace fangzhi::sqlite
