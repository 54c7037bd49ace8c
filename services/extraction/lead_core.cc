#include "services/extraction/lead_core.h"

#include <algorithm>

#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr uint32_t kLeading =
    kCueAdverb | kCueScope | kCueLight | kCueTarget | kCueExpected | kCueFact | kCueConj | kCueYoy;
constexpr uint32_t kEnding = kCueAdverb | kCueConj | kCueYoy | kCueLight | kCueAnnual;
constexpr size_t kLongestMeans = 18;         // Of 利用边角地、闲置地.
constexpr size_t kLongestCircumstance = 10;  // Of 正常年景下.
constexpr size_t kLongestLocation = 10;      // Code points of 在议事亭里.
// Cues of one character that may open a phrase without being part of its first word.
constexpr View kSafeSingles = U"共已现均仅又再另还也并且而但为将拟要应须是有达和与及同、各就";
constexpr View kLeadingMarks = U"、,:;()的 \t-—–·•*#▶►◆◇●■□★☆→“”";

View Words(const LeadReading& r) {
  const Extent& core = r.lead.core;
  return r.sentence.View(core.begin, std::max(core.begin, core.end));
}

// 在议事亭里开展协商: where it was done.
void StripLocation(LeadReading* r) {
  Extent& core = r->lead.core;
  const View words = Words(*r);
  if (words.empty() || words[0] != U'在') return;
  const size_t within = words.substr(0, kLongestLocation).find_first_of(U"里内上中");
  if (within == View::npos || within < 2 || within + 2 >= words.size()) return;
  const int after = core.begin + static_cast<int>(within) + 1;
  const int index = r->sentence.TokenBeginningAt(after);
  const bool light = index >= 0 && (r->TokenOf(index).classes & (kCueLight | kCueAdverb)) != 0;
  if (light || VerbLength(r->sentence.View(after, core.end)) > 0) core.begin = after;
}

// 按照“一栋一策”的思路修缮历史建筑, 利用边角地建成口袋公园: by what means it was done.
void StripMeans(LeadReading* r) {
  static constexpr View kMeans[] = {U"利用", U"依托", U"借助", U"围绕", U"聚焦",
                                    U"瞄准", U"按照", U"根据", U"针对", U"用好"};
  static constexpr View kWays[] = {U"的思路", U"的原则", U"的模式", U"的方式",
                                   U"的办法", U"的要求", U"的标准", U"思路"};
  Extent& core = r->lead.core;
  for (View own : {View(U"街道"), View(U"社区"), View(U"全镇")}) {
    if (BeginsWith(Words(*r), own) && Words(*r).size() > own.size() + 2 &&
        BeginsWithAny(Words(*r).substr(own.size()), kMeans))
      core.begin += static_cast<int>(own.size());
  }
  // 联合水务部门清淤: with whom it was done.
  static constexpr View kWith[] = {U"联合", U"会同", U"携手", U"协同"};
  static constexpr View kPartners[] = {U"部门", U"公司", U"单位", U"大队", U"医院", U"企业", U"高校", U"银行"};
  if (BeginsWithAny(Words(*r), kWith)) {
    for (const View partner : kPartners) {
      const size_t at = Words(*r).substr(0, kLongestMeans).find(partner);
      if (at == View::npos) continue;
      const size_t past = at + partner.size() + (In(U"另又还", At(Words(*r), at + partner.size())) ? 1 : 0);
      if (at < 2 || VerbLength(Words(*r).substr(std::min(past, Words(*r).size()))) == 0) continue;
      core.begin += static_cast<int>(past);
      break;
    }
  }
  // 园里有企业49家: where they are.
  if (const size_t there = Words(*r).substr(0, 6).find(U"里有"); there != View::npos && there > 0 &&
                                                                 there + 2 < Words(*r).size() &&
                                                                 In(U"园村区镇场院厂街楼", Words(*r)[there - 1]))
    core.begin += static_cast<int>(there) + 2;
  const View words = Words(*r);
  const bool means = BeginsWithAny(words, kMeans);
  for (View way : kWays) {
    const size_t at = words.find(way);
    if (at == View::npos || at > kLongestMeans || VerbLength(words.substr(at + way.size())) == 0) continue;
    core.begin += static_cast<int>(at + way.size());
    return;
  }
  if (!means || words.empty() || VerbLength(words) > 0) return;
  // 围绕主导产业开展4次招商: nothing else is said before the number.
  if ((r->lead.classes & kCueLight) != 0 && BeginsWith(words, U"围绕")) {
    core.begin = core.end;
    return;
  }
  for (size_t i = 3; i + 3 < words.size() && i <= kLongestMeans; ++i) {
    const int at = core.begin + static_cast<int>(i);
    if (VerbLength(words.substr(i)) < 2 || (r->sentence.TokenAt(at) >= 0 && r->sentence.TokenBeginningAt(at) < 0))
      continue;
    core.begin = at;
    return;
  }
}

