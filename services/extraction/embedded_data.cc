#include "services/extraction/embedded_data.h"

#include <cstddef>

extern "C" {
extern const char fangzhi_extraction_cues[];
extern const char fangzhi_extraction_cues_end[];
extern const char fangzhi_extraction_names[];
extern const char fangzhi_extraction_names_end[];
extern const char fangzhi_extraction_confidence[];
extern const char fangzhi_extraction_confidence_end[];
extern const char fangzhi_extraction_phrases[];
extern const char fangzhi_extraction_phrases_end[];
extern const char fangzhi_extraction_words[];
extern const char fangzhi_extraction_words_end[];
}

namespace fangzhi::extraction {

std::string_view CueTable() {
  return {fangzhi_extraction_cues, static_cast<size_t>(fangzhi_extraction_cues_end - fangzhi_extraction_cues)};
}

std::string_view NameTable() {
  return {fangzhi_extraction_names, static_cast<size_t>(fangzhi_extraction_names_end - fangzhi_extraction_names)};
}

std::string_view PhraseTable() {
  return {fangzhi_extraction_phrases, static_cast<size_t>(fangzhi_extraction_phrases_end - fangzhi_extraction_phrases)};
}

std::string_view WordTable() {
  return {fangzhi_extraction_words, static_cast<size_t>(fangzhi_extraction_words_end - fangzhi_extraction_words)};
}

std::string_view ConfidenceTable() {
  return {fangzhi_extraction_confidence,
          static_cast<size_t>(fangzhi_extraction_confidence_end - fangzhi_extraction_confidence)};
}

}  // namespace fangzhi::extraction
