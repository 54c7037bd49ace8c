#ifndef FANGZHI_COMMON_STORE_SQLITE_RECORD_STORE_H_
#define FANGZHI_COMMON_STORE_SQLITE_RECORD_STORE_H_

#include <string_view>

#include "common/sqlite/read_pool.h"
#include "common/store/record_store.h"

namespace fangzhi::store {

class SqliteRecordStore final : public RecordStore {
 public:
  // `readers` must outlive this object.
  explicit SqliteRecordStore(sqlite::ReadPool* readers) : readers_(readers) {}

  absl::StatusOr<v1::Record> Get(std::string_view name, v1::RecordView view) const override;
  absl::StatusOr<RecordPage> List(const RecordListOptions& options) const override;
  absl::StatusOr<SeriesRecords> Series(const SeriesOptions& options) const override;
  absl::StatusOr<RecordSearchPage> Search(const RecordSearchOptions& options) const override;
  absl::StatusOr<store::Availability> Availability(const AvailabilityOptions& options) const override;
  absl::StatusOr<RecordChanges> Changes(const RecordChangesOptions& options) const override;

 private:
  sqlite::ReadPool* const readers_;  // Not owned.
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_RECORD_STORE_H_
