#ifndef FANGZHI_COMMON_STORE_SQLITE_SEARCH_INDEX_H_
#define FANGZHI_COMMON_STORE_SQLITE_SEARCH_INDEX_H_

#include <absl/status/status.h>

#include <cstdint>

#include "common/sqlite/database.h"

namespace fangzhi::store {

// Makes the SQL function `bigrams(text)`, BigramsOf, which migrations and IndexForSearch use.
absl::Status AddSearchFunctions(sqlite::Database* db);

// Adds the current records of a document, where it is no near duplicate, to the table `search` (`times` 1), or removes
// them (-1) before they change.
absl::Status IndexForSearch(sqlite::Database* db, int64_t document, int times);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_SEARCH_INDEX_H_
