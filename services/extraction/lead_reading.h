#ifndef FANGZHI_SERVICES_EXTRACTION_LEAD_READING_H_
#define FANGZHI_SERVICES_EXTRACTION_LEAD_READING_H_

#include <string_view>

#include "services/extraction/lead.h"

namespace fangzhi::extraction {

// The words before a quantity while they are read, from the quantity leftwards. What is taken as said moves `at` to its
// beginning; [begin, at) is still to be read.
struct LeadReading {
  LeadReading(const Sentence& read, int words_begin, const Quantity& before)
      : sentence(read), quantity(before), begin(words_begin), at(before.begin) {
    lead.words = {words_begin, before.begin};
  }

  std::u32string_view Word(const Token& token) const { return sentence.View(token.begin, token.end); }
  const Token& TokenOf(int index) const { return sentence.tokens[static_cast<size_t>(index)]; }
  bool IsRatio() const { return quantity.dimension == catalog::Dimension::kRatio; }

  // Where nothing has set one yet.
  void SetComparator(Comparator comparator) {
    if (lead.comparator == Comparator::kEqual) lead.comparator = comparator;
  }

  const Sentence& sentence;
  const Quantity& quantity;
  const int begin;
  int at;
  int of_end = 0;        // Where 的 right before the number stands.
  int change_begin = 0;  // Where the word of change stands; 0 where none was read.
  Extent contest;        // By which a rank is held; it is the core then.
  Lead lead;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LEAD_READING_H_
