#ifndef FANGZHI_SERVICES_INGEST_DISPATCHER_H_
#define FANGZHI_SERVICES_INGEST_DISPATCHER_H_

#include <absl/status/status.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

#include <functional>
#include <set>
#include <string>
#include <thread>

#include "common/base/mutex.h"
#include "common/base/worker_pool.h"
#include "common/store/document_store.h"
#include "services/ingest/extraction_client.h"
#include "services/ingest/retry_policy.h"

namespace fangzhi::ingest {

struct DispatcherOptions {
  int concurrency = 16;  // Documents at extraction at the same time.
  // For one document to be extracted. Long, for a text of 2 MiB behind others on a slow machine.
  absl::Duration timeout = absl::Minutes(2);
  // For a server to say whether it serves, after a document was not answered in time.
  absl::Duration probe_timeout = absl::Seconds(5);
  absl::Duration lease = absl::Minutes(15);
  int max_attempts = 5;
  Backoff document_backoff = {absl::Seconds(1), absl::Minutes(2)};
  Backoff service_backoff = {absl::Seconds(1), absl::Seconds(30)};
  std::function<absl::Time()> clock = absl::Now;
  std::function<double()> random;  // Uniform in [0, 1); called under a lock. Empty: a generator of its own.
};

// Sends pending documents to extraction and commits what comes back, on threads of its own.
//
// Nothing is claimed while no extraction server is reachable. A document over which extraction fails is tried again
// with backoff, and FAILED after `max_attempts`; one that is refused, at once. Where the connection breaks or the time
// runs out, nobody knows which of the documents under way did it: each is tried again alone, and only what it does
// alone counts against it. Unavailability never counts.
class Dispatcher {
 public:
  // Releases the leases of an earlier process and starts. `documents` and `client` must outlive this object.
  Dispatcher(store::DocumentStore* documents, ExtractionClient* client, const DispatcherOptions& options);
  // Stops.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  // Looks for pending documents now. Never blocks for long.
  void Wake();
  // Cancels calls under way and ends. What was claimed is sent again by the next process. Idempotent.
  void Stop();

 private:
  void Loop();
  // Waits until something may be claimable and there is room for it. Returns how much; 0 to stop.
  int WaitForWork();
  // Waits until a server is reachable. Returns false to stop.
  bool WaitForExtraction();
  void ClaimAndDispatch(int limit);
  void Dispatch(store::ClaimedDocument claimed, bool alone);
  void WaitUntilIdle();

  void Process(const store::ClaimedDocument& claimed, bool alone);
  void Commit(const store::ClaimedDocument& claimed, const store::Extraction& extraction);
  void Fail(const store::Claim& claim, const absl::Status& status, bool alone);
  // Settles what the status alone does not tell.
  Blame BlameOf(const absl::Status& status, bool alone);
  void Record(const store::Claim& claim, const store::Failure& failure);
  absl::Duration ServiceDelay() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  store::DocumentStore* const documents_;  // Not owned.
  ExtractionClient* const client_;         // Not owned.
  const DispatcherOptions options_;
  const std::function<double()> random_;  // Called under `mutex_`.

  Mutex mutex_;
  CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = true;
  absl::Time next_time_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();  // When a document becomes claimable.
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;                            // Claimed and not given back.
  int service_failures_ ABSL_GUARDED_BY(mutex_) = 0;                     // In a row, of store or service.
  std::set<std::string> suspects_ ABSL_GUARDED_BY(mutex_);               // Documents that must be tried alone.

  WorkerPool pool_;
  std::thread loop_;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_DISPATCHER_H_
