#ifndef FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
#define FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_

#include <string_view>

namespace fangzhi::extraction {

// data/cues.tsv, data/names.tsv and data/phrases.tsv as they were at build.
std::string_view CueTable();
std::string_view NameTable();
std::string_view PhraseTable();

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
