#include "services/extraction/sentence_subject.h"

#include <algorithm>

#include "common/catalog/catalogue.h"
#include "services/extraction/antecedent.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kMostNamed = 24;

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

// 开发区, 园区 in a text about one.
bool SentenceSubjects::IsOwnZone(View word) const {
  const View own = document_.subject;
  if (own.size() <= word.size() + 1 || own.back() != U'区') return false;
  if (EndsWith(own, word)) return true;
  const bool zone =
      EndsWith(own, U"开发区") || EndsWith(own, U"园区") || EndsWith(own, U"高新区") || EndsWith(own, U"经开区");
  return zone && (word == U"园区" || word == U"全区" || word == U"经开区" || word == U"开发区");
}

// 宁国经开区 in a text about 宁国经济技术开发区.
bool SentenceSubjects::IsOwnZoneShort(View name) const {
  const View own = document_.subject;
  if (name.size() < 5 || name.size() >= own.size() || !EndsWith(name, U"区")) return false;
  return own.substr(0, 2) == name.substr(0, 2) && ((EndsWith(name, U"经开区") && EndsWith(own, U"开发区")) ||
                                                   (EndsWith(name, U"高新区") && own.find(U"高新") != View::npos) ||
                                                   (EndsWith(name, U"开发区") && EndsWith(own, U"开发区")));
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
  for (size_t i = turns_.size(); i-- > 0;) {
    if (CanStandFor(word, turns_[i].subject)) return &turns_[i].subject;
  }
  for (size_t i = carry_->named.size(); i-- > 0;) {
    if (CanStandFor(word, carry_->named[i])) return &carry_->named[i];
  }
  return nullptr;
}

// True where only adverbs, periods, regions and prepositions stand between the head of the segment and `at`.
bool SentenceSubjects::AtHead(const Segment& segment, int at) const {
  // 位于吴淞江畔的澄湖智造园: where it lies goes before it.
  const View opening = sentence_.View(segment.begin, std::max(segment.begin, at));
  for (View word : {View(U"位于"), View(U"坐落于"), View(U"地处"), View(U"坐落在")}) {
    if (opening.substr(0, word.size()) == word && opening.size() <= 20 &&
        (opening.back() == U'的' ||
         (opening.size() > 1 && opening.back() == U'“' && opening[opening.size() - 2] == U'的')))
      return true;
  }
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
  const bool wide = document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kProvince;
  const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
    return q.begin >= segment.begin && q.begin < segment.end && q.unit != "{期}";
  });
  // 确保恒达二期竣工,…: what is aimed at in one clause.
  const bool aimed = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
    return t.begin >= segment.begin && t.end <= name.begin && (t.classes & kCueTarget) != 0;
  });
  if (aimed && !figures) return segment.end;
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
  if (name.words_begin < name.begin) return true;
  if (VerbLength(sentence_.View(name.end, std::min(sentence_.extent.end, name.end + 8))) > 0) return true;
  const View word = sentence_.View(name.begin, name.end);
  return word == U"公司" || word == U"园区" || word == U"食堂" || word == U"医院" || word == U"学校" ||
         word == U"合作社" || word == U"平台";
}

// Where the segment begins after words of time and adverbs.
int SentenceSubjects::HeadOf(const Segment& segment) const {
  int i = segment.begin;
  while (i < segment.end && (In(U" ,、", sentence_.At(i)) || PassesAdverb(&i))) {
    if (In(U" ,、", sentence_.At(i))) ++i;
  }
  return i;
}

// A region within the document's, named in full at `at`; nullptr where none is.
const catalog::Region* SentenceSubjects::RegionBelow(int at, int* length) const {
  if (document_.region == nullptr || !IsHan(sentence_.At(at))) return nullptr;
  const RegionRead read = ReadRegion(sentence_.text, at);
  if (read.length < 3 || !read.full || at + read.length > sentence_.extent.end) return nullptr;
  const auto& gazetteer = catalog::Catalogue::BuiltIn().gazetteer();
  for (const catalog::Region* region : gazetteer.Find(read.region->name)) {
    if (region->code != document_.region->code && catalog::Gazetteer::Within(region->code, document_.region->code)) {
      *length = read.length;
      return region;
    }
  }
  return nullptr;
}

// The individual, or region within the document's, that is named from `at` on.
std::optional<NameMention> SentenceSubjects::MentionAt(int at, int limit) const {
  for (const NameMention& name : names_) {
    const int begin = sentence_.At(name.begin - 1) == U'“' ? name.begin - 1 : name.begin;
    if (begin == at && name.end <= limit && !name.reference) return name;
  }
  int length = 0;
  const catalog::Region* region = RegionBelow(at, &length);
  if (region == nullptr || at + length > limit) return std::nullopt;
  NameMention name;
  name.begin = at;
  name.end = at + length;
  name.words_begin = at;
  name.region = region;
  return name;
}