// What stands before an indicator and is not said of it: 启动以来, 扣除留抵退税因素后.
void StripCircumstance(LeadReading* r) {
  Extent& core = r->lead.core;
  if (core.end - core.begin == 1 && In(U"可能则亦", r->sentence.At(core.begin))) core.begin = core.end;
  // 扣除留抵退税因素后增长5.7%: a condition on what was spoken of.
  const View condition = Words(*r);
  static constexpr View kAside[] = {U"后", U"因素", U"影响"};
  if (condition.size() >= 3 && EndsWithAny(condition, kAside) &&
      (BeginsWith(condition, U"扣除") || BeginsWith(condition, U"剔除") || BeginsWith(condition, U"还原")))
    core.begin = core.end;
  // 3.围绕主导产业: the number of an item.
  if (const View words = Words(*r); words.size() > 3 && IsDigit(words[0]) && In(U".、)", words[1]) && IsHan(words[2]))
    core.begin += 2;
  // 正常年景下粮食产量.
  static constexpr View kUnder[] = {U"年景下", U"条件下", U"情况下", U"形势下",
                                    U"背景下", U"带动下", U"推动下", U"支持下"};
  for (const View under : kUnder) {
    const size_t at = Words(*r).substr(0, kLongestCircumstance).find(under);
    if (at != View::npos && at + under.size() < Words(*r).size()) core.begin += static_cast<int>(at + under.size());
  }
  // 2017年落户时只有9名员工: when it was so.
  if (const View words = Words(*r); VerbLength(words) > 0 || BeginsWith(words, U"落户") || BeginsWith(words, U"起步")) {
    const size_t when = words.substr(0, 6).find(U'时');
    if (when != View::npos && when >= 2 && when + 1 < words.size() && !In(U"间限长装尚代速效段期", words[when + 1]))
      core.begin += static_cast<int>(when) + 1;
  }
  // 年度完成投资, 年度内供电量; not 年度目标.
  static constexpr View kOfYear[] = {U"计划", U"目标", U"任务", U"预算", U"考核", U"投资"};
  if (const View words = Words(*r);
      words.size() > 4 && BeginsWith(words, U"年度") && !IsOneOf(words.substr(2, 2), kOfYear))
    core.begin += 2;
  // 这个下辖9个村的街道.
  static constexpr View kThis[] = {U"这个", U"这座", U"这片", U"这里"};
  if (const View words = Words(*r);
      words.size() > 3 && IsOneOf(words.substr(0, 2), kThis) && VerbLength(words.substr(2)) > 0)
    core.begin += 2;
  // 启动以来共完成小微项目: what it began with is no part of the indicator.
  const size_t since = Words(*r).find(U"以来");
  if (since != View::npos && since <= 8 && core.begin + static_cast<int>(since) + 2 < core.end)
    core.begin += static_cast<int>(since) + 2;
}

bool IsLeadingCue(const LeadReading& r, const Token& token) {
  // 平均办理时间, 平均利率 is what is measured.
  static constexpr View kTimes[] = {U"时间", U"时长", U"用时", U"周期", U"耗时"};
  const View cue = r.sentence.View(token.begin, token.end);
  if ((cue == U"平均" || cue == U"单日") && token.end + 1 < r.lead.core.end) {
    const View what = r.sentence.View(token.end, r.lead.core.end);
    if (!In(U"每一单", what[0]) && (VerbLength(what) == 0 || EndsWithAny(what, kTimes))) return false;
  }
  const bool single = token.end - token.begin == 1;
  return token.kind == TokenKind::kCue && (token.classes & kCueWord) == 0 && (token.classes & kLeading) != 0 &&
         (!single || In(kSafeSingles, r.sentence.At(token.begin)));
}

// A mark, bullet or preposition at the beginning of `words`, unless a token begins with it as `token_begins` says; not
// in a word: 从业人员, 在校学生.
bool BeginsWithMark(View words, bool token_begins) {
  const char32_t c = words[0];
  if (In(kLeadingMarks, c) && (c != U'“' || !token_begins)) return true;
  const bool bullet = c > 0x2000 && !IsHan(c) && c != U'“' && c != U'《';
  if (token_begins || bullet) return bullet && !token_begins;
  if (!In(U"在对向由从把让使以于给据", c)) return false;
  if (words.size() < 3 || !IsCommonWord(words.substr(0, 2)) || In(U"于及而得着中此其之上下", words[1])) return true;
  // 从事业单位选派: 从 and 事业; 对外贸易额 is one word.
  return IsCommonWord(words.substr(1, 2)) && words[1] != U'外';
}

// Where the core begins without its first token, character or neither.
int PastFirst(LeadReading* r) {
  const Extent core = r->lead.core;
  const int index = r->sentence.TokenBeginningAt(core.begin);
  if (index >= 0) {
    const Token& token = r->TokenOf(index);
    if (token.end > core.end) return core.begin;
    if (token.kind == TokenKind::kPeriod && IsBoundOfClass(r->sentence, token)) return core.begin;
    if (token.kind == TokenKind::kPeriod) {
      if (r->lead.head_period < 0) r->lead.head_period = index;
      return token.end;
    }
    if (IsLeadingCue(*r, token)) {
      r->lead.among = r->lead.among || r->sentence.View(token.begin, token.begin + 2) == U"其中";
      return token.end == core.end && (token.classes & kCuePlan) != 0 ? core.begin : token.end;
    }
  }
  return BeginsWithMark(Words(*r), index >= 0) ? core.begin + 1 : core.begin;
}

