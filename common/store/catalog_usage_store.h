// Which indicators, regions, topics and subjects the records use, and how much.

#ifndef FANGZHI_COMMON_STORE_CATALOG_USAGE_STORE_H_
#define FANGZHI_COMMON_STORE_CATALOG_USAGE_STORE_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fangzhi/v1/record.pb.h"

namespace fangzhi::store {

// Counts are of records that queries see by default: current ones of documents that are no near duplicates.
struct Usage {
  std::string name;  // `indicators/{indicator}`, `regions/{region}` or `topics/{topic}`
  int64_t record_count = 0;
  std::string first_period;  // Gold notation, by RecordOrderField::kPeriod; empty where no record has a period.
  std::string last_period;
};

struct OpenIndicator {
  Usage usage;
  std::string phrase;
  std::string topic;  // Topic id of its first record.
};

struct OpenIndicatorListOptions {
  std::string contains = {};  // Only phrases in which it stands; empty: all.
  std::string topic = {};     // Topic id; empty: all.
  int page_size = 50;         // At least 1.
  // `OpenIndicatorPage::next_cursor` of a call with the same other options; empty: the start.
  std::string cursor = {};
};

struct OpenIndicatorPage {
  std::vector<OpenIndicator> indicators;  // By phrase, in code-point order.
  std::string next_cursor;                // Empty on the last page.
};

struct SubjectUsage {
  v1::Subject subject;
  int64_t record_count = 0;
};

// Thread-safe; calls run at the same time. Errors: UNAVAILABLE (try again), DATA_LOSS.
class CatalogUsageStore {
 public:
  virtual ~CatalogUsageStore() = default;

  // One answer per name, in the order of `names`; a count of 0 for those that no record uses.
  virtual absl::StatusOr<std::vector<Usage>> Indicators(const std::vector<std::string>& names) const = 0;

  // Every catalogue indicator that records use, by name.
  virtual absl::StatusOr<std::vector<Usage>> UsedIndicators() const = 0;

  // Open indicators that records use. INVALID_ARGUMENT for a cursor that is not of this store's making.
  virtual absl::StatusOr<OpenIndicatorPage> OpenIndicators(const OpenIndicatorListOptions& options) const = 0;

  // The open indicator `name` (`indicators/open-{hash}`). NOT_FOUND if no record uses it.
  virtual absl::StatusOr<OpenIndicator> GetOpenIndicator(std::string_view name) const = 0;

  // One answer per name, in the order of `names`: records whose subject is the region itself.
  virtual absl::StatusOr<std::vector<Usage>> Regions(const std::vector<std::string>& names) const = 0;

  // Every region that is the subject of records, by name.
  virtual absl::StatusOr<std::vector<Usage>> UsedRegions() const = 0;

  // Every topic that records have, by name; without periods.
  virtual absl::StatusOr<std::vector<Usage>> UsedTopics() const = 0;

  // The subjects that records call `name_text`, the most used first; at most `limit`. `subject.name_text` is that name.
  virtual absl::StatusOr<std::vector<SubjectUsage>> FindSubjects(std::string_view name_text, int limit) const = 0;

  // The subject `id`, named as most of its records name it. NOT_FOUND if no record has it.
  virtual absl::StatusOr<SubjectUsage> GetSubject(std::string_view id) const = 0;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_CATALOG_USAGE_STORE_H_
