#ifndef FANGZHI_SERVICES_EXTRACTION_DOCUMENT_CONTEXT_H_
#define FANGZHI_SERVICES_EXTRACTION_DOCUMENT_CONTEXT_H_

#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "common/base/period.h"
#include "common/catalog/gazetteer.h"
#include "services/extraction/layout.h"

namespace fangzhi::extraction {

// What holds for a whole document.
struct DocumentContext {
  Period anchor;           // Publication, or the newest date that the text gives; relative periods refer to it.
  std::u32string subject;  // Name of the region the document is about; empty where none was found.
  Extent subject_extent;   // Where it stands.
  const catalog::Region* region = nullptr;  // Of the gazetteer, where it is known.
  const catalog::Region* above = nullptr;  // What stands before it, where it is not: 鸠江区 of 鸠江区陶沟街道.
  bool report = false;                     // A report, summary or communiqué, in which opening sentences set periods.
  Period period;                           // What its title says it reports on; empty where it does not.
  bool years = false;                      // That is several years: “十四五”成就.
  int reviewed_year = 0;                   // The last year that is over; 0 where unknown.
};

// `published` is empty where unknown. `title` is one that is not in the text.
DocumentContext FindContext(std::u32string_view text, const Layout& layout, const Period& published,
                            std::u32string_view title);

// The name of `context`'s region or of the one above it that 全省, 全市, 全区, 全县, 全镇 and the like mean; empty
// where the gazetteer does not tell.
std::u32string ScopeName(const DocumentContext& context, std::u32string_view scope);

// True where the text is about a province or more.
bool IsAboutProvince(const DocumentContext& context);

// First day of the anchor, or its only one where it says no more than until when. The anchor is not empty.
absl::CivilDay AnchorBegin(const DocumentContext& context);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_DOCUMENT_CONTEXT_H_
