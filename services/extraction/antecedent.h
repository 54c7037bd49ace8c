#ifndef FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_
#define FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_

#include <string_view>

#include "services/extraction/attribution.h"

namespace fangzhi::extraction {

// True where `word` can take up `named` again: 公司 a company, 园区 a park, 这片院落 a housing estate, 该计划 a plan.
bool CanStandFor(std::u32string_view word, const SubjectReading& named);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_
