#include "common/sqlite/database.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <string>

#include "common/sqlite/transaction.h"
#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::sqlite {
namespace {

constexpr std::string_view kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() : db_(Open(OpenMode::kCreate)) {
    EXPECT_TRUE(db_->Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB, real REAL)").ok());
  }

  std::unique_ptr<Database> Open(OpenMode mode) {
    auto db = Database::Open(directory_.File("test.db"), {.mode = mode});
    EXPECT_TRUE(db.ok()) << db.status();
    return *std::move(db);
  }

  absl::Status Insert(std::string_view name) {
    auto insert = db_->Prepare("INSERT INTO t (name) VALUES (?1)");
    EXPECT_TRUE(insert.ok());
    insert->BindAll(name);
    return insert->Run();
  }

  int64_t Count() { return db_->QueryInt("SELECT count(*) FROM t").value(); }

  TemporaryDirectory directory_;
  std::unique_ptr<Database> db_;
};

TEST_F(DatabaseTest, ValuesComeBackAsTheyWere) {
  const std::string text("方志\0x", 8);
  const std::string bytes("\0\xff\x01", 3);
  auto insert = db_->Prepare("INSERT INTO t (id, name, data, real) VALUES (?1, ?2, ?3, ?4)");
  insert->BindAll(std::numeric_limits<int64_t>::min(), text, Blob{bytes}, 0.1);
  ASSERT_TRUE(insert->Run().ok());
  EXPECT_EQ(db_->last_insert_rowid(), std::numeric_limits<int64_t>::min());

  auto select = db_->Prepare("SELECT id, name, data, real, NULL FROM t");
  ASSERT_TRUE(select->Step().value());
  EXPECT_EQ(select->Int(0), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(select->Text(1), text);
  EXPECT_EQ(select->Bytes(2), bytes);
  EXPECT_EQ(select->Double(3), 0.1);
  EXPECT_TRUE(select->IsNull(4));
  EXPECT_FALSE(select->Step().value());
}

TEST_F(DatabaseTest, EmptyTextAndBlobAreNotNull) {
  auto insert = db_->Prepare("INSERT INTO t (name, data) VALUES (?1, ?2)");
  insert->BindAll(std::string_view(), Blob{});
  ASSERT_TRUE(insert->Run().ok());
  EXPECT_EQ(db_->QueryInt("SELECT count(*) FROM t WHERE name = '' AND data = x''").value(), 1);
}

TEST_F(DatabaseTest, StatementIsUsedAgainWithoutItsOldBindings) {
  constexpr std::string_view kSelect = "SELECT ?1";
  {
    auto first = db_->Prepare(kSelect);
    first->BindAll("old");
    ASSERT_TRUE(first->Step().value());
  }
  auto second = db_->Prepare(kSelect);
  auto third = db_->Prepare(kSelect);  // While the second is lent.
  ASSERT_TRUE(second->Step().value());
  ASSERT_TRUE(third->Step().value());
  EXPECT_TRUE(second->IsNull(0));
  EXPECT_TRUE(third->IsNull(0));
}

TEST_F(DatabaseTest, CacheForgetsTheLeastRecentlyUsed) {
  for (int i = 0; i < 1000; ++i) {
    auto select = db_->Prepare("SELECT " + std::to_string(i));
    ASSERT_TRUE(select->Step().value());
    EXPECT_EQ(select->Int(0), i);
  }
}

TEST_F(DatabaseTest, BadParameterShowsInStep) {
  auto select = db_->Prepare("SELECT 1");
  select->Bind(7, int64_t{1});
  EXPECT_EQ(select->Step().status().code(), absl::StatusCode::kInternal);
}

TEST_F(DatabaseTest, ErrorsShowNoSqlAndNoPath) {
  const absl::Status status = db_->Prepare("SELECT secret FROM nowhere").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(status.message()), testing::Not(testing::HasSubstr("secret")));
  const absl::Status missing = Database::Open(directory_.File("absent/x.db"), {.mode = OpenMode::kCreate}).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(missing.message()), testing::Not(testing::HasSubstr("absent")));
}

