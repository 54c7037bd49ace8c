#include "services/extraction/sentence_subject.h"

#include <algorithm>
#include <utility>

#include "services/extraction/antecedent.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_lexicon.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/own_region.h"
#include "services/extraction/persons.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/turn_finder.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kMostNamed = 24;
constexpr size_t kLongestWayDown = 12;
constexpr int kLongestAttributes = 30;  // Code points between the first figure and what it is an attribute of.
constexpr int kLongestPart = 6;         // Code points of 老旧社区中.
constexpr size_t kLongestHour = 8;      // Code points of 傍晚6点半.

bool IsWater(View name) { return !name.empty() && In(U"河江湖海溪渠", name.back()); }

// Past light verbs, and words of time, at the beginning of `words`.
Extent WithoutLightVerbs(const Sentence& sentence, Extent words) {
  for (;;) {
    const int index = sentence.TokenBeginningAt(words.begin);
    if (index < 0) return words;
    const Token& token = sentence.tokens[static_cast<size_t>(index)];
    const bool light = token.kind == TokenKind::kPeriod ||
                       ((token.classes & (kCueLight | kCueAdverb | kCueFact | kCueTarget | kCueExpected)) != 0 &&
                        (token.classes & kCueWord) == 0);
    if (!light || token.end > words.end) return words;
    words.begin = token.end;
  }
}

// True for an amount that a thing named after it can have as its attribute: 规模500亿元的浙江社保科创基金.
bool IsAttribute(const Quantity& q) {
  return q.dimension == catalog::Dimension::kMoney || q.dimension == catalog::Dimension::kArea ||
         q.dimension == catalog::Dimension::kLength || q.dimension == catalog::Dimension::kMass || q.unit == "{层}" ||
         (!q.has_unit && q.has_magnitude);
}

// 总投资3.2亿元、涉及居民1126户的…更新项目: true for each, the last of which stands right before 的.
bool IsListedAttribute(const Sentence& sentence, const Quantity& q, const NameMention& name) {
  const int token = sentence.TokenEndingAt(name.begin - 1);
  if (sentence.At(name.begin - 1) != U'的' || name.begin <= q.end || name.begin - q.end > kLongestAttributes ||
      token < 0 || sentence.tokens[static_cast<size_t>(token)].kind != TokenKind::kQuantity)
    return false;
  // 这座面积143平方公里、人口10.8万人的小镇 is no other's name.
  const View before = sentence.View(sentence.extent.begin, q.begin);
  if (At(before, before.find_last_of(U",;:。") + 1) == U'这') return false;
  const bool last = q.end == name.begin - 1;
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(), [&](const Quantity& other) {
    const Quantity& first = last ? other : q;
    const Quantity& second = last ? q : other;
    return IsAttribute(first) && first.end < second.begin && second.end == name.begin - 1 &&
           sentence.At(first.end) == U'、' &&
           sentence.View(first.end, second.begin).find_first_of(U",;:。”") == View::npos;
  });
}

// 投资4.6亿元的甲中心、投资28亿元的乙广场: the next thing of the list has an attribute of its own, at `at`.
bool HasAttributeAfter(const Sentence& sentence, int at) {
  constexpr int kLongest = 8;  // Code points of 总建筑面积.
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(), [&](const Quantity& q) {
    return q.begin > at && q.begin <= at + kLongest && IsAttribute(q) && sentence.At(q.end) == U'的';
  });
}

// 中午11点, 晚上八点.
bool EndsWithHour(View words) {
  if (words.size() < 2 || words.back() != U'点') return false;
  const char32_t before = words[words.size() - 2];
  return IsDigit(before) || In(U"一二三四五六七八九十两", before);
}

