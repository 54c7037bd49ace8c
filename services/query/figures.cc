#include "services/query/figures.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace fangzhi::query {
namespace {

// What figures are told apart by.
struct FigureKey {
  int measure;
  int modality;
  std::string unit;
  std::string base;
  std::string whole;

  friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
};
using Figures = std::map<FigureKey, std::vector<v1::Record>>;

FigureKey KeyOf(const v1::Record& record) {
  const bool against_past = record.measure() == v1::MEASURE_GROWTH || record.measure() == v1::MEASURE_CHANGE;
  return {record.measure(), record.modality(), record.quantity().unit(),
          against_past && record.base().empty() ? "yoy" : record.base(), record.whole()};
}

// Moves figures without whole to those that differ from them in nothing else, where these have one whole only.
void JoinWholes(Figures& figures) {
  for (auto it = figures.begin(); it != figures.end();) {
    const auto same_but_whole = [&](const auto& other) {
      FigureKey key = other.first;
      key.whole.clear();
      return !other.first.whole.empty() && key == it->first;
    };
    const bool joins = it->first.whole.empty() && std::ranges::count_if(figures, same_but_whole) == 1;
    if (!joins) {
      ++it;
      continue;
    }
    auto target = std::ranges::find_if(figures, same_but_whole);
    std::ranges::move(it->second, std::back_inserter(target->second));
    it = figures.erase(it);
  }
}

}  // namespace

std::vector<std::vector<v1::Record>> SplitByFigure(std::vector<v1::Record> records) {
  Figures figures;
  for (v1::Record& record : records) figures[KeyOf(record)].push_back(std::move(record));
  JoinWholes(figures);
  std::vector<std::vector<v1::Record>> split;
  for (auto& [key, same] : figures) split.push_back(std::move(same));
  return split;
}

}  // namespace fangzhi::query
