#ifndef FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_STORE_H_
#define FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_STORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite/read_pool.h"
#include "common/sqlite/write_queue.h"
#include "common/store/document_store.h"
#include "common/store/sqlite_commit_clock.h"
#include "common/store/ulid.h"

namespace fangzhi::store {

class SqliteDocumentStore final : public DocumentStore {
 public:
  // `writer` and `readers` must outlive this object, and this object what is queued in `writer`. `last_name` is the
  // greatest document id in the store.
  SqliteDocumentStore(sqlite::WriteQueue* writer, sqlite::ReadPool* readers, CommitClock clock,
                      std::string_view last_name)
      : writer_(writer), readers_(readers), clock_(std::move(clock)), ids_(last_name) {}

  void InsertAsync(NewDocument document, InsertCallback done) override;
  absl::StatusOr<v1::Document> Get(std::string_view name, v1::DocumentView view) const override;
  absl::StatusOr<DocumentPage> List(const DocumentListOptions& options) const override;
  absl::Status Delete(std::string_view name) override;
  absl::StatusOr<ClaimBatch> ClaimPending(int limit, absl::Duration lease, absl::Time now) override;
  absl::StatusOr<CommitOutcome> CommitExtraction(const Claim& claim, const Extraction& extraction) override;
  absl::Status RecordFailure(const Claim& claim, const Failure& failure) override;
  absl::Status ReleaseLeases() override;
  absl::StatusOr<int64_t> Requeue(const std::vector<std::string>& names, std::string_view current_version) override;

 private:
  // A document with what can be told of it before it is written.
  struct Prepared;

  absl::StatusOr<InsertResult> InsertInTransaction(sqlite::Database* db, const Prepared& prepared);
  absl::StatusOr<int64_t> InsertRows(sqlite::Database* db, const Prepared& prepared);

  // Runs `work`, a callable that takes Database* and commit time and gives absl::StatusOr<T>, on the writing thread.
  template <typename T, typename Work>
  absl::StatusOr<T> Write(Work work);

  sqlite::WriteQueue* const writer_;  // Not owned.
  sqlite::ReadPool* const readers_;   // Not owned.
  CommitClock clock_;                 // Used by the writing thread alone.
  UlidGenerator ids_;                 // Used by the writing thread alone.
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_STORE_H_
