#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_INDICATOR_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_INDICATOR_H_

#include <optional>
#include <string>
#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/carry.h"
#include "services/extraction/measure.h"
#include "services/extraction/phrase_completion.h"
#include "services/extraction/prepared_quantity.h"
#include "services/extraction/sentence_subject.h"

namespace fangzhi::extraction {

// What the figures of a sentence are of: the words before them, the noun after them, a name in a list of names, or what
// was spoken of before.
class SentenceIndicators {
 public:
  // All outlive this. `observations` are those of the document so far; the caller appends to them. What a figure is of
  // is left in `carry` for the next.
  SentenceIndicators(const PreparedQuantities& quantities, const SentenceSubjects& subjects,
                     const std::vector<Observation>& observations, Carry* carry);

  // What quantity `i` is of; several where names are coordinated. Quantities are read in order, each followed by
  // Remember(). `listed` says that it is a further value of a list. Sets `indicator_rule` of `o`, and its measure where
  // only the words of the indicator tell it.
  std::vector<Phrase> Read(size_t i, const MeasureReading& measure, bool listed, Observation* o);

  // Takes in what quantity `i` was read as, for those after it.
  void Remember(size_t i, const MeasureReading& measure, const std::vector<Phrase>& phrases, const Observation& o);

  // Names of the list of values being read, and how many of its values have been read. The count is only of meaning
  // while there are names.
  const std::vector<Phrase>& list() const { return list_; }
  size_t list_at() const { return list_at_; }

  // True where the last quantity was a plan's for what was spoken of: 为年度目标3.9亿元.
  bool is_plan() const { return is_plan_; }
  // The plan named last; what the share read last, which names its part after it, is of.
  const std::u32string& plan() const { return plan_; }
  const Phrase& parted() const { return parted_; }
  // Of the quantity before.
  const std::string& unit_before() const { return antecedent_.unit; }

 private:
  using Found = std::optional<std::vector<Phrase>>;

  // A quantity being read.
  struct Figure {
    size_t index = 0;
    const Quantity& quantity;
    const Lead& lead;
    const MeasureReading& measure;
    Segment segment;
    Extent noun;         // After it.
    size_t further = 0;  // Values after it that share its words.
  };

  std::vector<Phrase> OfFigure(const Figure& figure, Observation* o);
  Phrase OwnWords(const Figure& figure) const;
  bool CountsNoun(const Figure& figure, const Phrase& own) const;
  void TakeUpThese(Phrase* own) const;
  Found RateNamedAfter(const Figure& figure, Observation* o);
  Found WorkersOfLine(const Figure& figure, Observation* o);
  Found AmountOfIncrease(const Figure& figure, const Phrase& own, Observation* o) const;
  Found ExtentNamedAfter(const Figure& figure, Observation* o);
  Found Tonnage(const Figure& figure, Observation* o);
  Found NounCounted(const Figure& figure, Phrase* own, Observation* o);
  Found OverOtherThreshold(const Figure& figure, Observation* o);
  static bool InScope(const Lead& lead);
  Found ThoseCountedBefore(const Figure& figure, Observation* o);
  Found OfPlan(const Figure& figure, const Phrase& own, Observation* o);
  Found PartAfterShare(const Figure& figure, Observation* o);

  std::vector<Phrase> FromOwnWords(const Phrase& own, const Figure& figure, Observation* o);
  Found Pull(const Phrase& own, const Figure& figure) const;
  Found Coordinated(const Phrase& full, const Figure& figure) const;

  std::vector<Phrase> CarriedOver(const Figure& figure, Observation* o);
  Found NounOfNext(const Figure& figure);
  Found NamesBefore(const Figure& figure);
  Found WithSameUnit(const Figure& figure, Observation* o);
  Found ClauseBefore(const Figure& figure, Observation* o);
  Found AllBefore(const Figure& figure) const;
  Found TotalOf(const Figure& figure) const;
  Phrase BareCount(const Figure& figure) const;
  void StartList(std::vector<Phrase> names);

  const PreparedQuantities& quantities_;
  const Sentence& sentence_;
  const SentenceSubjects& subjects_;
  const std::vector<Observation>& observations_;
  Carry& carry_;
  PhraseCompletion completion_;
  Antecedent antecedent_;
  std::vector<Phrase> list_;
  size_t list_at_ = 0;
  std::vector<Phrase> coordinated_;  // The names coordinated last.
  std::vector<Phrase> latest_;       // Indicators of the sentence in order.
  bool completed_ = false;           // The indicator read last says nothing without what was counted before it.
  bool is_plan_ = false;
  std::u32string plan_;
  Phrase parted_;
  std::u32string individual_;  // That the quantity read last is about.
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_INDICATOR_H_
