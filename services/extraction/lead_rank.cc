#include "services/extraction/lead_rank.h"

#include <algorithm>

#include "services/extraction/lead_cues.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// The field goes with the cue: 居全国第3.
void TakeCueOfRank(LeadReading* r) {
  for (size_t i = r->sentence.tokens.size(); i-- > 0;) {
    const Token& token = r->sentence.tokens[i];
    if (token.begin < r->begin || token.end > r->quantity.begin || token.kind != TokenKind::kCue) continue;
    if ((token.classes & (kCueRank | kCueTo)) == 0) continue;
    r->lead.classes |= token.classes;
    r->lead.field = {token.end, r->quantity.begin};
    r->at = std::min(r->at, token.begin);
    ConsumeCues(r);
    return;
  }
}

// 城区排名由第9名→第4名: what stands before the cue is the field.
void TakeFieldBeforeCue(LeadReading* r) {
  const Extent field = r->lead.field;
  const View words = r->sentence.View(field.begin, std::max(field.begin, field.end));
  if (words != U"由" && words != U"从") return;
  r->lead.from = true;
  r->lead.field = {};
  // 工单满意率在全区的排名由第11位跃升至….
  const View all = r->sentence.View(r->begin, r->at);
  const size_t in = all.rfind(U'在');
  if (in != View::npos && in > 0 && EndsWith(all, U"的") && all.size() - in <= 8) {
    r->lead.field = {r->begin + static_cast<int>(in) + 1, r->at - 1};
    r->at = r->begin + static_cast<int>(in);
    return;
  }
  const View before = r->sentence.View(r->begin, r->at);
  if (before.size() < 2 || before.size() > 4 || !In(U"区市省县镇国", before.back())) return;
  r->lead.field = {r->begin, r->at};
  r->at = r->begin;
}

// 由全国第12位.
void TakeFieldAfterFrom(LeadReading* r) {
  for (int i = r->at - 1; i > r->begin; --i) {
    if (!In(U"由从", r->sentence.At(i)) || r->sentence.TokenAt(i) >= 0) continue;
    r->lead.from = true;
    r->lead.field = {i + 1, r->at};
    r->at = i;
    return;
  }
}

// 在全区8个街道中.
void TakeFieldWithin(LeadReading* r) {
  if (r->at <= r->begin || r->sentence.At(r->at - 1) != U'中') return;
  for (int i = r->at - 2; i >= r->begin; --i) {
    if (r->sentence.At(i) != U'在') continue;
    r->lead.field = {i + 1, r->at - 1};
    r->at = i;
    return;
  }
}

// Where the last class of what is ranked ends in the first `limit` characters of `field`; 0 where none does.
size_t EndOfClass(View field, size_t limit) {
  static constexpr View kClasses[] = {U"开发区", U"街道", U"镇街", U"乡镇", U"县区", U"区县",
                                      U"县市区", U"园区", U"城市", U"市州", U"盟市", U"高新区"};
  for (View kind : kClasses) {
    const size_t at = field.rfind(kind);
    if (at != View::npos && at + kind.size() <= limit) return at + kind.size();
  }
  return 0;
}

// 在全省132家省级开发区综合评价中列第27位: ranked among the zones, by the evaluation.
void SplitFieldOfContest(LeadReading* r) {
  static constexpr View kContests[] = {U"综合评价", U"综合考评", U"综合考核", U"考核评价", U"评价",
                                       U"考评",     U"考核",     U"测评",     U"评比",     U"评估"};
  Extent& whole = r->lead.field;
  if (whole.end <= whole.begin) return;
  View field = r->sentence.View(whole.begin, whole.end);
  if (EndsWith(field, U"中")) field.remove_suffix(1);
  for (View contest : kContests) {
    if (field.size() <= contest.size() || !EndsWith(field, contest)) continue;
    size_t end = EndOfClass(field, field.size() - contest.size());
    // 在全县二季度人居环境考评中: ranked in the county.
    static constexpr View kScopes[] = {U"全国", U"全省", U"全市", U"全区", U"全县"};
    if (end == 0 && field.size() >= contest.size() + 4 && IsOneOf(field.substr(0, 2), kScopes)) end = 2;
    if (end == 0) continue;
    const int split = whole.begin + static_cast<int>(end);
    r->contest = {split, whole.begin + static_cast<int>(field.size())};
    whole.end = split;
    return;
  }
}

// 全国, 全省 without a cue.
void TakeScope(LeadReading* r) {
  static constexpr View kScopes[] = {U"全国",   U"全省", U"全市", U"全区", U"全县",   U"全球", U"世界",
                                     U"中西部", U"中部", U"西部", U"东部", U"各省区", U"全州", U"省内"};
  const View words = r->sentence.View(r->begin, r->at);
  for (View scope : kScopes) {
    const size_t found = words.rfind(scope);
    if (found == View::npos || words.size() - found > scope.size() + 6) continue;
    const int at = r->begin + static_cast<int>(found);
    if (r->lead.field.end <= r->lead.field.begin) r->lead.field = {at, r->at};
    r->at = at;
    ConsumeCues(r);
    return;
  }
}

}  // namespace

void ReadRank(LeadReading* reading) {
  TakeCueOfRank(reading);
  TakeFieldBeforeCue(reading);
  TakeFieldAfterFrom(reading);
  TakeFieldWithin(reading);
  SplitFieldOfContest(reading);
  TakeScope(reading);
}

}  // namespace fangzhi::extraction
