// Opens the store: one file, written by ingest, read by query.

#ifndef FANGZHI_COMMON_STORE_STORE_H_
#define FANGZHI_COMMON_STORE_STORE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <string>

#include "common/store/catalog_usage_store.h"
#include "common/store/document_store.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

// Thread-safe. The aggregates live as long as the store.
class Store {
 public:
  virtual ~Store() = default;

  virtual RecordStore& records() = 0;
  virtual CatalogUsageStore& usage() = 0;

  // For health checks; cheap. OK where the store can be used; UNAVAILABLE where its file is gone, was replaced by
  // another, or has a schema this process does not know: close it and open it again.
  virtual absl::Status Check() const = 0;
};

class WritableStore : public Store {
 public:
  virtual DocumentStore& documents() = 0;
};

struct WriteOptions {
  std::function<absl::Time()> clock = absl::Now;  // Gives creation and commit times.
};

struct ReadOptions {
  int max_connections = 8;  // Reads that run at the same time; further ones wait.
};

// Opens the store whose database is the file `path`, creating directory and file and migrating the schema where
// needed. The process holds the store alone until the result is destroyed, which waits for what is under way.
//
// Errors say what to do: FAILED_PRECONDITION for a network filesystem, a schema newer than this program's, or a file
// that is not a Fangzhi store; UNAVAILABLE where another process has it open for writing; PERMISSION_DENIED;
// RESOURCE_EXHAUSTED; DATA_LOSS.
absl::StatusOr<std::unique_ptr<WritableStore>> OpenForWriting(const std::string& path,
                                                              const WriteOptions& options = {});

// Opens the store for reading alone; never changes it. UNAVAILABLE where there is none yet or its schema is older than
// this program's (ingest will make it so: try again), FAILED_PRECONDITION where the schema is newer, the file is not a
// Fangzhi store or lies on a network filesystem.
absl::StatusOr<std::unique_ptr<Store>> OpenForReading(const std::string& path, ReadOptions options = {});

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_STORE_H_
