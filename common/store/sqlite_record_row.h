// Records as rows of the table `records` and of those it refers to.

#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_ROW_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_ROW_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/sqlite/database.h"
#include "common/sqlite/statement.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::store {

// Inserts the records of one extraction. For one transaction.
class RecordRowWriter {
 public:
  struct Context {
    int64_t document;  // Key.
    int64_t published_day;
    bool near_duplicate;
    int64_t extractor;  // Key.
    int64_t created_us;
  };

  static absl::StatusOr<RecordRowWriter> Prepare(sqlite::Database* db, const Context& context);

  // INVALID_ARGUMENT where the record is malformed.
  absl::Status Write(const v1::Record& record);

 private:
  RecordRowWriter(sqlite::Database* db, const Context& context, sqlite::Statement insert)
      : db_(db), context_(context), insert_(std::move(insert)) {}

  absl::StatusOr<int64_t> InternIndicator(const v1::Record& record);
  absl::StatusOr<int64_t> InternSubject(const std::string& name);
  absl::StatusOr<int64_t> InternSentence(const v1::Provenance& provenance);
  absl::Status WriteAttributions(const v1::Record& record);

  sqlite::Database* db_;  // Not owned.
  Context context_;
  sqlite::Statement insert_;
  // The sentence interned last: neighbours share theirs.
  v1::Span last_span_;
  int64_t last_sentence_ = 0;
};

// Returns the key of `version` in `extractors`, which is inserted where it is new.
absl::StatusOr<int64_t> InternExtractor(sqlite::Database* db, std::string_view version);

// Reads records one at a time by their keys.
class RecordRowReader {
 public:
  static absl::StatusOr<RecordRowReader> Prepare(sqlite::Database* db, v1::RecordView view);

  // Returns NOT_FOUND where there is no such row.
  absl::StatusOr<v1::Record> Read(int64_t key);

 private:
  RecordRowReader(sqlite::Database* db, v1::RecordView view, sqlite::Statement select)
      : db_(db), view_(view), select_(std::move(select)) {}

  sqlite::Database* db_;  // Not owned.
  v1::RecordView view_;
  sqlite::Statement select_;
};

// The records of `keys`, which are all there, in their order: by one statement, which takes half the time that reading
// them one at a time does.
absl::StatusOr<std::vector<v1::Record>> ReadRecords(sqlite::Database* db, const std::vector<int64_t>& keys,
                                                    v1::RecordView view);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_ROW_H_
