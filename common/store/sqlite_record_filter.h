#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_FILTER_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_FILTER_H_

#include <absl/status/statusor.h>

#include <optional>

#include "common/sqlite/database.h"
#include "common/store/record_filter.h"
#include "common/store/record_store.h"
#include "common/store/sqlite_query_builder.h"

namespace fangzhi::store {

struct FilterContext {
  // Names are looked up in it, so that the query compares keys. Not owned.
  sqlite::Database* db = nullptr;
  // Only current records of documents that are no near duplicates are asked for: tables of what is in use help.
  bool default_vintage = true;
  // What the answer is ordered by first.
  RecordOrderField order = RecordOrderField::kDocument;
};

// A condition on `records AS r` that is never NULL. INVALID_ARGUMENT where an operator or value does not suit its
// field.
absl::StatusOr<QueryBuilder> CompileFilter(const RecordFilter& filter, const FilterContext& context);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_FILTER_H_
