#ifndef FANGZHI_SERVICES_EXTRACTION_DICTIONARY_H_
#define FANGZHI_SERVICES_EXTRACTION_DICTIONARY_H_

#include <string_view>

namespace fangzhi::extraction {

// True for a common word of two characters, as data/words.tsv has them; false for other lengths. Thread-safe.
bool IsCommonWord(std::u32string_view word);

// True where the character at `at` of `text`, neither its first nor its last, is one of a common word with a neighbour.
bool IsInCommonWord(std::u32string_view text, size_t at);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_DICTIONARY_H_
