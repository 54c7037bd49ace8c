#ifndef FANGZHI_COMMON_STORE_MIGRATIONS_H_
#define FANGZHI_COMMON_STORE_MIGRATIONS_H_

#include <absl/status/status.h>

#include <cstdint>
#include <vector>

#include "common/sqlite/database.h"

namespace fangzhi::store {

// `PRAGMA application_id` of a store: "FZ" and a number.
inline constexpr int64_t kApplicationId = 0x465A0001;

// A change of schema, the file `migrations/{version}_*.sql`. A store's `PRAGMA user_version` is that of the last one.
struct Migration {
  int64_t version;  // From 1, without gaps.
  const char* sql;
};

// In order of version.
const std::vector<Migration>& Migrations();

// The version this program knows.
int64_t SchemaVersion();

// Applies what is missing in `db`, in one transaction. FAILED_PRECONDITION where the file is no store and not empty, or
// its schema is newer.
absl::Status Migrate(sqlite::Database* db);

// For readers: OK where the schema is the one this program knows. UNAVAILABLE where there is none yet or it is older,
// FAILED_PRECONDITION where it is newer or the file is no store.
absl::Status CheckSchema(sqlite::Database* db);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_MIGRATIONS_H_
