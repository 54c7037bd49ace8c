#include "common/store/sqlite_document_store.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "common/base/period.h"
#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "common/store/period_days.h"
#include "common/store/sha256.h"
#include "common/store/sqlite_document_row.h"
#include "common/store/sqlite_extraction_queue.h"
#include "common/store/sqlite_read.h"
#include "common/store/sqlite_usage_counts.h"

namespace fangzhi::store {

struct SqliteDocumentStore::Prepared {
  NewDocument document;
  std::string hash;
  int64_t text_length = 0;
  int64_t published_day = 0;
};

namespace {

struct KnownRequest {
  std::string hash;
  int64_t document;
  bool already_exists;
};

absl::StatusOr<std::optional<KnownRequest>> FindRequest(sqlite::Database* db, std::string_view id) {
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   db->Prepare("SELECT content_hash, document, already_exists FROM requests WHERE id = ?1"));
  select.BindAll(id);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return std::nullopt;
  return KnownRequest{std::string(select.Bytes(0)), select.Int(1), select.Int(2) != 0};
}

absl::StatusOr<std::optional<int64_t>> FindByHash(sqlite::Database* db, std::string_view hash) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT id FROM documents WHERE content_hash = ?1"));
  select.BindAll(sqlite::Blob{hash});
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return std::nullopt;
  return select.Int(0);
}

absl::StatusOr<InsertResult> Replay(sqlite::Database* db, const KnownRequest& request, std::string_view hash) {
  if (request.hash != hash) {
    return absl::InvalidArgumentError("the request id was used before for another text");
  }
  absl::StatusOr<v1::Document> document = FindDocument(db, request.document);
  if (absl::IsNotFound(document.status())) {
    return absl::NotFoundError("the document of this request was deleted since");
  }
  RETURN_IF_ERROR(document.status());
  return InsertResult{*std::move(document), request.already_exists};
}

absl::Status RememberRequest(sqlite::Database* db, std::string_view id, std::string_view hash, int64_t document,
                             bool already_exists) {
  if (id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      sqlite::Statement insert,
      db->Prepare("INSERT INTO requests (id, content_hash, document, already_exists) VALUES (?1, ?2, ?3, ?4)"));
  insert.BindAll(id, sqlite::Blob{hash}, document, already_exists);
  return insert.Run();
}

// The oldest of the near duplicates of a document that is going leads their family from now on.
absl::Status HandFamilyOn(sqlite::Database* db, int64_t document) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT min(id) FROM documents WHERE near_duplicate_of = ?1"));
  select.BindAll(document);
  RETURN_IF_ERROR(select.Step().status());
  if (select.IsNull(0)) return absl::OkStatus();
  const int64_t heir = select.Int(0);
  for (const std::string_view sql :
       {"UPDATE documents SET near_duplicate_of = ?2 WHERE near_duplicate_of = ?1 AND id <> ?2",
        "UPDATE documents SET near_duplicate_of = NULL WHERE near_duplicate_of = ?1 AND id = ?2",
        "UPDATE records SET near_duplicate = 0 WHERE document = ?2"}) {
    ASSIGN_OR_RETURN(sqlite::Statement update, db->Prepare(sql));
    update.BindAll(document, heir);
    RETURN_IF_ERROR(update.Run());
  }
  return CountRecords(db, heir, 1);
}

absl::Status DeleteInTransaction(sqlite::Database* db, std::string_view name) {
  ASSIGN_OR_RETURN(const int64_t key, FindDocumentKey(db, name));
  RETURN_IF_ERROR(CountRecords(db, key, -1));
  RETURN_IF_ERROR(HandFamilyOn(db, key));
  // What belongs to the document goes with it by the foreign keys.
  ASSIGN_OR_RETURN(sqlite::Statement remove, db->Prepare("DELETE FROM documents WHERE id = ?1"));
  remove.BindAll(key);
  RETURN_IF_ERROR(remove.Run());
  return ForgetUnusedNames(db);
}

}  // namespace

template <typename T, typename Work>
absl::StatusOr<T> SqliteDocumentStore::Write(Work work) {
  absl::StatusOr<T> result = absl::InternalError("not run");
  const absl::Status status = writer_->Run([&](sqlite::Database& db) {
    result = work(&db, clock_.Next());
    return result.status();
  });
  if (!status.ok()) return status;
  return result;
}

void SqliteDocumentStore::InsertAsync(NewDocument document, InsertCallback done) {
  const std::optional<size_t> length = CountCodePoints(document.text);
  const std::optional<Period> published = Period::Parse(document.document.published());
  if (!length || *length == 0 || !published) {
    done(absl::InvalidArgumentError(published ? "the text is empty or no UTF-8" : "the publication date is none"));
    return;
  }
  auto prepared = std::make_shared<Prepared>();
  prepared->hash = Sha256(document.text);
  prepared->text_length = static_cast<int64_t>(*length);
  prepared->published_day = PeriodDays::Of(*published).first;
  prepared->document = std::move(document);
  auto result = std::make_shared<absl::StatusOr<InsertResult>>(absl::InternalError("not run"));
  writer_->Submit(
      [this, prepared, result](sqlite::Database& db) {
        *result = InsertInTransaction(&db, *prepared);
        return result->status();
      },
      [result, done = std::move(done)](absl::Status status) {
        done(status.ok() ? std::move(*result) : absl::StatusOr<InsertResult>(std::move(status)));
      });
}

