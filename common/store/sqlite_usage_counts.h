#ifndef FANGZHI_COMMON_STORE_SQLITE_USAGE_COUNTS_H_
#define FANGZHI_COMMON_STORE_SQLITE_USAGE_COUNTS_H_

#include <absl/status/status.h>

#include <cstdint>

#include "common/sqlite/database.h"

namespace fangzhi::store {

// Adds the current records of a document, which counts only where it is no near duplicate, to the counts of indicators,
// subjects and other values and to the index for search `times` times: 1 after they came, -1 before they go.
absl::Status CountRecords(sqlite::Database* db, int64_t document, int times);

// Removes phrases, names and values that no current record has any more.
absl::Status ForgetUnusedNames(sqlite::Database* db);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_USAGE_COUNTS_H_
