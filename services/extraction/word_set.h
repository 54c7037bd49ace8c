#ifndef FANGZHI_SERVICES_EXTRACTION_WORD_SET_H_
#define FANGZHI_SERVICES_EXTRACTION_WORD_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace fangzhi::extraction {

// Words that are looked for at either end of a text. Where none begins, or ends, with the character there, that costs
// one look into an array.
class WordSet {
 public:
  static constexpr size_t kLongestWord = 32;  // Code points.

  // `word` has at least one code point and at most kLongestWord.
  void Add(std::u32string_view word);
  bool Contains(std::u32string_view word) const;
  // Length of the longest word, of at most `limit` code points, that `text` begins with; 0 where none does.
  size_t LongestAtBegin(std::u32string_view text, size_t limit = std::u32string_view::npos) const;
  // Length of the longest word that `text` ends with; 0 where none does.
  size_t LongestAtEnd(std::u32string_view text) const;

 private:
  struct Hash {
    size_t operator()(std::u32string_view word) const;
  };

  std::unordered_set<std::u32string_view, Hash> words_;  // Into `owned_`.
  std::unordered_set<std::u32string> owned_;
  // Lengths of the words that begin, and end, with a character of the slot: bit n - 1 for n code points.
  std::array<uint32_t, 4096> beginning_{};
  std::array<uint32_t, 4096> ending_{};
};

// Calls `take` with class and word for each word of a table of data/: lines of a class, a tab, and words separated by
// spaces; # begins a comment line.
void ForEachWord(std::string_view table,
                 const std::function<void(std::string_view name, const std::u32string& word)>& take);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_WORD_SET_H_
