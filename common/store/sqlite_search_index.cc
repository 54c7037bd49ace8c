#include "common/store/sqlite_search_index.h"

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "common/base/status_macros.h"
#include "common/store/search_text.h"

namespace fangzhi::store {
namespace {

constexpr std::string_view kWords =
    "r.sentence, bigrams(s.text || ' ' || group_concat(DISTINCT r.phrase) || ' ' || group_concat(DISTINCT "
    "r.subject_text)) FROM records AS r JOIN sentences AS s ON s.id = r.sentence "
    "WHERE r.document = ?1 AND r.superseded_us IS NULL AND r.near_duplicate = 0 GROUP BY r.sentence";

void Bigrams(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  const auto size = static_cast<size_t>(sqlite3_value_bytes(arguments[0]));
  const std::string bigrams = text == nullptr ? "" : BigramsOf({text, size});
  sqlite3_result_text64(context, bigrams.data(), bigrams.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace

absl::Status AddSearchFunctions(sqlite::Database* db) {
  return db->Error(sqlite3_create_function_v2(db->handle(), "bigrams", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                              &Bigrams, nullptr, nullptr, nullptr));
}

absl::Status IndexForSearch(sqlite::Database* db, int64_t document, int times) {
  const std::string_view into = times > 0 ? "INSERT INTO search (rowid, words) SELECT "
                                          : "INSERT INTO search (search, rowid, words) SELECT 'delete', ";
  ASSIGN_OR_RETURN(sqlite::Statement index, db->Prepare(std::string(into).append(kWords)));
  index.BindAll(document);
  return index.Run();
}

}  // namespace fangzhi::store
