#include "common/sqlite/transaction.h"

#include <string_view>
#include <utility>

#include "common/base/status_macros.h"

namespace fangzhi::sqlite {
namespace {

absl::Status RunOnce(Database* db, std::string_view sql) {
  ASSIGN_OR_RETURN(Statement statement, db->Prepare(sql));
  return statement.Run();
}

}  // namespace

absl::StatusOr<Transaction> Transaction::Begin(Database* db, TransactionKind kind) {
  RETURN_IF_ERROR(RunOnce(db, kind == TransactionKind::kRead ? "BEGIN" : "BEGIN IMMEDIATE"));
  return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Transaction::~Transaction() {
  if (db_ != nullptr && !db_->in_autocommit()) (void)RunOnce(db_, "ROLLBACK");
}

absl::Status Transaction::Commit() {
  RETURN_IF_ERROR(RunOnce(db_, "COMMIT"));
  db_ = nullptr;
  return absl::OkStatus();
}

absl::StatusOr<Savepoint> Savepoint::Begin(Database* db) {
  RETURN_IF_ERROR(RunOnce(db, "SAVEPOINT nested"));
  return Savepoint(db);
}

Savepoint::Savepoint(Savepoint&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Savepoint::~Savepoint() {
  if (db_ == nullptr || db_->in_autocommit()) return;
  (void)RunOnce(db_, "ROLLBACK TO nested");
  (void)RunOnce(db_, "RELEASE nested");
}

absl::Status Savepoint::Release() {
  RETURN_IF_ERROR(RunOnce(db_, "RELEASE nested"));
  db_ = nullptr;
  return absl::OkStatus();
}

}  // namespace fangzhi::sqlite
