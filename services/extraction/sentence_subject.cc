#include "services/extraction/sentence_subject.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kMostNamed = 24;

bool In(View set, char32_t c) { return c != 0 && set.find(c) != View::npos; }
bool EndsWith(View text, View end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

std::u32string Unquoted(View name) {
  if (name.size() > 2 && name.front() == U'“' && name.back() == U'”' && name.find(U'“', 1) == View::npos)
    name = name.substr(1, name.size() - 2);
  return std::u32string(name);
}

bool IsWater(View name) { return !name.empty() && In(U"河江湖海溪渠", name.back()); }

// Words for the document's own region.
bool IsOwnRegion(View word) {
  static constexpr View kWords[] = {U"街道", U"全街道", U"全镇", U"全乡", U"全县",    U"全区",
                                    U"全市", U"全省",   U"我省", U"我市", U"我县",    U"我区",
                                    U"全州", U"全域",   U"辖区", U"镇",   U"全自治区"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace

SentenceSubjects::SentenceSubjects(const Sentence& sentence, const std::vector<Segment>& segments,
                                   const DocumentContext& document, Carry* carry)
    : sentence_(sentence), segments_(segments), document_(document), carry_(carry) {
  names_ = FindNames(sentence);
  FindTurns();
}

SubjectReading SentenceSubjects::Reading(const NameMention& name) const {
  SubjectReading reading;
  std::u32string text;
  for (int i = name.begin; i < name.end; ++i) {
    const int index = sentence_.TokenBeginningAt(i);
    if (index >= 0 && sentence_.tokens[static_cast<size_t>(index)].kind == TokenKind::kQuantity) {
      const Token& token = sentence_.tokens[static_cast<size_t>(index)];
      if (IsCapacity(sentence_.quantities[static_cast<size_t>(token.index)])) {
        i = token.end - 1;
        continue;
      }
    }
    const char32_t c = sentence_.At(i);
    if (!IsBlank(c) && c != U'\n') text.push_back(c);
  }
  reading.name = Unquoted(text);
  reading.extents = {{name.begin, name.end}};
  reading.kind = name.kind;
  reading.region = name.region;
  return reading;
}

// The latest name that `word` can stand for: 该社区, 公司.
const SubjectReading* SentenceSubjects::TakeUp(View word) const {
  const auto fits = [word](const SubjectReading& named) {
    if (EndsWith(named.name, word)) return true;
    if (word == U"企业" || word == U"公司" || word == U"集团")
      return named.kind == SubjectKind::kOrganisation &&
             (named.name.find(U"公司") != View::npos || named.name.find(U"集团") != View::npos || word == U"公司");
    if (word == U"项目") return named.kind == SubjectKind::kProject;
    if (word == U"园区") {
      return (named.kind == SubjectKind::kProject && !EndsWith(named.name, U"项目")) || EndsWith(named.name, U"港") ||
             EndsWith(named.name, U"谷");
    }
    if (word == U"村里" || word == U"全村") return EndsWith(named.name, U"村");
    if (word == U"全社区") return EndsWith(named.name, U"社区");
    if (word == U"中心") return EndsWith(named.name, U"中心");
    return false;
  };
  for (size_t i = turns_.size(); i-- > 0;) {
    if (fits(turns_[i].subject)) return &turns_[i].subject;
  }
  for (size_t i = carry_->named.size(); i-- > 0;) {
    if (fits(carry_->named[i])) return &carry_->named[i];
  }
  return nullptr;
}

// True where only adverbs, periods, regions and prepositions stand between the head of the segment and `at`.
bool SentenceSubjects::AtHead(const Segment& segment, int at) const {
  for (int i = segment.begin; i < at;) {
    const int index = sentence_.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence_.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kQuoted && at < token.end) return true;
      const bool passes =
          token.kind == TokenKind::kPeriod ||
          (token.classes & (kCueAdverb | kCueConj | kCueScope | kCueFact | kCueExpected | kCueTarget)) != 0;
      if (!passes) return false;
      i = token.end;
      continue;
    }
    const char32_t c = sentence_.At(i);
    if (IsHan(c) && !In(U"在由作为该此本据对到从了", c)) {
      const RegionRead region = ReadRegion(sentence_.text, i);
      if (region.length == 0) return false;
      i += region.length;
      continue;
    }
    ++i;
  }
  return true;
}

// 总投资60亿元打造的卧龙产业园, 规模达1000万的发展基金: a figure qualifies the name.
bool SentenceSubjects::RelativeToFigure(const NameMention& name, const Segment& segment) const {
  int at = name.begin;
  if (sentence_.At(at - 1) == U'“') --at;
  if (sentence_.At(at - 1) != U'的' || sentence_.At(name.end) == U'、') return false;
  return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
    const bool attribute = q.dimension == catalog::Dimension::kMoney || q.dimension == catalog::Dimension::kArea ||
                           (!q.has_unit && q.has_magnitude);
    return attribute && q.begin >= segment.begin && q.end <= at && at - q.end <= 6;
  });
}

