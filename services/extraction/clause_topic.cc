#include "services/extraction/clause_topic.h"

#include <algorithm>

#include "services/extraction/phrase_trimming.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kOpening = 12;                   // A topic ends within the first words.
constexpr int kLongestTopic = 14;              // Before a colon.
constexpr View kGoesOn = U"的链园集体化和、";  // 产业链, 产业园: the topic's word is part of another.

bool HasFigure(const Sentence& sentence, int begin, int end) {
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(),
                     [&](const Quantity& q) { return q.begin >= begin && q.begin < end; });
}

View Opening(const Sentence& sentence, const Segment& segment) {
  return sentence.View(segment.begin, std::min(segment.end, segment.begin + kOpening));
}

// The segment before the colon; nullptr where `segment` is under none.
const Segment* BeforeColon(const std::vector<Segment>& segments, const Segment& segment) {
  const Segment* head = nullptr;
  for (size_t s = 0; s < segments.size() && segments[s].begin <= segment.begin; ++s) {
    if (segments[s].colon && s > 0) head = &segments[s - 1];
    if (segments[s].semicolon) head = nullptr;
  }
  return head;
}

// 营商环境企业满意度测评 of 在二季度全市营商环境企业满意度测评中.
Phrase ContestOf(const Sentence& sentence, const Segment& clause) {
  const View words = sentence.View(clause.begin, clause.end);
  if (!EndsInContest(words)) return {};
  int begin = clause.begin;
  for (const Token& token : sentence.tokens) {
    if (token.begin < clause.begin || token.end >= clause.end) continue;
    if (token.kind == TokenKind::kPeriod || (token.classes & kCueScope) != 0) begin = token.end;
  }
  while (begin < clause.end && In(U"在的", sentence.At(begin))) ++begin;
  return MakePhrase(sentence, {begin, clause.end - 1});
}

}  // namespace

std::optional<Phrase> OpeningTopic(const Sentence& sentence, const std::vector<Segment>& segments) {
  static constexpr View kTopics[] = {U"产业", U"经营主体", U"市场主体", U"企业主体"};
  if (segments.empty()) return std::nullopt;
  const Segment& first = segments.front();
  const View words = Opening(sentence, first);
  if (HasFigure(sentence, sentence.extent.begin, first.end) || VerbLength(words) > 0) return std::nullopt;
  for (View topic : kTopics) {
    const size_t at = words.find(topic);
    if (at == View::npos || at + topic.size() >= words.size()) continue;
    if (!std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), IsHan)) continue;
    if (In(kGoesOn, words[at + topic.size()])) continue;
    return MakePhrase(sentence, {first.begin, first.begin + static_cast<int>(at + topic.size())});
  }
  return std::nullopt;
}

Phrase TopicBeforeColon(const PreparedQuantities& quantities, const SentenceSubjects& subjects,
                        const Segment& segment) {
  const Sentence& sentence = quantities.sentence();
  const Segment* head = BeforeColon(quantities.segments(), segment);
  if (head == nullptr || head->end - head->begin > kLongestTopic) return {};
  for (size_t i = 0; i < sentence.quantities.size(); ++i) {
    const Quantity& q = sentence.quantities[i];
    if (q.begin >= head->begin && q.end <= head->end && quantities[i].rejection.empty()) return {};
  }
  Phrase topic = MakePhrase(sentence, ReadClause(sentence, head->begin, head->end).core);
  return subjects.NameAt(head->end + 1) == topic.text ? Phrase() : topic;
}

Phrase ObjectOfClauseBefore(const Sentence& sentence, const std::vector<Segment>& segments, const Segment& segment) {
  for (size_t s = 1; s < segments.size(); ++s) {
    if (segments[s].begin != segment.begin || segment.semicolon || segment.joined || segment.bracket) continue;
    const Segment& before = segments[s - 1];
    if (HasFigure(sentence, before.begin, before.end)) return {};
    if (Phrase contest = ContestOf(sentence, before); !contest.empty()) return contest;
    int i = before.begin;
    bool deed = false;
    while (i < before.end) {
      const int index = sentence.TokenBeginningAt(i);
      const int verb = static_cast<int>(VerbLength(sentence.View(i, before.end)));
      const bool passing = index >= 0 && (sentence.tokens[static_cast<size_t>(index)].classes &
                                          (kCueAdverb | kCueConj | kCueFact | kCueLight)) != 0;
      const bool light = passing && (sentence.tokens[static_cast<size_t>(index)].classes & kCueLight) != 0;
      if (verb == 0 && !passing) break;
      deed = deed || verb > 0 || light;
      i = verb > 0 ? i + verb : sentence.tokens[static_cast<size_t>(index)].end;
    }
    const int length = before.end - i;
    return deed && length >= 3 && length <= kLongestTopic ? MakePhrase(sentence, {i, before.end}) : Phrase();
  }
  return {};
}

Phrase TopicOfClauseBefore(const Sentence& sentence, const std::vector<Segment>& segments, const Segment& segment) {
  for (size_t s = 1; s < segments.size(); ++s) {
    if (segments[s].begin != segment.begin || segment.semicolon) continue;
    const Segment& before = segments[s - 1];
    const View words = Opening(sentence, before);
    const size_t at = words.find(U"产业");
    if (at == View::npos || at < 2 || at + 2 >= words.size() || In(kGoesOn, words[at + 2])) continue;
    if (HasFigure(sentence, before.begin, before.end) || VerbLength(words) > 0) continue;
    return MakePhrase(sentence, {before.begin, before.begin + static_cast<int>(at) + 2});
  }
  return {};
}

}  // namespace fangzhi::extraction
