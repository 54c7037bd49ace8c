#include "services/extraction/taken_up.h"

#include <optional>
#include <utility>

#include "services/extraction/antecedent.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/persons.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongName = 7;         // Code points of the name of a company that may be cut short,
constexpr size_t kShortName = 3;        // and of what is left of it.
constexpr int kLongestQualified = 26;   // Code points of 由老工程师创办的高新技术企业.
constexpr int kLongestTelling = 8;      // Code points of 一边核对货单一边说.
constexpr size_t kLongestSpeaker = 24;  // Code points of 公司生产部部长吴启明介绍.

// 企业上缴税收5000万元: the company named before.
void TakeUpEnterprise(const Segment& segment, TurnDraft* draft) {
  if (draft->wide) return;
  const int head = draft->HeadOf(segment);
  int i = draft->Within(head, segment.end, 2) == U"这家" ? head + 2 : head;
  // 这家由老工程师创办的高新技术企业.
  if (i > head && draft->Within(i, segment.end, 2) != U"企业") {
    const View words = draft->sentence.View(i, std::min(segment.end, i + kLongestQualified));
    const size_t of = words.find(U'的');
    const size_t at = of == View::npos ? of : words.find(U"企业", of);
    if (at != View::npos) i += static_cast<int>(at);
  }
  const View word = draft->Within(i, segment.end, 2);
  // 这家…的高新技术企业,…: the clause may be no more.
  const bool goes_on = i + 2 < segment.end && IsHan(draft->sentence.At(i + 2));
  if (word != U"企业" || segment.bracket || (!goes_on && i <= head + 2)) return;
  // Without 这家, or with more words, one that this paragraph named.
  if (i != head + 2 && draft->found.turns.empty() && draft->carry.named.size() <= draft->carry.named_before) return;
  // 企业开办时间 is of no company.
  static constexpr View kOfBusiness[] = {U"开办", U"注册", U"登记", U"满意", U"用工", U"注销"};
  if (IsOneOf(draft->Within(i + 2, segment.end, 2), kOfBusiness)) return;
  // 这家 is the one that the paragraph is about.
  const bool opened = i > head && draft->found.turns.empty() && CanStandFor(U"公司", draft->carry.subject);
  const auto subject = opened ? std::optional<SubjectReading>(draft->carry.subject) : draft->TakeUp(word, head);
  if (subject) draft->Add(i, *subject, "taken_up", {head, i + 2});
}

// 楚源电控以亩均税收52.3万元…: the company named before as 楚源电控技术有限公司, by the beginning of its name.
void TakeUpShortName(const Segment& segment, TurnDraft* draft) {
  const int head = draft->HeadOf(segment);
  for (size_t i = draft->carry.named.size(); i-- > 0;) {
    const SubjectReading& named = draft->carry.named[i];
    if (named.kind != SubjectKind::kOrganisation || named.name.size() < kLongName) continue;
    const size_t region = static_cast<size_t>(ReadRegion(named.name, 0).length);
    // 芯澜的配套率, of 澄湖芯澜半导体材料有限公司: a town that the gazetteer does not know stands before the name.
    for (size_t from : {size_t{0}, region > 0 ? region : size_t{2}}) {
      const View name = View(named.name).substr(from);
      size_t common = 0;
      while (common < name.size() && head + static_cast<int>(common) < segment.end &&
             draft->sentence.At(head + static_cast<int>(common)) == name[common])
        ++common;
      // Two characters stand for a company only where a deed follows.
      const int after = head + static_cast<int>(common);
      const int token = draft->sentence.TokenBeginningAt(after);
      const bool deed = (token >= 0 && (draft->sentence.tokens[static_cast<size_t>(token)].classes &
                                        (kCueLight | kCueTarget | kCueExpected | kCueFact)) != 0) ||
                        VerbLength(draft->sentence.View(after, segment.end)) > 0;
      const bool owner = from > 0 && region == 0;
      if (owner && (common < 2 || draft->sentence.At(after) != U'的')) continue;
      if (common < (deed || owner ? kShortName - 1 : kShortName) || common >= name.size()) continue;
      const int end = head + static_cast<int>(common);
      if (In(U"、和与及等", draft->sentence.At(end)) || BeginsWith(draft->document.subject, name.substr(0, common)) ||
          ReadRegion(draft->sentence.text, head).length >= static_cast<int>(common))
        continue;
      const int words_end = draft->sentence.At(end) == U'以' ? end + 1 : end;
      draft->Add(head, named, "short_name", {head, words_end});
      return;
    }
  }
}

