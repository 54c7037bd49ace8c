#ifndef FANGZHI_SERVICES_INGEST_RETRY_POLICY_H_
#define FANGZHI_SERVICES_INGEST_RETRY_POLICY_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <string>

namespace fangzhi::ingest {

// Whose doing it is that an extraction did not succeed.
enum class Blame {
  kService,    // Out of reach, busy, not what it should be: the document waits, and its attempts are not counted.
  kTimeout,    // No answer came in time: the document's doing where the service is well, else the service's.
  kSuspicion,  // The connection broke: the doing of one of the documents under way, or of none.
  kDocument,   // Extraction failed over it: tried again to the limit.
  kRefusal,    // Extraction does not take it, and never will.
};

Blame BlameFor(const absl::Status& status);

// Exponential backoff with full jitter: a time between zero and `initial` × 2^(failures − 1), at most `limit`. `random`
// is uniform in [0, 1).
struct Backoff {
  absl::Duration initial = absl::Seconds(1);
  absl::Duration limit = absl::Seconds(60);

  absl::Duration After(int failures, double random) const;
};

// `Document.state_reason` for `status`: a sentence without document text.
std::string ReasonFor(const absl::Status& status);

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_RETRY_POLICY_H_