// The rule by which a figure is about the thing named right after it, or around it; empty where it is not so:
// 规模500亿元的浙江社保科创基金, 1.48平方公里未来产业社区核心区块.
std::string_view RuleOfName(const Sentence& sentence, const Quantity& q, const NameMention& name) {
  if (name.reference) return {};
  if (name.begin < q.begin && q.end < name.end) return "size_in_name";
  if (IsListedAttribute(sentence, q, name)) return "name_after_number";
  if (!IsAttribute(q) || (sentence.At(name.end) == U'、' && !HasAttributeAfter(sentence, name.end + 1))) return {};
  // 街道修通23公里环山旅游公路: a count of what was done.
  static constexpr View kWorked[] = {U"修通", U"修建", U"新建", U"改建", U"建成", U"改造", U"铺设",
                                     U"打通", U"拓宽", U"硬化", U"疏浚", U"整治", U"提升", U"贯通"};
  if (q.dimension == catalog::Dimension::kLength && name.begin == q.end &&
      EndsWithAny(sentence.View(sentence.extent.begin, q.begin), kWorked))
    return {};
  const int gap = name.begin - q.end;
  const int before = sentence.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
  const bool relative =
      gap > 1 && gap <= 7 && sentence.At(before) == U'的' && VerbLength(sentence.View(q.end, name.begin)) > 0;
  const bool tall = gap == 2 && sentence.View(q.end, name.begin) == U"高的";  // 17层高的.
  return gap == 0 || tall || relative || (gap == 1 && sentence.At(q.end) == U'的') ? "name_after_number" : "";
}

// True where `words`, after a number, count parts of a region: 全区8个街道.
bool CountsParts(View words) {
  return words == U"街道" || words == U"县市" || BeginsWith(words, U"镇") || BeginsWith(words, U"乡") ||
         BeginsWith(words, U"县");
}

// 社区中, 镇街首位, 综合体中: what is ranked is counted, after 全区126个.
bool IsFieldOfRank(View words) {
  for (size_t i = 0; i < words.size() && IsHan(words[i]); ++i) {
    const char32_t next = At(words, i + 1);
    const bool among = (words[i] == U'中' || words[i] == U'里') && (!IsHan(next) || In(U"位排列居稳名由第升的", next));
    const bool place = (words[i] == U'首' && next == U'位') || (words[i] == U'第' && !In(U"三者", next));
    if (i >= 2 && (among || place)) return true;
  }
  return false;
}

// The names of `sentence`; without figures, those of a report on a province are hardly ever taken up, and not looked
// for.
std::vector<NameMention> NamesOf(const Sentence& sentence, const DocumentContext& document) {
  if (!IsAboutProvince(document)) return FindNames(sentence);
  if (sentence.quantities.empty() && document.report) return {};
  std::vector<NameMention> names = FindNames(sentence);
  // What a province speaks of is seldom a company by half its name: 具身智能.
  names.erase(std::remove_if(names.begin(), names.end(),
                             [&](const NameMention& name) {
                               return NameLexicon::Get().IsShortOfCompany(sentence.View(name.begin, name.end));
                             }),
              names.end());
  return names;
}

// Without figures, only what a sentence opens with matters, and that not in a report.
SubjectTurns TurnsOf(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
                     const std::vector<NameMention>& names, const Carry& carry) {
  if (sentence.quantities.empty() && document.report) return {};
  return FindSubjectTurns(sentence, segments, document, names, carry);
}

}  // namespace

SentenceSubjects::SentenceSubjects(const Sentence& sentence, const std::vector<Segment>& segments,
                                   const DocumentContext& document, Carry* carry)
    : sentence_(sentence),
      segments_(segments),
      document_(document),
      carry_(carry),
      names_(NamesOf(sentence, document)),
      turns_(TurnsOf(sentence, segments, document, names_, *carry)) {}

Extent SentenceSubjects::WithoutSubject(Extent core) const {
  for (const Extent& words : turns_.unresolved) {
    if (words.begin == core.begin && words.end < core.end) return WithoutSubject({words.end, core.end});
  }
  if (const auto rest = WithoutTurn(core)) return *rest;
  if (const auto rest = WithoutWayDown(core)) return WithoutSubject(*rest);
  const View words = sentence_.View(core.begin, core.end);
  if (!words.empty() && (words == document_.subject || words == ShortOfRegion(document_.subject)))
    return {core.end, core.end};
  if (const auto rest = WithoutOwnName(core)) return WithoutSubject(*rest);
  // 这个占地42亩的项目.
  if (core.end - core.begin > 3 && sentence_.At(core.begin) == U'这' && IsClassifier(sentence_.At(core.begin + 1)))
    return {core.begin + 2, core.end};
  return core;
}