// “槐邻”的注册用户: the platform, or place, whose name holds that quotation.
void TakeUpQuoted(const Segment& segment, TurnDraft* draft) {
  const int head = draft->HeadOf(segment);
  const int index = draft->sentence.TokenBeginningAt(head);
  if (index < 0 || draft->sentence.tokens[static_cast<size_t>(index)].kind != TokenKind::kQuoted) return;
  const Extent words{head, draft->sentence.tokens[static_cast<size_t>(index)].end};
  if (draft->sentence.At(head) != U'“' || words.end - words.begin < 4 ||
      !In(U"的已为共累", draft->sentence.At(words.end)))
    return;
  const View quotation = draft->sentence.View(words.begin, words.end);
  const View inside = quotation.substr(1, quotation.size() - 2);
  for (size_t i = draft->carry.named.size(); i-- > 0;) {
    const SubjectReading& named = draft->carry.named[i];
    if (!BeginsWith(named.name, quotation) && !BeginsWith(named.name, inside)) continue;
    draft->Add(head, named, "quoted_name", words);
    return;
  }
}

// 去年它关门改造: what the paragraph named last.
void TakeUpIt(const Segment& segment, TurnDraft* draft) {
  const int head = draft->HeadOf(segment);
  if (draft->wide || !draft->found.turns.empty() || draft->sentence.At(head) != U'它' ||
      draft->sentence.At(head + 1) == U'们')
    return;
  const SubjectReading* named =
      draft->LastNamed([](const SubjectReading& other) { return other.kind != SubjectKind::kPerson; });
  if (named != nullptr) draft->Add(head, SubjectReading(*named), "taken_up", {head, head + 1});
}

// 六年前,这还是一家小厂: what the paragraph named last.
void TakeUpThis(const Segment& segment, TurnDraft* draft) {
  static constexpr View kThis[] = {U"这还是", U"这曾是", U"这是一", U"这里", U"那还是"};
  const int head = draft->HeadOf(segment);
  auto end = static_cast<size_t>(head);
  if (draft->wide || !draft->found.turns.empty() || draft->carry.named.size() <= draft->carry.named_before) return;
  if (ReadWord(draft->sentence.text, &end, kThis) < 0) return;
  if (draft->sentence.At(static_cast<int>(end) - 1) == U'一' &&
      !In(U"家座处片条", draft->sentence.At(static_cast<int>(end))))
    return;
  const bool where = draft->sentence.At(head + 1) == U'里';
  const SubjectReading* named = draft->LastNamed([where](const SubjectReading& other) {
    const bool place = other.kind == SubjectKind::kPlace || other.kind == SubjectKind::kProject;
    return place || (!where && CanStandFor(U"公司", other));
  });
  if (named != nullptr) draft->Add(head, SubjectReading(*named), "taken_up", {head, static_cast<int>(end)});
}

// 村集体经济收入86万元, 村民人均可支配收入2.64万元: of the village that was named last.
void TakeUpVillage(const Segment& segment, TurnDraft* draft) {
  static constexpr View kOfVillage[] = {U"村集体", U"村级集体", U"村民人均", U"村里", U"全村", U"社区集体"};
  const int head = draft->HeadOf(segment);
  const View words = draft->Within(head, segment.end, 4);
  // 村级集体经济收入20万元以上的村: many.
  if (draft->wide || !BeginsWithAny(words, kOfVillage) || Holds(draft->sentence.View(head, segment.end), U"的村"))
    return;
  const bool other = !draft->found.turns.empty() ? draft->found.turns.back().subject.kind != SubjectKind::kPlace
                                                 : draft->carry.subject.kind == SubjectKind::kProject ||
                                                       draft->carry.subject.kind == SubjectKind::kOrganisation;
  if (!other) return;
  const View kind = BeginsWith(words, U"社区") ? U"社区" : U"村";
  const auto is_village = [kind](const SubjectReading& named) {
    return named.name.size() > kind.size() + 1 && EndsWith(named.name, kind);
  };
  for (size_t i = draft->found.turns.size(); i-- > 0;) {
    if (is_village(draft->found.turns[i].subject))
      return draft->Add(head, SubjectReading(draft->found.turns[i].subject), "taken_up", {head, head});
  }
  if (const SubjectReading* named = draft->LastNamed(is_village))
    draft->Add(head, SubjectReading(*named), "taken_up", {head, head});
}

// The project that 二期, at `at`, can be a phase of.
std::optional<SubjectReading> ProjectSpokenOf(const TurnDraft& draft, int at) {
  if (!draft.found.turns.empty() && draft.found.turns.back().subject.kind != SubjectKind::kRegion)
    return draft.found.turns.back().subject;
  if (draft.carry.subject.kind == SubjectKind::kProject) return draft.carry.subject;
  // 荆江新苑…二期工程: an estate is built in phases too.
  if (CanStandFor(U"小区", draft.carry.subject)) return draft.carry.subject;
  const auto is_project = [](const SubjectReading& named) { return named.kind == SubjectKind::kProject; };
  if (const SubjectReading* named = draft.LastNamed(is_project)) return *named;
  return draft.TakeUp(U"园区", at);
}

