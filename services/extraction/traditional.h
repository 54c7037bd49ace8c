#ifndef FANGZHI_SERVICES_EXTRACTION_TRADITIONAL_H_
#define FANGZHI_SERVICES_EXTRACTION_TRADITIONAL_H_

#include <array>

namespace fangzhi::extraction {

// The simplified form of each character of the Basic Multilingual Plane, itself where it has none: OpenCC's `t2s`
// conversion of single characters. Loaded at the first call. Aborts where OpenCC's data are not installed.
const std::array<char16_t, 65536>& SimplifiedForms();

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TRADITIONAL_H_
