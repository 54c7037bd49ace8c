#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_SEARCH_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_SEARCH_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/sqlite/database.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

// A page of RecordStore::Search by the keys of its records.
struct RankedKeys {
  std::vector<int64_t> keys;
  std::vector<double> scores;  // One for each key.
  std::string next_cursor;
  bool limited = false;
};

absl::StatusOr<RankedKeys> RankMatches(sqlite::Database* db, const RecordSearchOptions& options);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_SEARCH_H_
