#include "common/store/sqlite_document_row.h"

#include "common/base/status_macros.h"
#include "common/store/names.h"
#include "common/store/sha256.h"
#include "common/store/sqlite_time.h"

namespace fangzhi::store {

v1::Document ReadDocument(const sqlite::Statement& row) {
  v1::Document document;
  document.set_name("documents/" + std::string(row.Text(1)));
  document.set_title(std::string(row.Text(2)));
  document.set_source(std::string(row.Text(3)));
  document.set_published(std::string(row.Text(4)));
  document.set_media_type(std::string(row.Text(5)));
  document.set_charset(std::string(row.Text(6)));
  document.set_content_hash(ToHex(row.Bytes(7)));
  document.set_text_length(row.Int(8));
  document.set_state(row.As<v1::DocumentState>(9));
  document.set_state_reason(std::string(row.Text(10)));
  document.set_attempts(row.As<int32_t>(11));
  document.set_record_count(row.Int(12));
  document.set_extractor_version(std::string(row.Text(13)));
  *document.mutable_create_time() = ToTimestamp(row.Int(14));
  *document.mutable_update_time() = ToTimestamp(row.Int(15));
  if (!row.IsNull(16)) document.set_near_duplicate_of("documents/" + std::string(row.Text(16)));
  return document;
}

absl::StatusOr<v1::Document> FindDocument(sqlite::Database* db, int64_t key) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare(std::string(kSelectDocument) + "WHERE d.id = ?1"));
  select.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no document has this name");
  return ReadDocument(select);
}

absl::StatusOr<int64_t> FindDocumentKey(sqlite::Database* db, std::string_view name) {
  const auto id = ParseDocumentName(name);
  if (!id) return absl::NotFoundError("no document has this name");
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT id FROM documents WHERE name = ?1"));
  select.BindAll(*id);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no document has this name");
  return select.Int(0);
}

absl::StatusOr<std::string> ReadText(sqlite::Database* db, int64_t key) {
  ASSIGN_OR_RETURN(sqlite::Statement select, db->Prepare("SELECT text FROM document_texts WHERE document = ?1"));
  select.BindAll(key);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::DataLossError("the store has lost the text of a document");
  return std::string(select.Text(0));
}

}  // namespace fangzhi::store
