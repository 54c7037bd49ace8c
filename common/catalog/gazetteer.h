// The administrative divisions of China, from provinces to subdistricts, towns and townships.

#ifndef FANGZHI_COMMON_CATALOG_GAZETTEER_H_
#define FANGZHI_COMMON_CATALOG_GAZETTEER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/catalog/prefix_table.h"

namespace fangzhi::catalog {

enum class RegionLevel { kProvince = 1, kPrefecture, kCounty, kTownship };

struct Region {
  // The statistical division code cut to the region's level: 2, 4, 6 or 9 digits. The codes below
  // 71, 81 and 82 are numbered by this project; no official ones exist in the source.
  std::string_view code;
  std::string_view name;        // In full: 浙江省, 上虞区, 曹娥街道.
  std::string_view short_name;  // 浙江, 上虞; the same as `name` where none is in use.
  RegionLevel level;
};

struct RegionMatch {
  absl::Span<const Region* const> regions;  // Empty if no name was found.
  size_t length = 0;                        // Bytes of text the name covers.

  explicit operator bool() const { return !regions.empty(); }
};

// Immutable after Load, so thread-safe. Pointers, views and spans it returns live as long as it
// does, and survive its being moved.
class Gazetteer {
 public:
  // Reads a table of the columns code, name, short name, sorted by code. Returns INVALID_ARGUMENT, naming the
  // line, for a malformed row or codes out of order.
  static absl::StatusOr<Gazetteer> Load(std::string_view table);

  // In order of code, so each region is followed by all within it.
  absl::Span<const Region> regions() const { return regions_; }

  // Returns the regions of that full or short name, the higher levels first, then by code; empty if
  // there is none. Townships are found by full name only, and so are counties whose short name
  // would be one character or an everyday word (新建区). Many names are ambiguous: 城关镇, 朝阳区.
  absl::Span<const Region* const> Find(std::string_view name) const;

  // Returns the regions with the longest name with which `text` begins.
  RegionMatch MatchPrefix(std::string_view text) const;

  // Returns nullptr if no region has `code`. Trailing zeros of a longer official code are allowed:
  // 330604000000 is 330604.
  const Region* Get(std::string_view code) const;

  // Returns the nearest region above, or nullptr for a province. Counties that a province governs
  // directly, and districts of a municipality, have the province as parent.
  const Region* Parent(const Region& region) const;

  // Returns every region below `region`, in order of code.
  absl::Span<const Region> Descendants(const Region& region) const;

  // Whether the region `code` is `ancestor_code` or lies below it. Codes alone decide; "" contains
  // all.
  static bool Within(std::string_view code, std::string_view ancestor_code);

  // The names from the province down: 浙江省绍兴市上虞区曹娥街道.
  std::string FullPath(const Region& region) const;

 private:
  Gazetteer() = default;

  void IndexNames();
  absl::Span<const Region* const> Group(uint32_t index) const;

  std::unique_ptr<const std::string> text_;  // What every view points into.
  std::vector<Region> regions_;
  std::vector<const Region*> by_name_;  // Regions of one name are neighbours.
  std::vector<uint32_t> groups_;        // Where in by_name_ each name begins; one more at the end.
  PrefixTable names_;                   // Full and short name to index in groups_.
};

// regions/330604
std::string RegionResourceName(const Region& region);

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_GAZETTEER_H_
