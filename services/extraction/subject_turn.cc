#include "services/extraction/subject_turn.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/catalog/catalogue.h"
#include "services/extraction/antecedent.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_place.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/own_region.h"
#include "services/extraction/persons.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongName = 7;         // Code points of the name of a company that may be cut short,
constexpr size_t kShortName = 3;        // and of what is left of it.
constexpr size_t kLongestSpeaker = 24;  // Code points of 公司生产部部长吴启明介绍.
constexpr int kLongestRelative = 14;    // Of 镇里去年引进的.
constexpr uint32_t kPassing = kCueAdverb | kCueConj | kCueFact;  // May stand before a subject.

std::u32string Unquoted(View name) {
  if (name.size() > 2 && name.front() == U'“' && name.back() == U'”' && name.find(U'“', 1) == View::npos)
    name = name.substr(1, name.size() - 2);
  return std::u32string(name);
}

class TurnFinder {
 public:
  TurnFinder(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
             const std::vector<NameMention>& names, const Carry& carry)
      : sentence_(sentence),
        segments_(segments),
        document_(document),
        names_(names),
        carry_(carry),
        wide_(document.region != nullptr && document.region->level <= catalog::RegionLevel::kProvince) {}

  SubjectTurns Run() && {
    AddSpeaker();
    for (const Segment& segment : segments_) {
      if (AddListed(segment)) continue;
      if (!wide_ && AddPerson(segment)) continue;
      TakeUpEnterprise(segment);
      if (!wide_) TakeUpShortName(segment);
      TakeUpPhase(segment);
      TakeUpVillage(segment);
      if (AddNames(segment) || AddRegion(segment) || AddScope(segment)) continue;
      if (AddAttribute(segment)) continue;
      AddActOfRegion(segment);
      AddOwnRegion(segment);
    }
    return std::move(found_);
  }

 private:
  View Within(int begin, int limit, int length) const { return sentence_.View(begin, std::min(limit, begin + length)); }

