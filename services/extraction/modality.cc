#include "services/extraction/modality.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// 街道将11个社区划分为146个网格: 将 before what something is done to, as 把 is.
bool IsObjectMarker(const Sentence& sentence, int begin) {
  static constexpr View kDone[] = {U"划分", U"划为",   U"划成",   U"分为",  U"分成", U"细分",   U"改造成", U"改造为",
                                   U"改建", U"打造成", U"打造为", U"转变",  U"变成", U"变为",   U"纳入",   U"整合",
                                   U"压缩", U"缩短",   U"下沉",   U"下放",  U"列入", U"升级为", U"提升为", U"作为",
                                   U"融入", U"进驻",   U"归并",   U"移交",  U"汇聚", U"嵌入",   U"引入",   U"搬到",
                                   U"送到", U"搬进",   U"送进",   U"延伸到"};
  const View rest = sentence.View(begin, sentence.extent.end);
  const View clause = rest.substr(0, rest.find_first_of(U",;"));
  // 将原有的97个网格优化调整为124个.
  static constexpr View kWhatWas[] = {U"原有", U"原来", U"原先", U"现有", U"辖区"};
  if (BeginsWithAny(clause, kWhatWas)) return true;
  // 将建成年代早的21个小区纳入计划: what it is done to may itself begin with a verb.
  const size_t of = clause.find(U'的');
  if (VerbLength(clause.substr(0, 8)) > 1 && (of == View::npos || !Holds(clause.substr(of), U"纳入"))) return false;
  return HoldsAny(clause, kDone);
}

// 按照老旧小区三年作战计划推进: the name of a plan that something follows.
bool NamesPlan(const Sentence& sentence, const Token& token) {
  static constexpr View kFollowing[] = {U"按照", U"根据", U"依照", U"对照", U"落实",
                                        U"制定", U"出台", U"编制", U"依据"};
  const View before = sentence.View(sentence.extent.begin, token.begin);
  const View clause = before.substr(before.find_last_of(U",;:。") + 1);
  // 根据部署计划改造老旧小区13个: what is meant to be done.
  static constexpr View kCarryingOut[] = {U"推进", U"要求", U"实施", U"安排", U"执行", U"落实"};
  const View after = sentence.View(token.end, std::min(sentence.extent.end, token.end + 8));
  if (VerbLength(after) > 0 && !BeginsWithAny(after, kCarryingOut)) return false;
  return clause.size() > 2 && HoldsAny(clause.substr(0, clause.size() - 1), kFollowing) && IsHan(clause.back()) &&
         !EndsWithAny(clause, kFollowing);
}

