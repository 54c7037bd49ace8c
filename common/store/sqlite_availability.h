#ifndef FANGZHI_COMMON_STORE_SQLITE_AVAILABILITY_H_
#define FANGZHI_COMMON_STORE_SQLITE_AVAILABILITY_H_

#include <absl/status/statusor.h>

#include "common/sqlite/database.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

// RecordStore::Availability.
absl::StatusOr<Availability> CountAvailable(sqlite::Database* db, const AvailabilityOptions& options);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_AVAILABILITY_H_
