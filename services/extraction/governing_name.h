#ifndef FANGZHI_SERVICES_EXTRACTION_GOVERNING_NAME_H_
#define FANGZHI_SERVICES_EXTRACTION_GOVERNING_NAME_H_

#include "services/extraction/turn_draft.h"

namespace fangzhi::extraction {

// True where `name` governs what follows it in `segment`: it stands at the head of a clause, is qualified there, or
// possessed by what was just taken up.
bool Governs(const TurnDraft& draft, const NameMention& name, const Segment& segment);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_GOVERNING_NAME_H_
