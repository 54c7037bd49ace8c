#include "common/sqlite/statement.h"

#include <sqlite3.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/sqlite/database.h"

namespace fangzhi::sqlite {

Statement::~Statement() { GiveBack(); }

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), statement_(std::exchange(other.statement_, nullptr)), error_(std::move(other.error_)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this != &other) {
    GiveBack();
    db_ = other.db_;
    statement_ = std::exchange(other.statement_, nullptr);
    error_ = std::move(other.error_);
  }
  return *this;
}

void Statement::GiveBack() {
  if (statement_ != nullptr) db_->TakeBack(std::exchange(statement_, nullptr));
}

void Statement::Note(int code) {
  if (code != SQLITE_OK && error_.ok()) error_ = db_->Error(code);
}

void Statement::Bind(int index, int64_t value) { Note(sqlite3_bind_int64(statement_, index, value)); }

void Statement::Bind(int index, double value) { Note(sqlite3_bind_double(statement_, index, value)); }

void Statement::Bind(int index, std::string_view text) {
  // A null pointer would bind NULL.
  const char* const data = text.data() == nullptr ? "" : text.data();
  Note(sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::Bind(int index, Blob blob) {
  const char* const data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  Note(sqlite3_bind_blob64(statement_, index, data, blob.bytes.size(), SQLITE_STATIC));
}

void Statement::BindNull(int index) { Note(sqlite3_bind_null(statement_, index)); }

absl::StatusOr<bool> Statement::Step() {
  RETURN_IF_ERROR(error_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return db_->Error(code);
}

absl::Status Statement::Run() {
  absl::StatusOr<bool> row = true;
  while (row.ok() && *row) row = Step();
  Reset();
  return row.status();
}

void Statement::Reset() { sqlite3_reset(statement_); }

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::Double(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::Text(int column) const {
  // As bytes, because SQLite copies what it gives as text to end it with a zero.
  const auto* const text = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::Bytes(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

}  // namespace fangzhi::sqlite
