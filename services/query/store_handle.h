#ifndef FANGZHI_SERVICES_QUERY_STORE_HANDLE_H_
#define FANGZHI_SERVICES_QUERY_STORE_HANDLE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <string>

#include "common/base/mutex.h"
#include "common/store/store.h"

namespace fangzhi::query {

// The store as it comes and goes: absent until ingest makes it, of an older schema until ingest migrates it, replaced
// by another when it was restored. Thread-safe.
class StoreHandle {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<store::Store>>()>;

  // `open` is called from Refresh. Nothing is opened yet.
  explicit StoreHandle(Opener open);

  // Opens the store where none is open; closes and opens again one that cannot be used any more. OK where it can be
  // used. To be called once a second, as a health check.
  absl::Status Refresh();

  // The store that Refresh found last; stays usable while held. UNAVAILABLE, for callers and with a RetryInfo, where
  // there is none.
  absl::StatusOr<std::shared_ptr<store::Store>> Get() const;

 private:
  void Set(std::shared_ptr<store::Store> store);
  void LogChange(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(refresh_mutex_);

  const Opener open_;
  Mutex refresh_mutex_;  // Held while opening; taken before mutex_.
  std::string last_problem_ ABSL_GUARDED_BY(refresh_mutex_);
  mutable Mutex mutex_;
  std::shared_ptr<store::Store> store_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_STORE_HANDLE_H_
