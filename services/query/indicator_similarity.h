#ifndef FANGZHI_SERVICES_QUERY_INDICATOR_SIMILARITY_H_
#define FANGZHI_SERVICES_QUERY_INDICATOR_SIMILARITY_H_

#include <string_view>
#include <vector>

#include "common/catalog/catalogue.h"

namespace fangzhi::query {

// Finds catalogue indicators that an open phrase resembles, as suggestions to merge them.
//
// Immutable after construction, so thread-safe. `catalogue` must outlive it.
class IndicatorSimilarity {
 public:
  explicit IndicatorSimilarity(const catalog::Catalogue& catalogue);

  // At most `limit`, best first. Two phrases resemble one another by the pairs of neighbouring characters they share
  // (Dice's coefficient): half of them or more.
  std::vector<const catalog::Indicator*> Find(std::string_view phrase, size_t limit) const;

 private:
  struct Wording {
    const catalog::Indicator* indicator;
    size_t pairs;
  };

  std::vector<Wording> wordings_;
  // Pairs of neighbouring characters, sorted, each with the wording it occurs in.
  std::vector<std::pair<uint64_t, uint32_t>> index_;
};

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_INDICATOR_SIMILARITY_H_