// Where what a name at the head of `segment` governs ends; 0: with the sentence.
int SentenceSubjects::UntilOf(const NameMention& name, const Segment& segment) const {
  // One of several names is the subject of its clause only.
  const bool listed = sentence_.At(name.end) == U'、' || In(U"和与及", sentence_.At(name.end)) ||
                      (name.begin > segment.begin && In(U"、和与", sentence_.At(name.begin - 1)));
  if (listed) return segment.end;
  const bool wide = document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kPrefecture;
  const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
    return q.begin >= segment.begin && q.begin < segment.end;
  });
  if (wide && !figures && !name.reference) return segment.end;
  if (wide) {
    for (const Segment& later : segments_) {
      if (later.begin > segment.begin && (later.semicolon || VerbLength(sentence_.View(later.begin, later.end)) > 0))
        return later.begin;
    }
    return 0;
  }
  if (name.kind != SubjectKind::kPlace) return 0;
  if (name.reference) return 0;
  // A place does not build, set up or train: a clause with such a verb is the region's again.
  for (const Segment& later : segments_) {
    if (later.begin <= segment.begin) continue;
    int i = later.begin;
    while (i < later.end && In(U" ", sentence_.At(i))) ++i;
    if (VerbLength(sentence_.View(i, later.end)) > 0) return later.begin;
  }
  return 0;
}

// 公司, 中心 as a word of its own: not 中心 in 中心城区.
bool SentenceSubjects::StandsAlone(const NameMention& name) const {
  const char32_t next = sentence_.At(name.end);
  if (!IsHan(next) || In(U"内里的还每年", next) || sentence_.TokenBeginningAt(name.end) >= 0) return true;
  if (name.begin > sentence_.extent.begin && In(U"该此本", sentence_.At(name.begin - 1))) return true;
  if (VerbLength(sentence_.View(name.end, std::min(sentence_.extent.end, name.end + 8))) > 0) return true;
  const View word = sentence_.View(name.begin, name.end);
  return word == U"公司" || word == U"园区" || word == U"食堂" || word == U"医院" || word == U"学校" ||
         word == U"合作社" || word == U"平台";
}

// 企业上缴税收5000万元: the company named before.
void SentenceSubjects::TakeUpEnterprise(const Segment& segment) {
  int i = segment.begin;
  for (;;) {
    const int index = sentence_.TokenBeginningAt(i);
    if (index < 0) break;
    const Token& token = sentence_.tokens[static_cast<size_t>(index)];
    if (token.kind != TokenKind::kPeriod && (token.classes & kCueAdverb) == 0) break;
    i = token.end;
  }
  const View word = sentence_.View(i, std::min(segment.end, i + 2));
  if (word != U"企业" || i + 2 >= segment.end || segment.bracket || !IsHan(sentence_.At(i + 2))) return;
  if (const SubjectReading* subject = TakeUp(word)) turns_.push_back({i, *subject, "taken_up", {i, i + 2}, 0});
}

void SentenceSubjects::FindTurns() {
  for (const Segment& segment : segments_) {
    bool found = false;
    TakeUpEnterprise(segment);
    for (const NameMention& name : names_) {
      if (name.begin < segment.begin || name.end > segment.end) continue;
      if (name.reference && !StandsAlone(name)) continue;
      const bool head = !name.object && AtHead(segment, name.begin);
      const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
      const bool qualified = !name.reference && sentence_.At(before) == U'的' &&
                             segment.begin == sentence_.extent.begin &&
                             (name.kind == SubjectKind::kProgramme || sentence_.At(name.begin) == U'“' ||
                              sentence_.At(name.begin - 1) == U'“');
      if (!head && !qualified && !RelativeToFigure(name, segment)) continue;
      AddTurn(name, segment);
      found = true;
    }
    if (found) continue;
    // 街道, 全镇 at the head: the document's region again.
    int i = segment.begin;
    while (i < segment.end) {
      const int index = sentence_.TokenBeginningAt(i);
      if (index < 0) break;
      const Token& token = sentence_.tokens[static_cast<size_t>(index)];
      if (IsOwnRegion(sentence_.View(token.begin, token.end))) break;
      if (token.kind != TokenKind::kPeriod && (token.classes & (kCueAdverb | kCueConj | kCueFact)) == 0) break;
      i = token.end;
      while (In(U", ", sentence_.At(i)) && i < segment.end) ++i;
    }
    for (View word : {View(U"街道"), View(U"全街道"), View(U"全镇"), View(U"全县"), View(U"全区"), View(U"全市"),
                      View(U"全省"), View(U"辖区"), View(U"我省"), View(U"我市")}) {
      if (sentence_.View(i, std::min(segment.end, i + static_cast<int>(word.size()))) == word) {
        turns_.push_back({i, {}, "own_region", {i, i + static_cast<int>(word.size())}, 0});
        break;
      }
    }
  }
}

