#ifndef FANGZHI_COMMON_STORE_SQLITE_CATALOG_USAGE_STORE_H_
#define FANGZHI_COMMON_STORE_SQLITE_CATALOG_USAGE_STORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite/read_pool.h"
#include "common/store/catalog_usage_store.h"

namespace fangzhi::store {

class SqliteCatalogUsageStore final : public CatalogUsageStore {
 public:
  // `readers` must outlive this object.
  explicit SqliteCatalogUsageStore(sqlite::ReadPool* readers) : readers_(readers) {}

  absl::StatusOr<std::vector<Usage>> Indicators(const std::vector<std::string>& names) const override;
  absl::StatusOr<std::vector<Usage>> UsedIndicators() const override;
  absl::StatusOr<OpenIndicatorPage> OpenIndicators(const OpenIndicatorListOptions& options) const override;
  absl::StatusOr<OpenIndicator> GetOpenIndicator(std::string_view name) const override;
  absl::StatusOr<std::vector<Usage>> Regions(const std::vector<std::string>& names) const override;
  absl::StatusOr<std::vector<Usage>> UsedRegions() const override;
  absl::StatusOr<std::vector<Usage>> UsedTopics() const override;
  absl::StatusOr<std::vector<SubjectUsage>> FindSubjects(std::string_view name_text, int limit) const override;
  absl::StatusOr<SubjectUsage> GetSubject(std::string_view id) const override;

 private:
  sqlite::ReadPool* const readers_;  // Not owned.
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_CATALOG_USAGE_STORE_H_