  bool HasFigure(const Segment& segment) const {
    return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                       [&](const Quantity& q) { return q.begin >= segment.begin && q.begin < segment.end; });
  }

  // Where the token at `at` ends that is an adverb or words of time; `at` where none is.
  int PastAdverb(int at) const {
    const int index = sentence_.TokenBeginningAt(at);
    if (index < 0) return at;
    const Token& token = sentence_.tokens[static_cast<size_t>(index)];
    return token.kind == TokenKind::kPeriod || (token.classes & kPassing) != 0 ? token.end : at;
  }

  // Where the segment begins after words of time, adverbs, and the marks after them.
  int HeadOf(const Segment& segment) const {
    static constexpr View kMarks = U" ,、";
    int i = segment.begin;
    while (i < segment.end) {
      if (!In(kMarks, sentence_.At(i))) {
        const int past = PastAdverb(i);
        // 和田地区…: no conjunction.
        if (past == i || (past == i + 1 && ReadRegion(sentence_.text, i).full)) break;
        i = past;
      }
      if (In(kMarks, sentence_.At(i))) ++i;
    }
    return i;
  }

  // The latest name that `word`, at `at`, can stand for: 该社区, 公司.
  std::optional<SubjectReading> TakeUp(View word, int at) const {
    for (size_t i = found_.turns.size(); i-- > 0;) {
      if (CanStandFor(word, found_.turns[i].subject)) return found_.turns[i].subject;
    }
    for (size_t i = names_.size(); i-- > 0;) {
      if (names_[i].reference || names_[i].end > at) continue;
      if (SubjectReading named = ReadSubject(sentence_, names_[i]); CanStandFor(word, named)) return named;
    }
    for (size_t i = carry_.named.size(); i-- > 0;) {
      if (CanStandFor(word, carry_.named[i])) return carry_.named[i];
    }
    return std::nullopt;
  }

  void Add(int at, SubjectReading subject, std::string_view rule, Extent words, int until = 0) {
    found_.turns.push_back({at, std::move(subject), rule, words, until, {}});
  }

  // A region within the document's, named in full at `at`; nullptr where none is.
  const catalog::Region* RegionBelow(int at, int* length) const {
    if (document_.region == nullptr || !IsHan(sentence_.At(at))) return nullptr;
    const RegionRead read = ReadRegion(sentence_.text, at);
    if (read.length < 3 || !read.full || at + read.length > sentence_.extent.end) return nullptr;
    const catalog::Region* region = RegionWithin(read.region->name, *document_.region);
    if (region != nullptr) *length = read.length;
    return region;
  }

  // The individual, or region within the document's, that is named from `at` on.
  std::optional<NameMention> MentionAt(int at, int limit) const {
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

  // 社员沈金凤把自家8.5亩地交给合作社, 她带着6个志愿者: the person named there, or last.
  bool AddPerson(const Segment& segment) {
    for (const NameMention& person : FindPersons(sentence_)) {
      if (person.begin < segment.begin || person.end > segment.end) continue;
      Add(person.begin, ReadSubject(sentence_, person), "person",
          {person.words_begin, EndOfPersonsOwn(sentence_, person.end)});
      return true;
    }
    const int head = HeadOf(segment);
    if (!StandsForPerson(sentence_, head)) return false;
    for (size_t i = found_.turns.size(); i-- > 0;) {
      if (found_.turns[i].subject.kind == SubjectKind::kPerson) return false;  // It goes on.
    }
    for (size_t i = carry_.named.size(); i-- > carry_.named_before;) {
      if (carry_.named[i].kind != SubjectKind::kPerson) continue;
      Add(head, carry_.named[i], "person", {head, head + 2});
      return true;
    }
    return false;
  }

  // “…不良品率降至0.6%。”公司生产部部长介绍: what is said is about whom the speaker speaks for.
  void AddSpeaker() {
    static constexpr View kSpeaking[] = {U"介绍", U"说", U"告诉", U"表示", U"坦言", U"透露", U"算"};
    if (sentence_.At(sentence_.extent.end - 1) != U'”') return;
    const View rest = sentence_.following.substr(0, kLongestSpeaker);
    const View speaker = rest.substr(0, rest.find_first_of(U",。;:\n"));
    for (View word : {View(U"公司"), View(U"企业"), View(U"合作社"), View(U"园区"), View(U"厂"), View(U"村")}) {
      if (!BeginsWith(speaker, word) || !HoldsAny(speaker, kSpeaking)) continue;
      const int begin = sentence_.extent.begin;
      if (const auto subject = TakeUp(word == U"厂" ? U"工厂" : word == U"村" ? U"全村" : word, begin))
        Add(begin - 1, *subject, "speaker", {begin, begin});
      return;
    }
  }

  // 昆都仑区、青山区、九原区贷款发放额分别为…: each value is about its own.
  bool AddListed(const Segment& segment) {
    const int head = HeadOf(segment);
    std::vector<SubjectReading> listed;
    int at = head;
    int end = head;
    while (const auto mention = MentionAt(at, segment.end)) {
      listed.push_back(ReadSubject(sentence_, *mention));
      end = mention->end + (sentence_.At(mention->end) == U'”' ? 1 : 0);
      if (!In(U"、和与及", sentence_.At(end))) break;
      at = end + 1;
    }
    if (listed.size() < 2 || sentence_.At(end) == U'等') return false;
    const View rest = sentence_.View(end, sentence_.extent.end);
    if (!Holds(rest, U"分别") && !Holds(rest, U"依次")) return false;
    // 甲公司、乙公司、丙公司三家龙头企业…: the words that count them.
    if (const int count = sentence_.TokenBeginningAt(end);
        count >= 0 && sentence_.tokens[static_cast<size_t>(count)].kind == TokenKind::kQuantity) {
      end = sentence_.tokens[static_cast<size_t>(count)].end;
      while (end < segment.end && IsHan(sentence_.At(end)) && sentence_.TokenBeginningAt(end) < 0) ++end;
    }
    Add(head, listed.front(), "listed", {head, end});
    found_.turns.back().listed = std::move(listed);
    for (const Segment& later : segments_) {
      if (later.begin <= segment.begin) continue;
      const View words = sentence_.View(later.begin, later.end);
      static constexpr View kTogether[] = {U"合计", U"共", U"总"};
      const bool together =
          std::any_of(std::begin(kTogether), std::end(kTogether), [&](View w) { return BeginsWith(words, w); });
      if (!later.semicolon && !together && VerbLength(words) == 0) continue;
      found_.turns.back().until = later.begin;
      break;
    }
    return true;
  }

  // 企业上缴税收5000万元: the company named before.
  void TakeUpEnterprise(const Segment& segment) {
    if (wide_ || (found_.turns.empty() && carry_.named.size() <= carry_.named_before)) return;
    const int i = HeadOf(segment);
    const View word = Within(i, segment.end, 2);
    if (word != U"企业" || i + 2 >= segment.end || segment.bracket || !IsHan(sentence_.At(i + 2))) return;
    if (const auto subject = TakeUp(word, i)) Add(i, *subject, "taken_up", {i, i + 2});
  }

  // 楚源电控以亩均税收52.3万元…: the company named before as 楚源电控技术有限公司, by the beginning of its name.
  void TakeUpShortName(const Segment& segment) {
    const int head = HeadOf(segment);
    for (size_t i = carry_.named.size(); i-- > 0;) {
      const SubjectReading& named = carry_.named[i];
      if (named.kind != SubjectKind::kOrganisation || named.name.size() < kLongName) continue;
      const size_t region = static_cast<size_t>(ReadRegion(named.name, 0).length);
      for (size_t from : {size_t{0}, region}) {
        const View name = View(named.name).substr(from);
        size_t common = 0;
        while (common < name.size() && head + static_cast<int>(common) < segment.end &&
               sentence_.At(head + static_cast<int>(common)) == name[common])
          ++common;
        // Two characters stand for a company only where a deed follows.
        const int after = head + static_cast<int>(common);
        const int token = sentence_.TokenBeginningAt(after);
        const bool deed = (token >= 0 && (sentence_.tokens[static_cast<size_t>(token)].classes &
                                          (kCueLight | kCueTarget | kCueExpected | kCueFact)) != 0) ||
                          VerbLength(sentence_.View(after, segment.end)) > 0;
        if (common < (deed ? kShortName - 1 : kShortName) || common >= name.size()) continue;
        const int end = head + static_cast<int>(common);
        if (In(U"、和与及等", sentence_.At(end)) || BeginsWith(document_.subject, name.substr(0, common)) ||
            ReadRegion(sentence_.text, head).length >= static_cast<int>(common))
          continue;
        const int words_end = sentence_.At(end) == U'以' ? end + 1 : end;
        Add(head, named, "short_name", {head, words_end});
        return;
      }
    }
  }

  // 村集体经济收入86万元, 村民人均可支配收入2.64万元: of the village that was named last.
  void TakeUpVillage(const Segment& segment) {
    static constexpr View kOfVillage[] = {U"村集体", U"村级集体", U"村民人均", U"村里", U"全村"};
    const int head = HeadOf(segment);
    const View words = Within(head, segment.end, 4);
    if (wide_ ||
        std::none_of(std::begin(kOfVillage), std::end(kOfVillage), [&](View w) { return BeginsWith(words, w); }))
      return;
    const bool other = !found_.turns.empty() ? found_.turns.back().subject.kind != SubjectKind::kPlace
                                             : carry_.subject.kind == SubjectKind::kProject ||
                                                   carry_.subject.kind == SubjectKind::kOrganisation;
    if (!other) return;
    const auto is_village = [](const SubjectReading& named) {
      return named.name.size() > 2 && named.name.back() == U'村';
    };
    for (size_t i = found_.turns.size(); i-- > 0;) {
      if (is_village(found_.turns[i].subject))
        return Add(head, SubjectReading(found_.turns[i].subject), "taken_up", {head, head});
    }
    for (size_t i = carry_.named.size(); i-- > carry_.named_before;) {
      if (is_village(carry_.named[i])) return Add(head, SubjectReading(carry_.named[i]), "taken_up", {head, head});
    }
  }

  // The project that 二期, at `at`, can be a phase of.
  std::optional<SubjectReading> ProjectSpokenOf(int at) const {
    if (!found_.turns.empty() && found_.turns.back().subject.kind != SubjectKind::kRegion)
      return found_.turns.back().subject;
    return carry_.subject.kind == SubjectKind::kProject ? carry_.subject : TakeUp(U"园区", at);
  }

  // 二期占地142亩: of the project spoken of.
  void TakeUpPhase(const Segment& segment) {
    const int head = HeadOf(segment);
    if (!In(U"一二三四五", sentence_.At(head)) || sentence_.At(head + 1) != U'期') return;
    const auto project = ProjectSpokenOf(head);
    if (!project || project->kind == SubjectKind::kPlace) return;
    const View noun = Within(head + 2, segment.end, 2);
    const int end = head + (noun == U"项目" || noun == U"工程" ? 4 : 2);
    SubjectReading phase = *project;
    if (phase.name.size() > 2 && phase.name.back() == U'期') phase.name.resize(phase.name.size() - 2);
    phase.name += sentence_.View(head, head + 2);
    phase.kind = SubjectKind::kProject;
    Add(head, std::move(phase), "phase_of_project", {head, end});
  }

  // 独库高速、伊阿铁路等179个重大项目: where the examples of what is counted end; the segment's beginning where none
  // are.
  int ExamplesEnd(const Segment& segment) const {
    for (const Quantity& q : sentence_.quantities) {
      if (q.begin <= segment.begin || q.begin >= segment.end || q.unit.size() < 3 || q.unit[0] != '{') continue;
      if (sentence_.At(q.begin - 1) == U'等') return q.begin - 1;
    }
    return segment.begin;
  }

  bool AddNames(const Segment& segment) {
    bool found = false;
    const int examples_end = ExamplesEnd(segment);
    for (const NameMention& name : names_) {
      if (name.begin < segment.begin || name.end > segment.end || name.end <= examples_end) continue;
      if (name.reference && !StandsAlone(sentence_, name)) continue;
      // A report on a province speaks of companies and projects as such.
      if (wide_ && name.reference && name.words_begin == name.begin) continue;
      if (!IsSubject(name, segment)) continue;
      AddName(name, segment);
      found = true;
    }
    return found;
  }

  // True where the name governs what follows: it stands at the head of a clause, is qualified there, or possessed by
  // what was just taken up.
  bool IsSubject(const NameMention& name, const Segment& segment) const {
    const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
    // “居民议事厅”里,大家举手表决: where, not who.
    const int after = sentence_.At(name.end) == U'”' ? name.end + 1 : name.end;
    if (In(U"里内旁外", sentence_.At(after)) && !name.reference) return false;
    // 其中京津项目占四成: a part of what was counted.
    if (sentence_.At(name.end) == U'占' &&
        sentence_.View(std::max(segment.begin, name.begin - 2), name.begin) == U"其中")
      return false;
    if (!name.object && IsAtHead(sentence_, segment, name.reference ? name.words_begin : name.begin)) return true;
    // 成立国有控股的安沁物业公司,打包接管…: what was set up acts on.
    static constexpr View kSetUp[] = {U"成立", U"组建", U"设立", U"引进", U"引入", U"招引", U"引来"};
    const bool set_up = !name.reference && name.kind == SubjectKind::kOrganisation && name.end == segment.end &&
                        std::any_of(std::begin(kSetUp), std::end(kSetUp),
                                    [&](View w) { return Holds(sentence_.View(segment.begin, name.begin), w); });
    if (set_up) return true;
    if (!name.reference && sentence_.At(before) == U'的' && segment.begin == sentence_.extent.begin) {
      if (name.kind == SubjectKind::kProgramme || sentence_.At(name.begin) == U'“' || before == name.begin - 2)
        return true;
      // 扎根镇里26年的德丰源电子有限公司,…: the clause is only the name.
      const bool thing = name.kind == SubjectKind::kPlace || name.kind == SubjectKind::kProject;
      const bool built = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
        return q.begin >= segment.begin && q.end <= name.begin && !IsOwnSize(sentence_, q);
      });
      const bool described = thing && !built && VerbLength(sentence_.View(HeadOf(segment), name.begin)) == 0;
      if (!name.object && (described || name.kind == SubjectKind::kOrganisation) && name.end == segment.end)
        return true;
    }
    if (!name.reference && !name.object && sentence_.At(before) == U'的' && HasRelativeClause(segment, before))
      return true;
    // 该社区“小候鸟”课堂: of what was just taken up.
    const std::vector<SubjectTurn>& turns = found_.turns;
    if (!turns.empty() && turns.back().at >= segment.begin && before >= 0 && turns.back().words.end == before + 1)
      return true;
    return IsQualifiedByFigure(sentence_, segment, name);
  }

  // 即将投用的石塘二小, 去年启动的跃进片区改造工程: the clause from the head of `segment` to the 的 at `de` says what
  // became of the name after it.
  bool HasRelativeClause(const Segment& segment, int de) const {
    static constexpr View kBecame[] = {U"投用", U"启用", U"启动", U"建成", U"投产", U"开工", U"完工", U"竣工",
                                       U"开业", U"开园", U"引来", U"引进", U"落户", U"成立", U"落成", U"通车",
                                       U"引入", U"新建", U"在建", U"招引", U"挂牌", U"创办", U"建设", U"揭牌",
                                       U"投建", U"打造", U"承建", U"运营", U"造成", U"改建"};
    // 她住的滨江人才公寓.
    if (In(U"他她我", sentence_.At(HeadOf(segment))) && de - HeadOf(segment) <= 4) return true;
    if (de - HeadOf(segment) > kLongestRelative ||
        !IsOneOf(sentence_.View(std::max(segment.begin, de - 2), de), kBecame))
      return false;
    // 加快推进即将投用的…: the object of another verb.
    return VerbLength(sentence_.View(HeadOf(segment), de - 2)) == 0;
  }

  void AddName(const NameMention& name, const Segment& segment) {
    if (name.reference) {
      const Extent words{name.words_begin, name.end};
      if (const auto subject = TakeUp(sentence_.View(name.begin, name.end), name.words_begin)) {
        Add(name.begin, *subject, "taken_up", words);
      } else if (name.words_begin < name.begin) {
        found_.unresolved.push_back(words);
      }
      return;
    }
    SubjectReading reading = ReadSubject(sentence_, name);
    if (IsOwnZoneShort(document_.subject, reading.name)) {
      Add(name.begin, {}, "own_region", {name.begin, name.end});
      return;
    }
    // The longest form that was given before.
    for (const SubjectReading& named : carry_.named) {
      if (named.name.size() > reading.name.size() && named.kind == reading.kind && EndsWith(named.name, reading.name))
        reading.name = named.name;
    }
    Add(name.begin, std::move(reading), "head_of_clause", {name.begin, name.end}, UntilOf(name, segment));
  }

  // Where what a name at the head of `segment` governs ends; 0: with the sentence.
  int UntilOf(const NameMention& name, const Segment& segment) const {
    // One of several names is the subject of its clause only.
    const bool listed = In(U"、和与及", sentence_.At(name.end)) ||
                        (name.begin > segment.begin && In(U"、和与", sentence_.At(name.begin - 1)));
    if (listed) return segment.end;
    const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
      return q.begin >= segment.begin && q.begin < segment.end && q.unit != "{期}";
    });
    // 确保恒达二期竣工,…: what is aimed at in one clause.
    const bool aimed = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
      return t.begin >= segment.begin && t.end <= name.begin && (t.classes & kCueTarget) != 0;
    });
    if (!figures && (aimed || (wide_ && !name.reference))) return segment.end;
    // 黄柏河断面水质优良率为97.6%;PM2.5平均浓度…: water ends with its statement.
    if (name.kind == SubjectKind::kPlace && In(U"河江湖海溪渠", sentence_.At(name.end - 1))) {
      const auto later = std::find_if(segments_.begin(), segments_.end(),
                                      [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
      if (later != segments_.end()) return later->begin;
    }
    return UntilAct(name, segment);
  }

  // A place does not build, set up or train: a later clause with such a verb is the region's again. In the document of
  // a province no individual goes on so.
  int UntilAct(const NameMention& name, const Segment& segment) const {
    if (!wide_ && (name.kind != SubjectKind::kPlace || name.reference)) return 0;
    for (const Segment& later : segments_) {
      if (later.begin <= segment.begin) continue;
      const int i = HeadOf(later);
      // What a place does too: it has visitors and tenants.
      static constexpr View kOfPlaces[] = {U"接待", U"吸引", U"入驻", U"集聚", U"拥有", U"现有"};
      if (!wide_ && IsOneOf(Within(i, later.end, 2), kOfPlaces)) continue;
      if ((wide_ && later.semicolon) || VerbLength(sentence_.View(i, later.end)) > 0) return later.begin;
    }
    return 0;
  }

  // 首阳镇药农户均收入2.9万元, 土默特右旗1.90亿元: a part of the document's region.
  bool AddRegion(const Segment& segment) {
    const int head = HeadOf(segment);
    int length = 0;
    const catalog::Region* region = RegionBelow(head, &length);
    if (region == nullptr || In(U"、和与及的等内", sentence_.At(head + length))) return false;
    NameMention name;
    name.begin = head;
    name.end = head + length;
    name.region = region;
    // It goes on over what has no words of its own.
    int until = segment.end;
    for (const Segment& later : segments_) {
      if (later.begin >= segment.end && !later.semicolon) until = later.end;
    }
    for (const Segment& later : segments_) {
      if (later.begin < segment.end || !later.semicolon) continue;
      until = later.begin;
      break;
    }
    Add(head, ReadSubject(sentence_, name), "region_at_head", {head, name.end}, until);
    return true;
  }

  // 今年全区计划改造老旧小区76个, in a text about a subdistrict: the region above.
  bool AddScope(const Segment& segment) {
    const int head = HeadOf(segment);
    for (View scope : {View(U"全省"), View(U"全市"), View(U"全区"), View(U"全县")}) {
      if (Within(head, segment.end, 2) != scope) continue;
      SubjectReading reading;
      reading.name = ScopeName(document_, scope);
      if (reading.name.empty() || reading.name == document_.subject || In(U"的平率", sentence_.At(head + 2)))
        return false;
      Add(head, std::move(reading), "scope_of_region_above", {head, head + 2});
      return true;
    }
    return false;
  }

  // 开工建设鲁南智贸港二期,总建筑面积18万平方米: an attribute of what the clause before ends with.
  bool AddAttribute(const Segment& segment) {
    static constexpr View kAttributes[] = {U"总建筑面积", U"总投资", U"建筑面积", U"占地", U"计划总投资",
                                           U"计划投资",   U"全长",   U"总用地",   U"总长", U"估算总投资"};
    const View words = sentence_.View(HeadOf(segment), segment.end);
    if (wide_ ||
        std::none_of(std::begin(kAttributes), std::end(kAttributes), [&](View w) { return BeginsWith(words, w); }))
      return false;
    for (const NameMention& name : names_) {
      if (name.reference || name.kind == SubjectKind::kProgramme || name.end != segment.begin - 1 ||
          sentence_.At(name.end) != U',' || found_.At(segment.begin + 1) != nullptr)
        continue;
      const auto later = std::find_if(segments_.begin(), segments_.end(),
                                      [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
      Add(segment.begin, ReadSubject(sentence_, name), "attribute_of_object", {segment.begin, segment.begin},
          later == segments_.end() ? 0 : later->begin);
      return true;
    }
    return false;
  }

  // What a paragraph is about does not build, set up or solve; the region does.
  void AddActOfRegion(const Segment& segment) {
    static constexpr View kOfAnyone[] = {U"投入", U"服务", U"出口", U"接待", U"带动", U"拥有", U"现有"};
    const SubjectReading& subject = carry_.subject;
    if (!HasFigure(segment) || subject.name == document_.subject || subject.region != nullptr ||
        CanStandFor(U"公司", subject) || CanStandFor(U"院落", subject) || found_.At(segment.begin + 1) != nullptr)
      return;
    const int head = HeadOf(segment);
    const int verb = static_cast<int>(VerbLength(sentence_.View(head, segment.end)));
    if (verb == 0 || IsOneOf(sentence_.View(head, head + verb), kOfAnyone)) return;
    const auto later = std::find_if(segments_.begin(), segments_.end(),
                                    [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
    const int until = later == segments_.end() ? 0 : later->begin;
    Add(segment.begin, {}, "act_of_region", {segment.begin, segment.begin}, until);
  }

  // What 街道 or 镇 means in a text about a region that has several: the one under whose heading it stands, or that was
  // named last; the document's own otherwise.
  SubjectReading PartSpokenOf(View word) const {
    const View kind = EndsWith(word, U"街道") ? U"街道" : word.find(U'镇') != View::npos ? U"镇" : View();
    if (kind.empty() || wide_ || EndsWith(document_.subject, kind)) return {};
    if (EndsWith(carry_.subject.name, kind)) return carry_.subject;
    for (size_t i = carry_.named.size(); i-- > carry_.named_before;) {
      if (carry_.named[i].region != nullptr && EndsWith(carry_.named[i].name, kind)) return carry_.named[i];
    }
    return {};
  }

  // 街道, 全镇 at the head: the document's region again.
  void AddOwnRegion(const Segment& segment) {
    static constexpr View kWords[] = {U"镇里",   U"街道",   U"全街道", U"全镇", U"全县",   U"全区",
                                      U"全市",   U"全省",   U"辖区",   U"我省", U"我市",   U"开发区",
                                      U"经开区", U"高新区", U"园区",   U"新区", U"示范区", U"度假区"};
    int i = segment.begin;
    while (i < segment.end) {
      const int past = PastAdverb(i);
      if (past == i || IsOwnRegion(sentence_.View(i, past))) break;
      i = past;
      while (In(U", ", sentence_.At(i)) && i < segment.end) ++i;
    }
    for (const View name : {View(document_.subject), ShortOfRegion(document_.subject)}) {
      const int own = static_cast<int>(name.size());
      if (own < 2 || Within(i, segment.end, own) != name) continue;
      Add(i, {}, "own_region", {i, i + own});
      return;
    }
    // 我们 are the region, where no company speaks.
    if (Within(i, segment.end, 2) == U"我们" && carry_.subject.kind != SubjectKind::kOrganisation) {
      Add(i, {}, "own_region", {i, i + 2});
      return;
    }
    for (View word : kWords) {
      const int length = static_cast<int>(word.size());
      if (!IsOwnRegion(word) && !IsOwnZone(document_.subject, word)) continue;
      if (Within(i, segment.end, length) != word) continue;
      Add(i, PartSpokenOf(word), "own_region", {i, i + length});
      return;
    }
  }

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  const DocumentContext& document_;
  const std::vector<NameMention>& names_;
  const Carry& carry_;
  const bool wide_;  // The document is about a province or more.
  SubjectTurns found_;
};

}  // namespace

const SubjectTurn* SubjectTurns::At(int at) const {
  const SubjectTurn* found = nullptr;
  for (const SubjectTurn& turn : turns) {
    if (turn.at < at) found = turn.until == 0 || at < turn.until ? &turn : nullptr;
  }
  return found;
}

SubjectReading ReadSubject(const Sentence& sentence, const NameMention& name) {
  std::u32string text;
  for (int i = name.begin; i < name.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kQuantity && IsCapacity(sentence.quantities[static_cast<size_t>(token.index)])) {
        i = token.end;
        continue;
      }
    }
    const char32_t c = sentence.At(i++);
    if (!IsBlank(c) && c != U'\n') text.push_back(c);
  }
  SubjectReading reading;
  reading.name = Unquoted(text);
  reading.extents = {{name.begin, name.end}};
  reading.kind = name.kind;
  reading.region = name.region;
  return reading;
}

SubjectTurns FindSubjectTurns(const Sentence& sentence, const std::vector<Segment>& segments,
                              const DocumentContext& document, const std::vector<NameMention>& names,
                              const Carry& carry) {
  return TurnFinder(sentence, segments, document, names, carry).Run();
}

}  // namespace fangzhi::extraction
