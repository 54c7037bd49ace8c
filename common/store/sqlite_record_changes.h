#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_CHANGES_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_CHANGES_H_

#include <absl/status/statusor.h>

#include "common/sqlite/database.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

// RecordStore::Changes.
absl::StatusOr<RecordChanges> ReadChanges(sqlite::Database* db, const RecordChangesOptions& options);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_CHANGES_H_
