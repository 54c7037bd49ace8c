#include "services/extraction/word_set.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {

namespace {

// Characters that share a slot cost look-ups, not correctness.
size_t SlotOf(char32_t c) { return c % 4096; }

// The lengths of `lengths` that are at most `limit`.
uint32_t AtMost(uint32_t lengths, size_t limit) {
  return limit >= WordSet::kLongestWord ? lengths : lengths & ((uint32_t{1} << limit) - 1);
}

}  // namespace

// FNV-1a over code points.
size_t WordSet::Hash::operator()(std::u32string_view word) const {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char32_t c : word) hash = (hash ^ c) * 0x100000001B3U;
  return hash;
}

void WordSet::Add(std::u32string_view word) {
  assert(!word.empty() && word.size() <= kLongestWord);
  words_.insert(*owned_.emplace(word).first);
  const uint32_t length = uint32_t{1} << (word.size() - 1);
  beginning_[SlotOf(word.front())] |= length;
  ending_[SlotOf(word.back())] |= length;
}

bool WordSet::Contains(std::u32string_view word) const {
  return !word.empty() && word.size() <= kLongestWord &&
         (beginning_[SlotOf(word.front())] >> (word.size() - 1) & 1) != 0 && words_.contains(word);
}

size_t WordSet::LongestAtBegin(std::u32string_view text, size_t limit) const {
  if (text.empty()) return 0;
  uint32_t lengths = AtMost(beginning_[SlotOf(text.front())], std::min(text.size(), limit));
  while (lengths != 0) {
    const auto length = static_cast<size_t>(std::bit_width(lengths));
    if (words_.contains(text.substr(0, length))) return length;
    lengths = AtMost(lengths, length - 1);
  }
  return 0;
}

size_t WordSet::LongestAtEnd(std::u32string_view text) const {
  if (text.empty()) return 0;
  uint32_t lengths = AtMost(ending_[SlotOf(text.back())], text.size());
  while (lengths != 0) {
    const auto length = static_cast<size_t>(std::bit_width(lengths));
    if (words_.contains(text.substr(text.size() - length))) return length;
    lengths = AtMost(lengths, length - 1);
  }
  return 0;
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
