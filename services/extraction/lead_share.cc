#include "services/extraction/lead_share.h"

#include "services/extraction/lead_cues.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// A word that what stands before …的 is of: 占, 完成, 相当于.
struct Marker {
  int begin = -1;  // -1: there is none.
  int end = -1;
  uint32_t classes = 0;

  bool found() const { return begin >= 0; }
};

bool EndsWithPlan(const LeadReading& r, Extent what) {
  static constexpr View kWords[] = {U"任务", U"计划", U"目标", U"预算", U"工程量", U"进度", U"完成总量", U"计划投资"};
  const int index = r.sentence.TokenEndingAt(what.end);
  if (index >= 0 && (r.TokenOf(index).classes & kCuePlan) != 0) return true;
  const View text = r.sentence.View(what.begin, what.end);
  return EndsWithAny(text, kWords);
}

// 去年全年, 全区平均值, 前两年总和: an amount that another is held against.
bool IsReferenceAmount(View text) {
  static constexpr View kWords[] = {U"平均", U"去年", U"上年",   U"同期", U"全年", U"年",   U"总和",
                                    U"时期", U"水平", U"月份",   U"最低", U"周边", U"同类", U"市场价",
                                    U"市价", U"原来", U"改造前", U"以前", U"过去"};
  return HoldsAny(text, kWords);
}

// Without a particle at either end, or a bracket at the right one.
Extent Trim(const LeadReading& r, Extent what) {
  while (what.begin < what.end && In(U" \t的了到为", r.sentence.At(what.begin))) ++what.begin;
  while (what.end > what.begin && In(U" \t的", r.sentence.At(what.end - 1))) --what.end;
  if (what.end <= what.begin || r.sentence.At(what.end - 1) != U')') return what;
  for (int i = what.end - 1; i > what.begin; --i) {
    if (r.sentence.At(i) == U'(') return {what.begin, i};
  }
  return what;
}

// Takes light verbs before the words of a plan: 已完成, 达到.
void TakeLightVerbs(LeadReading* r) {
  while (r->at > r->begin) {
    const int index = r->sentence.TokenEndingAt(r->at);
    if (index < 0 || (r->TokenOf(index).classes & (kCueLight | kCueFact | kCueAdverb)) == 0) return;
    r->at = r->TokenOf(index).begin;
  }
}

void TakeLastPeriod(LeadReading* r, int begin, int end) {
  for (size_t i = 0; i < r->sentence.tokens.size(); ++i) {
    const Token& token = r->sentence.tokens[i];
    if (token.kind == TokenKind::kPeriod && token.begin >= begin && token.end <= end)
      r->lead.period = static_cast<int>(i);
  }
}

bool MarksWhole(const LeadReading& r, const Token& token) {
  static constexpr View kWords[] = {U"为", U"仅为", U"只有", U"约", U"比", U"差不多是"};
  if (token.kind != TokenKind::kCue || (token.classes & kCueWord) != 0) return false;
  const View word = r.Word(token);
  const bool strong =
      (token.classes & (kCueShare | kCueNearly | kCueMore | kCueLess | kCueTo | kCueFact | kCueLight)) != 0 ||
      IsOneOf(word, kWords);
  return strong && word != U"保持";
}

// The last marker before `stop`.
Marker MarkerBefore(const LeadReading& r, int stop) {
  static constexpr View kEqualTo[] = {U"相当于", U"等于", U"每年拿出", U"拿出", U"把"};
  Marker marker;
  for (const Token& token : r.sentence.tokens) {
    if (token.begin < r.begin || token.end > stop || !MarksWhole(r, token)) continue;
    marker = {token.begin, token.end, token.classes};
  }
  for (View word : kEqualTo) {
    const size_t found = r.sentence.View(r.begin, stop).rfind(word);
    if (found == View::npos) continue;
    const int begin = r.begin + static_cast<int>(found);
    if (word == U"把" && marker.begin > begin) continue;
    // 街道把财政支出的76.5%投向民生: who does it is no part of it.
    marker = {word == U"把" ? r.begin : begin, begin + static_cast<int>(word.size()), kCueLight};
  }
  return marker;
}

// 由去年的: the value before a change.
bool ReadFrom(LeadReading* r, int stop, int marker_end) {
  for (int i = stop - 1; i > r->begin && marker_end <= i; --i) {
    if (!In(U"由从", r->sentence.At(i)) || r->sentence.TokenAt(i) >= 0) continue;
    r->lead.from = true;
    TakeLastPeriod(r, i, stop);
    r->at = i;
    return true;
  }
  return false;
}

// 完成全年任务的, 完成总量的.
bool ReadPlanOf(LeadReading* r, Extent what, const Marker& marker) {
  const bool works = r->sentence.View(what.begin, what.end) == U"总量" && marker.found() &&
                     Holds(r->sentence.View(marker.begin, marker.end), U"完成");
  if (!works && !EndsWithPlan(*r, Trim(*r, what))) return false;
  r->lead.plan = Trim(*r, what);
  r->at = marker.found() ? marker.begin : r->begin;
  TakeLightVerbs(r);
  return true;
}

// 降至全年的47.1%: when it was so.
bool IsPeriodAfterTo(const LeadReading& r, Extent whole, const Marker& marker) {
  const int only = r.sentence.TokenBeginningAt(whole.begin);
  return (marker.classes & kCueTo) != 0 && only >= 0 && r.TokenOf(only).kind == TokenKind::kPeriod &&
         r.TokenOf(only).end == whole.end;
}

