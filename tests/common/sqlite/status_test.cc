#include "common/sqlite/status.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace fangzhi::sqlite {
namespace {

struct Case {
  int code;
  absl::StatusCode expected;
};

class StatusTest : public testing::TestWithParam<Case> {};

TEST_P(StatusTest, ConvertsToCanonicalCode) {
  EXPECT_EQ(ToStatus(nullptr, GetParam().code).code(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Codes, StatusTest,
                         testing::Values(Case{SQLITE_OK, absl::StatusCode::kOk},
                                         Case{SQLITE_ROW, absl::StatusCode::kOk},
                                         Case{SQLITE_DONE, absl::StatusCode::kOk},
                                         Case{SQLITE_FULL, absl::StatusCode::kResourceExhausted},
                                         Case{SQLITE_NOMEM, absl::StatusCode::kResourceExhausted},
                                         Case{SQLITE_TOOBIG, absl::StatusCode::kResourceExhausted},
                                         Case{SQLITE_BUSY_SNAPSHOT, absl::StatusCode::kUnavailable},
                                         Case{SQLITE_LOCKED, absl::StatusCode::kUnavailable},
                                         Case{SQLITE_IOERR_FSYNC, absl::StatusCode::kUnavailable},
                                         Case{SQLITE_IOERR_NOMEM, absl::StatusCode::kResourceExhausted},
                                         Case{SQLITE_IOERR_CORRUPTFS, absl::StatusCode::kDataLoss},
                                         Case{SQLITE_CANTOPEN, absl::StatusCode::kUnavailable},
                                         Case{SQLITE_READONLY_DIRECTORY, absl::StatusCode::kPermissionDenied},
                                         Case{SQLITE_READONLY_DBMOVED, absl::StatusCode::kUnavailable},
                                         Case{SQLITE_CORRUPT_INDEX, absl::StatusCode::kDataLoss},
                                         Case{SQLITE_NOTADB, absl::StatusCode::kFailedPrecondition},
                                         Case{SQLITE_CONSTRAINT_UNIQUE, absl::StatusCode::kAlreadyExists},
                                         Case{SQLITE_CONSTRAINT_NOTNULL, absl::StatusCode::kInternal},
                                         Case{SQLITE_INTERRUPT, absl::StatusCode::kCancelled},
                                         Case{SQLITE_MISUSE, absl::StatusCode::kInternal}));

}  // namespace
}  // namespace fangzhi::sqlite
