#include "services/extraction/region_reading.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/catalog/catalogue.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestRegion = 12;

// The first two characters of every region name: most text is not worth a look into the gazetteer.
class RegionOpenings {
 public:
  static const RegionOpenings& Get() {
    static const RegionOpenings& openings = *new RegionOpenings();
    return openings;
  }

  bool Has(std::u32string_view text, int at) const {
    const auto i = static_cast<size_t>(at);
    return i + 1 < text.size() && bits_[Slot(text[i], text[i + 1])];
  }

 private:
  static constexpr size_t kSlots = size_t{1} << 18;

  // Some pairs share a slot.
  static size_t Slot(char32_t first, char32_t second) { return (first * 31U + second * 2654435761U) % kSlots; }

  RegionOpenings() {
    for (const catalog::Region& region : catalog::Catalogue::BuiltIn().gazetteer().regions()) {
      for (const std::string_view name : {region.name, region.short_name}) {
        const std::u32string word = DecodeUtf8(name);
        if (word.size() > 1) bits_[Slot(word[0], word[1])] = true;
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
