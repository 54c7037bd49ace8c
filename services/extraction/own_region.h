#ifndef FANGZHI_SERVICES_EXTRACTION_OWN_REGION_H_
#define FANGZHI_SERVICES_EXTRACTION_OWN_REGION_H_

#include <string_view>

namespace fangzhi::extraction {

// True for a word that stands for the document's own region, whatever it is: 全区, 我市, 辖区.
bool IsOwnRegion(std::u32string_view word);

// True where `word` stands for the zone `own` that a document is about: 开发区, 园区.
bool IsOwnZone(std::u32string_view own, std::u32string_view word);

// True where `name` is short for the zone `own`: 宁国经开区 for 宁国经济技术开发区.
bool IsOwnZoneShort(std::u32string_view own, std::u32string_view name);

// 龙塘湾 of 龙塘湾街道; empty where the name has no such short, or one that is a common word.
std::u32string_view ShortOfRegion(std::u32string_view name);

// True where `words` begin with the short of region `own` and go on as no longer name does: 大碶集聚了, not 大碶中学.
bool BeginsWithShort(std::u32string_view words, std::u32string_view own);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_OWN_REGION_H_
