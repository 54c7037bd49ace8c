#ifndef FANGZHI_SERVICES_EXTRACTION_TURN_DRAFT_H_
#define FANGZHI_SERVICES_EXTRACTION_TURN_DRAFT_H_

#include <optional>
#include <string_view>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/document_context.h"
#include "services/extraction/names.h"
#include "services/extraction/segments.h"
#include "services/extraction/subject_turn.h"

namespace fangzhi::extraction {

// What the rules for the turns of a sentence read, and the turns they have found so far. All that it refers to outlives
// it.
struct TurnDraft {
  const Sentence& sentence;
  const std::vector<Segment>& segments;
  const DocumentContext& document;
  const std::vector<NameMention>& names;  // Of the sentence.
  const Carry& carry;                     // What was named before it.
  const bool wide = false;                // The document is about a province or more.
  SubjectTurns found;

  // Up to `length` code points from `begin`, not beyond `limit`.
  std::u32string_view Within(int begin, int limit, int length) const;

  // Where the token at `at` ends that is an adverb or words of time; `at` where none is.
  int PastAdverb(int at) const;

  // Where the segment begins after words of time, adverbs, and the marks after them.
  int HeadOf(const Segment& segment) const;

  // The latest name that `word`, at `at`, can stand for: 该社区, 公司.
  std::optional<SubjectReading> TakeUp(std::u32string_view word, int at) const;

  // What the paragraph named last, before the sentence, of those for which `is` holds; nullptr where it named none.
  template <typename Is>
  const SubjectReading* LastNamed(Is is) const {
    for (size_t i = carry.named.size(); i-- > carry.named_before;) {
      if (is(carry.named[i])) return &carry.named[i];
    }
    return nullptr;
  }

  // What `word`, at `at`, is of which a phase was named: 该产业园, of 家电产业园二期项目.
  std::optional<SubjectReading> WholeOfPhase(std::u32string_view word, int at) const;

  // Adds a turn to the end of those found.
  void Add(int at, SubjectReading subject, std::string_view rule, Extent words, int until = 0);
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TURN_DRAFT_H_