// What is left after the words of a turn and the light verbs that they stood before.
std::optional<Extent> SentenceSubjects::WithoutTurn(Extent core) const {
  for (const SubjectTurn& turn : turns_.turns) {
    const bool place = turn.subject.kind == SubjectKind::kRegion || turn.subject.kind == SubjectKind::kPlace;
    // 产业园8栋厂房封顶: what it has is counted.
    if (turn.words.begin == core.begin && turn.words.end == core.end && IsCountOfThings(core.end))
      return Extent{core.end, core.end};
    // 甲公司产值22.4亿元,乙集团15.9亿元.
    const bool company = turn.subject.kind == SubjectKind::kOrganisation && IsAmount(turn.words.end);
    const bool person = turn.subject.kind == SubjectKind::kPerson;  // 网格员胡春梅先后7次登门.
    if ((place || company || person) && turn.words.begin == core.begin && turn.words.end == core.end)
      return Extent{core.end, core.end};
    if (turn.words.begin < core.begin || turn.words.end >= core.end) continue;
    Extent rest{turn.words.end, core.end};
    while (rest.begin < rest.end && In(U"的 ”", sentence_.At(rest.begin))) ++rest.begin;
    // 恒达有限公司、立讯有限公司投资3亿元: who else.
    for (const NameMention& other : names_) {
      if (sentence_.At(rest.begin) == U'、' && other.begin == rest.begin + 1 && other.end < rest.end)
        rest.begin = other.end;
    }
    // 中欧班列(义新欧)开行3005列.
    if (sentence_.At(rest.begin) == U'(') {
      const size_t close = sentence_.View(rest.begin, rest.end).find(U')');
      if (close != View::npos) rest.begin += static_cast<int>(close) + 1;
    }
    rest = WithoutLightVerbs(sentence_, rest);
    if (rest.end > rest.begin || place) return rest;
  }
  return std::nullopt;
}

// True where an amount of money begins at `at`.
bool SentenceSubjects::IsAmount(int at) const {
  return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                     [at](const Quantity& q) { return q.begin == at && q.dimension == catalog::Dimension::kMoney; });
}

// True where a count with the noun counted begins at `at`, a closing quotation mark aside.
bool SentenceSubjects::IsCountOfThings(int at) const {
  if (sentence_.At(at) == U'”') ++at;
  return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
    return q.begin == at && q.unit[0] == '{' && IsHan(sentence_.At(q.end)) && sentence_.TokenBeginningAt(q.end) < 0;
  });
}

// 佛山市顺德区容桂街道完成…: the way down to the document's region.
std::optional<Extent> SentenceSubjects::WithoutWayDown(Extent core) const {
  int end = core.begin;
  for (;;) {
    const RegionRead region = ReadRegion(sentence_.text, end);
    if (region.length < 2 || !region.full || end + region.length >= core.end) return std::nullopt;
    const int begin = end;
    end += region.length;
    if (begin > core.begin && sentence_.View(begin, end) == document_.subject && document_.region != nullptr &&
        DecodeUtf8(document_.region->name) == document_.subject)
      return Extent{end, core.end};
  }
}

// The document's own name, or a word for it: 曹娥街道实现…; regions that no gazetteer has may stand before it.
std::optional<Extent> SentenceSubjects::WithoutOwnName(Extent core) const {
  const View own = document_.subject;
  const size_t at = own.size() < 3 ? View::npos : sentence_.View(core.begin, core.end).find(own);
  if (at != View::npos && at > 0 && at <= kLongestWayDown &&
      In(U"省市区县州旗盟", sentence_.At(core.begin + static_cast<int>(at) - 1)))
    core.begin += static_cast<int>(at);
  const View text = sentence_.View(core.begin, core.end);
  for (View name : {own, ShortOfRegion(own), View(U"镇里"), View(U"全街道"), View(U"街道"), View(U"全镇"),
                    View(U"公司"), View(U"企业"), View(U"开发区"), View(U"经开区"), View(U"高新区"), View(U"园区"),
                    View(U"全区"), View(U"新区")}) {
    if (name.empty() || text.size() <= name.size() + 1 || !BeginsWith(text, name)) continue;
    if (name != own && name == ShortOfRegion(own) && !BeginsWithShort(text, own)) continue;
    const int after = core.begin + static_cast<int>(name.size());
    const int index = sentence_.TokenBeginningAt(after);
    const bool verb = index >= 0 && (sentence_.tokens[static_cast<size_t>(index)].classes &
                                     (kCueLight | kCueFact | kCueTarget | kCueAdverb)) != 0;
    const bool zone = IsOwnZone(own, name);
    if (name != own && name.back() == U'区' && !zone) continue;
    if (name == own || name == U"街道" || name == U"全街道" || name == U"全镇" || name == U"镇里" ||
        name == ShortOfRegion(own) || zone || verb)
      return Extent{verb ? sentence_.tokens[static_cast<size_t>(index)].end : after, core.end};
  }
  return std::nullopt;
}

