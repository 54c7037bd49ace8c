#ifndef FANGZHI_SERVICES_EXTRACTION_PREPARED_QUANTITY_H_
#define FANGZHI_SERVICES_EXTRACTION_PREPARED_QUANTITY_H_

#include <string_view>
#include <vector>

#include "services/extraction/lead.h"
#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// What can be told of a quantity before those before it are read.
struct PreparedQuantity {
  size_t segment = 0;          // Index of its segment.
  Lead lead;                   // From the quantity before it in its segment on.
  std::string_view rejection;  // Why it is no record; empty where it may be one.
  bool bare = false;           // Nothing but marks before it in its segment: a further value of a list.
};

// The quantities of a sentence, in its segments. Borrows both.
class PreparedQuantities {
 public:
  PreparedQuantities(const Sentence& sentence, const std::vector<Segment>& segments);

  const Sentence& sentence() const { return sentence_; }
  const std::vector<Segment>& segments() const { return segments_; }
  const PreparedQuantity& operator[](size_t i) const { return prepared_[i]; }

  // The segment of quantity `i`; the whole sentence where it has none.
  Segment SegmentOf(size_t i) const;

  // How many further values follow quantity `i` in a list of bare values.
  size_t FurtherValues(size_t i) const;

  // True where the list that quantity `i` is in goes on with an amount of money.
  bool ListedWithMoney(size_t i) const;

 private:
  int BeginOfWords(size_t i, size_t segment, int segment_begin) const;
  bool CountsField(int begin, int end) const;
  bool IsBare(const Segment& segment, const PreparedQuantity& prepared, const Quantity& q) const;

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  std::vector<PreparedQuantity> prepared_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_PREPARED_QUANTITY_H_
