#include "services/extraction/dictionary.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "services/extraction/embedded_data.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

// All characters of the table are below U+10000.
uint32_t Packed(char32_t first, char32_t second) { return static_cast<uint32_t>(first) << 16 | second; }

// The words of the table, in order.
std::vector<uint32_t> ReadWords(std::string_view table) {
  std::vector<uint32_t> words;
  for (size_t begin = 0; begin < table.size();) {
    const size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    begin = end + 1;
    const std::u32string row = line.starts_with('#') ? std::u32string() : DecodeUtf8(line);
    for (size_t i = 2; i < row.size(); ++i) words.push_back(Packed(row[0], row[i]));
  }
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

bool IsCommonWord(std::u32string_view word) {
  static const std::vector<uint32_t>& words = *new std::vector<uint32_t>(ReadWords(WordTable()));
  return word.size() == 2 && word[0] < 0x10000 && word[1] < 0x10000 &&
         std::binary_search(words.begin(), words.end(), Packed(word[0], word[1]));
}

bool IsInCommonWord(std::u32string_view text, size_t at) {
  return IsCommonWord(text.substr(at - 1, 2)) || IsCommonWord(text.substr(at, 2));
}

}  // namespace fangzhi::extraction