void SentenceSubjects::Settle(const Quantity& quantity, size_t position, size_t values, Observation* o) const {
  for (const NameMention& name : names_) {
    // 这个占地230亩的项目: of what the words around the number take up.
    if (name.reference && name.words_begin < quantity.begin && quantity.end < name.begin) {
      const auto turn = std::find_if(turns_.turns.begin(), turns_.turns.end(), [&](const SubjectTurn& t) {
        return t.words.begin == name.words_begin && !t.subject.name.empty();
      });
      if (turn == turns_.turns.end()) continue;
      o->subject = turn->subject;
      o->subject_rule = turn->rule;
      return;
    }
    const std::string_view rule = RuleOfName(sentence_, quantity, name);
    if (rule.empty()) continue;
    o->subject = ReadSubject(sentence_, name);
    o->subject_rule = rule;
    return;
  }
  const SubjectTurn* turn = turns_.At(quantity.begin);
  if (turn != nullptr && !turn->subject.name.empty()) {
    o->subject = turn->listed.size() == values && position < values ? turn->listed[position] : turn->subject;
    o->subject_rule = turn->rule;
    return;
  }
  if (std::u32string region = RegionOfParts(quantity); !region.empty()) {
    o->subject.name = std::move(region);
    o->subject_rule = "scope_of_region_above";
    return;
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

// 全区8个街道: name of the region above the document's that has those parts; empty where the quantity counts none.
std::u32string SentenceSubjects::RegionOfParts(const Quantity& quantity) const {
  if (quantity.form != QuantityForm::kAmount) return {};
  const View before = sentence_.View(std::max(sentence_.extent.begin, quantity.begin - 3), quantity.begin);
  const View after = sentence_.View(quantity.end, std::min(sentence_.extent.end, quantity.end + kLongestPart));
  if (!CountsParts(after.substr(0, 2)) && !IsFieldOfRank(after)) return {};
  for (View scope : {View(U"全区"), View(U"全市"), View(U"全县"), View(U"全省")}) {
    if (!Holds(before, scope)) continue;
    std::u32string name = ScopeName(document_, scope);
    if (!name.empty() && name != document_.subject) return name;
  }
  return {};
}

std::u32string SentenceSubjects::NameAt(int at) const {
  const SubjectTurn* turn = turns_.At(at);
  if (turn != nullptr) return turn->subject.name;
  return carry_->subject.name == document_.subject ? std::u32string() : carry_->subject.name;
}

std::string_view SentenceSubjects::RuleAt(int at) const {
  const SubjectTurn* turn = turns_.At(at);
  return turn == nullptr ? std::string_view() : turn->rule;
}

// 记者从关上街道获悉: a part of the document's region, which 街道 can stand for later.
void SentenceSubjects::RememberParts() {
  // In a text about a province 街道 stands for none.
  if (document_.region == nullptr || IsAboutProvince(document_) ||
      document_.region->level > catalog::RegionLevel::kCounty)
    return;
  for (int i = sentence_.extent.begin; i < sentence_.extent.end; ++i) {
    const RegionRead read = ReadRegion(sentence_.text, i);
    if (!read.full || read.length < 3 || i + read.length > sentence_.extent.end) continue;
    const catalog::Region* region = RegionWithin(read.region->name, *document_.region);
    if (region == nullptr) continue;
    SubjectReading part;
    part.name = sentence_.View(i, i + read.length);
    part.extents = {{i, i + read.length}};
    part.region = region;
    carry_->named.push_back(std::move(part));
    i += read.length - 1;
  }
}

// 铁锐精工科技有限公司总经理谭志军, 公司总经理谭志军: for whom a person speaks.
void SentenceSubjects::RememberSpeakers() {
  for (const NameMention& name : names_) {
    const Extent person = SpeakerFor(sentence_, name.end);
    if (person.end == person.begin || name.kind == SubjectKind::kProgramme) continue;
    SubjectReading of = ReadSubject(sentence_, name);
    if (name.reference) {
      const auto named = std::find_if(carry_->named.rbegin(), carry_->named.rend(),
                                      [&](const SubjectReading& other) { return CanStandFor(of.name, other); });
      if (named == carry_->named.rend()) continue;
      of = *named;
    } else {
      TakeLongestForm(carry_->named, &of);
    }
    carry_->speakers.push_back({std::u32string(sentence_.View(person.begin, person.end)), std::move(of)});
  }
  if (carry_->speakers.size() > kMostNamed) {
    const size_t dropped = carry_->speakers.size() - kMostNamed;
    carry_->speakers.erase(carry_->speakers.begin(), carry_->speakers.begin() + static_cast<std::ptrdiff_t>(dropped));
  }
}

// Where the first clause that is more than a time or place ends: of 近三年,公司累计投入2.1亿元 the second.
int SentenceSubjects::OpeningEnd() const {
  static constexpr View kTimes[] = {U"以来", U"后", U"期间", U"至今"};
  static constexpr View kDuring[] = {U"中", U"时", U"之前", U"之后", U"前"};
  static constexpr View kHours[] = {U"点半", U"点钟", U"时分", U"清晨", U"上午", U"中午",
                                    U"午后", U"下午", U"傍晚", U"晚上", U"夜里", U"一早"};
  for (const Segment& segment : segments_) {
    const View words = sentence_.View(segment.begin, segment.end);
    // 在前湾村腾出的空地上,: where it is.
    const bool where = !words.empty() && words[0] == U'在' && In(U"上里内旁边下侧畔", words.back());
    const bool as = BeginsWith(words, U"作为") || BeginsWith(words, U"身为");  // 作为工业“压舱石”,.
    const bool during = words.size() <= 4 && EndsWithAny(words, kDuring);      // 改造中.
    const bool time = where || as || during || EndsWithAny(words, kTimes) ||
                      (words.size() <= kLongestHour && (EndsWithAny(words, kHours) || EndsWithHour(words))) ||
                      WithoutLightVerbs(sentence_, {segment.begin, segment.end}).begin >= segment.end;
    if (!time) return segment.end;
  }
  return sentence_.extent.end;
}

void SentenceSubjects::Finish() {
  // What a sentence opens with is what its paragraph is about, until the region or another takes over.
  const int opening_end = OpeningEnd();
  for (const SubjectTurn& turn : turns_.turns) {
    if (document_.report) break;
    if (turn.subject.name.empty()) {
      if (turn.rule == "act_of_region" || (turn.rule == "own_region" && turn.at >= opening_end)) continue;
      carry_->subject = {};
      carry_->subject.name = document_.subject;
      carry_->subject.region = document_.region;
    } else if (!IsAboutProvince(document_) && turn.until == 0 && turn.listed.empty() && turn.rule != "speaker" &&
               turn.subject.kind != SubjectKind::kProgramme && turn.subject.kind != SubjectKind::kPerson &&
               !IsWater(turn.subject.name) && turn.at < opening_end) {
      carry_->subject = turn.subject;
      carry_->opened = turn.subject;
    }
  }
  for (const SubjectTurn& turn : turns_.turns) {
    if (turn.rule == "region_at_head" && !document_.report) carry_->named.push_back(turn.subject);
  }
  for (const NameMention& name : names_) {
    // 富安智造园的前身是建于80年代的富裕村工业区: nothing stands for what is gone.
    if (name.reference || Holds(sentence_.View(sentence_.extent.begin, name.begin), U"前身是")) continue;
    SubjectReading named = ReadSubject(sentence_, name);
    TakeLongestForm(carry_->named, &named);
    carry_->named.push_back(std::move(named));
  }
  if (!document_.report && !IsAboutProvince(document_)) RememberSpeakers();
  if (!document_.report || !IsAboutProvince(document_)) {
    for (const NameMention& person : FindPersons(sentence_)) carry_->named.push_back(ReadSubject(sentence_, person));
    if (!document_.report) {
      for (const NameMention& person : FindIntroduced(sentence_)) {
        carry_->named.push_back(ReadSubject(sentence_, person));
      }
    }
  }
  RememberParts();
  if (carry_->named.size() > kMostNamed) {
    const size_t dropped = carry_->named.size() - kMostNamed;
    carry_->named.erase(carry_->named.begin(), carry_->named.begin() + static_cast<std::ptrdiff_t>(dropped));
    carry_->named_before -= std::min(carry_->named_before, dropped);
  }
}

}  // namespace fangzhi::extraction