// 占全部投诉的, 相当于去年全年的, 达到平均水平的: a share or a multiple of `what`.
bool ReadRatioOf(LeadReading* r, Extent what, const Marker& marker) {
  Lead& lead = r->lead;
  const Extent whole = Trim(*r, what);
  if ((marker.classes & kCueShare) != 0) {
    lead.share = true;
    lead.share_of = whole;
    if ((marker.classes & kCueAbout) != 0) r->SetComparator(Comparator::kAbout);
    r->at = marker.begin;
    return true;
  }
  if (!r->IsRatio() || what.end <= what.begin || IsPeriodAfterTo(*r, whole, marker)) return false;
  if (IsReferenceAmount(r->sentence.View(what.begin, what.end)) || r->quantity.unit == "1") {
    lead.multiple_of = whole;
    if ((marker.classes & kCueNearly) != 0) r->SetComparator(Comparator::kNearly);
    if ((marker.classes & kCueLess) != 0) r->SetComparator(Comparator::kLessThan);
    if ((marker.classes & kCueMore) != 0) r->SetComparator(Comparator::kMoreThan);
    if ((marker.classes & kCueAbout) != 0) r->SetComparator(Comparator::kAbout);
    r->at = marker.found() ? marker.begin : r->begin;
    return true;
  }
  if (!marker.found()) return false;
  lead.share = true;
  lead.share_of = whole;
  r->at = marker.begin;
  return true;
}

// 占全县比重达68.5%: a scope is all that stands between.
bool ReadScopeOfShare(LeadReading* r) {
  for (size_t i = r->sentence.tokens.size(); i-- > 1;) {
    const Token& scope = r->sentence.tokens[i];
    if (scope.begin < r->at || scope.end > r->quantity.begin || (scope.classes & kCueScope) == 0) continue;
    const Token& before = r->sentence.tokens[i - 1];
    if (before.end != scope.begin || (before.classes & kCueShare) == 0) return false;
    r->lead.share = true;
    r->lead.share_of = {scope.begin, scope.end};
    return true;
  }
  return false;
}

bool OpensShare(const LeadReading& r, const Token& token) {
  static constexpr View kWords[] = {U"约占", U"共占", U"所占比重"};
  const View word = r.Word(token);
  return (token.classes & kCueShare) != 0 && (word.front() == U'占' || IsOneOf(word, kWords));
}

// Without 的比重 at the end.
Extent WithoutShareWord(const LeadReading& r, Extent whole) {
  static constexpr View kEnds[] = {U"的比重", U"比重", U"的比例", U"比例", U"的份额"};
  const View words = r.sentence.View(whole.begin, whole.end);
  for (View end : kEnds) {
    if (words.size() > end.size() && EndsWith(words, end))
      return {whole.begin, whole.end - static_cast<int>(end.size())};
  }
  return whole;
}

}  // namespace

void ReadOf(LeadReading* reading) {
  LeadReading& r = *reading;
  const int stop = r.of_end;
  const Marker marker = MarkerBefore(r, stop);
  if (ReadFrom(&r, stop, marker.end)) return;
  const Extent what{marker.found() ? marker.end : r.begin, stop};
  if (ReadPlanOf(&r, what, marker) || ReadRatioOf(&r, what, marker)) return;
  TakeLastPeriod(&r, r.begin, stop);
  r.at = stop;
  const int last = r.sentence.TokenEndingAt(stop);
  if (last >= 0 && r.TokenOf(last).kind == TokenKind::kPeriod) ConsumeCues(&r);
}

void ReadShare(LeadReading* reading) {
  LeadReading& r = *reading;
  if ((!r.IsRatio() && r.quantity.unit != "pp") || ReadScopeOfShare(&r)) return;
  for (size_t i = r.sentence.tokens.size(); i-- > 0;) {
    const Token& token = r.sentence.tokens[i];
    if (token.end > r.at || token.begin < r.begin || token.kind != TokenKind::kCue || !OpensShare(r, token)) continue;
    const View word = r.Word(token);
    const bool closed = BeginsWith(word, U"占比") || BeginsWith(word, U"占有");
    // 占比由28.3%上升到45.1%.
    if (closed && r.at - token.end > 2) continue;
    r.lead.share = true;
    if (!closed) {
      r.lead.share_of = WithoutShareWord(r, Trim(r, {token.end, r.at}));
      if ((token.classes & kCueAbout) != 0) r.SetComparator(Comparator::kAbout);
    }
    r.at = token.begin;
    return;
  }
}

void ReadPlan(LeadReading* reading) {
  LeadReading& r = *reading;
  if (!r.IsRatio() || !EndsWithPlan(r, {r.begin, r.at})) return;
  for (size_t i = r.sentence.tokens.size(); i-- > 0;) {
    const Token& token = r.sentence.tokens[i];
    if (token.end > r.at || token.begin < r.begin || token.kind != TokenKind::kCue) continue;
    const View word = r.Word(token);
    if (!Holds(word, U"完成") && word != U"为" && word != U"达" && word != U"达到") continue;
    r.lead.plan = Trim(r, {token.end, r.at});
    r.at = token.begin;
    return;
  }
}

}  // namespace fangzhi::extraction