TEST_F(DatabaseTest, ReaderCannotWrite) {
  const auto reader = Open(OpenMode::kRead);
  EXPECT_FALSE(reader->Execute("INSERT INTO t (name) VALUES ('x')").ok());
  EXPECT_EQ(Count(), 0);
}

TEST_F(DatabaseTest, UniqueConstraintIsAlreadyExists) {
  ASSERT_TRUE(Insert("a").ok());
  EXPECT_EQ(Insert("a").code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(DatabaseTest, TransactionIsRolledBackUnlessCommitted) {
  {
    auto transaction = Transaction::Begin(db_.get(), TransactionKind::kWrite);
    ASSERT_TRUE(Insert("lost").ok());
  }
  EXPECT_EQ(Count(), 0);
  {
    auto transaction = Transaction::Begin(db_.get(), TransactionKind::kWrite);
    ASSERT_TRUE(Insert("kept").ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }
  EXPECT_EQ(Count(), 1);
}

TEST_F(DatabaseTest, SavepointUndoesItsPartOnly) {
  auto transaction = Transaction::Begin(db_.get(), TransactionKind::kWrite);
  ASSERT_TRUE(Insert("first").ok());
  {
    auto savepoint = Savepoint::Begin(db_.get());
    ASSERT_TRUE(Insert("second").ok());
  }
  {
    auto savepoint = Savepoint::Begin(db_.get());
    ASSERT_TRUE(Insert("third").ok());
    ASSERT_TRUE(savepoint->Release().ok());
  }
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(Count(), 2);
  EXPECT_EQ(db_->QueryInt("SELECT count(*) FROM t WHERE name = 'second'").value(), 0);
}

TEST_F(DatabaseTest, WriterWaitsNoLongerThanItsTimeoutForAnother) {
  auto other =
      Database::Open(directory_.File("test.db"), {.mode = OpenMode::kCreate, .busy_timeout = absl::Milliseconds(10)});
  auto transaction = Transaction::Begin(db_.get(), TransactionKind::kWrite);
  EXPECT_EQ(Transaction::Begin(other->get(), TransactionKind::kWrite).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(DatabaseTest, DeadlineEndsAStatement) {
  const Interrupt interrupt(db_.get(), absl::Now() + absl::Milliseconds(20), {});
  EXPECT_EQ(db_->QueryInt(kEndless).status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(DatabaseTest, CancellationEndsAStatement) {
  int asked = 0;
  const Interrupt interrupt(db_.get(), absl::InfiniteFuture(), [&] { return ++asked > 10; });
  EXPECT_EQ(db_->QueryInt(kEndless).status().code(), absl::StatusCode::kCancelled);
}

TEST_F(DatabaseTest, StatementsRunOnAfterAnInterrupt) {
  {
    const Interrupt interrupt(db_.get(), absl::InfinitePast(), {});
    EXPECT_FALSE(db_->QueryInt(kEndless).ok());
  }
  EXPECT_EQ(Count(), 0);
}

TEST_F(DatabaseTest, FileThatIsNoDatabaseIsFailedPrecondition) {
  const std::string path = directory_.File("letter.txt");
  std::ofstream(path) << std::string(5000, 'x');
  EXPECT_EQ(Database::Open(path, {.mode = OpenMode::kCreate}).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(DatabaseTest, DamagedFileIsDataLoss) {
  ASSERT_TRUE(db_->Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) "
                           "INSERT INTO t (name) SELECT 'name ' || i FROM n")
                  .ok());
  db_.reset();
  const std::string path = directory_.File("test.db");
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(std::filesystem::file_size(path) - 4096, '\x5a');
  }
  const auto reader = Open(OpenMode::kRead);
  EXPECT_EQ(reader->QueryInt("SELECT count(*) FROM t WHERE name > ''").status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace fangzhi::sqlite