// 昆都仑区、青山区、九原区贷款发放额分别为…: each value is about its own.
bool SentenceSubjects::AddListed(const Segment& segment) {
  const int head = HeadOf(segment);
  std::vector<SubjectReading> listed;
  int at = head;
  int end = head;
  for (;;) {
    const auto mention = MentionAt(at, segment.end);
    if (!mention) break;
    listed.push_back(Reading(*mention));
    end = mention->end + (sentence_.At(mention->end) == U'”' ? 1 : 0);
    if (!In(U"、和与及", sentence_.At(end))) break;
    at = end + 1;
  }
  if (listed.size() < 2 || sentence_.At(end) == U'等') return false;
  const View rest = sentence_.View(end, sentence_.extent.end);
  if (rest.find(U"分别") == View::npos && rest.find(U"依次") == View::npos) return false;
  Turn turn{head, listed.front(), "listed", {head, end}, 0, {}};
  turn.listed = std::move(listed);
  for (const Segment& later : segments_) {
    if (later.begin <= segment.begin) continue;
    if (!later.semicolon && VerbLength(sentence_.View(later.begin, later.end)) == 0) continue;
    turn.until = later.begin;
    break;
  }
  turns_.push_back(std::move(turn));
  return true;
}

// 首阳镇药农户均收入2.9万元, 土默特右旗1.90亿元: a part of the document's region.
bool SentenceSubjects::AddRegion(const Segment& segment) {
  const int head = HeadOf(segment);
  int length = 0;
  const catalog::Region* region = RegionBelow(head, &length);
  if (region == nullptr || In(U"、和与及的等内", sentence_.At(head + length))) return false;
  NameMention name;
  name.begin = head;
  name.end = head + length;
  name.region = region;
  turns_.push_back({head, Reading(name), "region_at_head", {head, name.end}, segment.end, {}});
  // It goes on over what has no words of its own.
  for (const Segment& later : segments_) {
    if (later.begin < segment.end || later.semicolon) continue;
    turns_.back().until = later.end;
  }
  for (const Segment& later : segments_) {
    if (later.begin >= segment.end && later.semicolon) {
      turns_.back().until = later.begin;
      break;
    }
  }
  return true;
}

// 今年全区计划改造老旧小区76个, in a text about a subdistrict: the region above.
bool SentenceSubjects::AddScope(const Segment& segment) {
  const int head = HeadOf(segment);
  for (View scope : {View(U"全省"), View(U"全市"), View(U"全区"), View(U"全县")}) {
    if (sentence_.View(head, std::min(segment.end, head + 2)) != scope) continue;
    const std::u32string name = ScopeName(document_, scope);
    if (name.empty() || name == document_.subject || In(U"的平率", sentence_.At(head + 2))) return false;
    SubjectReading reading;
    reading.name = name;
    turns_.push_back({head, reading, "scope_of_region_above", {head, head + 2}, 0, {}});
    return true;
  }
  return false;
}

// 二期占地142亩: of the project spoken of.
void SentenceSubjects::TakeUpPhase(const Segment& segment) {
  const int head = HeadOf(segment);
  if (!In(U"一二三四五", sentence_.At(head)) || sentence_.At(head + 1) != U'期') return;
  const SubjectReading* project = nullptr;
  if (!turns_.empty() && turns_.back().subject.kind != SubjectKind::kRegion) project = &turns_.back().subject;
  if (project == nullptr && carry_->subject.kind == SubjectKind::kProject) project = &carry_->subject;
  if (project == nullptr) project = TakeUp(U"园区");
  if (project == nullptr || project->kind == SubjectKind::kPlace) return;
  int end = head + 2;
  if (sentence_.View(end, std::min(segment.end, end + 2)) == U"项目" ||
      sentence_.View(end, std::min(segment.end, end + 2)) == U"工程")
    end += 2;
  SubjectReading reading = *project;
  if (reading.name.size() > 2 && reading.name.back() == U'期') reading.name.resize(reading.name.size() - 2);
  reading.name += sentence_.View(head, head + 2);
  reading.kind = SubjectKind::kProject;
  turns_.push_back({head, reading, "phase_of_project", {head, end}, 0, {}});
}

