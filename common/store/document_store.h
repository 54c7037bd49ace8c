// Documents: their texts, and where each stands on its way to records.

#ifndef FANGZHI_COMMON_STORE_DOCUMENT_STORE_H_
#define FANGZHI_COMMON_STORE_DOCUMENT_STORE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "fangzhi/v1/document.pb.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::store {

struct NewDocument {
  v1::Document document;    // `title`, `source` and `published` are kept; every other field is ignored.
  std::string text;         // Decoded text, valid UTF-8, not empty.
  std::string raw_content;  // The bytes as submitted; empty for documents submitted as text.
  std::string media_type;
  std::string charset;     // Empty for documents submitted as text.
  std::string request_id;  // Empty: none.
};

struct InsertResult {
  v1::Document document;        // Without `text`.
  bool already_exists = false;  // The text was known; nothing was stored.
};

struct DocumentListOptions {
  int page_size = 50;  // At least 1.
  // `DocumentPage::next_cursor` of a call with the same other options; empty: from the newest.
  std::string cursor = {};
  v1::DocumentState state = v1::DOCUMENT_STATE_UNSPECIFIED;  // Unspecified: all.
};

struct DocumentPage {
  std::vector<v1::Document> documents;  // Without `text`.
  std::string next_cursor;              // Empty on the last page.
};

// The right to extract one document, for the length of a lease.
struct Claim {
  std::string name;        // `documents/{document}`
  int64_t generation = 0;  // Counts how often extraction of the document was asked for.
  int32_t attempt = 0;     // 1 for the first attempt of this generation; equals `Document.attempts`.
};

struct ClaimedDocument {
  Claim claim;
  v1::Document document;  // With `text`.
};

struct ClaimBatch {
  std::vector<ClaimedDocument> documents;  // Those waiting longest first.
  // When the next PENDING document that is not in `documents` becomes claimable: at or before `now` where more than
  // `limit` were, InfiniteFuture where there is none.
  absl::Time next_time = absl::InfiniteFuture();
};

// What extraction made of a claimed document.
struct Extraction {
  std::string extractor_version;  // As `Document.extractor_version`; not empty.
  std::string title;              // The title found in the text; empty: none.
  // With `name` ending in `/records/{start}-{ordinal}`, each id once. What the store assigns (the document part of
  // `name`, `document`, `create_time`, `supersede_time`) is ignored.
  std::vector<v1::Record> records;
};

enum class CommitOutcome {
  kCommitted,
  kNothingToDo,  // This or another extraction of the claim's generation, or a later one, was committed before.
};

// How an attempt ended without records.
struct Failure {
  std::string reason;          // A sentence without document text; becomes `Document.state_reason`.
  absl::Time retry_time = {};  // When the document may be claimed again. Ignored where `final`.
  bool final = false;          // The document becomes FAILED.
  bool counts = true;          // False: not the document's doing (extraction out of reach); the attempt is given back.
};

// Thread-safe. Whatever writes returns when the change is durable; many callers share one disk flush.
//
// Besides what each method names: RESOURCE_EXHAUSTED where the disk is full, UNAVAILABLE where it cannot be written
// for now, DATA_LOSS where the store is damaged. After an error nothing of the call is kept. Messages hold no paths, no
// document text and nothing of the backend.
class DocumentStore {
 public:
  using InsertCallback = std::function<void(absl::StatusOr<InsertResult>)>;

  virtual ~DocumentStore() = default;

  // Stores a document as PENDING. Where one with the same text exists, that one is the answer. Where `request_id` was
  // seen before, the document of the first call is the answer, with the first's `already_exists`: INVALID_ARGUMENT if
  // the text differs from the first's, NOT_FOUND if that document was deleted since.
  absl::StatusOr<InsertResult> Insert(NewDocument document);

  // As Insert, but returns at once and calls `done` exactly once, on a thread of the store's, which `done` must not
  // block.
  virtual void InsertAsync(NewDocument document, InsertCallback done) = 0;

  // Returns NOT_FOUND if there is no document `name`. Every view but FULL leaves `text` out.
  virtual absl::StatusOr<v1::Document> Get(std::string_view name, v1::DocumentView view) const = 0;

  // Newest first; unmoved by concurrent insertion. INVALID_ARGUMENT for a cursor that is not of this store's making.
  virtual absl::StatusOr<DocumentPage> List(const DocumentListOptions& options) const = 0;

  // Removes the document, its text and all its records, superseded ones too. NOT_FOUND if there is none.
  virtual absl::Status Delete(std::string_view name) = 0;

  // Takes at most `limit` PENDING documents whose retry time has come and that nobody holds, until `now` + `lease`.
  // When a lease runs out the document is claimable again.
  virtual absl::StatusOr<ClaimBatch> ClaimPending(int limit, absl::Duration lease, absl::Time now) = 0;

  // In one transaction: supersedes the document's current records, adds `extraction`'s and makes the document
  // EXTRACTED. Where the document's current records are of the same extractor version they stay. A claim whose lease
  // has run out may commit; the first commit of a generation wins. NOT_FOUND if the document was deleted,
  // INVALID_ARGUMENT for malformed records.
  virtual absl::StatusOr<CommitOutcome> CommitExtraction(const Claim& claim, const Extraction& extraction) = 0;

  // Ends the claim without records. Does nothing where the document is not PENDING any more or was claimed anew.
  // NOT_FOUND if the document was deleted.
  virtual absl::Status RecordFailure(const Claim& claim, const Failure& failure) = 0;

  // Ends every lease and gives the attempts back. Called once at start, by the one process that claims.
  virtual absl::Status ReleaseLeases() = 0;

  // Makes documents PENDING again, with a new generation; their records serve until the next commit. With `names`
  // empty, all EXTRACTED and FAILED ones whose extractor version is not `current_version`. Returns how many; NOT_FOUND,
  // and nothing is changed, if one of `names` does not exist.
  virtual absl::StatusOr<int64_t> Requeue(const std::vector<std::string>& names, std::string_view current_version) = 0;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_DOCUMENT_STORE_H_
