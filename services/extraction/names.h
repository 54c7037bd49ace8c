#ifndef FANGZHI_SERVICES_EXTRACTION_NAMES_H_
#define FANGZHI_SERVICES_EXTRACTION_NAMES_H_

#include <string_view>
#include <vector>

#include "common/catalog/gazetteer.h"
#include "services/extraction/record.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// The name of an individual thing, or a word that takes one up again, in repaired text.
struct NameMention {
  int begin = 0;
  int end = 0;
  SubjectKind kind = SubjectKind::kRegion;
  const catalog::Region* region =
      nullptr;             // Of a region known to the gazetteer; the first where the name is ambiguous.
  bool reference = false;  // 该社区, 公司: the name is one before it.
  bool object = false;     // A verb stands right before it: 打造智造基地.
  int suffix = 0;          // Length of the word at the end that tells the kind.
  int words_begin = 0;     // Where all words that name it begin: 这个 of 这个由旧厂改建的园区.
};

// Finds the names in a sentence, in order, not overlapping. A name begins after a mark, a cue, a figure, a preposition,
// a verb or 的, and holds something that is not a common word; the regions above are not part of it.
std::vector<NameMention> FindNames(const Sentence& sentence);

// 12万吨级 of a berth, 60万吨 of a plant: a size that stands within the name of a thing and is no part of it.
bool IsCapacity(const Quantity& quantity);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_NAMES_H_
