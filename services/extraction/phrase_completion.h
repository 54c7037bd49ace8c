#ifndef FANGZHI_SERVICES_EXTRACTION_PHRASE_COMPLETION_H_
#define FANGZHI_SERVICES_EXTRACTION_PHRASE_COMPLETION_H_

#include <string>

#include "services/extraction/carry.h"
#include "services/extraction/measure.h"
#include "services/extraction/prepared_quantity.h"
#include "services/extraction/sentence_subject.h"

namespace fangzhi::extraction {

// What the figures of a sentence have been of so far.
struct Antecedent {
  Phrase counted;                // What the sentence counted last, which 办结率 and the like are of.
  std::string counted_unit;      // By which classifier.
  std::string unit;              // Of the quantity before.
  bool in_sentence = false;      // The quantity before is of this sentence.
  bool same_individual = false;  // It is about the same individual.
  bool completed = false;        // Its name was completed from one before it.
};

// A quantity as its name is completed. Borrows all of it.
struct NamedQuantity {
  const Quantity& quantity;
  const Lead& lead;
  const MeasureReading& measure;
  const Segment& segment;
};

// Completes names that say nothing by themselves, or not all: 办结率 after 上报网格事件 is 网格事件办结率, 整改 after
// 发现隐患 is 整改隐患, 农村居民 after 城镇居民人均可支配收入 is 农村居民人均可支配收入.
class PhraseCompletion {
 public:
  // All outlive this. `carry` is read as it is at each call.
  PhraseCompletion(const PreparedQuantities& quantities, const SentenceSubjects& subjects, const Carry& carry);

  // `own`, which stands before the quantity, in full; `own` itself where it needs nothing.
  Phrase Complete(const Phrase& own, const NamedQuantity& named, const Antecedent& antecedent) const;

 private:
  Phrase Deed(const Phrase& own, const NamedQuantity& named, const Phrase& topic, const Antecedent& antecedent) const;
  Phrase UnderTopic(const Phrase& own, const Segment& segment, const Phrase& topic, bool in_sentence) const;
  Phrase AfterQuantity(const Phrase& own, const NamedQuantity& named, const Antecedent& antecedent) const;
  Phrase PartOf(const Phrase& before, const Phrase& own, const NamedQuantity& named, std::string_view unit) const;
  Phrase SharingVerb(const Phrase& before, const Phrase& own, const NamedQuantity& named) const;
  static Phrase Reached(const Phrase& before, const Phrase& own, const NamedQuantity& named);
  Phrase OfNoun(const Phrase& before, const Phrase& own, const Segment& segment, const Antecedent& antecedent) const;
  bool InBreakdown(int at) const;

  const PreparedQuantities& quantities_;
  const SentenceSubjects& subjects_;
  const Carry& carry_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_PHRASE_COMPLETION_H_
