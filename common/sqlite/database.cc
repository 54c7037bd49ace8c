#include "common/sqlite/database.h"

#include <absl/strings/str_cat.h>
#include <sqlite3.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/sqlite/status.h"

namespace fangzhi::sqlite {
namespace {

constexpr size_t kCachedStatements = 128;
// Virtual machine instructions between two looks at the clock: some ten microseconds.
constexpr int kProgressInstructions = 1000;

// SQLite counts the bytes it has allocated, under one lock for all connections. Nobody asks for them. Changes nothing
// where SQLite is in use already.
void StopCountingMemory() { [[maybe_unused]] static const int code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path, const OpenOptions& options) {
  const int mode = options.mode == OpenMode::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  StopCountingMemory();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (handle == nullptr) return absl::ResourceExhaustedError("out of memory");
  std::unique_ptr<Database> db(new Database(handle));
  if (code != SQLITE_OK) return db->Error(code);

  sqlite3_busy_timeout(handle, static_cast<int>(absl::ToInt64Milliseconds(options.busy_timeout)));
  RETURN_IF_ERROR(db->Execute(
      absl::StrCat("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = ", options.mmap_bytes,
                   "; PRAGMA cache_size = ", -(options.cache_bytes >> 10), "; PRAGMA temp_store = MEMORY")));
  RETURN_IF_ERROR(
      db->Execute(options.mode == OpenMode::kRead ? "PRAGMA query_only = ON" : "PRAGMA synchronous = FULL"));
  return db;
}

Database::~Database() {
  for (const CachedStatement& cached : cache_) sqlite3_finalize(cached.statement);
  sqlite3_close(handle_);
}

absl::Status Database::Execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code);
}

absl::StatusOr<Statement> Database::Prepare(std::string_view sql) {
  if (const auto found = cache_by_sql_.find(sql); found != cache_by_sql_.end()) {
    sqlite3_stmt* const cached = found->second->statement;
    const auto entry = found->second;
    cache_by_sql_.erase(found);
    cache_.erase(entry);
    return Statement(this, cached);
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return Error(code);
  return Statement(this, statement);
}

void Database::TakeBack(sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  const std::string_view sql = sqlite3_sql(statement);
  if (cache_by_sql_.contains(sql)) {
    sqlite3_finalize(statement);
    return;
  }
  cache_.push_front({std::string(sql), statement});
  cache_by_sql_.emplace(cache_.front().sql, cache_.begin());
  if (cache_.size() > kCachedStatements) {
    cache_by_sql_.erase(cache_.back().sql);
    sqlite3_finalize(cache_.back().statement);
    cache_.pop_back();
  }
}

absl::StatusOr<int64_t> Database::QueryInt(std::string_view sql) {
  ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  ASSIGN_OR_RETURN(const bool row, statement.Step());
  if (!row) return absl::NotFoundError("no row");
  return statement.Int(0);
}

int64_t Database::changes() const { return sqlite3_changes64(handle_); }

int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(handle_); }

bool Database::in_autocommit() const { return sqlite3_get_autocommit(handle_) != 0; }

absl::Status Database::Error(int code) const {
  if ((code & 0xff) == SQLITE_INTERRUPT && interrupt_ != nullptr) RETURN_IF_ERROR(interrupt_->status());
  return ToStatus(handle_, code);
}

Interrupt::Interrupt(Database* db, absl::Time deadline, std::function<bool()> cancelled)
    : db_(db), deadline_(deadline), cancelled_(std::move(cancelled)) {
  db_->interrupt_ = this;
  sqlite3_progress_handler(db_->handle_, kProgressInstructions, &Interrupt::OnProgress, this);
}

Interrupt::~Interrupt() {
  sqlite3_progress_handler(db_->handle_, 0, nullptr, nullptr);
  db_->interrupt_ = nullptr;
}

absl::Status Interrupt::status() const {
  if (cancelled_ && cancelled_()) return absl::CancelledError("the call was cancelled");
  if (absl::Now() >= deadline_) return absl::DeadlineExceededError("the deadline passed while reading the store");
  return absl::OkStatus();
}

int Interrupt::OnProgress(void* self) { return static_cast<const Interrupt*>(self)->status().ok() ? 0 : 1; }

}  // namespace fangzhi::sqlite
