#include "common/store/sqlite_extraction_queue.h"

#include <optional>

#include "common/base/status_macros.h"
#include "common/store/sqlite_document_row.h"
#include "common/store/sqlite_record_row.h"
#include "common/store/sqlite_usage_counts.h"

namespace fangzhi::store {
namespace {

// What decides about a claim.
struct DocumentRow {
  int64_t key;
  v1::DocumentState state;
  int64_t generation;
  int32_t attempts;
  bool leased;
  std::string extractor_version;
  bool near_duplicate;
  int64_t published_day;
};

absl::StatusOr<DocumentRow> FindRow(sqlite::Database* db, std::string_view name) {
  ASSIGN_OR_RETURN(const int64_t key, FindDocumentKey(db, name));
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   db->Prepare("SELECT state, generation, attempts, leased, extractor_version, near_duplicate_of, "
                               "published_day FROM documents WHERE id = ?1"));
  select.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no document has this name");
  return DocumentRow{key,
                     select.As<v1::DocumentState>(0),
                     select.Int(1),
                     select.As<int32_t>(2),
                     select.Int(3) != 0,
                     std::string(select.Text(4)),
                     !select.IsNull(5),
                     select.Int(6)};
}

absl::StatusOr<ClaimedDocument> ClaimOne(sqlite::Database* db, int64_t key, int64_t until_us, int64_t now_us) {
  ASSIGN_OR_RETURN(sqlite::Statement update,
                   db->Prepare("UPDATE documents SET leased = 1, attempts = attempts + 1, available_us = ?2, "
                               "updated_us = ?3 WHERE id = ?1 RETURNING generation"));
  update.BindAll(key, until_us, now_us);
  ASSIGN_OR_RETURN(const bool updated, update.Step());
  if (!updated) return absl::InternalError("a document that was just read is gone");
  ClaimedDocument claimed;
  claimed.claim.generation = update.Int(0);
  ASSIGN_OR_RETURN(claimed.document, FindDocument(db, key));
  ASSIGN_OR_RETURN(*claimed.document.mutable_text(), ReadText(db, key));
  claimed.claim.name = claimed.document.name();
  claimed.claim.attempt = claimed.document.attempts();
  return claimed;
}

absl::Status SupersedeRecords(sqlite::Database* db, const DocumentRow& document, int64_t now_us) {
  RETURN_IF_ERROR(CountRecords(db, document.key, -1));
  ASSIGN_OR_RETURN(sqlite::Statement supersede,
                   db->Prepare("UPDATE records SET superseded_us = ?2 WHERE document = ?1 AND superseded_us IS NULL"));
  supersede.BindAll(document.key, now_us);
  return supersede.Run();
}

absl::Status ReplaceRecords(sqlite::Database* db, const DocumentRow& document, const Extraction& extraction,
                            int64_t now_us) {
  const bool first_extraction = document.extractor_version.empty();
  if (!first_extraction) RETURN_IF_ERROR(SupersedeRecords(db, document, now_us));
  ASSIGN_OR_RETURN(const int64_t extractor, InternExtractor(db, extraction.extractor_version));
  ASSIGN_OR_RETURN(RecordRowWriter writer, RecordRowWriter::Prepare(db, {document.key, document.published_day,
                                                                         document.near_duplicate, extractor, now_us}));
  for (const v1::Record& record : extraction.records) RETURN_IF_ERROR(writer.Write(record));
  RETURN_IF_ERROR(CountRecords(db, document.key, 1));
  return first_extraction ? absl::OkStatus() : ForgetUnusedNames(db);
}

}  // namespace

absl::StatusOr<ClaimBatch> ClaimPending(sqlite::Database* db, int limit, absl::Duration lease, absl::Time now,
                                        CommitTime time) {
  ClaimBatch batch;
  std::vector<int64_t> keys;
  {
    // One more than asked for tells when the next is due.
    ASSIGN_OR_RETURN(
        sqlite::Statement select,
        db->Prepare("SELECT id, available_us FROM documents WHERE state = 1 ORDER BY available_us, id LIMIT ?1"));
    select.BindAll(int64_t{limit} + 1);
    for (;;) {
      ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      const absl::Time available = absl::FromUnixMicros(select.Int(1));
      if (available > now || static_cast<int>(keys.size()) >= limit) {
        batch.next_time = available;
        break;
      }
      keys.push_back(select.Int(0));
    }
  }
  for (const int64_t key : keys) {
    ASSIGN_OR_RETURN(batch.documents.emplace_back(), ClaimOne(db, key, absl::ToUnixMicros(now + lease), time.us));
  }
  return batch;
}

