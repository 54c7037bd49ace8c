#include "services/extraction/turn_draft.h"

#include <algorithm>
#include <utility>

#include "services/extraction/antecedent.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kShortestWhole = 3;                             // Code points of 产业园.
constexpr uint32_t kPassing = kCueAdverb | kCueConj | kCueFact;  // May stand before a subject.

// 法石社区, the `word` of 法石社区长者食堂.
std::optional<SubjectReading> PlaceInName(View word, const SubjectReading& named) {
  if (word != U"社区" && word != U"小区") return std::nullopt;
  const size_t at = View(named.name).find(word);
  if (at == View::npos || at < 2 || at + word.size() >= named.name.size()) return std::nullopt;
  SubjectReading place = named;
  place.name.resize(at + word.size());
  place.kind = SubjectKind::kPlace;
  return place;
}

}  // namespace

View TurnDraft::Within(int begin, int limit, int length) const {
  return sentence.View(begin, std::min(limit, begin + length));
}

int TurnDraft::PastAdverb(int at) const {
  const int index = sentence.TokenBeginningAt(at);
  if (index < 0) return at;
  const Token& token = sentence.tokens[static_cast<size_t>(index)];
  return token.kind == TokenKind::kPeriod || (token.classes & kPassing) != 0 ? token.end : at;
}

int TurnDraft::HeadOf(const Segment& segment) const {
  static constexpr View kMarks = U" ,、";
  int i = segment.begin;
  while (i < segment.end) {
    if (!In(kMarks, sentence.At(i))) {
      const int past = PastAdverb(i);
      // 和田地区…: no conjunction.
      if (past == i || (past == i + 1 && ReadRegion(sentence.text, i).full)) break;
      i = past;
    }
    if (In(kMarks, sentence.At(i))) ++i;
  }
  return i;
}

std::optional<SubjectReading> TurnDraft::WholeOfPhase(View word, int at) const {
  // Length of the whole in the name of its phase: of 家电产业园 in 家电产业园二期项目; 0 where `name` is none.
  const auto whole_in = [word](View name) -> size_t {
    const size_t start = name.rfind(word);
    if (start == View::npos || start < 2) return 0;
    const View rest = name.substr(start + word.size());
    return rest.size() >= 2 && rest.size() <= 4 && rest[1] == U'期' ? start + word.size() : 0;
  };
  const auto cut = [](SubjectReading named, size_t length) {
    named.name.resize(length);
    return named;
  };
  for (size_t i = names.size(); i-- > 0;) {
    if (names[i].reference || names[i].end > at) continue;
    if (const size_t length = whole_in(sentence.View(names[i].begin, names[i].end)); length > 0)
      return cut(ReadSubject(sentence, names[i]), length);
  }
  for (size_t i = carry.named.size(); i-- > carry.named_before;) {
    if (const size_t length = whole_in(carry.named[i].name); length > 0) return cut(carry.named[i], length);
  }
  return std::nullopt;
}

std::optional<SubjectReading> TurnDraft::TakeUp(View word, int at) const {
  if (word.size() >= kShortestWhole) {
    if (auto whole = WholeOfPhase(word, at)) return whole;
  }
  for (size_t i = found.turns.size(); i-- > 0;) {
    if (CanStandFor(word, found.turns[i].subject)) return found.turns[i].subject;
  }
  for (size_t i = names.size(); i-- > 0;) {
    if (names[i].reference || names[i].end > at) continue;
    SubjectReading named = ReadSubject(sentence, names[i]);
    if (CanStandFor(word, named)) return named;
    if (auto place = PlaceInName(word, named)) return place;
  }
  for (size_t i = carry.named.size(); i-- > 0;) {
    if (CanStandFor(word, carry.named[i])) return carry.named[i];
    if (auto place = PlaceInName(word, carry.named[i])) return place;
  }
  return std::nullopt;
}

void TurnDraft::Add(int at, SubjectReading subject, std::string_view rule, Extent words, int until) {
  found.turns.push_back({at, std::move(subject), rule, words, until, {}});
}

}  // namespace fangzhi::extraction
