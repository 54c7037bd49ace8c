// The part of the document store that leads documents to records. For transactions of the writing thread.

#ifndef FANGZHI_COMMON_STORE_SQLITE_EXTRACTION_QUEUE_H_
#define FANGZHI_COMMON_STORE_SQLITE_EXTRACTION_QUEUE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite/database.h"
#include "common/store/document_store.h"
#include "common/store/sqlite_commit_clock.h"

namespace fangzhi::store {

// Each as the method of DocumentStore of that name; `time` is that of the commit.
absl::StatusOr<ClaimBatch> ClaimPending(sqlite::Database* db, int limit, absl::Duration lease, absl::Time now,
                                        CommitTime time);
absl::StatusOr<CommitOutcome> CommitExtraction(sqlite::Database* db, const Claim& claim, const Extraction& extraction,
                                               CommitTime time);
absl::Status RecordFailure(sqlite::Database* db, const Claim& claim, const Failure& failure, CommitTime time);
absl::Status ReleaseLeases(sqlite::Database* db, CommitTime time);
absl::StatusOr<int64_t> Requeue(sqlite::Database* db, const std::vector<std::string>& names,
                                std::string_view current_version, CommitTime time);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_EXTRACTION_QUEUE_H_
