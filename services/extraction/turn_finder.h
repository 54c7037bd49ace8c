#ifndef FANGZHI_SERVICES_EXTRACTION_TURN_FINDER_H_
#define FANGZHI_SERVICES_EXTRACTION_TURN_FINDER_H_

#include <vector>

#include "services/extraction/document_context.h"
#include "services/extraction/subject_turn.h"

namespace fangzhi::extraction {

// Finds the turns of a sentence with `names`, which are its own. `carry` is what was named before.
SubjectTurns FindSubjectTurns(const Sentence& sentence, const std::vector<Segment>& segments,
                              const DocumentContext& document, const std::vector<NameMention>& names,
                              const Carry& carry);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TURN_FINDER_H_
