#include "services/extraction/turn_finder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/extraction/antecedent.h"
#include "services/extraction/governing_name.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_place.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/own_region.h"
#include "services/extraction/region_turns.h"
#include "services/extraction/taken_up.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestRelative = 14;  // Code points of 这个今年2月开工的.

class TurnFinder {
 public:
  TurnFinder(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
             const std::vector<NameMention>& names, const Carry& carry)
      : sentence_(sentence), draft_{sentence, segments, document, names, carry, IsAboutProvince(document), {}} {}

  SubjectTurns Run() && {
    AddSpeaker(&draft_);
    for (const Segment& segment : draft_.segments) {
      if (regions_.AddScopeInBrackets(segment) || AddListed(segment)) continue;
      if (!draft_.wide && AddPerson(segment, &draft_)) continue;
      if (regions_.AddTownship(segment)) continue;
      TakeUpNamed(segment, &draft_);
      if (AddNames(segment) || regions_.AddRegion(segment) || regions_.AddScope(segment)) continue;
      if (AddAttribute(segment) || AddAttributeOfOpened(segment)) continue;
      AddActOfRegion(segment);
      AddOwnRegion(segment);
    }
    return std::move(draft_.found);
  }

 private:
  bool HasFigure(const Segment& segment) const {
    return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                       [&](const Quantity& q) { return q.begin >= segment.begin && q.begin < segment.end; });
  }

  // The individual, or region within the document's, that is named from `at` on.
  std::optional<NameMention> MentionAt(int at, int limit) const {
    for (const NameMention& name : draft_.names) {
      const int begin = sentence_.At(name.begin - 1) == U'“' ? name.begin - 1 : name.begin;
      if (begin == at && name.end <= limit && !name.reference) return name;
    }
    int length = 0;
    const catalog::Region* region = regions_.Below(at, &length);
    if (region == nullptr || at + length > limit) return std::nullopt;
    NameMention name;
    name.begin = at;
    name.end = at + length;
    name.words_begin = at;
    name.region = region;
    return name;
  }

  // 昆都仑区、青山区、九原区贷款发放额分别为…: each value is about its own.
  bool AddListed(const Segment& segment) {
    const int head = draft_.HeadOf(segment);
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
    draft_.Add(head, listed.front(), "listed", {head, end});
    draft_.found.turns.back().listed = std::move(listed);
    for (const Segment& later : draft_.segments) {
      if (later.begin <= segment.begin) continue;
      const View words = sentence_.View(later.begin, later.end);
      static constexpr View kTogether[] = {U"合计", U"共", U"总"};
      const bool together = BeginsWithAny(words, kTogether);
      if (!later.semicolon && !together && VerbLength(words) == 0) continue;
      draft_.found.turns.back().until = later.begin;
      break;
    }
    return true;
  }

  // 独库高速、伊阿铁路等179个重大项目: where the examples of what is counted end; the segment's beginning where none
  // are.
  int ExamplesEnd(const Segment& segment) const {
    for (const Quantity& q : sentence_.quantities) {
      if (q.begin <= segment.begin || q.begin >= segment.end || q.unit.size() < 3 || q.unit[0] != '{') continue;
      // 月光池、楚湘小区2个老旧小区: those counted.
      if (IsAfterNamesCounted(q, segment)) return q.begin;
      // 等179个重大项目, 等重点项目12个.
      for (int i = q.begin; i > segment.begin && (IsHan(sentence_.At(i - 1)) || i == q.begin); --i) {
        const bool word = In(U"高中初平同", sentence_.At(i - 2)) || sentence_.At(i) == U'级';
        if (sentence_.At(i - 1) == U'等' && !word) return i - 1;
      }
    }
    return segment.begin;
  }

  // True where names joined by 、 stand right before a count that is theirs: 松涛苑、北固苑2个小区.
  bool IsAfterNamesCounted(const Quantity& q, const Segment& segment) const {
    int last = q.begin;
    while (last > segment.begin && IsHan(sentence_.At(last - 1)) && sentence_.TokenAt(last - 1) < 0) --last;
    if (q.begin - last < 2 || sentence_.At(last - 1) != U'、') return false;
    const bool counts = IsHan(sentence_.At(q.end)) || sentence_.At(q.end) == U'“';
    return counts && std::ranges::any_of(draft_.names, [&](const NameMention& name) { return name.end == last - 1; });
  }

  // 云溪社区为老人提供助餐等服务: no example, as it does something.
  bool Acts(const NameMention& name, const Segment& segment) const {
    const int after = sentence_.At(name.end) == U'”' ? name.end + 1 : name.end;
    const int index = sentence_.TokenBeginningAt(after);
    return In(U"为向给把将对已由共", sentence_.At(after)) ||
           VerbLength(sentence_.View(after, std::max(after, segment.end))) > 0 ||
           (index >= 0 && (sentence_.tokens[static_cast<size_t>(index)].classes & (kCueLight | kCueFact)) != 0);
  }

  bool AddNames(const Segment& segment) {
    bool found = false;
    const int examples_end = ExamplesEnd(segment);
    for (const NameMention& name : draft_.names) {
      if (name.begin < segment.begin || name.end > segment.end) continue;
      if (name.end <= examples_end && !Acts(name, segment)) continue;
      if (name.reference && !StandsAlone(sentence_, name) && !GoesOn(name)) continue;
      // A report on a province speaks of companies and projects as such.
      if (draft_.wide && name.reference && name.words_begin == name.begin) continue;
      if (!Governs(draft_, name, segment)) continue;
      AddName(name, segment);
      found = true;
    }
    return found;
  }

  // 社区容积率, in a paragraph about 三江里工业社区.
  bool GoesOn(const NameMention& name) const {
    const View word = sentence_.View(name.begin, name.end);
    if (word != U"社区" && word != U"小区" && word != U"片区") return false;
    if (EndsWith(draft_.carry.subject.name, word)) return true;
    return draft_.LastNamed([word](const SubjectReading& named) { return EndsWith(named.name, word); }) != nullptr;
  }

  // 这个今年2月开工的“头号工程”: by another name, what was named last.
  const SubjectReading* Nicknamed(const NameMention& name, const Segment& segment) const {
    const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
    const int head = draft_.HeadOf(segment);
    const bool that = sentence_.At(head) == U'这' && IsClassifier(sentence_.At(head + 1)) && before > head + 1 &&
                      before - head <= kLongestRelative;
    if (!that || (sentence_.At(before) != U'的' && before != head + 1)) return nullptr;
    static constexpr View kClasses[] = {U"头号", U"一号", U"民生", U"重点", U"示范", U"标志", U"龙头"};
    const View word = sentence_.View(name.end - name.suffix, name.end);
    const bool of_class = HoldsAny(sentence_.View(name.begin, name.end), kClasses);
    return draft_.LastNamed([&](const SubjectReading& named) {
      return CanStandFor(word, named) || (of_class && named.kind == SubjectKind::kProject);
    });
  }

  // 这个由街道与高校共建的公共服务平台: what the paragraph opened with or named last, whatever it is called.
  const SubjectReading* ToldOf(const NameMention& name) const {
    const bool relative = name.words_begin + 3 < name.begin && sentence_.At(name.words_begin) == U'这';
    if (!relative || draft_.wide) return nullptr;
    return draft_.LastNamed(
        [](const SubjectReading& named) { return named.region == nullptr && named.kind != SubjectKind::kPerson; });
  }

  void AddName(const NameMention& name, const Segment& segment) {
    if (const SubjectReading* named = name.reference ? nullptr : Nicknamed(name, segment)) {
      draft_.Add(name.begin, *named, "taken_up", {draft_.HeadOf(segment), name.end});
      return;
    }
    if (name.reference) {
      const Extent words{name.words_begin, name.end};
      // 园区 in a text about one: itself, but for a paragraph that names another.
      const View word = sentence_.View(name.begin, name.end);
      const bool own =
          IsOwnZone(draft_.document.subject, word) && draft_.carry.opened.name.empty() &&
          draft_.LastNamed([word](const SubjectReading& named) { return CanStandFor(word, named); }) == nullptr;
      if (own) {
        draft_.Add(name.begin, {}, "own_region", words);
        return;
      }
      if (const auto subject = draft_.TakeUp(sentence_.View(name.begin, name.end), name.words_begin)) {
        draft_.Add(name.begin, *subject, "taken_up", words);
      } else if (const SubjectReading* named = ToldOf(name)) {
        draft_.Add(name.begin, *named, "taken_up", words);
      } else if (name.words_begin < name.begin) {
        draft_.found.unresolved.push_back(words);
      }
      return;
    }
    SubjectReading reading = ReadSubject(sentence_, name);
    if (IsOwnZoneShort(draft_.document.subject, reading.name)) {
      draft_.Add(name.begin, {}, "own_region", {name.begin, name.end});
      return;
    }
    TakeLongestForm(draft_.carry.named, &reading);
    draft_.Add(name.begin, std::move(reading), "head_of_clause", {name.begin, name.end}, UntilOf(name, segment));
  }

  // Where what a name at the head of `segment` governs ends; 0: with the sentence.
  int UntilOf(const NameMention& name, const Segment& segment) const {
    // One of several names is the subject of its clause only.
    const bool listed = In(U"、和与及", sentence_.At(name.end)) ||
                        (name.begin > segment.begin && In(U"、和与", sentence_.At(name.begin - 1)) &&
                         !IsApposed(sentence_.View(segment.begin, name.begin)));
    if (listed) return segment.end;
    const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
      return q.begin >= segment.begin && q.begin < segment.end && q.unit != "{期}";
    });
    // 确保恒达二期竣工,…: what is aimed at in one clause.
    const bool aimed = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
      return t.begin >= segment.begin && t.end <= name.begin && (t.classes & kCueTarget) != 0;
    });
    // 怡兴路得以重建,拆除违建4700平方米: a road does nothing.
    const bool road = name.kind == SubjectKind::kPlace && In(U"路街巷", sentence_.At(name.end - 1));
    if (!figures && (aimed || road || (draft_.wide && !name.reference))) return segment.end;
    // 黄柏河断面水质优良率为97.6%;PM2.5平均浓度…: water ends with its statement.
    if (name.kind == SubjectKind::kPlace && In(U"河江湖海溪渠", sentence_.At(name.end - 1))) {
      const auto later = std::find_if(draft_.segments.begin(), draft_.segments.end(),
                                      [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
      if (later != draft_.segments.end()) return later->begin;
    }
    // 南校区启用,新增学位1620个;开发公益性岗位126个: what a facility has ends with its statement.
    static constexpr View kFacilities[] = {U"学校", U"小学", U"中学", U"校区", U"幼儿园", U"医院", U"院区", U"新院"};
    if (!draft_.wide && EndsWithAny(sentence_.View(name.begin, name.end), kFacilities)) {
      const auto later = std::find_if(draft_.segments.begin(), draft_.segments.end(),
                                      [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
      if (later != draft_.segments.end()) return later->begin;
    }
    return UntilAct(name, segment);
  }

  // A place does not build, set up or train: a later clause with such a verb is the region's again. In the document of
  // a province no individual goes on so.
  int UntilAct(const NameMention& name, const Segment& segment) const {
    // It builds and leases.
    const bool village = sentence_.At(name.end - 1) == U'村' || EndsWith(sentence_.View(name.begin, name.end), U"社区");
    if (!draft_.wide && (name.kind != SubjectKind::kPlace || name.reference || village)) return 0;
    for (const Segment& later : draft_.segments) {
      if (later.begin <= segment.begin) continue;
      const int i = draft_.HeadOf(later);
      // What a place does too: it has visitors and tenants.
      static constexpr View kOfPlaces[] = {U"接待", U"吸引", U"入驻", U"集聚", U"拥有", U"现有", U"带动"};
      if (!draft_.wide && IsOneOf(draft_.Within(i, later.end, 2), kOfPlaces)) continue;
      // 如今的福海小区,新增停车位168个.
      static constexpr View kOfEstates[] = {U"新增", U"增设", U"加装"};
      if (!draft_.wide && !later.semicolon && CanStandFor(U"小区", ReadSubject(sentence_, name)) &&
          IsOneOf(draft_.Within(i, later.end, 2), kOfEstates))
        continue;
      if ((draft_.wide && later.semicolon) || VerbLength(sentence_.View(i, later.end)) > 0) return later.begin;
    }
    return 0;
  }

  // Where the name ends with the quotation mark after it.
  int EndOf(const NameMention& name) const { return sentence_.At(name.end) == U'”' ? name.end + 1 : name.end; }

  // True where `turn` is of something other than a village, which builds things that have attributes of their own.
  static bool IsOfThing(const SubjectTurn* turn) {
    return turn != nullptr && !turn->subject.name.empty() && !EndsWith(turn->subject.name, U"村");
  }

  // 开工建设鲁南智贸港二期,总建筑面积18万平方米: an attribute of what the clause before ends with.
  bool AddAttribute(const Segment& segment) {
    static constexpr View kAttributes[] = {U"总建筑面积", U"总投资", U"建筑面积", U"占地", U"计划总投资",
                                           U"计划投资",   U"全长",   U"总用地",   U"总长", U"估算总投资",
                                           U"入驻",       U"已入驻", U"可容纳",   U"可停", U"设床位"};
    const View words = sentence_.View(draft_.HeadOf(segment), segment.end);
    // 二层让给了葛岭幸福食堂:面积420平方米: what the colon tells is of the name.
    const bool told = sentence_.At(segment.begin - 1) == U':';
    if (draft_.wide || (!told && !BeginsWithAny(words, kAttributes))) return false;
    for (const NameMention& name : draft_.names) {
      if (name.reference || (name.kind == SubjectKind::kProgramme && !told) || EndOf(name) != segment.begin - 1 ||
          !In(U",:", sentence_.At(EndOf(name))) || IsOfThing(draft_.found.At(segment.begin + 1)))
        continue;
      const auto later = std::find_if(draft_.segments.begin(), draft_.segments.end(),
                                      [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
      draft_.Add(segment.begin, ReadSubject(sentence_, name), "attribute_of_object", {segment.begin, segment.begin},
                 later == draft_.segments.end() ? 0 : later->begin);
      return true;
    }
    return false;
  }

  // 去年9月,街道引进一家公司整体翻新,总投资2150万元: of the market that the paragraph opened with.
  bool AddAttributeOfOpened(const Segment& segment) {
    static constexpr View kAttributes[] = {U"总投资",   U"总建筑面积", U"建筑面积", U"营业面积", U"占地",   U"摊位",
                                           U"铺位",     U"出租率",     U"空置率",   U"入住率",   U"客流",   U"日均客流",
                                           U"月均客流", U"床位",       U"全校",     U"班级",     U"坪效",   U"上座率",
                                           U"年产值",   U"产能",       U"员工",     U"店铺",     U"商户",   U"物业费",
                                           U"收缴率",   U"设床位",     U"新增学位", U"学位",     U"良品率", U"次品率"};
    const SubjectReading& opened = draft_.carry.opened;
    if (draft_.wide || opened.name.empty() || opened.region != nullptr) return false;
    const SubjectTurn* turn = draft_.found.At(segment.begin + 1);
    const bool of_region =
        turn == nullptr ? draft_.carry.subject.name == draft_.document.subject : turn->subject.name.empty();
    // 新签约项目14个,总投资41.5亿元: of what was counted.
    const bool counted = std::any_of(draft_.segments.begin(), draft_.segments.end(), [&](const Segment& other) {
      return other.end == segment.begin - 1 && HasFigure(other);
    });
    // 街道新建幸福食堂,总投资300万元: of what was built; not 街道引进一家公司整体翻新,总投资….
    static constexpr View kDone[] = {U"翻新", U"改造", U"更新", U"开门", U"开业", U"提升", U"重建", U"修缮", U"整治"};
    const bool built = turn != nullptr && sentence_.At(segment.begin - 1) == U',' &&
                       !EndsWithAny(sentence_.View(sentence_.extent.begin, segment.begin - 1), kDone);
    if (!of_region || counted || built) return false;
    if (!BeginsWithAny(sentence_.View(draft_.HeadOf(segment), segment.end), kAttributes)) return false;
    draft_.Add(segment.begin, opened, "attribute_of_opened", {segment.begin, segment.begin});
    return true;
  }

  // What a paragraph is about does not build, set up or solve; the region does.
  void AddActOfRegion(const Segment& segment) {
    static constexpr View kOfAnyone[] = {U"投入", U"服务", U"出口", U"接待", U"带动", U"拥有", U"现有"};
    static constexpr View kActing[] = {U"研究院", U"研究所", U"实验室", U"合作社", U"商会",
                                       U"银行",   U"食堂",   U"村",     U"社区"};
    const SubjectReading& subject = draft_.carry.subject;
    if (!HasFigure(segment) || subject.name == draft_.document.subject || subject.region != nullptr ||
        CanStandFor(U"公司", subject) || CanStandFor(U"院落", subject) || EndsWithAny(subject.name, kActing) ||
        draft_.found.At(segment.begin + 1) != nullptr)
      return;
    const int head = draft_.HeadOf(segment);
    const int verb = static_cast<int>(VerbLength(sentence_.View(head, segment.end)));
    // 改扩建工程总投资: no act.
    static constexpr View kWorks[] = {U"工程", U"项目", U"行动"};
    // 完成总工程量的68%,签约入园企业43家: of the works, and of the park.
    static constexpr View kOfWorks[] = {U"完成总工程", U"完成工程", U"完成总量", U"签约入", U"完成总进度"};
    if (BeginsWithAny(sentence_.View(head, segment.end), kOfWorks)) return;
    if (verb == 0 || IsOneOf(sentence_.View(head, head + verb), kOfAnyone) ||
        IsOneOf(draft_.Within(head + verb, segment.end, 2), kWorks))
      return;
    const auto later = std::find_if(draft_.segments.begin(), draft_.segments.end(),
                                    [&](const Segment& s) { return s.begin > segment.begin && s.semicolon; });
    const int until = later == draft_.segments.end() ? 0 : later->begin;
    draft_.Add(segment.begin, {}, "act_of_region", {segment.begin, segment.begin}, until);
  }

  // What 街道 or 镇 means in a text about a region that has several: the one under whose heading it stands, or that was
  // named last; the document's own otherwise.
  SubjectReading PartSpokenOf(View word) const {
    const View kind = EndsWith(word, U"街道") ? U"街道" : word.find(U'镇') != View::npos ? U"镇" : View();
    if (kind.empty() || draft_.wide || EndsWith(draft_.document.subject, kind)) return {};
    if (EndsWith(draft_.carry.subject.name, kind)) return draft_.carry.subject;
    const SubjectReading* named = draft_.LastNamed(
        [kind](const SubjectReading& other) { return other.region != nullptr && EndsWith(other.name, kind); });
    return named == nullptr ? SubjectReading() : *named;
  }

  // 街道, 全镇 at the head: the document's region again.
  void AddOwnRegion(const Segment& segment) {
    static constexpr View kWords[] = {U"镇里",   U"镇上", U"街道", U"全街道", U"全镇",  U"全县",   U"全区",
                                      U"全市",   U"全省", U"辖区", U"我省",   U"我市",  U"开发区", U"经开区",
                                      U"高新区", U"园区", U"新区", U"示范区", U"度假区"};
    int i = segment.begin;
    while (i < segment.end) {
      const int past = draft_.PastAdverb(i);
      if (past == i || IsOwnRegion(sentence_.View(i, past))) break;
      i = past;
      while (In(U", ", sentence_.At(i)) && i < segment.end) ++i;
    }
    const View words = sentence_.View(std::min(i, segment.end), segment.end);
    const View name = draft_.document.subject;
    const bool whole = name.size() >= 2 && BeginsWith(words, name);
    if (whole || BeginsWithShort(words, name)) {
      const size_t length = whole ? name.size() : ShortOfRegion(name).size();
      draft_.Add(i, {}, "own_region", {i, i + static_cast<int>(length)});
      return;
    }
    // 我们 are the region, where no company speaks.
    if (BeginsWith(words, U"我们") && draft_.carry.subject.kind != SubjectKind::kOrganisation) {
      draft_.Add(i, {}, "own_region", {i, i + 2});
      return;
    }
    for (View word : kWords) {
      const int length = static_cast<int>(word.size());
      if (!BeginsWith(words, word)) continue;
      if (!IsOwnRegion(word) && !IsOwnZone(draft_.document.subject, word)) continue;
      draft_.Add(i, PartSpokenOf(word), "own_region", {i, i + length});
      return;
    }
  }

  const Sentence& sentence_;
  TurnDraft draft_;
  RegionTurns regions_{&draft_};
};

}  // namespace

SubjectTurns FindSubjectTurns(const Sentence& sentence, const std::vector<Segment>& segments,
                              const DocumentContext& document, const std::vector<NameMention>& names,
                              const Carry& carry) {
  return TurnFinder(sentence, segments, document, names, carry).Run();
}

}  // namespace fangzhi::extraction
