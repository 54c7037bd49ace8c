#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_

#include <optional>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/names.h"
#include "services/extraction/segments.h"
#include "services/extraction/subject_turn.h"

namespace fangzhi::extraction {

// Who or what the figures of a sentence are about. A name at the head of a clause carries on within the sentence; a
// word like 公司 or 该社区 takes one up that was named before; else it is the document's region.
class SentenceSubjects {
 public:
  // All arguments outlive this. Finish() leaves in `carry` what was named.
  SentenceSubjects(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
                   Carry* carry);

  // The extent without the subject's name that opens it.
  Extent WithoutSubject(Extent core) const;

  // Sets `subject` and `subject_rule` of `o`. `position` is the quantity's in a list of `values` values of one
  // indicator.
  void Settle(const Quantity& quantity, size_t position, size_t values, Observation* o) const;

  // Name of the individual that figures at `at` are about; empty where it is the document's region.
  std::u32string NameAt(int at) const;

  // The rule of the turn that holds at `at`; empty where none does.
  std::string_view RuleAt(int at) const;

  void Finish();

 private:
  std::optional<Extent> WithoutTurn(Extent core) const;
  bool IsAmount(int at) const;
  bool IsCountOfThings(int at) const;
  void RememberParts();
  void RememberSpeakers();
  int OpeningEnd() const;
  std::optional<Extent> WithoutWayDown(Extent core) const;
  std::optional<Extent> WithoutOwnName(Extent core) const;
  std::u32string RegionOfParts(const Quantity& quantity) const;

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  const DocumentContext& document_;
  Carry* const carry_;
  const std::vector<NameMention> names_;
  const SubjectTurns turns_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_
