#ifndef FANGZHI_SERVICES_EXTRACTION_WHOLE_H_
#define FANGZHI_SERVICES_EXTRACTION_WHOLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/attribution.h"
#include "services/extraction/lead.h"

namespace fangzhi::extraction {

// What was read before a figure that its whole can be taken from. Borrows all of it.
struct BeforeWhole {
  const std::vector<Observation>& observations;  // Of the document, before the figure's own.
  std::u32string_view indicator;                 // The figure's.
  std::u32string_view plan;                      // The plan named last.
  std::u32string_view parted;                    // What a share that names its part after it is of.
};

// What a share, a completion, a multiple or a rank is of, and what a change of one stays of. Empty where nothing says
// it, and for any other measure. `figure` has its measure, unit and rules settled.
std::u32string ReadWhole(const Sentence& sentence, const Lead& lead, const Observation& figure,
                         const BeforeWhole& before);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_WHOLE_H_
