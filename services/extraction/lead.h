#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_H_

#include <cstdint>

#include "services/extraction/layout.h"
#include "services/extraction/record.h"
#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// What the words before a quantity, back to the last mark, say of it. Extents are empty where nothing was found.
struct Lead {
  Extent words;                 // All of them.
  Extent core;                  // What is left when cues are off both ends: mostly the indicator.
  uint32_t classes = 0;         // Of the cues between core and quantity.
  int direction = 0;            // 1 growth, -1 decline, nearest to the quantity; 0 where neither is said.
  bool verb_of_change = false;  // 压减 in 压减时间58%: the change stands before what changes.
  bool rate_noun = false;       // 增速, 降幅: the change is itself what is spoken of.
  bool narrowing = false;       // 收窄: of a decline, so upwards.
  Comparator comparator = Comparator::kEqual;
  bool respectively = false;  // 分别, 依次.
  bool each = false;          // 均, 都.
  bool newly = false;         // 新增 right before the number with a noun before it.
  bool from = false;          // 由…, 从…: the value before a change.
  bool of = false;            // …的 right before the number.
  bool among = false;         // 其中 opens the words.
  Extent compare;             // After 比, 较, 高于: what it is compared with.
  int compare_direction = 0;  // Of 高于 and 低于.
  Extent share_of;            // Between 占 and the number or 的比重.
  bool share = false;
  Extent plan;           // 全年任务 in 完成全年任务的80%.
  Extent field;          // Of a rank: what stands between its cue and the number.
  Extent multiple_of;    // 去年全年 in 相当于去年全年的3倍.
  int period = -1;       // Token of the period nearest to the quantity within the words.
  int head_period = -1;  // Token of the period that opens the words.
};

// Reads the words [begin, quantity) before a quantity. `begin` is where its segment begins.
Lead ReadLead(const Sentence& sentence, int begin, const Quantity& quantity);

// Reads the words of a clause without a figure, as though one stood at its end.
Lead ReadClause(const Sentence& sentence, int begin, int end);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_H_
