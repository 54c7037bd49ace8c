#ifndef FANGZHI_COMMON_SQLITE_TRANSACTION_H_
#define FANGZHI_COMMON_SQLITE_TRANSACTION_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include "common/sqlite/database.h"

namespace fangzhi::sqlite {

enum class TransactionKind {
  kRead,   // One state of the database for all statements.
  kWrite,  // BEGIN IMMEDIATE: takes the write lock at once.
};

// Rolled back on destruction unless committed.
class Transaction {
 public:
  // `db` must outlive the transaction.
  static absl::StatusOr<Transaction> Begin(Database* db, TransactionKind kind);
  ~Transaction();
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;

  // Durable when it returns OK. After an error the transaction is rolled back.
  absl::Status Commit();

 private:
  explicit Transaction(Database* db) : db_(db) {}

  Database* db_;  // Not owned; null when ended.
};

// A transaction within a Transaction. Rolled back on destruction unless released.
class Savepoint {
 public:
  static absl::StatusOr<Savepoint> Begin(Database* db);
  ~Savepoint();
  Savepoint(Savepoint&& other) noexcept;
  Savepoint& operator=(Savepoint&&) = delete;

  absl::Status Release();

 private:
  explicit Savepoint(Database* db) : db_(db) {}

  Database* db_;  // Not owned; null when ended.
};

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_TRANSACTION_H_
