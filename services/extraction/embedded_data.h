#ifndef FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
#define FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_

#include <string_view>

namespace fangzhi::extraction {

// The files of data/ as they were at build: cues.tsv, names.tsv, phrases.tsv, words.tsv, confidence.tsv.
std::string_view CueTable();
std::string_view NameTable();
std::string_view PhraseTable();
std::string_view WordTable();
std::string_view ConfidenceTable();

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EMBEDDED_DATA_H_