void StripLeft(LeadReading* r) {
  StripCircumstance(r);
  Extent& core = r->lead.core;
  while (core.begin < core.end) {
    StripLocation(r);
    StripMeans(r);
    const int begin = PastFirst(r);
    if (begin == core.begin) return;
    core.begin = begin;
  }
}

// Past 帮助企业, 带动 at `begin`, which help a change along.
int PastHelp(const LeadReading& r, int begin) {
  static constexpr View kHelps[] = {U"帮助企业", U"助企", U"助力企业", U"助力", U"帮助",
                                    U"带动",     U"促进", U"推动",     U"平均"};
  for (View word : kHelps) {
    const int end = begin + static_cast<int>(word.size());
    if (end < r.lead.core.end && r.sentence.View(begin, end) == word) return end;
  }
  return begin;
}

// 压减时间58%: the change stands before what changes.
void TakeVerbOfChange(LeadReading* r) {
  Lead& lead = r->lead;
  const bool ratio = r->IsRatio() || r->quantity.unit == "pp";
  if (!ratio || lead.direction != 0 || lead.share || lead.plan.end > lead.plan.begin) return;
  const int index = r->sentence.TokenBeginningAt(PastHelp(*r, lead.core.begin));
  if (index < 0) return;
  const Token& token = r->TokenOf(index);
  if (token.kind != TokenKind::kCue || (token.classes & (kCueUp | kCueDown)) == 0 || (token.classes & kCueWord) != 0)
    return;
  if (token.end - token.begin < 2 || token.end + 1 >= lead.core.end) return;
  lead.direction = (token.classes & kCueUp) != 0 ? 1 : -1;
  lead.verb_of_change = true;
  lead.core.begin = token.end;
}

// Where the core ends without its last token, character or neither.
int PastLast(LeadReading* r) {
  const Extent core = r->lead.core;
  const int index = r->sentence.TokenEndingAt(core.end);
  if (index < 0) return In(U" \t:,、-的为在由从共了则", r->sentence.At(core.end - 1)) ? core.end - 1 : core.end;
  const Token& token = r->TokenOf(index);
  const bool period = token.kind == TokenKind::kPeriod;
  const bool cue = token.kind == TokenKind::kCue && (token.classes & kCueWord) == 0 && (token.classes & kEnding) != 0;
  if (token.begin < core.begin || (!period && !cue)) return core.end;
  if (period && r->lead.period < 0) r->lead.period = index;
  r->lead.classes |= token.classes;
  return token.begin;
}

void StripRight(LeadReading* r) {
  static constexpr View kNew[] = {U"新增加", U"新增", U"净增"};
  Extent& core = r->lead.core;
  for (View word : kNew) {
    const int length = static_cast<int>(word.size());
    if (core.end - core.begin <= length || r->sentence.View(core.end - length, core.end) != word) continue;
    r->lead.newly = true;
    core.end -= length;
    break;
  }
  while (core.end > core.begin) {
    const int end = PastLast(r);
    if (end == core.end) return;
    core.end = end;
  }
}

// 连续三年 at the end, 三年 where 连续 went before.
void StripRun(LeadReading* r) {
  Extent& core = r->lead.core;
  const View words = Words(*r);
  const size_t run = words.rfind(U"连续");
  if (run != View::npos && words.size() - run <= 7) {
    core.end = core.begin + static_cast<int>(run);
  } else if (words.size() <= 4 && !words.empty() && In(U"年月届次", words.back()) &&
             (In(U"一二三四五六七八九十两多几", words[0]) || IsDigit(words[0]))) {
    core.end = core.begin;
  }
}

// 降幅 alone: the change of what was spoken of before.
void TakeRateNoun(LeadReading* r) {
  const View words = Words(*r);
  const bool down = words == U"降幅" || words == U"跌幅";
  // 在全区10个街道中的排名: of what was spoken of before.
  static constexpr View kPlaces[] = {U"中的排名", U"中排名", U"中的位次", U"里的排名"};
  if (EndsWithAny(words, kPlaces)) {
    r->lead.core.begin = r->lead.core.end;
    return;
  }
  if (!down && words != U"增幅" && words != U"增速" && words != U"涨幅") return;
  r->lead.core.end = r->lead.core.begin;
  r->lead.rate_noun = true;
  if (r->lead.direction == 0) r->lead.direction = down ? -1 : 1;
}

}  // namespace

void ReadCore(LeadReading* reading) {
  const bool contest = reading->contest.end > reading->contest.begin;
  reading->lead.core = contest ? reading->contest : Extent{reading->begin, reading->at};
  StripLeft(reading);
  TakeVerbOfChange(reading);
  StripRight(reading);
  StripRun(reading);
  TakeRateNoun(reading);
}

}  // namespace fangzhi::extraction
