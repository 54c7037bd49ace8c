// A set of words in which the longest one that begins a text is found quickly.

#ifndef FANGZHI_COMMON_CATALOG_PREFIX_TABLE_H_
#define FANGZHI_COMMON_CATALOG_PREFIX_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/catalog/string_hash.h"

namespace fangzhi::catalog {

// Maps words to indices. Words are not copied: their text must outlive the table.
//
// Reading is thread-safe once the last Insert is done.
class PrefixTable {
 public:
  struct Match {
    uint32_t index;
    size_t length;  // Bytes of the word.
  };

  // More than `expected_words` may be inserted, at the cost of speed.
  explicit PrefixTable(size_t expected_words = 1000);

  // Returns false, and changes nothing, if `word` is there already or is empty.
  bool Insert(std::string_view word, uint32_t index);

  std::optional<uint32_t> Find(std::string_view word) const;

  // Returns the longest word with which `text` begins. Where no word begins with the first two
  // characters of `text`, that mostly takes one look-up in an array.
  std::optional<Match> LongestPrefix(std::string_view text) const;

 private:
  // Lengths of the words that begin with the same two characters, and, in slots of their own, of
  // the words of one character: bit n is set for n bytes, bit 63 for longer words. Characters that
  // share a slot cost look-ups, not correctness.
  std::vector<uint64_t> lengths_;
  int shift_;  // 64 less the binary logarithm of the number of slots.
  size_t longest_ = 0;
  StringMap<uint32_t> words_;
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_PREFIX_TABLE_H_
