#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_

#include <optional>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/lead.h"
#include "services/extraction/names.h"
#include "services/extraction/segments.h"

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

  // Sets `subject` and `subject_rule` of `o`.
  // `position` is the quantity's in a list of `values` values of one indicator.
  void Settle(const Quantity& quantity, size_t position, size_t values, Observation* o) const;

  // Name of the individual that figures at `at` are about; empty where it is the document's region.
  std::u32string NameAt(int at) const;

  void Finish();

 private:
  struct Turn {
    int at;  // From here on.
    SubjectReading subject;
    std::string_view rule;
    Extent words;
    int until = 0;                       // Ends here; 0: with the sentence.
    std::vector<SubjectReading> listed;  // Of 甲、乙分别…5亿元、3亿元, in order; else empty.
  };

  void FindTurns();
  int ExamplesEnd(const Segment& segment) const;
  bool StandsAlone(const NameMention& name) const;
  bool PassesAdverb(int* i) const;
  const Turn* TurnAt(int at) const;
  void AddTurn(const NameMention& name, const Segment& segment);
  int UntilOf(const NameMention& name, const Segment& segment) const;
  void TakeUpEnterprise(const Segment& segment);
  void TakeUpPhase(const Segment& segment);
  bool AddListed(const Segment& segment);
  bool AddRegion(const Segment& segment);
  bool AddScope(const Segment& segment);
  void AddActOfRegion(const Segment& segment);
  int HeadOf(const Segment& segment) const;
  std::optional<NameMention> MentionAt(int at, int limit) const;
  const catalog::Region* RegionBelow(int at, int* length) const;
  bool RelativeToFigure(const NameMention& name, const Segment& segment) const;
  bool AtHead(const Segment& segment, int at) const;
  bool IsOwnZone(std::u32string_view word) const;
  bool IsOwnZoneShort(std::u32string_view name) const;
  SubjectReading Reading(const NameMention& name) const;
  const SubjectReading* TakeUp(std::u32string_view word) const;

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  const DocumentContext& document_;
  Carry* const carry_;
  std::vector<NameMention> names_;
  std::vector<Turn> turns_;
  std::vector<Extent> unresolved_;  // Words like 该项目 that take up nothing known.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_SUBJECT_H_
