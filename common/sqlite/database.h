#ifndef FANGZHI_COMMON_SQLITE_DATABASE_H_
#define FANGZHI_COMMON_SQLITE_DATABASE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/sqlite/statement.h"

struct sqlite3;
struct sqlite3_stmt;

namespace fangzhi::sqlite {

enum class OpenMode {
  kRead,    // Read-only, with `query_only`; the file exists.
  kCreate,  // Reads and writes; makes the file where there is none.
};

struct OpenOptions {
  OpenMode mode = OpenMode::kRead;
  absl::Duration busy_timeout = absl::Seconds(5);
  int64_t mmap_bytes = int64_t{256} << 20;
  int64_t cache_bytes = int64_t{16} << 20;
};

// One connection to an SQLite database. Used by one thread at a time.
//
// Foreign keys are on; a connection that writes flushes each commit to disk (`synchronous=FULL`). The journal mode is
// the file's.
class Database {
 public:
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path, const OpenOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs statements that need no parameters and give no rows.
  absl::Status Execute(const std::string& sql);

  // Prepares one statement. The most recently used ones are kept prepared, by their text.
  absl::StatusOr<Statement> Prepare(std::string_view sql);

  // The value of the first column of the first row; NOT_FOUND where there is no row.
  absl::StatusOr<int64_t> QueryInt(std::string_view sql);

  // Rows that the last INSERT, UPDATE or DELETE changed, without cascades.
  int64_t changes() const;
  int64_t last_insert_rowid() const;
  // False after BEGIN, until the transaction ends. Some errors end it by themselves.
  bool in_autocommit() const;

  // `code` as a status; for an interruption what the Interrupt in force says.
  absl::Status Error(int code) const;

  sqlite3* handle() { return handle_; }

 private:
  friend class Interrupt;
  friend class Statement;

  struct CachedStatement {
    std::string sql;
    sqlite3_stmt* statement;  // Owned.
  };

  explicit Database(sqlite3* handle) : handle_(handle) {}

  // Puts a statement into the cache; finalizes it where the cache has one of the same text.
  void TakeBack(sqlite3_stmt* statement);

  sqlite3* const handle_;             // Owned.
  std::list<CachedStatement> cache_;  // Most recently used first.
  std::unordered_map<std::string_view, std::list<CachedStatement>::iterator> cache_by_sql_;
  const class Interrupt* interrupt_ = nullptr;  // Not owned.
};

// While it lives, ends statements of `db` at `deadline` (DEADLINE_EXCEEDED) and soon after `cancelled` gives true
// (CANCELLED). One at a time per Database.
class Interrupt {
 public:
  // `cancelled` may be empty. It is asked from the thread that uses `db`.
  Interrupt(Database* db, absl::Time deadline, std::function<bool()> cancelled);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // OK until the deadline passes or the call is cancelled.
  absl::Status status() const;

 private:
  static int OnProgress(void* self);

  Database* const db_;  // Not owned.
  const absl::Time deadline_;
  const std::function<bool()> cancelled_;
};

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_DATABASE_H_