// 企业上缴税收5000万元: the company named before.
void SentenceSubjects::TakeUpEnterprise(const Segment& segment) {
  if (document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kProvince) return;
  if (turns_.empty() && carry_->named.size() <= carry_->named_before) return;
  const int i = HeadOf(segment);
  const View word = sentence_.View(i, std::min(segment.end, i + 2));
  if (word != U"企业" || i + 2 >= segment.end || segment.bracket || !IsHan(sentence_.At(i + 2))) return;
  if (const SubjectReading* subject = TakeUp(word)) turns_.push_back({i, *subject, "taken_up", {i, i + 2}, 0, {}});
}

// 独库高速、伊阿铁路等179个重大项目: where the examples of what is counted end; the segment's beginning where none are.
int SentenceSubjects::ExamplesEnd(const Segment& segment) const {
  for (const Quantity& q : sentence_.quantities) {
    if (q.begin <= segment.begin || q.begin >= segment.end || q.unit.size() < 3 || q.unit[0] != '{') continue;
    if (sentence_.At(q.begin - 1) == U'等') return q.begin - 1;
  }
  return segment.begin;
}

void SentenceSubjects::FindTurns() {
  for (const Segment& segment : segments_) {
    bool found = false;
    if (AddListed(segment)) continue;
    TakeUpEnterprise(segment);
    TakeUpPhase(segment);
    const int examples_end = ExamplesEnd(segment);
    for (const NameMention& name : names_) {
      if (name.begin < segment.begin || name.end > segment.end || name.end <= examples_end) continue;
      if (name.reference && !StandsAlone(name)) continue;
      // A report on a province speaks of companies and projects as such.
      const bool wide = document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kProvince;
      if (wide && name.reference && name.words_begin == name.begin) continue;
      const bool head = !name.object && AtHead(segment, name.reference ? name.words_begin : name.begin);
      const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
      const bool qualified = !name.reference && sentence_.At(before) == U'的' &&
                             segment.begin == sentence_.extent.begin &&
                             (name.kind == SubjectKind::kProgramme || sentence_.At(name.begin) == U'“' ||
                              sentence_.At(name.begin - 1) == U'“');
      // 扎根镇里26年的德丰源电子有限公司,…: the clause is only the name.
      const bool clause = !name.reference && !name.object && name.kind == SubjectKind::kOrganisation &&
                          sentence_.At(before) == U'的' && name.end == segment.end &&
                          segment.begin == sentence_.extent.begin;
      // 该社区“小候鸟”课堂: of what was just taken up.
      const bool possessed =
          !turns_.empty() && turns_.back().at >= segment.begin && before >= 0 && turns_.back().words.end == before + 1;
      if (!head && !qualified && !clause && !possessed && !RelativeToFigure(name, segment)) continue;
      AddTurn(name, segment);
      found = true;
    }
    if (found || AddRegion(segment) || AddScope(segment)) continue;
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
    AddActOfRegion(segment);
    for (View word : {View(U"街道"), View(U"全街道"), View(U"全镇"), View(U"全县"), View(U"全区"), View(U"全市"),
                      View(U"全省"), View(U"辖区"), View(U"我省"), View(U"我市"), View(U"开发区"), View(U"经开区"),
                      View(U"高新区"), View(U"园区"), View(U"新区"), View(U"示范区"), View(U"度假区")}) {
      if (!IsOwnRegion(word) && !IsOwnZone(word)) continue;
      if (sentence_.View(i, std::min(segment.end, i + static_cast<int>(word.size()))) == word) {
        turns_.push_back({i, {}, "own_region", {i, i + static_cast<int>(word.size())}, 0, {}});
        break;
      }
    }
  }
}

// What a paragraph is about does not build, set up or solve; the region does.
void SentenceSubjects::AddActOfRegion(const Segment& segment) {
  const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
    return q.begin >= segment.begin && q.begin < segment.end;
  });
  if (!figures || carry_->subject.name == document_.subject || CanStandFor(U"公司", carry_->subject) ||
      CanStandFor(U"院落", carry_->subject) || TurnAt(segment.begin + 1) != nullptr)
    return;
  const int head = HeadOf(segment);
  const size_t verb = VerbLength(sentence_.View(head, segment.end));
  static constexpr View kOfAnyone[] = {U"投入", U"服务", U"出口", U"接待", U"带动", U"拥有", U"现有"};
  const View word = sentence_.View(head, head + static_cast<int>(verb));
  if (verb == 0 || std::find(std::begin(kOfAnyone), std::end(kOfAnyone), word) != std::end(kOfAnyone)) return;
  int until = 0;
  for (const Segment& later : segments_) {
    if (until == 0 && later.begin > segment.begin && later.semicolon) until = later.begin;
  }
  turns_.push_back({segment.begin, {}, "act_of_region", {segment.begin, segment.begin}, until, {}});
}

