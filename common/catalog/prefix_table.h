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

  PrefixTable();

  // Returns false, and changes nothing, if `word` is there already or is empty.
  bool Insert(std::string_view word, uint32_t index);

  std::optional<uint32_t> Find(std::string_view word) const;

  // Returns the longest word with which `text` begins.
  std::optional<Match> LongestPrefix(std::string_view text) const;

  size_t size() const { return words_.size(); }
  void Reserve(size_t words) { words_.reserve(words); }

 private:
  // Bit n is set if some word of this first character has n bytes; bit 63 stands for longer ones.
  std::vector<uint64_t> lengths_;
  size_t longest_ = 0;
  StringMap<uint32_t> words_;
};

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_PREFIX_TABLE_H_