void SentenceSubjects::AddTurn(const NameMention& name, const Segment& segment) {
  if (name.reference) {
    const SubjectReading* subject = TakeUp(sentence_.View(name.begin, name.end));
    if (subject == nullptr) return;
    SubjectReading reading = *subject;
    turns_.push_back({name.begin, reading, "taken_up", {name.begin, name.end}, 0});
    return;
  }
  SubjectReading reading = Reading(name);
  // The longest form that was given before.
  for (const SubjectReading& named : carry_->named) {
    if (named.name.size() > reading.name.size() && named.kind == reading.kind && EndsWith(named.name, reading.name))
      reading.name = named.name;
  }
  turns_.push_back({name.begin, reading, "head_of_clause", {name.begin, name.end}, UntilOf(name, segment)});
}

Extent SentenceSubjects::WithoutSubject(Extent core) const {
  for (const Turn& turn : turns_) {
    const int begin = turn.words.begin;
    if (begin >= core.begin && turn.words.end < core.end) {
      Extent rest{turn.words.end, core.end};
      while (rest.begin < rest.end && In(U"的 ”", sentence_.At(rest.begin))) ++rest.begin;
      // Light verbs that the name stood before.
      for (;;) {
        const int index = sentence_.TokenBeginningAt(rest.begin);
        if (index < 0) break;
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        const bool light = token.kind == TokenKind::kPeriod ||
                           ((token.classes & (kCueLight | kCueAdverb | kCueFact | kCueTarget | kCueExpected)) != 0 &&
                            (token.classes & kCueWord) == 0);
        if (!light || token.end > rest.end) break;
        rest.begin = token.end;
      }
      if (rest.end > rest.begin) return rest;
    }
  }
  // The document's own name: 曹娥街道实现….
  const View text = sentence_.View(core.begin, core.end);
  View own = document_.subject;
  for (View name : {own, View(U"全街道"), View(U"街道"), View(U"全镇"), View(U"公司"), View(U"企业")}) {
    if (name.empty() || text.size() <= name.size() + 1 || text.substr(0, name.size()) != name) continue;
    const int after = core.begin + static_cast<int>(name.size());
    const int index = sentence_.TokenBeginningAt(after);
    const bool verb = index >= 0 && (sentence_.tokens[static_cast<size_t>(index)].classes &
                                     (kCueLight | kCueFact | kCueTarget | kCueAdverb)) != 0;
    if (name == own || name == U"街道" || name == U"全街道" || name == U"全镇" || verb) {
      return WithoutSubject({verb ? sentence_.tokens[static_cast<size_t>(index)].end : after, core.end});
    }
  }
  return core;
}

