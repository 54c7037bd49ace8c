#include "services/extraction/lead_cues.h"

#include <algorithm>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr uint32_t kTrailing = kCueAdverb | kCueScope | kCueLight | kCueTo | kCueUp | kCueDown | kCueYoy | kCueMom |
                               kCueAnnual | kCueShare | kCueHigher | kCueLower | kCueRank | kCueTarget | kCueExpected |
                               kCueFact | kCueComparator;

// True where what is still to be read holds a word of comparison.
bool HasCompare(const LeadReading& r) {
  for (int i = r.at - 2; i >= r.begin; --i) {
    const int index = r.sentence.TokenAt(i);
    const bool compares =
        index < 0 ? In(U"比较", r.sentence.At(i)) : (r.TokenOf(index).classes & (kCueYoy | kCueMom)) != 0;
    if (compares) return true;
  }
  return false;
}

// Takes a bracket that ends what is still to be read; one without figures only right before the number.
bool SkipBracket(LeadReading* r) {
  int depth = 0;
  bool figures = false;
  for (int i = r->at - 1; i >= r->begin; --i) {
    const char32_t c = r->sentence.At(i);
    figures = figures || IsDigit(c);
    if (c == U')') ++depth;
    if (c != U'(' || --depth != 0) continue;
    if (!figures && r->at != r->quantity.begin) return false;
    r->at = i;
    return true;
  }
  return false;
}

bool IsPlanNoun(const LeadReading& r, const Token& token) {
  const int before = r.sentence.TokenEndingAt(token.begin);
  if (before < 0) return In(U"度年动成体务工资", r.sentence.At(token.begin - 1));
  const Token& previous = r.TokenOf(before);
  // 超计划19家.
  if (r.Word(previous) == U"超" || r.Word(previous) == U"超过") return true;
  return previous.kind == TokenKind::kPeriod || (previous.classes & (kCueLight | kCueFact | kCueShare)) != 0;
}

// 站上9.83亿元: an exact figure; 迈上1200亿元台阶: at least.
bool IsExactStep(const LeadReading& r, View word) {
  static constexpr View kSteps[] = {U"站上", U"迈上", U"跨上", U"登上", U"跃上", U"迈入"};
  if (!IsOneOf(word, kSteps)) return false;
  const View after = r.sentence.View(r.quantity.end, std::min(r.sentence.extent.end, r.quantity.end + 3));
  const std::string digits = r.quantity.value.ToString();
  const size_t last = digits.find_last_not_of('0');
  const size_t significant = last == std::string::npos ? 0 : last + 1;
  return significant >= 3 && !Holds(after, U"台阶") && !Holds(after, U"大关");
}

void NoteComparator(LeadReading* r, uint32_t classes, View word) {
  if (IsExactStep(*r, word)) return;
  // 穿境而过17.3公里, 面积不过31.4平方公里.
  if (word == U"过" && r->at >= 2 && In(U"而通经走路超渡越不", r->sentence.At(r->at - 2))) return;
  Comparator& comparator = r->lead.comparator;
  if ((classes & kCueAbout) != 0) comparator = Comparator::kAbout;
  if ((classes & kCueNearly) != 0) comparator = Comparator::kNearly;
  if ((classes & kCueMore) != 0) comparator = Comparator::kMoreThan;
  if ((classes & kCueAtLeast) != 0) comparator = Comparator::kAtLeast;
  if ((classes & kCueLess) != 0) comparator = Comparator::kLessThan;
  if ((classes & kCueAtMost) != 0) comparator = Comparator::kAtMost;
}

void NoteChange(LeadReading* r, const Token& token, View word) {
  Lead& lead = r->lead;
  const bool rate_noun = word.back() == U'速' || word.back() == U'幅';
  if (lead.direction == 0) {
    lead.direction = (token.classes & kCueUp) != 0 ? 1 : -1;
    lead.narrowing = Holds(word, U"收窄");
    lead.rate_noun = rate_noun;
    r->change_begin = token.begin;
  } else if (rate_noun) {
    r->change_begin = token.begin;
  }
}

// 高于, 低于: what it is compared with follows, or the number itself.
void NoteHigherOrLower(LeadReading* r, const Token& token) {
  Lead& lead = r->lead;
  const int direction = (token.classes & kCueHigher) != 0 ? 1 : -1;
  const int stop = lead.direction != 0 ? r->change_begin : r->quantity.begin;
  if (token.end < stop) {
    lead.compare = {token.end, stop};
    lead.compare_direction = direction;
  } else if ((token.classes & kCueComparator) == 0) {
    lead.direction = direction;
    r->change_begin = token.begin;
  }
}

