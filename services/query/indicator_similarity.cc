#include "services/query/indicator_similarity.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace fangzhi::query {
namespace {

// Each pair of neighbouring characters once, as `first << 32 | second`.
std::vector<uint64_t> Pairs(std::string_view text) {
  std::vector<uint64_t> pairs;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  uint64_t previous = 0;
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    if (previous != 0) pairs.push_back(previous << 32U | static_cast<uint64_t>(c));
    previous = static_cast<uint64_t>(c);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

IndicatorSimilarity::IndicatorSimilarity(const catalog::Catalogue& catalogue) {
  const auto add = [this](const catalog::Indicator& indicator, std::string_view wording) {
    const std::vector<uint64_t> pairs = Pairs(wording);
    const auto number = static_cast<uint32_t>(wordings_.size());
    wordings_.push_back({&indicator, pairs.size()});
    for (uint64_t pair : pairs) index_.emplace_back(pair, number);
  };
  for (const catalog::Indicator& indicator : catalogue.indicators()) {
    add(indicator, indicator.zh);
    for (std::string_view alias : indicator.aliases) add(indicator, alias);
  }
  std::ranges::sort(index_);
}

std::vector<const catalog::Indicator*> IndicatorSimilarity::Find(std::string_view phrase, size_t limit) const {
  const std::vector<uint64_t> pairs = Pairs(phrase);
  std::map<uint32_t, size_t> shared;
  for (uint64_t pair : pairs) {
    auto it = std::ranges::lower_bound(index_, std::pair(pair, uint32_t{0}));
    for (; it != index_.end() && it->first == pair; ++it) ++shared[it->second];
  }
  // By indicator, the score of its best wording.
  std::map<const catalog::Indicator*, double> scores;
  for (const auto& [number, count] : shared) {
    const Wording& wording = wordings_[number];
    const double score = 2.0 * static_cast<double>(count) / static_cast<double>(pairs.size() + wording.pairs);
    double& best = scores[wording.indicator];
    best = std::max(best, score);
  }
  std::vector<std::pair<double, const catalog::Indicator*>> ranked;
  for (const auto& [indicator, score] : scores) {
    if (score >= 0.5) ranked.emplace_back(-score, indicator);
  }
  std::ranges::sort(ranked);
  std::vector<const catalog::Indicator*> best;
  for (size_t i = 0; i < std::min(limit, ranked.size()); ++i) best.push_back(ranked[i].second);
  return best;
}

}  // namespace fangzhi::query
