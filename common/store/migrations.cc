#include "common/store/migrations.h"

#include <absl/strings/str_cat.h>

#include "common/base/status_macros.h"
#include "common/sqlite/transaction.h"
#include "common/store/sqlite_search_index.h"

namespace fangzhi::store {
namespace {

struct FileState {
  int64_t application_id;
  int64_t version;
  bool empty;  // No tables: a new file.
};

absl::StatusOr<FileState> ReadFileState(sqlite::Database* db) {
  FileState state{};
  ASSIGN_OR_RETURN(state.application_id, db->QueryInt("PRAGMA application_id"));
  ASSIGN_OR_RETURN(state.version, db->QueryInt("PRAGMA user_version"));
  ASSIGN_OR_RETURN(const int64_t tables, db->QueryInt("SELECT count(*) FROM sqlite_schema"));
  state.empty = tables == 0;
  return state;
}

// What holds for readers and the writer alike.
absl::Status CheckIsKnown(const FileState& state) {
  const bool is_new = state.empty && state.application_id == 0 && state.version == 0;
  if (state.application_id != kApplicationId && !is_new) {
    return absl::FailedPreconditionError("the file is a database of another program, not a Fangzhi store");
  }
  if (state.version > SchemaVersion()) {
    return absl::FailedPreconditionError(absl::StrCat("the store has schema ", state.version,
                                                      " and this program knows schemas up to ", SchemaVersion(),
                                                      ": run a newer version of it"));
  }
  return absl::OkStatus();
}

absl::Status ApplyAfter(int64_t version, sqlite::Database* db) {
  for (const Migration& migration : Migrations()) {
    if (migration.version <= version) continue;
    RETURN_IF_ERROR(db->Execute(migration.sql));
    RETURN_IF_ERROR(db->Execute(absl::StrCat("PRAGMA user_version = ", migration.version)));
  }
  return absl::OkStatus();
}

}  // namespace

int64_t SchemaVersion() { return Migrations().back().version; }

absl::Status Migrate(sqlite::Database* db) {
  RETURN_IF_ERROR(AddSearchFunctions(db));
  ASSIGN_OR_RETURN(FileState state, ReadFileState(db));
  RETURN_IF_ERROR(CheckIsKnown(state));
  if (state.version == SchemaVersion()) return absl::OkStatus();

  ASSIGN_OR_RETURN(sqlite::Transaction transaction, sqlite::Transaction::Begin(db, sqlite::TransactionKind::kWrite));
  // Whoever had the lock before may have done it.
  ASSIGN_OR_RETURN(state, ReadFileState(db));
  RETURN_IF_ERROR(CheckIsKnown(state));
  RETURN_IF_ERROR(ApplyAfter(state.version, db));
  RETURN_IF_ERROR(db->Execute(absl::StrCat("PRAGMA application_id = ", kApplicationId)));
  return transaction.Commit();
}

absl::Status CheckSchema(sqlite::Database* db) {
  ASSIGN_OR_RETURN(const FileState state, ReadFileState(db));
  RETURN_IF_ERROR(CheckIsKnown(state));
  if (state.version < SchemaVersion()) {
    return absl::UnavailableError(absl::StrCat("the store has schema ", state.version, " and this program needs ",
                                               SchemaVersion(), ": the ingest service of this version makes it"));
  }
  return absl::OkStatus();
}

}  // namespace fangzhi::store