absl::StatusOr<InsertResult> SqliteDocumentStore::InsertInTransaction(sqlite::Database* db, const Prepared& prepared) {
  const std::string& request_id = prepared.document.request_id;
  if (!request_id.empty()) {
    ASSIGN_OR_RETURN(const std::optional<KnownRequest> known, FindRequest(db, request_id));
    if (known) return Replay(db, *known, prepared.hash);
  }
  ASSIGN_OR_RETURN(std::optional<int64_t> key, FindByHash(db, prepared.hash));
  const bool already_exists = key.has_value();
  if (!already_exists) {
    ASSIGN_OR_RETURN(key, InsertRows(db, prepared));
  }
  RETURN_IF_ERROR(RememberRequest(db, request_id, prepared.hash, *key, already_exists));
  InsertResult result;
  ASSIGN_OR_RETURN(result.document, FindDocument(db, *key));
  result.already_exists = already_exists;
  return result;
}

absl::StatusOr<int64_t> SqliteDocumentStore::InsertRows(sqlite::Database* db, const Prepared& prepared) {
  const NewDocument& document = prepared.document;
  const CommitTime time = clock_.Next();
  ASSIGN_OR_RETURN(
      sqlite::Statement insert,
      db->Prepare("INSERT INTO documents (name, title, source, published, published_day, media_type, charset, "
                  "content_hash, text_length, state, available_us, created_us, updated_us) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)"));
  insert.BindAll(ids_.Next(absl::FromUnixMicros(time.us)), document.document.title(), document.document.source(),
                 document.document.published(), prepared.published_day, document.media_type, document.charset,
                 sqlite::Blob{prepared.hash}, prepared.text_length, v1::DOCUMENT_STATE_PENDING, time.clock_us, time.us);
  RETURN_IF_ERROR(insert.Run());
  const int64_t key = db->last_insert_rowid();

  ASSIGN_OR_RETURN(sqlite::Statement text, db->Prepare("INSERT INTO document_texts (document, text) VALUES (?1, ?2)"));
  text.BindAll(key, document.text);
  RETURN_IF_ERROR(text.Run());
  if (!document.raw_content.empty()) {
    ASSIGN_OR_RETURN(sqlite::Statement content,
                     db->Prepare("INSERT INTO document_contents (document, content) VALUES (?1, ?2)"));
    content.BindAll(key, sqlite::Blob{document.raw_content});
    RETURN_IF_ERROR(content.Run());
  }
  return key;
}

absl::StatusOr<v1::Document> SqliteDocumentStore::Get(std::string_view name, v1::DocumentView view) const {
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  ASSIGN_OR_RETURN(const int64_t key, FindDocumentKey(&read.db(), name));
  ASSIGN_OR_RETURN(v1::Document document, FindDocument(&read.db(), key));
  if (view == v1::DOCUMENT_VIEW_FULL) {
    ASSIGN_OR_RETURN(*document.mutable_text(), ReadText(&read.db(), key));
  }
  return document;
}

absl::StatusOr<DocumentPage> SqliteDocumentStore::List(const DocumentListOptions& options) const {
  int64_t before = std::numeric_limits<int64_t>::max();
  if (!options.cursor.empty() && (!absl::SimpleAtoi(options.cursor, &before) || before <= 0)) {
    return absl::InvalidArgumentError("the cursor is not one of this list");
  }
  ASSIGN_OR_RETURN(const Read read, Read::Begin(readers_));
  const bool all = options.state == v1::DOCUMENT_STATE_UNSPECIFIED;
  ASSIGN_OR_RETURN(sqlite::Statement select,
                   read.db().Prepare(absl::StrCat(std::string(kSelectDocument), "WHERE d.id < ?1",
                                                  all ? "" : " AND d.state = ?3", " ORDER BY d.id DESC LIMIT ?2")));
  const int size = std::max(1, options.page_size);
  select.BindAll(before, int64_t{size} + 1);
  if (!all) select.Bind(3, options.state);
  DocumentPage page;
  int64_t last = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return page;
    if (static_cast<int>(page.documents.size()) == size) {
      page.next_cursor = absl::StrCat(last);
      return page;
    }
    last = select.Int(0);
    page.documents.push_back(ReadDocument(select));
  }
}

absl::Status SqliteDocumentStore::Delete(std::string_view name) {
  return writer_->Run([&](sqlite::Database& db) { return DeleteInTransaction(&db, name); });
}

absl::StatusOr<ClaimBatch> SqliteDocumentStore::ClaimPending(int limit, absl::Duration lease, absl::Time now) {
  return Write<ClaimBatch>([&](sqlite::Database* db, CommitTime time) {
    return store::ClaimPending(db, std::max(0, limit), lease, now, time);
  });
}

absl::StatusOr<CommitOutcome> SqliteDocumentStore::CommitExtraction(const Claim& claim, const Extraction& extraction) {
  return Write<CommitOutcome>(
      [&](sqlite::Database* db, CommitTime time) { return store::CommitExtraction(db, claim, extraction, time); });
}

absl::Status SqliteDocumentStore::RecordFailure(const Claim& claim, const Failure& failure) {
  return writer_->Run([&](sqlite::Database& db) { return store::RecordFailure(&db, claim, failure, clock_.Next()); });
}

absl::Status SqliteDocumentStore::ReleaseLeases() {
  return writer_->Run([&](sqlite::Database& db) { return store::ReleaseLeases(&db, clock_.Next()); });
}

absl::StatusOr<int64_t> SqliteDocumentStore::Requeue(const std::vector<std::string>& names,
                                                     std::string_view current_version) {
  return Write<int64_t>(
      [&](sqlite::Database* db, CommitTime time) { return store::Requeue(db, names, current_version, time); });
}

}  // namespace fangzhi::store
