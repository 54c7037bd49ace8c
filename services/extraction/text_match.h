#ifndef FANGZHI_SERVICES_EXTRACTION_TEXT_MATCH_H_
#define FANGZHI_SERVICES_EXTRACTION_TEXT_MATCH_H_

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace fangzhi::extraction {

// True where `c` is one of `set`; 0, which stands for the end of a text, never is.
inline bool In(std::u32string_view set, char32_t c) { return c != 0 && set.find(c) != std::u32string_view::npos; }

// The same for a literal; without an early exit, so that the compiler can compare several at once.
template <size_t N>
bool In(const char32_t (&set)[N], char32_t c) {
  bool found = false;
  for (size_t i = 0; i + 1 < N; ++i) found |= set[i] == c;
  return found && c != 0;
}

// The code point at `i`; 0 beyond the end.
inline char32_t At(std::u32string_view text, size_t i) { return i < text.size() ? text[i] : 0; }

// True where the `word.size()` code points from `text` on are `word`. Words mostly differ in the first.
inline bool IsWord(const char32_t* text, std::u32string_view word) {
  for (size_t i = 0; i < word.size(); ++i) {
    if (text[i] != word[i]) return false;
  }
  return true;
}

inline bool BeginsWith(std::u32string_view text, std::u32string_view begin) {
  return text.size() >= begin.size() && IsWord(text.data(), begin);
}

inline bool EndsWith(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && IsWord(text.data() + (text.size() - end.size()), end);
}

inline bool Holds(std::u32string_view text, std::u32string_view word) {
  return text.find(word) != std::u32string_view::npos;
}

template <size_t N>
bool IsOneOf(std::u32string_view text, const std::u32string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](std::u32string_view w) { return text.size() == w.size() && IsWord(text.data(), w); });
}

// True where `text` holds any of `words`.
template <size_t N>
bool HoldsAny(std::u32string_view text, const std::u32string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words), [text](std::u32string_view w) { return Holds(text, w); });
}

template <size_t N>
bool BeginsWithAny(std::u32string_view text, const std::u32string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words), [text](std::u32string_view w) { return BeginsWith(text, w); });
}

template <size_t N>
bool EndsWithAny(std::u32string_view text, const std::u32string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words), [text](std::u32string_view w) { return EndsWith(text, w); });
}

// True where `word` stands at `at`.
inline bool StartsWith(std::u32string_view text, size_t at, std::u32string_view word) {
  return at <= text.size() && text.size() - at >= word.size() && IsWord(text.data() + at, word);
}

// Reads the first of `words` that stands at `*i`, which it moves past it; returns its index, or -1 where none does.
template <size_t N>
int ReadWord(std::u32string_view text, size_t* i, const std::u32string_view (&words)[N]) {
  for (size_t k = 0; k < N; ++k) {
    if (!StartsWith(text, *i, words[k])) continue;
    *i += words[k].size();
    return static_cast<int>(k);
  }
  return -1;
}

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TEXT_MATCH_H_
