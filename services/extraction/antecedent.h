#ifndef FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_
#define FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_

#include <string_view>
#include <vector>

#include "services/extraction/attribution.h"

namespace fangzhi::extraction {

// True where `word` can take up `named` again: 公司 a company, 园区 a park, 这片院落 a housing estate, 该计划 a plan.
bool CanStandFor(std::u32string_view word, const SubjectReading& named);

// Gives `subject` the longest form of its name in `named`, where that was given before: 白芦片区 is
// 栖川经济开发区白芦片区, 里仁公司 is 宁江里仁城市更新公司.
void TakeLongestForm(const std::vector<SubjectReading>& named, SubjectReading* subject);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_ANTECEDENT_H_
