#include "services/extraction/prepared_quantity.h"

#include <algorithm>

#include "services/extraction/noun_after.h"
#include "services/extraction/rejection.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {

using View = std::u32string_view;

PreparedQuantities::PreparedQuantities(const Sentence& sentence, const std::vector<Segment>& segments)
    : sentence_(sentence), segments_(segments) {
  prepared_.resize(sentence_.quantities.size());
  for (size_t i = 0; i < sentence_.quantities.size(); ++i) {
    const Quantity& q = sentence_.quantities[i];
    PreparedQuantity& p = prepared_[i];
    p.segment = extraction::SegmentOf(segments_, q.begin);
    const Segment segment = SegmentOf(i);
    p.lead = ReadLead(sentence_, BeginOfWords(i, p.segment, segment.begin), q);
    p.rejection = RejectQuantity(sentence_, segment, q, p.lead);
    p.bare = IsBare(segment, p, q);
    // 分别居全国第二、第七: the word of rank holds for both.
    if (p.bare && i > 0 && q.form == QuantityForm::kOrdinal && prepared_[i - 1].rejection.empty() &&
        sentence_.quantities[i - 1].form == QuantityForm::kOrdinal && p.rejection == "sequence")
      p.rejection = "";
  }
}

Segment PreparedQuantities::SegmentOf(size_t i) const {
  return segments_.empty() ? Segment{sentence_.extent.begin, sentence_.extent.end} : segments_[prepared_[i].segment];
}

size_t PreparedQuantities::FurtherValues(size_t i) const {
  size_t count = 0;
  for (size_t k = i + 1; k < prepared_.size(); ++k) {
    if (!prepared_[k].bare || !prepared_[k].rejection.empty()) break;
    if (HasWordsAfter(sentence_, segments_, sentence_.quantities[k - 1])) break;
    ++count;
  }
  return count;
}

bool PreparedQuantities::ListedWithMoney(size_t i) const {
  for (size_t k = i + 1; k < prepared_.size() && prepared_[k].bare; ++k) {
    if (sentence_.quantities[k].unit == "CNY") return true;
  }
  return false;
}

int PreparedQuantities::BeginOfWords(size_t i, size_t segment, int segment_begin) const {
  for (size_t k = i; k-- > 0;) {
    if (prepared_[k].segment != segment || !prepared_[k].rejection.empty()) continue;
    const Quantity& before = sentence_.quantities[k];
    const bool may_count_field =
        sentence_.quantities[i].form == QuantityForm::kOrdinal && before.form == QuantityForm::kAmount;
    int begin = segment_begin;
    if (!may_count_field || !CountsField(begin, before.begin))
      begin = std::max(begin, EndWithNoun(sentence_, segments_, before));
    for (View word : {View(U"台阶、"), View(U"台阶"), View(U"关口"), View(U"大关")}) {
      const int end = begin + static_cast<int>(word.size());
      if (sentence_.View(begin, std::min(sentence_.extent.end, end)) == word) begin = end;
    }
    return begin;
  }
  return segment_begin;
}

// True where the figure at `end` only counts those a rank is among: 在全区8个街道中.
bool PreparedQuantities::CountsField(int begin, int end) const {
  const bool ranked = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
    return (t.classes & kCueRank) != 0 && t.begin >= begin && t.end <= end;
  });
  return ranked || Holds(sentence_.View(begin, end), U"在");
}

bool PreparedQuantities::IsBare(const Segment& segment, const PreparedQuantity& prepared, const Quantity& q) const {
  if (!segment.joined || prepared.lead.core.end > prepared.lead.core.begin) return false;
  for (int k = prepared.lead.words.begin; k < q.begin; ++k) {
    const int token = sentence_.TokenAt(k);
    const bool passes =
        token >= 0
            ? (sentence_.tokens[static_cast<size_t>(token)].classes & (kCueComparator | kCueAdverb | kCueConj)) != 0
            : In(U" 、近约超第", sentence_.At(k));
    if (!passes) return false;
  }
  return true;
}

}  // namespace fangzhi::extraction
