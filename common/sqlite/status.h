#ifndef FANGZHI_COMMON_SQLITE_STATUS_H_
#define FANGZHI_COMMON_SQLITE_STATUS_H_

#include <absl/status/status.h>

struct sqlite3;

namespace fangzhi::sqlite {

// Converts an SQLite result code, extended or not, of a call on `db`; `db` may be null. OK for SQLITE_OK, SQLITE_ROW
// and SQLITE_DONE. The message is a sentence for operators with the code's number, without SQL, paths or values.
//
//   | what happened                              | code                |
//   |--------------------------------------------|---------------------|
//   | disk, quota, file size or memory exhausted | RESOURCE_EXHAUSTED  |
//   | locked, input/output error, cannot open    | UNAVAILABLE         |
//   | no permission, read-only                   | PERMISSION_DENIED   |
//   | damaged                                    | DATA_LOSS           |
//   | not a database                             | FAILED_PRECONDITION |
//   | unique constraint                          | ALREADY_EXISTS      |
//   | interrupted                                | CANCELLED           |
//   | all else                                   | INTERNAL            |
absl::Status ToStatus(sqlite3* db, int code);

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_STATUS_H_
