// What is left of the SQLite store when its process is killed.

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/sqlite/database.h"
#include "common/store/store.h"
#include "tests/common/store/store_fixture.h"

namespace fangzhi::store {
namespace {

constexpr int kThreads = 4;

// Inserts and extracts for ever, writing the name of each document to `acknowledged` once it is stored, and once more,
// with an `x` before it, when its records are committed.
[[noreturn]] void WriteForEver(const std::string& path, int round, int acknowledged) {
  auto store = OpenForWriting(path);
  if (!store.ok() || !(*store)->documents().ReleaseLeases().ok()) _exit(1);
  DocumentStore& documents = (*store)->documents();
  const auto tell = [&](const std::string& line) {
    // Shorter than a pipe's atomic write, so lines of several threads do not mix.
    if (write(acknowledged, line.data(), line.size()) < 0) _exit(2);
  };
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0;; ++i) {
        NewDocument document;
        document.text = absl::StrCat(round, "/", thread, "/", i);
        const auto inserted = documents.Insert(std::move(document));
        if (!inserted.ok()) _exit(3);
        tell(inserted->document.name() + "\n");
        const auto batch = documents.ClaimPending(2, absl::Hours(1), absl::Now());
        if (!batch.ok()) _exit(4);
        for (const ClaimedDocument& claimed : batch->documents) {
          const auto outcome = documents.CommitExtraction(
              claimed.claim, {absl::StrCat(round), "", {MakeRecord(1), MakeRecord(2), MakeRecord(3)}});
          if (!outcome.ok()) _exit(5);
          tell("x" + claimed.claim.name + "\n");
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(6);
}

// What the child told before it was killed.
std::multiset<std::string> RunAndKill(const std::string& path, int round, std::chrono::milliseconds after) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) WriteForEver(path, round, ends[1]);
  close(ends[1]);
  std::string told;
  std::thread killer([&] {
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
  });
  char buffer[4096];
  for (ssize_t length; (length = read(ends[0], buffer, sizeof buffer)) > 0;) told.append(buffer, length);
  killer.join();
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer stopped by itself: " << WEXITSTATUS(status);
  std::multiset<std::string> lines;
  for (size_t begin = 0, end; (end = told.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.insert(told.substr(begin, end - begin));
  }
  return lines;
}

TEST(SqliteCrashTest, WhatWasAcknowledgedIsThereWholeAndOnce) {
  SqliteBackend backend;
  ASSERT_TRUE(backend.OpenForWriting({}).ok());
  std::multiset<std::string> acknowledged;
  for (int round = 0; round < 5; ++round) {
    acknowledged.merge(RunAndKill(backend.path(), round, std::chrono::milliseconds(200 + 37 * round)));
    const auto db = sqlite::Database::Open(backend.path(), {.mode = sqlite::OpenMode::kCreate}).value();
    auto check = db->Prepare("PRAGMA integrity_check");
    ASSERT_TRUE(check->Step().value());
    ASSERT_EQ(check->Text(0), "ok");
    ASSERT_EQ(db->QueryInt("SELECT count(*) FROM pragma_foreign_key_check").value(), 0);
  }
  ASSERT_GT(acknowledged.size(), 10);

  OpenStore store(&backend);
  ASSERT_TRUE(store.documents().ReleaseLeases().ok());
  for (const std::string& line : acknowledged) {
    const bool committed = line[0] == 'x';
    const auto document = store.documents().Get(committed ? line.substr(1) : line, v1::DOCUMENT_VIEW_FULL);
    ASSERT_TRUE(document.ok()) << line << " " << document.status();
    if (committed) {
      ASSERT_EQ(document->state(), v1::DOCUMENT_STATE_EXTRACTED);
    }
  }
  // Nothing is half done: a document has all its records or none and is claimable.
  const ClaimBatch pending = store.documents().ClaimPending(1000000, absl::Hours(1), absl::InfiniteFuture()).value();
  const auto db = sqlite::Database::Open(backend.path(), {.mode = sqlite::OpenMode::kCreate}).value();
  EXPECT_EQ(db->QueryInt("SELECT count(*) FROM documents WHERE state = 1").value(),
            static_cast<int64_t>(pending.documents.size()));
  EXPECT_EQ(
      db->QueryInt("SELECT count(*) FROM documents AS d WHERE (SELECT count(*) FROM records WHERE document = d.id) "
                   "<> iif(d.state = 2, 3, 0)")
          .value(),
      0);
  EXPECT_EQ(db->QueryInt("SELECT count(*) FROM records").value(),
            store.usage().Regions({"regions/330604001"}).value()[0].record_count);
}

}  // namespace
}  // namespace fangzhi::store
