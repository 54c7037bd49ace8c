#ifndef FANGZHI_SERVICES_EXTRACTION_REGION_TURNS_H_
#define FANGZHI_SERVICES_EXTRACTION_REGION_TURNS_H_

#include "common/catalog/gazetteer.h"
#include "services/extraction/names.h"
#include "services/extraction/segments.h"
#include "services/extraction/turn_draft.h"

namespace fangzhi::extraction {

// The turns of a sentence to regions other than the document's own: parts of it, those above it, and others.
class RegionTurns {
 public:
  // `draft` outlives this.
  explicit RegionTurns(TurnDraft* draft) : sentence_(draft->sentence), draft_(*draft) {}

  // Each adds the turn of a segment, where it has one, and tells whether it did.

  // 昱中街道13个; 浦东新区洋泾街道推出…: a township with its figure or the way down to it, which goes before other
  // names.
  bool AddTownship(const Segment& segment);
  // 首阳镇药农户均收入2.9万元, 辽宁省今年…: a region at the head.
  bool AddRegion(const Segment& segment);
  // 今年全区计划改造老旧小区76个, in a text about a subdistrict: the region above.
  bool AddScope(const Segment& segment);
  // 高于全国(6.2%)、全省(3.5%)平均水平: the figure in brackets is of the region before them.
  bool AddScopeInBrackets(const Segment& segment);

  // A region within the document's, named in full at `at`, and its length; nullptr where none is.
  const catalog::Region* Below(int at, int* length) const;

 private:
  int ListedTownship(int at, int limit) const;
  NameMention RegionAt(int head, int limit) const;
  bool IsAgainst(int open) const;

  const Sentence& sentence_;
  TurnDraft& draft_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_REGION_TURNS_H_