void Note(LeadReading* r, const Token& token, View word) {
  static constexpr View kBounds[] = {U"至少", U"不少于", U"最多"};
  static constexpr View kRespectively[] = {U"分别", U"依次", U"分别为", U"依次为"};
  static constexpr View kEach[] = {U"均", U"都", U"双双"};
  Lead& lead = r->lead;
  const uint32_t classes = token.classes;
  if ((classes & (kCueUp | kCueDown)) != 0) NoteChange(r, token, word);
  if ((classes & kCueComparator) != 0 && lead.comparator == Comparator::kEqual &&
      (IsOneOf(word, kBounds) || (lead.classes & ~kCueAdverb) == 0))
    NoteComparator(r, classes, word);
  if ((classes & (kCueHigher | kCueLower)) != 0 && lead.compare.end == 0) NoteHigherOrLower(r, token);
  // 从全区第九.
  if (r->quantity.form == QuantityForm::kOrdinal && (classes & kCueScope) != 0 && lead.field.end <= lead.field.begin)
    lead.field = {token.begin, token.end};
  lead.share = lead.share || (classes & kCueShare) != 0;
  lead.respectively = lead.respectively || IsOneOf(word, kRespectively);
  lead.each = lead.each || IsOneOf(word, kEach);
  lead.classes |= classes;
}

// 道路养护提升23.6公里: 提升 is what was done to the road, not a change of what is counted.
bool IsWork(const LeadReading& r, const Token& token) {
  static constexpr View kWorks[] = {U"养护", U"整治", U"改造", U"修缮", U"治理", U"更新", U"绿化", U"美化", U"风貌"};
  return !r.IsRatio() && r.quantity.unit != "pp" && r.Word(token) == U"提升" &&
         EndsWithAny(r.sentence.View(r.begin, token.begin), kWorks);
}

// Takes the token, or says that it is plain text.
bool ConsumeToken(LeadReading* r, int index) {
  static constexpr View kPlain[] = {U"同", U"合", U"各"};
  const Token& token = r->TokenOf(index);
  if (token.kind == TokenKind::kPeriod) {
    if (r->lead.period < 0) r->lead.period = index;
    r->at = token.begin;
    return true;
  }
  if (token.kind != TokenKind::kCue || (token.classes & kCueWord) != 0 || (token.classes & kTrailing) == 0 ||
      IsWork(*r, token))
    return false;
  // 计划, 目标 before a number are marks of a plan; after 完成 they are what was done.
  if ((token.classes & kCuePlan) != 0 && token.begin > r->begin && IsPlanNoun(*r, token)) return false;
  const View word = r->Word(token);
  if (IsOneOf(word, kPlain)) return false;
  // 户均年增收6.8万元: an amount, unless it is held against another.
  if (word == U"增收" && r->quantity.dimension == catalog::Dimension::kMoney && !HasCompare(*r)) return false;
  // 改善7000多所学校办学条件: what was done, not by how much it changed.
  if (word == U"改善" && r->quantity.unit[0] == '{') return false;
  Note(r, token, word);
  r->at = token.begin;
  return true;
}

// Takes a character that is no cue by itself, but here: 多 of 比老院区多420张, 由, 较, 至.
bool ConsumeCharacter(LeadReading* r, char32_t c) {
  Lead& lead = r->lead;
  const int compare_end = r->change_begin > 0 ? r->change_begin : r->quantity.begin;
  const bool ratio = c == U'比' && r->at - 2 >= r->begin && In(U"占对环同之入例", r->sentence.At(r->at - 2));
  if (In(U"多高低慢大小长短", c) && lead.direction == 0 && HasCompare(*r)) {
    lead.direction = In(U"多高大长", c) ? 1 : -1;
    r->change_begin = r->at - 1;
  } else if (In(U"由从自", c)) {
    lead.from = true;
  } else if (In(U"比较", c) && !ratio && lead.compare.begin == 0 && r->at < compare_end) {
    lead.compare = {r->at, compare_end};
  } else if (!In(U" \t了至到达在以", c)) {
    return false;
  }
  --r->at;
  return true;
}

}  // namespace

void ConsumeCues(LeadReading* reading) {
  LeadReading& r = *reading;
  while (r.at > r.begin) {
    const char32_t c = r.sentence.At(r.at - 1);
    const int index = r.sentence.TokenEndingAt(r.at);
    if (c == U')' && SkipBracket(&r)) continue;
    if (index >= 0 && r.TokenOf(index).begin >= r.begin) {
      if (!ConsumeToken(&r, index)) return;
      continue;
    }
    if (index < 0 && ConsumeCharacter(&r, c)) continue;
    if (c == U'的' && r.at - 1 > r.begin && !r.lead.of) {
      r.lead.of = true;
      r.of_end = --r.at;
    }
    return;
  }
}

}  // namespace fangzhi::extraction
