#include "services/extraction/region_turns.h"

#include <algorithm>
#include <utility>

#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// What makes words of a township's form say what kind it is, or how many there are.
constexpr View kNoTownship[] = {U"共有", U"辖", U"级", U"主要", U"老旧", U"文明", U"卫生", U"特色"};

}  // namespace

const catalog::Region* RegionTurns::Below(int at, int* length) const {
  if (draft_.document.region == nullptr || !IsHan(sentence_.At(at))) return nullptr;
  const RegionRead read = ReadRegion(sentence_.text, at);
  if (read.length < 3 || !read.full || at + read.length > sentence_.extent.end) return nullptr;
  const catalog::Region* region = RegionWithin(read.region->name, *draft_.document.region);
  if (region != nullptr) *length = read.length;
  return region;
}

// 昱中街道13个,老街街道8个: a township that the gazetteer need not know, between whose name and figure nothing
// stands; 0 where none is at `at`.
int RegionTurns::ListedTownship(int at, int limit) const {
  const auto figure = std::ranges::find_if(sentence_.quantities, [at](const Quantity& q) { return q.begin > at; });
  if (figure == sentence_.quantities.end() || figure->unit == "1" || !In(U"道镇乡", sentence_.At(figure->begin - 1)))
    return 0;
  const int length = UnknownTownship(sentence_.text, static_cast<size_t>(at), false);
  const View name = sentence_.View(at, at + length);
  if (length == 0 || at + length != figure->begin || at + length >= limit || name == draft_.document.subject) return 0;
  // 下辖镇19个, 改造老旧街道13条, 省级卫生镇8个: words.
  const bool listed = !draft_.found.turns.empty() && draft_.found.turns.back().rule == "region_at_head";
  const int region = ReadRegion(sentence_.text, at).length;  // 沅江市琼湖街道: a chain.
  if (VerbLength(name) > 0 || (!listed && IsCommonWord(name.substr(0, 2))) || HoldsAny(name, kNoTownship) ||
      (region > 0 && In(U"省市县", sentence_.At(at + region - 1))))
    return 0;
  return length;
}

bool RegionTurns::AddTownship(const Segment& segment) {
  const int head = draft_.HeadOf(segment);
  const bool township =
      ListedTownship(head, segment.end) > 0 || ReadRegionChain(sentence_.text, head, segment.end).begin > head;
  return township && AddRegion(segment);
}

// The region at the head of a clause that is not the document's own: a part of it, or another one.
NameMention RegionTurns::RegionAt(int head, int limit) const {
  NameMention name;
  int length = 0;
  if (const catalog::Region* region = Below(head, &length)) {
    name.begin = head;
    name.end = head + length;
    name.region = region;
    return name;
  }
  if (draft_.document.subject.empty()) return name;
  if (const int listed = ListedTownship(head, limit); listed > 0) {
    name.begin = head;
    name.end = head + listed;
    return name;
  }
  const RegionChain chain = ReadRegionChain(sentence_.text, head, limit);
  const View last = sentence_.View(chain.begin, chain.end);
  // 发展乡, 开发区: words, but for the way down to them. 浙江省级, 上虞区委, 北京市场: no region by itself.
  const bool word = chain.begin == head && (chain.region == nullptr || EndsWith(last, U"开发区") ||
                                            chain.region->level == catalog::RegionLevel::kTownship);
  // 湖南省农业厅, 浙江省道: what follows says what the region does, or when.
  const int next = sentence_.TokenBeginningAt(chain.end);
  const bool acts = next >= 0 || VerbLength(sentence_.View(chain.end, limit)) > 0;
  if (!acts || word || last.size() < 3 || last == draft_.document.subject ||
      In(U"级委政人局场民内外考", sentence_.At(chain.end)))
    return name;
  name.begin = chain.begin;
  name.end = chain.end;
  name.region = chain.region;
  return name;
}

bool RegionTurns::AddRegion(const Segment& segment) {
  const int head = draft_.HeadOf(segment);
  const NameMention name = RegionAt(head, segment.end);
  if (name.end == name.begin || In(U"、和与及的等内", sentence_.At(name.end))) return false;
  // It goes on over what has no words of its own.
  int until = segment.end;
  for (const Segment& later : draft_.segments) {
    if (later.begin >= segment.end && !later.semicolon) until = later.end;
  }
  for (const Segment& later : draft_.segments) {
    if (later.begin < segment.end || !later.semicolon) continue;
    until = later.begin;
    break;
  }
  draft_.Add(head, ReadSubject(sentence_, name), "region_at_head", {head, name.end}, until);
  return true;
}

// True where the clause that the bracket at `open` stands in opens with a comparison: 高于全国(6.2%)、全省(.
bool RegionTurns::IsAgainst(int open) const {
  static constexpr View kAgainst[] = {U"高于", U"低于", U"快于", U"慢于", U"好于",     U"优于",
                                      U"跑赢", U"超过", U"领先", U"高出", U"增速高于", U"增幅高于"};
  const View before = sentence_.View(sentence_.extent.begin, open);
  const View clause = before.substr(before.find_last_of(U",;:。") + 1);
  const View after = sentence_.View(open, sentence_.extent.end);
  return BeginsWithAny(clause, kAgainst) && Holds(after.substr(0, after.find(U')')), U"%");
}

bool RegionTurns::AddScopeInBrackets(const Segment& segment) {
  const int open = segment.begin - 1;
  if (!segment.bracket || open - 2 < sentence_.extent.begin) return false;
  const View scope = sentence_.View(open - 2, open);
  static constexpr View kScopes[] = {U"全国", U"全省", U"全市", U"全区", U"全县"};
  if (!IsOneOf(scope, kScopes) || !IsDigit(sentence_.At(segment.begin)) || !IsAgainst(open)) return false;
  SubjectReading reading;
  reading.name = ScopeName(draft_.document, scope);
  if (reading.name.empty()) reading.name = scope;
  draft_.Add(open, std::move(reading), "scope_before_brackets", {open - 2, open}, segment.end);
  return true;
}

bool RegionTurns::AddScope(const Segment& segment) {
  const int head = draft_.HeadOf(segment);
  for (View scope : {View(U"全省"), View(U"全市"), View(U"全区"), View(U"全县")}) {
    if (draft_.Within(head, segment.end, 2) != scope) continue;
    SubjectReading reading;
    reading.name = ScopeName(draft_.document, scope);
    // 全区排名首位, 全区第一: what it ranks among.
    static constexpr View kRanked[] = {U"排名", U"首位", U"前列", U"领先", U"位居", U"位列"};
    const bool ordinal = std::ranges::any_of(sentence_.quantities, [head](const Quantity& q) {
      return q.begin == head + 2 && q.form == QuantityForm::kOrdinal;
    });
    if (reading.name.empty() || reading.name == draft_.document.subject || In(U"的平率", sentence_.At(head + 2)) ||
        ordinal || BeginsWithAny(sentence_.View(head + 2, segment.end), kRanked))
      return false;
    draft_.Add(head, std::move(reading), "scope_of_region_above", {head, head + 2});
    return true;
  }
  return false;
}

}  // namespace fangzhi::extraction
