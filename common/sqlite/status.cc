#include "common/sqlite/status.h"

#include <absl/strings/str_cat.h>
#include <sqlite3.h>

#include <cerrno>

namespace fangzhi::sqlite {
namespace {

absl::Status Make(absl::StatusCode status_code, const char* sentence, int code) {
  return {status_code, absl::StrCat("the store ", sentence, " (SQLite ", code, ")")};
}

// SQLite reports a full disk as such only where the system says ENOSPC while writing.
bool IsExhaustion(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

bool IsPermission(int system_error) { return system_error == EACCES || system_error == EPERM || system_error == EROFS; }

absl::Status FromInputOutput(int code, int system_error) {
  if (code == SQLITE_IOERR_NOMEM) return Make(absl::StatusCode::kResourceExhausted, "is out of memory", code);
  if (code == SQLITE_IOERR_CORRUPTFS) return Make(absl::StatusCode::kDataLoss, "is on a damaged filesystem", code);
  if (IsExhaustion(system_error)) {
    return Make(absl::StatusCode::kResourceExhausted, "has no room left on its disk", code);
  }
  return Make(absl::StatusCode::kUnavailable, "cannot be read or written for now", code);
}

absl::Status FromCannotOpen(int code, int system_error) {
  if (IsPermission(system_error)) return Make(absl::StatusCode::kPermissionDenied, "must not be opened", code);
  if (IsExhaustion(system_error)) {
    return Make(absl::StatusCode::kResourceExhausted, "has no room left on its disk", code);
  }
  return Make(absl::StatusCode::kUnavailable, "cannot be opened", code);
}

}  // namespace

absl::Status ToStatus(sqlite3* db, int code) {
  // SQLite does not always keep the system's error; the thread's is that of the call that failed just now.
  const int thread_error = errno;
  const int kept_error = db == nullptr ? 0 : sqlite3_system_errno(db);
  const int system_error = kept_error != 0 || db == nullptr ? kept_error : thread_error;
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return absl::OkStatus();
    case SQLITE_FULL:
      return Make(absl::StatusCode::kResourceExhausted, "has no room left on its disk", code);
    case SQLITE_NOMEM:
      return Make(absl::StatusCode::kResourceExhausted, "is out of memory", code);
    case SQLITE_TOOBIG:
      return Make(absl::StatusCode::kResourceExhausted, "does not take values of this size", code);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_SCHEMA:
      return Make(absl::StatusCode::kUnavailable, "is locked", code);
    case SQLITE_IOERR:
      return FromInputOutput(code, system_error);
    case SQLITE_CANTOPEN:
      return FromCannotOpen(code, system_error);
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Make(absl::StatusCode::kPermissionDenied, "must not be opened", code);
    case SQLITE_READONLY:
      if (code == SQLITE_READONLY_DBMOVED) return Make(absl::StatusCode::kUnavailable, "was moved away", code);
      return Make(absl::StatusCode::kPermissionDenied, "must not be written", code);
    case SQLITE_CORRUPT:
      return Make(absl::StatusCode::kDataLoss, "is damaged", code);
    case SQLITE_NOTADB:
      return Make(absl::StatusCode::kFailedPrecondition, "is not a database", code);
    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        return Make(absl::StatusCode::kAlreadyExists, "has it already", code);
      }
      return Make(absl::StatusCode::kInternal, "refused a value", code);
    case SQLITE_INTERRUPT:
      return Make(absl::StatusCode::kCancelled, "was interrupted", code);
    default:
      return Make(absl::StatusCode::kInternal, "failed", code);
  }
}

}  // namespace fangzhi::sqlite
