// Documents as rows of the table `documents`.

#ifndef FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_ROW_H_
#define FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_ROW_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "common/sqlite/database.h"
#include "common/sqlite/statement.h"
#include "fangzhi/v1/document.pb.h"

namespace fangzhi::store {

// `SELECT` with the columns that ReadDocument takes, FROM `documents AS d`; a condition is to follow.
inline constexpr std::string_view kSelectDocument =
    "SELECT d.id, d.name, d.title, d.source, d.published, d.media_type, d.charset, d.content_hash, d.text_length, "
    "d.state, d.state_reason, d.attempts, d.record_count, d.extractor_version, d.created_us, d.updated_us, "
    "(SELECT name FROM documents WHERE id = d.near_duplicate_of) FROM documents AS d ";

// Without `text`.
v1::Document ReadDocument(const sqlite::Statement& row);

// The document of that key. NOT_FOUND where there is none.
absl::StatusOr<v1::Document> FindDocument(sqlite::Database* db, int64_t key);

// The key of `documents/{document}`. NOT_FOUND where there is none.
absl::StatusOr<int64_t> FindDocumentKey(sqlite::Database* db, std::string_view name);

absl::StatusOr<std::string> ReadText(sqlite::Database* db, int64_t key);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_DOCUMENT_ROW_H_