void SentenceSubjects::AddTurn(const NameMention& name, const Segment& segment) {
  if (name.reference) {
    const SubjectReading* subject = TakeUp(sentence_.View(name.begin, name.end));
    if (subject == nullptr) {
      if (name.words_begin < name.begin) unresolved_.push_back({name.words_begin, name.end});
      return;
    }
    SubjectReading reading = *subject;
    turns_.push_back({name.begin, reading, "taken_up", {name.words_begin, name.end}, 0, {}});
    return;
  }
  SubjectReading reading = Reading(name);
  if (IsOwnZoneShort(reading.name)) {
    turns_.push_back({name.begin, {}, "own_region", {name.begin, name.end}, 0, {}});
    return;
  }
  // The longest form that was given before.
  for (const SubjectReading& named : carry_->named) {
    if (named.name.size() > reading.name.size() && named.kind == reading.kind && EndsWith(named.name, reading.name))
      reading.name = named.name;
  }
  turns_.push_back({name.begin, reading, "head_of_clause", {name.begin, name.end}, UntilOf(name, segment), {}});
}

Extent SentenceSubjects::WithoutSubject(Extent core) const {
  for (const Extent& words : unresolved_) {
    if (words.begin == core.begin && words.end < core.end) return WithoutSubject({words.end, core.end});
  }
  for (const Turn& turn : turns_) {
    const int begin = turn.words.begin;
    const bool place = turn.subject.kind == SubjectKind::kRegion || turn.subject.kind == SubjectKind::kPlace;
    if (place && begin == core.begin && turn.words.end == core.end) return {core.end, core.end};
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
      if (rest.end > rest.begin || place) return rest;
    }
  }
  // 佛山市顺德区容桂街道完成…: the way down to the document's region.
  int own_end = core.begin;
  for (;;) {
    const RegionRead region = ReadRegion(sentence_.text, own_end);
    if (region.length < 2 || !region.full || own_end + region.length >= core.end) break;
    own_end += region.length;
    if (document_.region != nullptr && DecodeUtf8(document_.region->name) == document_.subject &&
        sentence_.View(own_end - region.length, own_end) == document_.subject && own_end - region.length > core.begin)
      return WithoutSubject({own_end, core.end});
  }
  if (sentence_.View(core.begin, core.end) == document_.subject) return {core.end, core.end};
  // The document's own name: 曹娥街道实现….
  const View text = sentence_.View(core.begin, core.end);
  View own = document_.subject;
  for (View name : {own, View(U"全街道"), View(U"街道"), View(U"全镇"), View(U"公司"), View(U"企业"), View(U"开发区"),
                    View(U"经开区"), View(U"高新区"), View(U"园区"), View(U"全区"), View(U"新区")}) {
    if (name.empty() || text.size() <= name.size() + 1 || text.substr(0, name.size()) != name) continue;
    const int after = core.begin + static_cast<int>(name.size());
    const int index = sentence_.TokenBeginningAt(after);
    const bool verb = index >= 0 && (sentence_.tokens[static_cast<size_t>(index)].classes &
                                     (kCueLight | kCueFact | kCueTarget | kCueAdverb)) != 0;
    const bool zone = IsOwnZone(name);
    if (name != own && (name == U"全区" || name.back() == U'区') && !zone) continue;
    if (name == own || name == U"街道" || name == U"全街道" || name == U"全镇" || zone || verb) {
      return WithoutSubject({verb ? sentence_.tokens[static_cast<size_t>(index)].end : after, core.end});
    }
  }
  // 这个占地42亩的项目.
  if (core.end - core.begin > 3 && sentence_.At(core.begin) == U'这' &&
      In(U"个座家片只支项条所一", sentence_.At(core.begin + 1)))
    return {core.begin + 2, core.end};
  return core;
}

void SentenceSubjects::Settle(const Quantity& quantity, size_t position, size_t values, Observation* o) const {
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
    o->subject = turn->listed.size() == values && position < values ? turn->listed[position] : turn->subject;
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
    o->subject_rule = turn->rule;
    return;
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
  const bool wide = document_.region != nullptr && document_.region->level <= catalog::RegionLevel::kProvince;
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
  if (carry_->named.size() > kMostNamed) {
    const size_t dropped = carry_->named.size() - kMostNamed;
    carry_->named.erase(carry_->named.begin(), carry_->named.begin() + static_cast<std::ptrdiff_t>(dropped));
    carry_->named_before -= std::min(carry_->named_before, dropped);
  }
}

}  // namespace fangzhi::extraction