// 二期占地142亩: of the project spoken of.
void TakeUpPhase(const Segment& segment, TurnDraft* draft) {
  static constexpr View kStates[] = {U"正在建设的", U"在建的", U"规划中的", U"拟建的", U"正在推进的"};
  auto past = static_cast<size_t>(draft->HeadOf(segment));
  ReadWord(draft->sentence.text, &past, kStates);
  const int head = static_cast<int>(past);
  if (!In(U"一二三四五首", draft->sentence.At(head)) || draft->sentence.At(head + 1) != U'期') return;
  const auto project = ProjectSpokenOf(*draft, head);
  if (!project || (project->kind == SubjectKind::kPlace && !CanStandFor(U"小区", *project))) return;
  const View noun = draft->Within(head + 2, segment.end, 2);
  // 这家企业一期投资14.5亿元: what the company paid, of nothing that is named.
  if (project->kind == SubjectKind::kOrganisation && noun == U"投资") return;
  const int end = head + (noun == U"项目" || noun == U"工程" ? 4 : 2);
  SubjectReading phase = *project;
  if (phase.name.size() > 2 && phase.name.back() == U'期') phase.name.resize(phase.name.size() - 2);
  phase.name += draft->sentence.View(head, head + 2);
  phase.kind = SubjectKind::kProject;
  draft->Add(head, std::move(phase), "phase_of_project", {head, end});
}

}  // namespace

bool AddPerson(const Segment& segment, TurnDraft* draft) {
  for (const NameMention& person : FindPersons(draft->sentence)) {
    if (person.begin < segment.begin || person.end > segment.end) continue;
    draft->Add(person.begin, ReadSubject(draft->sentence, person), "person",
               {person.words_begin, EndOfPersonsOwn(draft->sentence, person.end)});
    return true;
  }
  const int head = draft->HeadOf(segment);
  // 去年,陈小琼上门走访1900余次.
  for (size_t i = draft->carry.named.size(); i-- > 0;) {
    const SubjectReading& named = draft->carry.named[i];
    const int end = head + static_cast<int>(named.name.size());
    if (named.kind != SubjectKind::kPerson || named.name.size() < 3 || end > segment.end ||
        draft->sentence.View(head, end) != View(named.name) || In(U"的、和与", draft->sentence.At(end)) ||
        TellOfSpeech(draft->Within(end, segment.end, kLongestTelling)))
      continue;
    draft->Add(head, SubjectReading(named), "person", {head, end});
    return true;
  }
  if (!StandsForPerson(draft->sentence, head)) return false;
  for (size_t i = draft->found.turns.size(); i-- > 0;) {
    if (draft->found.turns[i].subject.kind == SubjectKind::kPerson) return false;  // It goes on.
  }
  // 62岁的刘桂芝就是其中之一,今年以来她入户600多次.
  for (const NameMention& introduced : FindIntroduced(draft->sentence)) {
    if (introduced.end > head) break;
    draft->Add(head, ReadSubject(draft->sentence, introduced), "person", {head, head + 1});
    return true;
  }
  const auto is_person = [](const SubjectReading& named) { return named.kind == SubjectKind::kPerson; };
  const SubjectReading* person = draft->LastNamed(is_person);
  if (person != nullptr) draft->Add(head, SubjectReading(*person), "person", {head, head + 2});
  return person != nullptr;
}

void AddSpeaker(TurnDraft* draft) {
  if (draft->sentence.At(draft->sentence.extent.end - 1) != U'”') return;
  const View rest = draft->sentence.following.substr(0, kLongestSpeaker);
  const View speaker = rest.substr(0, rest.find_first_of(U",。;:\n"));
  // 王一说, whose name was read as one of three characters, yields to 王一凡 said in full.
  for (const size_t letters : {View::npos, size_t{2}}) {
    for (size_t i = draft->carry.speakers.size(); i-- > 0;) {
      const Speaker& known = draft->carry.speakers[i];
      const View name = View(known.name).substr(0, letters);
      if (!BeginsWith(speaker, name) || !TellOfSpeech(speaker.substr(name.size()))) continue;
      const int begin = draft->sentence.extent.begin;
      return draft->Add(begin - 1, known.of, "speaker", {begin, begin});
    }
  }
  for (View word : {View(U"公司"), View(U"企业"), View(U"合作社"), View(U"园区"), View(U"厂"), View(U"村")}) {
    if (!BeginsWith(speaker, word) || !TellOfSpeech(speaker)) continue;
    const int begin = draft->sentence.extent.begin;
    if (const auto subject = draft->TakeUp(word == U"厂" ? U"工厂" : word == U"村" ? U"全村" : word, begin))
      draft->Add(begin - 1, *subject, "speaker", {begin, begin});
    return;
  }
}

void TakeUpNamed(const Segment& segment, TurnDraft* draft) {
  TakeUpEnterprise(segment, draft);
  if (!draft->wide) TakeUpShortName(segment, draft);
  TakeUpQuoted(segment, draft);
  TakeUpThis(segment, draft);
  TakeUpIt(segment, draft);
  TakeUpPhase(segment, draft);
  TakeUpVillage(segment, draft);
}

}  // namespace fangzhi::extraction
