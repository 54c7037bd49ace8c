#ifndef FANGZHI_SERVICES_EXTRACTION_REGION_READING_H_
#define FANGZHI_SERVICES_EXTRACTION_REGION_READING_H_

#include <string_view>

#include "common/catalog/gazetteer.h"

namespace fangzhi::extraction {

// The longest region name, full or short, with which `text` begins at `at`; length 0 where none does.
struct RegionRead {
  const catalog::Region* region = nullptr;
  int length = 0;
  bool full = false;  // With its 省, 市, 街道.
};
RegionRead ReadRegion(std::u32string_view text, int at);

// The length of a subdistrict or town that the gazetteer need not know, at `at` after a region or a mark: 曹娥街道; 0
// where none is. After a mark, 城乡, 小镇 and the like are words.
int UnknownTownship(std::u32string_view text, size_t at, bool after_region);

// True for 小城镇, 街镇: towns of a kind, not one of them.
bool IsKindOfTown(std::u32string_view name);

// The last name of a way down through regions, each named in full, that begins at `begin`: 南京东路街道 of
// 黄浦区南京东路街道. `region` is null for a township that the gazetteer does not know; empty where no region is.
struct RegionChain {
  int begin = 0;
  int end = 0;
  const catalog::Region* region = nullptr;
};
RegionChain ReadRegionChain(std::u32string_view text, int begin, int end);

// The region of that name below `region`; nullptr where it has none.
const catalog::Region* RegionWithin(std::string_view name, const catalog::Region& region);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_REGION_READING_H_
