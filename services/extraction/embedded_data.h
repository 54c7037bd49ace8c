#ifndef FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
#define FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_

#include <string_view>

namespace fangzhi::extraction {

// data/cues.tsv and data/names.tsv as they were at build.
std::string_view CueTable();
std::string_view NameTable();

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