// A cue of intent that is one only where a figure or verb follows: 要, 将, 计划.
bool IsIntent(const Sentence& sentence, const Token& token, bool plan) {
  const View word = sentence.View(token.begin, token.end);
  const char32_t before = token.begin > sentence.extent.begin ? sentence.At(token.begin - 1) : 0;
  const char32_t after = sentence.At(token.end);
  if (word == U"要" || word == U"应" || word == U"须" || word == U"必须" || word == U"要求" || word == U"努力" ||
      word == U"争" || word == U"奋力") {
    const int next = sentence.TokenBeginningAt(token.end);
    // 要兜牢民生底线,全年…: the sentence asks for it.
    static constexpr View kSayings[] = {U"要说", U"要知", U"要看", U"要不", U"要论", U"要数", U"要想", U"要问"};
    if (word == U"要" && token.begin == sentence.extent.begin && IsHan(after) &&
        !IsOneOf(sentence.View(token.begin, std::min(token.begin + 2, sentence.extent.end)), kSayings))
      return true;
    return next >= 0 &&
           (sentence.tokens[static_cast<size_t>(next)].classes & (kCueLight | kCueTo | kCueAdverb | kCueComparator)) !=
               0 &&
           (sentence.tokens[static_cast<size_t>(next)].classes & kCueWord) == 0;
  }
  if (word == U"争取" || word == U"规划" || word == U"规划建设" || word == U"冲刺" || word == U"打算" ||
      word == U"准备")
    return plan || word == U"冲刺" || word == U"规划建设" ||
           ((word == U"打算" || word == U"准备") && In(U"把再将在", after));
  if ((word == U"将" || word == U"将建成") && IsObjectMarker(sentence, token.begin + 1)) return false;
  if (word == U"拟") return before == 0 || !In(U"模虚草", before);
  if ((token.classes & kCuePlan) != 0 || word == U"预期" || word == U"预期目标") {
    // 年度计划投资42亿元; not 完成年度计划的55%.
    if (before == U'度' && after == U'投') return true;
    const View verb = sentence.View(token.end, std::min(sentence.extent.end, token.end + 8));
    const bool acts = VerbLength(verb) > 0 || BeginsWith(verb, U"投");
    // 今年计划投资152亿元, 全年计划组织活动50场; not 完成全年计划.
    const View ahead = sentence.View(std::max(sentence.extent.begin, token.begin - 3), token.begin - 1);
    const bool measured = ahead.find_first_of(U"成占为了的达到超过逾与比") != View::npos ||
                          BeginsWith(verb, U"投资的") || BeginsWith(verb, U"投入的");
    if (before == U'年' && acts && token.begin > sentence.extent.begin + 1 && !measured) return true;
    if (NamesPlan(sentence, token)) return false;
    // 低于年初目标0.7个百分点: what it is held against.
    static constexpr View kSet[] = {U"年初", U"预期", U"原定", U"既定"};
    static constexpr View kAgainst[] = {U"低于", U"高于", U"超过", U"好于", U"快于", U"慢于"};
    const View words = sentence.View(sentence.extent.begin, token.begin);
    if (words.size() > 4 && EndsWithAny(words, kSet) && EndsWithAny(words.substr(0, words.size() - 2), kAgainst))
      return false;
    if (In(U"度年动成体务三五个超", before) || In(U"的(任书”指管,。、", after)) return false;
    const int previous = sentence.TokenEndingAt(token.begin);
    // 营养改善计划提质扩面: a plan's name; 公司计划投资: what it means to do.
    const bool named = previous < 0 && IsHan(before) && !In(U"道镇乡村区县市省司团园局委办会府院校厂", before) &&
                       IsHan(after) && sentence.TokenBeginningAt(token.end) < 0 &&
                       VerbLength(sentence.View(token.end, std::min(sentence.extent.end, token.end + 8))) == 0;
    const View rest = sentence.View(token.end, std::min(sentence.extent.end, token.end + 3));
    if (named && rest != U"总投资" && !BeginsWith(rest, U"投资")) return false;
    return previous < 0 || (sentence.tokens[static_cast<size_t>(previous)].classes & (kCueLight | kCueFact)) == 0;
  }
  return true;
}

// True where a short name at most stands between the head of a clause and `at`.
bool OpensClause(const Sentence& sentence, const std::vector<Segment>& segments, int at) {
  constexpr int kShort = 2;
  const Segment& segment = segments[SegmentOf(segments, at)];
  const View before = sentence.View(segment.begin, std::max(segment.begin, at));
  return static_cast<int>(before.size()) <= kShort && before.find_first_of(U"比较与由从自到") == View::npos;
}

// 今年9月投用后: it is known what came of it.
bool IsAfterPast(const Sentence& sentence, const Token& token, const DocumentContext& document) {
  const int before = sentence.TokenEndingAt(token.begin);
  if (before < 0 || sentence.At(token.end - 1) != U'后' || document.anchor.empty()) return false;
  const Token& dated = sentence.tokens[static_cast<size_t>(before)];
  if (dated.kind != TokenKind::kPeriod) return false;
  const PeriodMention& mention = sentence.periods[static_cast<size_t>(dated.index)];
  return mention.has_year && mention.period.last() && *mention.period.last() < AnchorBegin(document);
}

}  // namespace

