#include "services/extraction/lead.h"

#include <string_view>

#include "services/extraction/lead_core.h"
#include "services/extraction/lead_cues.h"
#include "services/extraction/lead_rank.h"
#include "services/extraction/lead_reading.h"
#include "services/extraction/lead_share.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

// True where the quantity can be a difference to what follows 比.
bool IsChange(const LeadReading& r) {
  return r.lead.direction != 0 || r.quantity.unit == "pp" || r.quantity.form == QuantityForm::kDoubling ||
         (r.lead.classes & (kCueHigher | kCueLower | kCueMore | kCueLess)) != 0;
}

// 超序时进度3.4个百分点, 超计划19家: how far above the plan.
void ReadOverPlan(LeadReading* r) {
  static constexpr std::u32string_view kPlans[] = {U"序时进度", U"时间进度", U"年度计划", U"全年计划",
                                                   U"年度目标", U"全年目标", U"预期目标", U"进度计划",
                                                   U"计划",     U"序时",     U"目标"};
  if (r->lead.compare.end != 0 || (r->IsRatio() && r->quantity.unit != "pp")) return;
  const std::u32string_view words = r->sentence.View(r->begin, r->quantity.begin);
  for (const std::u32string_view plan : kPlans) {
    if (!EndsWith(words, plan)) continue;
    const std::u32string_view before = words.substr(0, words.size() - plan.size());
    const size_t over = EndsWith(before, U"超过") ? 2 : EndsWith(before, U"超") ? 1 : 0;
    if (over == 0) return;
    const int at = r->quantity.begin - static_cast<int>(plan.size());
    r->lead.compare = {at, r->quantity.begin};
    r->lead.compare_direction = 1;
    r->lead.comparator = Comparator::kEqual;
    r->at = at - static_cast<int>(over);
    return;
  }
}

// 比…高, 较…提高, 高于…: what the difference is to.
void ReadCompare(LeadReading* r) {
  if (r->lead.compare.end != 0) return;
  const bool change = IsChange(*r);
  for (int i = r->at - 1; i >= r->begin; --i) {
    const int index = r->sentence.TokenAt(i);
    if (index >= 0) {
      const Token& token = r->TokenOf(index);
      if ((token.classes & (kCueHigher | kCueLower)) == 0 || token.end >= r->at) continue;
      if ((token.classes & kCueComparator) != 0 && r->at - token.end < 2) continue;
      r->lead.compare = {token.end, r->at};
      r->lead.compare_direction = (token.classes & kCueHigher) != 0 ? 1 : -1;
      r->at = token.begin;
      return;
    }
    if (!change || !In(U"比较", r->sentence.At(i)) || i + 1 >= r->at) continue;
    if (In(U"占对环同之收入", r->sentence.At(i - 1)) || In(U"重例率较赛武特", r->sentence.At(i + 1))) continue;
    r->lead.compare = {i + 1, r->at};
    r->at = i;
    return;
  }
}

// 每人至少联系1个项目: the bound stands before the verb.
void ReadBound(LeadReading* r) {
  for (const Token& token : r->sentence.tokens) {
    if (token.kind != TokenKind::kCue || token.begin < r->begin || token.end > r->at) continue;
    const std::u32string_view word = r->Word(token);
    if (word == U"至少" || word == U"不少于") r->SetComparator(Comparator::kAtLeast);
  }
}

}  // namespace

Lead ReadLead(const Sentence& sentence, int begin, const Quantity& quantity) {
  LeadReading reading(sentence, begin, quantity);
  ConsumeCues(&reading);
  if (quantity.form == QuantityForm::kOrdinal) {
    ReadRank(&reading);
  } else if (reading.lead.of) {
    ReadOf(&reading);
    if (reading.lead.from) ReadShare(&reading);
  } else {
    ReadShare(&reading);
    ReadPlan(&reading);
  }
  ReadOverPlan(&reading);
  ReadCompare(&reading);
  ReadBound(&reading);
  ReadCore(&reading);
  return reading.lead;
}

Lead ReadClause(const Sentence& sentence, int begin, int end) {
  Quantity nothing;
  nothing.begin = end;
  nothing.end = end;
  return ReadLead(sentence, begin, nothing);
}

}  // namespace fangzhi::extraction
