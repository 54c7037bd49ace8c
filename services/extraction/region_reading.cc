#include "services/extraction/region_reading.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "common/catalog/catalogue.h"
#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestRegion = 12;
constexpr size_t kLongestTownship = 7;  // Code points of a name that the gazetteer does not know.

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

bool IsKindOfTown(std::u32string_view name) {
  static constexpr std::u32string_view kKinds[] = {U"小城镇", U"中心镇", U"重点镇", U"试点镇", U"特色镇", U"建制镇",
                                                   U"集镇",   U"街镇",   U"产业镇", U"经济镇", U"示范镇", U"工业镇"};
  return EndsWith(name, U"乡镇") || EndsWith(name, U"小镇") || IsOneOf(name, kKinds);
}

int UnknownTownship(std::u32string_view text, size_t at, bool after_region) {
  // Most text holds none of how such names end.
  if (text.substr(std::min(text.size(), at), kLongestTownship).find_first_of(U"街镇乡") == std::u32string_view::npos)
    return 0;
  for (size_t length = 1; length <= 5 && at + length < text.size(); ++length) {
    if (!IsHan(text[at + length - 1]) ||
        In(U"的在与和及全各本该我每年月季度由把被让向从将对就这那了们你很些个", text[at + length - 1]))
      return 0;
    if (length == 1) continue;
    for (std::u32string_view suffix :
         {std::u32string_view(U"街道"), std::u32string_view(U"镇"), std::u32string_view(U"乡")}) {
      if (text.compare(at + length, suffix.size(), suffix) != 0) continue;
      if (suffix == U"乡" && In(U"村镇土情音愁", At(text, at + length + 1))) return 0;
      const std::u32string_view stem = text.substr(at, length);
      if (IsKindOfTown(text.substr(at, length + suffix.size()))) return 0;
      // 上海街镇.
      if (EndsWith(stem, U"街") && ReadRegion(text, static_cast<int>(at)).length + 1 == static_cast<int>(length))
        return 0;
      const bool word = suffix.size() == 1 && In(U"城家水老下回返故山侨之乡镇村集小古名重强", stem.back());
      return word && !after_region ? 0 : static_cast<int>(length + suffix.size());
    }
  }
  return 0;
}

RegionChain ReadRegionChain(std::u32string_view text, int begin, int end) {
  RegionChain chain;
  const catalog::Region* above = nullptr;
  int at = begin;
  while (at < end) {
    const RegionRead read = ReadRegion(text, at);
    int length = read.full && read.length > 2 && at + read.length <= end ? read.length : 0;
    const catalog::Region* region = read.region;
    if (length > 0 && above != nullptr) region = RegionWithin(read.region->name, *above);
    if (length > 0 && region == nullptr) length = 0;
    if (length == 0 && above != nullptr) {
      region = nullptr;
      length = UnknownTownship(text, static_cast<size_t>(at), false);
      const std::u32string_view name = text.substr(static_cast<size_t>(at), static_cast<size_t>(length));
      // 平江县常住人口城镇化率, 湖南省推进城乡融合: words.
      const bool words =
          VerbLength(name) > 0 || (length > 2 && IsCommonWord(name.substr(0, 2))) ||
          In(U"化居民户常人村土企级域建发融", At(text, static_cast<size_t>(at) + static_cast<size_t>(length)));
      if (words || at + length > end) length = 0;
    }
    if (length == 0) break;
    chain = {at, at + length, region};
    above = region;
    at += length;
    if (region == nullptr) break;
  }
  return chain;
}

const catalog::Region* RegionWithin(std::string_view name, const catalog::Region& region) {
  for (const catalog::Region* found : catalog::Catalogue::BuiltIn().gazetteer().Find(name)) {
    if (found->code != region.code && catalog::Gazetteer::Within(found->code, region.code)) return found;
  }
  return nullptr;
}

}  // namespace fangzhi::extraction
