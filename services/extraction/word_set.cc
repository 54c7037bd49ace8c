#include "services/extraction/word_set.h"

#include <algorithm>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {

void WordSet::Add(std::u32string_view word) {
  words_.insert(*owned_.emplace(word).first);
  longest_ = std::max(longest_, word.size());
}

bool WordSet::Contains(std::u32string_view word) const { return words_.contains(word); }

size_t WordSet::LongestAtBegin(std::u32string_view text, size_t limit) const {
  size_t length = std::min({longest_, text.size(), limit});
  while (length > 0 && !words_.contains(text.substr(0, length))) --length;
  return length;
}

size_t WordSet::LongestAtEnd(std::u32string_view text) const {
  size_t length = std::min(longest_, text.size());
  while (length > 0 && !words_.contains(text.substr(text.size() - length))) --length;
  return length;
}

void ForEachWord(std::string_view table,
                 const std::function<void(std::string_view name, const std::u32string& word)>& take) {
  for (size_t begin = 0; begin < table.size();) {
    const size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    begin = end + 1;
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    const std::u32string words = DecodeUtf8(line.substr(tab + 1));
    for (size_t from = 0; from < words.size();) {
      const size_t to = std::min(words.find(U' ', from), words.size());
      if (to > from) take(line.substr(0, tab), words.substr(from, to - from));
      from = to + 1;
    }
  }
}

}  // namespace fangzhi::extraction