SentenceModality::SentenceModality(const Sentence& sentence, const std::vector<Segment>& segments,
                                   const DocumentContext& document, const Carry& section)
    : sentence_(sentence), segments_(segments), section_(section.modality) {
  for (const Token& token : sentence.tokens) {
    if (token.kind == TokenKind::kPeriod) {
      const PeriodMention& mention = sentence.periods[static_cast<size_t>(token.index)];
      if (mention.period.empty() || !mention.period.last() || document.anchor.empty()) continue;
      if (mention.period.is_as_of() && !mention.has_year && !mention.month_only &&
          mention.period.last()->month() == document.anchor.last()->month()) {
        // 由目前的58.3%提高到…: only the value before the change is a fact.
        const char32_t before = token.begin > sentence.extent.begin ? sentence.At(token.begin - 1) : 0;
        if (In(U"由从", before)) continue;
        markers_.push_back({token.begin, Modality::kActual, true});  // 目前, 现有.
        continue;
      }
      const absl::CivilDay last = *mention.period.last();
      const absl::CivilDay now = *document.anchor.last();
      const bool by = mention.role == PeriodRole::kBy && last.year() > document.reviewed_year;
      const bool later = mention.period.first() ? *mention.period.first() > now : last > now;
      // 2024年,地区生产总值增长6%左右, in a text of that January: nobody knows yet.
      const bool begun = mention.role == PeriodRole::kPlain && mention.period.granularity() == Granularity::kYear &&
                         IsDigit(sentence.At(token.begin)) && last.year() == now.year() &&
                         last.year() > document.reviewed_year && now.month() <= 2 && sentence.At(token.end) == U',';
      const bool future_span = mention.role == PeriodRole::kSpan && mention.period.first() &&
                               mention.period.first()->year() > document.reviewed_year;
      if (by || begun || future_span || (later && mention.has_year))
        markers_.push_back({token.begin, Modality::kTarget, false});
      // 将建设二期;一期去年产值5亿元: a clause about the past, within what is planned.
      const bool past = mention.has_year && mention.role == PeriodRole::kPlain && last < AnchorBegin(document) &&
                        !markers_.empty() && markers_.back().modality == Modality::kTarget &&
                        !In(U"的同底", sentence.At(token.end)) && OpensClause(sentence, segments, token.begin);
      if (past) markers_.push_back({token.begin, Modality::kActual, true});
      continue;
    }
    if (token.kind != TokenKind::kCue || (token.classes & kCueWord) != 0) continue;
    // 新线投产后,人均产出提高了35%: it has happened.
    const bool happened = (token.classes & (kCueUp | kCueDown)) != 0 && sentence.At(token.end - 1) == U'了' &&
                          !markers_.empty() && markers_.back().modality == Modality::kExpected;
    if ((token.classes & kCueExpected) != 0 && !happened && IsAfterPast(sentence, token, document)) continue;
    if ((token.classes & kCueExpected) != 0 && !happened) {
      // 预计全年税收完成1.05亿元…;招商引资完成…: before any figure, for all of the sentence.
      const bool first = !document.report && sentence.View(token.begin, token.end) == U"预计" &&
                         (sentence.quantities.empty() || token.begin < sentence.quantities.front().begin);
      markers_.push_back({token.begin, Modality::kExpected, !first});
    } else if (!happened && (token.classes & kCueTarget) != 0 &&
               IsIntent(sentence, token, section.modality == Modality::kTarget)) {
      // 预计可…将…: what is foreseen stays foreseen.
      const bool foreseen =
          !markers_.empty() && markers_.back().modality == Modality::kExpected && sentence.At(token.begin) == U'将';
      // 按照计划,今年…将…;新增…: before any figure, for all of the sentence.
      static constexpr View kAnnouncing[] = {U"按照计划", U"按计划", U"计划", U"确保", U"要",   U"将",
                                             U"力争",     U"争取",   U"拟",   U"预计", U"着力", U"打算"};
      const bool first = (sentence.quantities.empty() || token.begin < sentence.quantities.front().begin) &&
                         IsOneOf(sentence.View(token.begin, token.end), kAnnouncing);
      markers_.push_back({token.begin, foreseen ? Modality::kExpected : Modality::kTarget, !first});
    } else if (happened || (token.classes & kCueFact) != 0) {
      markers_.push_back({token.begin, Modality::kActual, true});
    }
  }
}

// 完成年度计划(32亿元)的46.3%, 新签约项目11个(全年目标20个).
bool SentenceModality::IsBracketedPlan(const Segment& segment) const {
  static constexpr View kPlans[] = {U"计划", U"目标", U"任务", U"预算"};
  const int open = segment.begin - 1;
  const View before =
      sentence_.View(std::max(sentence_.extent.begin, open - 2), std::max(open, sentence_.extent.begin));
  const View words = sentence_.View(segment.begin, segment.end);
  for (View plan : kPlans) {
    if (before == plan || words.find(plan) != View::npos) return words.find(U"完成") == View::npos;
  }
  return false;
}

Modality SentenceModality::At(int at, size_t segment, std::string_view* rule) const {
  if (segment < segments_.size() && segments_[segment].bracket && IsBracketedPlan(segments_[segment])) {
    *rule = "plan_in_brackets";
    return Modality::kTarget;
  }
  Modality modality = section_;
  *rule = section_ == Modality::kActual ? "default" : "section_of_plans";
  int semicolon = sentence_.extent.begin;
  for (size_t s = 0; s <= segment && s < segments_.size(); ++s) {
    if (segments_[s].semicolon) semicolon = segments_[s].begin;
  }
  for (const Marker& marker : markers_) {
    if (marker.at >= at) break;
    if (marker.until_semicolon && marker.at < semicolon) continue;
    // A fact within a section of plans is rare; only its own clause has it.
    modality = marker.modality;
    *rule = marker.modality == Modality::kActual   ? "marker_of_fact"
            : marker.modality == Modality::kTarget ? "marker_of_plan"
                                                   : "marker_of_expectation";
  }
  return modality;
}

}  // namespace fangzhi::extraction
