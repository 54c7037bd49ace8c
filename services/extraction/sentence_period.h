#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_PERIOD_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_PERIOD_H_

#include <string_view>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/lead.h"
#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// When the figures of a sentence hold. A period at the head of a clause carries on until another replaces it; one that
// stands with its number holds for it alone.
class SentencePeriods {
 public:
  // `paragraph` is what the paragraph has carried so far; Finish() leaves in it what the sentence adds. All outlive
  // this.
  SentencePeriods(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
                  const Carry& section, Carry* carry);

  // Sets `period`, `period_words` and `period_rule` of `o`. `from` tells the value before a change.
  void Settle(const Lead& lead, const Segment& segment, const Quantity& quantity, std::u32string_view indicator,
              bool from, Observation* o) const;

  void Finish();

 private:
  // 年初确定的28项任务: the words say when what is counted was set.
  bool IsWhenSet(const Token& token) const;
  bool IsPastYearEnd(const Token& token) const;
  PeriodReading HeadOf(const Segment& segment) const;
  PeriodReading Read(int token) const;
  PeriodReading CurrentAt(const Segment& segment, bool* own) const;
  bool IsComparison(int token) const;
  int RunOfYears(const Lead& lead) const;
  int AveragedYears(const Lead& lead) const;
  bool BeforeCompletion(int at) const;
  bool PlanIsMeasured(int begin, int end) const;
  bool DatesClause(const Segment& segment) const;
  bool IsAhead(const PeriodReading& reading) const;
  Period UntilAnchor(absl::CivilDay first) const;
  int EventAfter(const Segment& segment, const Quantity& quantity) const;
  bool IsAct(const Lead& lead, std::u32string_view indicator) const;
  Period OfSpan(const PeriodReading& reading, const Lead& lead, std::u32string_view indicator,
                const Observation& o) const;

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  const DocumentContext& document_;
  const Carry& section_;
  Carry* const carry_;
  std::vector<PeriodReading> heads_;  // Of each segment.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_PERIOD_H_
