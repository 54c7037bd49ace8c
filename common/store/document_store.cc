#include "common/store/document_store.h"

#include <optional>
#include <utility>

#include "common/base/mutex.h"

namespace fangzhi::store {

absl::StatusOr<InsertResult> DocumentStore::Insert(NewDocument document) {
  Mutex mutex;
  CondVar finished;
  std::optional<absl::StatusOr<InsertResult>> result;
  InsertAsync(std::move(document), [&](absl::StatusOr<InsertResult> inserted) {
    MutexLock lock(&mutex);
    result = std::move(inserted);
    finished.NotifyOne();  // Under the lock: the waiter destroys `finished` once it has the lock.
  });
  MutexLock lock(&mutex);
  while (!result) finished.Wait(&mutex);
  return *std::move(result);
}

}  // namespace fangzhi::store