absl::StatusOr<CommitOutcome> CommitExtraction(sqlite::Database* db, const Claim& claim, const Extraction& extraction,
                                               CommitTime time) {
  if (extraction.extractor_version.empty()) return absl::InvalidArgumentError("the extraction has no version");
  ASSIGN_OR_RETURN(const DocumentRow document, FindRow(db, claim.name));
  if (document.state == v1::DOCUMENT_STATE_EXTRACTED || document.generation != claim.generation) {
    return CommitOutcome::kNothingToDo;
  }
  if (document.extractor_version != extraction.extractor_version) {
    RETURN_IF_ERROR(ReplaceRecords(db, document, extraction, time.us));
  }
  ASSIGN_OR_RETURN(
      sqlite::Statement update,
      db->Prepare("UPDATE documents SET state = ?2, state_reason = '', leased = 0, extractor_version = ?3, "
                  "found_title = ?4, updated_us = ?5, record_count = (SELECT count(*) FROM records WHERE document = ?1 "
                  "AND superseded_us IS NULL) WHERE id = ?1"));
  update.BindAll(document.key, v1::DOCUMENT_STATE_EXTRACTED, extraction.extractor_version, extraction.title, time.us);
  RETURN_IF_ERROR(update.Run());
  return CommitOutcome::kCommitted;
}

absl::Status RecordFailure(sqlite::Database* db, const Claim& claim, const Failure& failure, CommitTime time) {
  ASSIGN_OR_RETURN(const DocumentRow document, FindRow(db, claim.name));
  const bool holds = document.state == v1::DOCUMENT_STATE_PENDING && document.leased &&
                     document.generation == claim.generation && document.attempts == claim.attempt;
  if (!holds) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      sqlite::Statement update,
      db->Prepare("UPDATE documents SET state = ?2, state_reason = ?3, leased = 0, attempts = attempts - ?4, "
                  "available_us = ?5, updated_us = ?6 WHERE id = ?1"));
  const bool give_back = !failure.counts && !failure.final;
  const int64_t available_us = failure.final ? time.clock_us : absl::ToUnixMicros(failure.retry_time);
  update.BindAll(document.key, failure.final ? v1::DOCUMENT_STATE_FAILED : v1::DOCUMENT_STATE_PENDING, failure.reason,
                 give_back, available_us, time.us);
  return update.Run();
}

absl::Status ReleaseLeases(sqlite::Database* db, CommitTime time) {
  ASSIGN_OR_RETURN(sqlite::Statement update,
                   db->Prepare("UPDATE documents SET leased = 0, attempts = attempts - 1, available_us = ?1, "
                               "updated_us = ?2 WHERE state = 1 AND leased = 1"));
  update.BindAll(time.clock_us, time.us);
  return update.Run();
}

absl::StatusOr<int64_t> Requeue(sqlite::Database* db, const std::vector<std::string>& names,
                                std::string_view current_version, CommitTime time) {
  constexpr std::string_view kSet =
      "UPDATE documents SET state = 1, state_reason = '', generation = generation + 1, attempts = 0, leased = 0, "
      "available_us = ?1, updated_us = ?2 WHERE ";
  if (names.empty()) {
    ASSIGN_OR_RETURN(sqlite::Statement update,
                     db->Prepare(std::string(kSet) + "state IN (2, 3) AND extractor_version <> ?3"));
    update.BindAll(time.clock_us, time.us, current_version);
    RETURN_IF_ERROR(update.Run());
    return db->changes();
  }
  int64_t count = 0;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const int64_t key, FindDocumentKey(db, name));
    ASSIGN_OR_RETURN(sqlite::Statement update, db->Prepare(std::string(kSet) + "id = ?3"));
    update.BindAll(time.clock_us, time.us, key);
    RETURN_IF_ERROR(update.Run());
    count += db->changes();
  }
  return count;
}

}  // namespace fangzhi::store
