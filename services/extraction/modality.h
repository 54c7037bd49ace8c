#ifndef FANGZHI_SERVICES_EXTRACTION_MODALITY_H_
#define FANGZHI_SERVICES_EXTRACTION_MODALITY_H_

#include <string_view>
#include <vector>

#include "services/extraction/carry.h"
#include "services/extraction/segments.h"

namespace fangzhi::extraction {

// Whether the figures of a sentence have come about. A marker governs its clause and the clauses after it, up to a
// semicolon or a marker of fact; what a due date (到2025年) sets holds for the sentence.
class SentenceModality {
 public:
  SentenceModality(const Sentence& sentence, const std::vector<Segment>& segments, const DocumentContext& document,
                   const Carry& section);

  // For a quantity that begins at `at` in segment `segment`; `rule` gets what settled it.
  Modality At(int at, size_t segment, std::string_view* rule) const;

 private:
  bool IsBracketedPlan(const Segment& segment) const;

  struct Marker {
    int at;
    Modality modality;
    bool until_semicolon;
  };

  const Sentence& sentence_;
  const std::vector<Segment>& segments_;
  Modality section_;
  std::vector<Marker> markers_;
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_MODALITY_H_
