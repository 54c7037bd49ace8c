#include <absl/strings/str_cat.h>

#include <optional>
#include <utility>

#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/sqlite/read_pool.h"
#include "common/sqlite/write_queue.h"
#include "common/store/filesystem.h"
#include "common/store/migrations.h"
#include "common/store/sqlite_catalog_usage_store.h"
#include "common/store/sqlite_commit_clock.h"
#include "common/store/sqlite_document_store.h"
#include "common/store/sqlite_record_store.h"
#include "common/store/store.h"

namespace fangzhi::store {
namespace {

sqlite::ReadPool::Opener OpenerOf(const std::string& path) {
  return [path] { return sqlite::Database::Open(path, {.mode = sqlite::OpenMode::kRead}); };
}

// Tells whether the file that was opened is still the store. Thread-safe.
class HealthCheck {
 public:
  static absl::StatusOr<std::unique_ptr<HealthCheck>> Start(const std::string& path) {
    const std::optional<FileIdentity> identity = IdentifyFile(path);
    if (!identity) return absl::UnavailableError("there is no store yet: the ingest service makes it");
    ASSIGN_OR_RETURN(std::unique_ptr<sqlite::Database> db, OpenerOf(path)());
    auto check = std::make_unique<HealthCheck>(path, *identity, std::move(db));
    RETURN_IF_ERROR(check->CheckTheSchema());
    return check;
  }

  HealthCheck(std::string path, FileIdentity identity, std::unique_ptr<sqlite::Database> db)
      : path_(std::move(path)), identity_(identity), db_(std::move(db)) {}

  absl::Status Check() {
    if (IdentifyFile(path_) != identity_) {
      return absl::UnavailableError("the store's file is gone or was replaced by another");
    }
    const absl::Status schema = CheckTheSchema();
    // A schema that became another under our feet calls for opening again, as a file of another does.
    return absl::IsFailedPrecondition(schema) ? absl::UnavailableError(schema.message()) : schema;
  }

 private:
  absl::Status CheckTheSchema() {
    MutexLock lock(&mutex_);
    return CheckSchema(db_.get());
  }

  const std::string path_;
  const FileIdentity identity_;
  Mutex mutex_;
  const std::unique_ptr<sqlite::Database> db_ ABSL_PT_GUARDED_BY(mutex_);
};

class SqliteStore : public WritableStore {
 public:
  SqliteStore(std::unique_ptr<HealthCheck> health, sqlite::ReadPool::Opener opener, int max_connections)
      : health_(std::move(health)),
        readers_(std::move(opener), max_connections),
        records_(&readers_),
        usage_(&readers_) {}

  // Makes it writable. `db` is the connection that writes.
  absl::Status StartWriting(FileLock lock, std::unique_ptr<sqlite::Database> db, const WriteOptions& options) {
    // Deletions aside, the newest record or document has the latest time.
    ASSIGN_OR_RETURN(const int64_t last_us,
                     db->QueryInt("SELECT max(coalesce((SELECT max(created_us) FROM records), 0), "
                                  "coalesce((SELECT max(superseded_us) FROM records WHERE superseded_us IS NOT "
                                  "NULL), 0), "
                                  "coalesce((SELECT updated_us FROM documents ORDER BY id DESC "
                                  "LIMIT 1), 0))"));
    std::string last_name;
    {
      ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT name FROM documents ORDER BY id DESC LIMIT 1"));
      ASSIGN_OR_RETURN(const bool found, select.Step());
      if (found) last_name = select.Text(0);
    }
    lock_.emplace(std::move(lock));
    writer_ = std::make_unique<sqlite::WriteQueue>(std::move(db));
    documents_.emplace(writer_.get(), &readers_, CommitClock(options.clock, last_us), last_name);
    return absl::OkStatus();
  }

  // What is queued uses the document store.
  ~SqliteStore() override { writer_.reset(); }
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  RecordStore& records() override { return records_; }
  CatalogUsageStore& usage() override { return usage_; }
  DocumentStore& documents() override { return *documents_; }
  absl::Status Check() const override { return health_->Check(); }

 private:
  std::optional<FileLock> lock_;  // Released last.
  const std::unique_ptr<HealthCheck> health_;
  sqlite::ReadPool readers_;
  SqliteRecordStore records_;
  SqliteCatalogUsageStore usage_;
  std::unique_ptr<sqlite::WriteQueue> writer_;
  std::optional<SqliteDocumentStore> documents_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<WritableStore>> OpenForWriting(const std::string& path, const WriteOptions& options) {
  RETURN_IF_ERROR(MakeParentDirectory(path));
  RETURN_IF_ERROR(CheckLocalFilesystem(path));
  ASSIGN_OR_RETURN(FileLock lock, FileLock::Take(path + ".lock"));
  ASSIGN_OR_RETURN(std::unique_ptr<sqlite::Database> db,
                   sqlite::Database::Open(path, {.mode = sqlite::OpenMode::kCreate, .cache_bytes = int64_t{64} << 20}));
  RETURN_IF_ERROR(Migrate(db.get()));
  // After the schema, so that a file of another program stays as it is.
  RETURN_IF_ERROR(db->Execute("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 134217728"));
  ASSIGN_OR_RETURN(std::unique_ptr<HealthCheck> health, HealthCheck::Start(path));
  auto store = std::make_unique<SqliteStore>(std::move(health), OpenerOf(path), ReadOptions().max_connections);
  RETURN_IF_ERROR(store->StartWriting(std::move(lock), std::move(db), options));
  return store;
}

absl::StatusOr<std::unique_ptr<Store>> OpenForReading(const std::string& path, ReadOptions options) {
  if (!IdentifyFile(path)) return absl::UnavailableError("there is no store yet: the ingest service makes it");
  RETURN_IF_ERROR(CheckLocalFilesystem(path));
  ASSIGN_OR_RETURN(std::unique_ptr<HealthCheck> health, HealthCheck::Start(path));
  return std::make_unique<SqliteStore>(std::move(health), OpenerOf(path), options.max_connections);
}

}  // namespace fangzhi::store