void SentenceSubjects::Settle(const Quantity& quantity, size_t segment, const Lead& lead, Observation* o) const {
  (void)lead;
  // 规模500亿元的浙江社保科创基金, 1.48平方公里未来产业社区核心区块: the thing named right after.
  const bool attribute =
      quantity.dimension == catalog::Dimension::kMoney || quantity.dimension == catalog::Dimension::kArea ||
      quantity.dimension == catalog::Dimension::kLength || quantity.dimension == catalog::Dimension::kMass;
  for (const NameMention& name : names_) {
    if (!name.reference && name.begin < quantity.begin && quantity.end < name.end) {
      o->subject = Reading(name);
      o->subject_rule = "size_in_name";
      return;
    }
    if (name.reference || !attribute || sentence_.At(name.end) == U'、') continue;
    const int gap = name.begin - quantity.end;
    const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
    const bool relative = gap > 1 && gap <= 7 && sentence_.At(before) == U'的' &&
                          VerbLength(sentence_.View(quantity.end, name.begin)) > 0;
    if (gap == 0 || relative || (gap == 1 && sentence_.At(quantity.end) == U'的')) {
      o->subject = Reading(name);
      o->subject_rule = "name_after_number";
      return;
    }
  }
  const Turn* turn = TurnAt(quantity.begin);
  if (turn != nullptr && !turn->subject.name.empty()) {
    o->subject = turn->subject;
    o->subject_rule = turn->rule;
    return;
  }
  // 全区8个街道: of the region above.
  const View before = sentence_.View(std::max(sentence_.extent.begin, quantity.begin - 3), quantity.begin);
  for (View scope : {View(U"全区"), View(U"全市"), View(U"全县"), View(U"全省")}) {
    const size_t at = before.rfind(scope);
    if (at == View::npos || before.size() - at > 3 || quantity.form != QuantityForm::kAmount) continue;
    const View after = sentence_.View(quantity.end, std::min(sentence_.extent.end, quantity.end + 2));
    const std::u32string name = ScopeName(document_, scope);
    if (!name.empty() && name != document_.subject &&
        (after == U"街道" || after.substr(0, 1) == U"镇" || after.substr(0, 1) == U"乡" || after == U"县市" ||
         after.substr(0, 1) == U"县")) {
      o->subject.name = name;
      o->subject_rule = "scope_of_region_above";
      return;
    }
  }
  if (turn != nullptr) {
    o->subject.name = document_.subject;
    o->subject.region = document_.region;
    o->subject_rule = "own_region";
    return;
  }
  // What a paragraph is about does not build, set up or solve; the region does.
  const bool carried = carry_->subject.name != document_.subject;
  if (carried && segment < segments_.size()) {
    int i = segments_[segment].begin;
    while (i < segments_[segment].end && (In(U" ,", sentence_.At(i)) || PassesAdverb(&i))) {
      if (In(U" ,", sentence_.At(i))) ++i;
    }
    const size_t verb = VerbLength(sentence_.View(i, segments_[segment].end));
    const View word = sentence_.View(i, i + static_cast<int>(verb));
    const bool business = word == U"投入" || word == U"服务" || word == U"出口" || word == U"接待" || word == U"带动" ||
                          word == U"拥有" || word == U"现有";
    if (verb > 0 && !business) {
      o->subject = {};
      o->subject.name = document_.subject;
      o->subject.region = document_.region;
      o->subject_rule = "act_of_region";
      return;
    }
  }
  o->subject = carry_->subject;
  o->subject_rule =
      carry_->subject.extents.empty() || carry_->subject.name == document_.subject ? "document" : "paragraph";
}

// Moves over an adverb or words of time at `*i`.
bool SentenceSubjects::PassesAdverb(int* i) const {
  const int index = sentence_.TokenBeginningAt(*i);
  if (index < 0) return false;
  const Token& token = sentence_.tokens[static_cast<size_t>(index)];
  if (token.kind != TokenKind::kPeriod && (token.classes & (kCueAdverb | kCueFact | kCueConj)) == 0) return false;
  *i = token.end;
  return true;
}

std::u32string SentenceSubjects::NameAt(int at) const {
  const Turn* turn = TurnAt(at);
  if (turn != nullptr) return turn->subject.name;
  return carry_->subject.name == document_.subject ? std::u32string() : carry_->subject.name;
}

const SentenceSubjects::Turn* SentenceSubjects::TurnAt(int at) const {
  const Turn* turn = nullptr;
  for (const Turn& t : turns_) {
    if (t.at < at) turn = t.until == 0 || at < t.until ? &t : nullptr;
  }
  return turn;
}

void SentenceSubjects::Finish() {
  // What a sentence opens with is what its paragraph is about, until the region or another takes over.
  const bool wide = document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kPrefecture;
  for (const Turn& turn : turns_) {
    if (document_.report) break;
    if (turn.subject.name.empty()) {
      carry_->subject = {};
      carry_->subject.name = document_.subject;
      carry_->subject.region = document_.region;
    } else if (!wide && !document_.report && turn.until == 0 && turn.subject.kind != SubjectKind::kProgramme &&
               !IsWater(turn.subject.name) && !segments_.empty() && turn.at < segments_[0].end) {
      carry_->subject = turn.subject;
    }
  }
  for (const NameMention& name : names_) {
    if (name.reference) continue;
    carry_->named.push_back(Reading(name));
  }
  if (carry_->named.size() > kMostNamed)
    carry_->named.erase(carry_->named.begin(), carry_->named.end() - static_cast<std::ptrdiff_t>(kMostNamed));
}

}  // namespace fangzhi::extraction
