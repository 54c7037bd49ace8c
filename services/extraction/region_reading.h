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

// The region of that name below `region`; nullptr where it has none.
const catalog::Region* RegionWithin(std::string_view name, const catalog::Region& region);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_REGION_READING_H_
