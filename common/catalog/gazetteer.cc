#include "common/catalog/gazetteer.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "common/catalog/table.h"

namespace fangzhi::catalog {
namespace {

// Digits of a code at each level, from the province.
constexpr size_t kCodeLengths[] = {2, 4, 6, 9};

constexpr RegionLevel kLevels[] = {RegionLevel::kProvince, RegionLevel::kPrefecture, RegionLevel::kCounty,
                                   RegionLevel::kTownship};

// Returns 0 if no level has codes of `length` digits.
int LevelOfLength(size_t length) {
  for (int level = 1; level <= 4; ++level) {
    if (kCodeLengths[level - 1] == length) return level;
  }
  return 0;
}

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

absl::StatusOr<Gazetteer> Gazetteer::Load(std::string_view table) {
  Gazetteer gazetteer;
  gazetteer.text_ = std::make_unique<const std::string>(table);
  gazetteer.regions_.reserve(std::count(table.begin(), table.end(), '\n'));
  TableReader reader("gazetteer.tsv", *gazetteer.text_);
  while (reader.Next()) {
    const std::string_view code = reader.field(0);
    const std::string_view name = reader.field(1);
    const int level = LevelOfLength(code.size());
    if (level == 0 || !IsDigits(code)) return reader.Error("bad code", code);
    if (name.empty()) return reader.Error("no name for", code);
    if (!gazetteer.regions_.empty() && gazetteer.regions_.back().code >= code) {
      return reader.Error("code out of order:", code);
    }
    const std::string_view short_name = reader.field(2).empty() ? name : reader.field(2);
    gazetteer.regions_.push_back({code, name, short_name, static_cast<RegionLevel>(level)});
  }
  gazetteer.IndexNames();
  return gazetteer;
}

void Gazetteer::IndexNames() {
  names_ = PrefixTable(regions_.size());
  std::vector<std::pair<uint32_t, const Region*>> uses;
  uses.reserve(regions_.size() + regions_.size() / 8);
  groups_.push_back(0);
  const auto use = [&](std::string_view name, const Region& region) {
    const uint32_t next = static_cast<uint32_t>(groups_.size()) - 1;
    const uint32_t group = names_.Insert(name, next) ? next : *names_.Find(name);
    if (group == next) groups_.push_back(0);
    ++groups_[group + 1];
    uses.emplace_back(group, &region);
  };
  // Level by level, so that within a name the higher levels come first.
  for (const RegionLevel level : kLevels) {
    for (const Region& region : regions_) {
      if (region.level != level) continue;
      use(region.name, region);
      if (region.short_name != region.name) use(region.short_name, region);
    }
  }
  std::partial_sum(groups_.begin(), groups_.end(), groups_.begin());
  by_name_.resize(uses.size());
  std::vector<uint32_t> next(groups_.begin(), groups_.end());
  for (const auto& [group, region] : uses) by_name_[next[group]++] = region;
}

absl::Span<const Region* const> Gazetteer::Group(uint32_t index) const {
  return absl::MakeConstSpan(by_name_).subspan(groups_[index], groups_[index + 1] - groups_[index]);
}

absl::Span<const Region* const> Gazetteer::Find(std::string_view name) const {
  const auto index = names_.Find(name);
  if (!index) return {};
  return Group(*index);
}

RegionMatch Gazetteer::MatchPrefix(std::string_view text) const {
  const auto match = names_.LongestPrefix(text);
  if (!match) return {};
  return {Group(match->index), match->length};
}

const Region* Gazetteer::Get(std::string_view code) const {
  // 330600 is the prefecture 3306, but 330610 ends in a zero of its own: try what is there first.
  while (true) {
    const auto it =
        std::lower_bound(regions_.begin(), regions_.end(), code,
                         [](const Region& region, std::string_view wanted) { return region.code < wanted; });
    if (it != regions_.end() && it->code == code) return &*it;
    if (code.empty() || code.back() != '0') return nullptr;
    code.remove_suffix(1);
  }
}

const Region* Gazetteer::Parent(const Region& region) const {
  for (int level = static_cast<int>(region.level) - 1; level >= 1; --level) {
    const std::string_view code = region.code.substr(0, kCodeLengths[level - 1]);
    const Region* parent = Get(code);
    if (parent != nullptr && parent->code == code) return parent;
  }
  return nullptr;
}

absl::Span<const Region> Gazetteer::Descendants(const Region& region) const {
  const size_t first = static_cast<size_t>(&region - regions_.data()) + 1;
  size_t last = first;
  while (last < regions_.size() && Within(regions_[last].code, region.code)) ++last;
  return absl::MakeConstSpan(regions_).subspan(first, last - first);
}

bool Gazetteer::Within(std::string_view code, std::string_view ancestor_code) {
  return code.substr(0, ancestor_code.size()) == ancestor_code;
}

std::string Gazetteer::FullPath(const Region& region) const {
  const Region* parent = Parent(region);
  return (parent == nullptr ? std::string() : FullPath(*parent)).append(region.name);
}

std::string RegionResourceName(const Region& region) { return std::string("regions/").append(region.code); }

}  // namespace fangzhi::catalog
