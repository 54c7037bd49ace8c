#include "services/extraction/region_reading.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "common/catalog/catalogue.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestRegion = 12;

// How the names of regions begin, a name of two characters as a whole: most text is not worth a look into the
// gazetteer. A Bloom filter.
class RegionOpenings {
 public:
  static const RegionOpenings& Get() {
    static const RegionOpenings& openings = *new RegionOpenings();
    return openings;
  }

  bool Has(std::u32string_view text, int at) const {
    const auto i = static_cast<size_t>(at);
    if (i + 1 >= text.size()) return false;
    return Has(Key(text[i], text[i + 1], 0)) || (i + 2 < text.size() && Has(Key(text[i], text[i + 1], text[i + 2])));
  }

 private:
  static constexpr int kSlotBits = 20;
  static constexpr size_t kSlots = size_t{1} << kSlotBits;

  // The two slots of an opening, by Fibonacci hashing, are halves of its key.
  static uint64_t Key(char32_t first, char32_t second, char32_t third) {
    return (uint64_t{first} << 42 ^ uint64_t{second} << 21 ^ uint64_t{third}) * 0x9E3779B97F4A7C15U >>
           (64 - 2 * kSlotBits);
  }
  bool Has(uint64_t key) const { return bits_[key % kSlots] && bits_[key >> kSlotBits]; }

  RegionOpenings() {
    for (const catalog::Region& region : catalog::Catalogue::BuiltIn().gazetteer().regions()) {
      for (const std::string_view name : {region.name, region.short_name}) {
        const std::u32string word = DecodeUtf8(name);
        if (word.size() < 2) continue;
        const uint64_t key = Key(word[0], word[1], word.size() > 2 ? word[2] : 0);
        bits_[key % kSlots] = true;
        bits_[key >> kSlotBits] = true;
      }
    }
  }

  std::vector<bool> bits_ = std::vector<bool>(kSlots);
};

}  // namespace

RegionRead ReadRegion(std::u32string_view text, int at) {
  if (!RegionOpenings::Get().Has(text, at)) return {};
  const std::string utf8 = EncodeUtf8(text.substr(static_cast<size_t>(at), kLongestRegion));
  const catalog::RegionMatch match = catalog::Catalogue::BuiltIn().gazetteer().MatchPrefix(utf8);
  if (!match) return {};
  const std::string_view name = std::string_view(utf8).substr(0, match.length);
  const auto code_points = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {match.regions.front(), static_cast<int>(code_points), name == match.regions.front()->name};
}

const catalog::Region* RegionWithin(std::string_view name, const catalog::Region& region) {
  for (const catalog::Region* found : catalog::Catalogue::BuiltIn().gazetteer().Find(name)) {
    if (found->code != region.code && catalog::Gazetteer::Within(found->code, region.code)) return found;
  }
  return nullptr;
}

}  // namespace fangzhi::extraction
