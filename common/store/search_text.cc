#include "common/store/search_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <vector>

namespace fangzhi::store {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

UChar32 Fold(UChar32 c) {
  constexpr UChar32 kFirstFullWidth = 0xFF01;
  constexpr UChar32 kLastFullWidth = 0xFF5E;
  constexpr UChar32 kDistance = 0xFEE0;
  // Most of what is folded are sinograms, which have no capitals; what stands between these has none either.
  constexpr UChar32 kFirstSinograms = 0x3000;
  constexpr UChar32 kLastSinograms = 0x9FFF;
  if (c >= kFirstSinograms && c <= kLastSinograms) return c;
  if (c >= kFirstFullWidth && c <= kLastFullWidth) c -= kDistance;
  return u_foldCase(c, U_FOLD_CASE_DEFAULT);
}

void Append(UChar32 c, std::string* text) {
  uint8_t bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  text->append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
}

template <typename Take>
void ForEachFolded(std::string_view text, Take take) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text, i, size, c);
    take(c < 0 ? kReplacement : Fold(c));
  }
}

std::vector<UChar32> Folded(std::string_view text) {
  std::vector<UChar32> folded;
  folded.reserve(text.size());
  ForEachFolded(text, [&](UChar32 c) { folded.push_back(c); });
  return folded;
}

// Calls `take(first, second)` for each neighbouring pair of letters and digits, `second` being 0 at the end of a run.
template <typename Take>
void ForEachPair(const std::vector<UChar32>& text, Take take) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (u_isalnum(text[i])) take(text[i], i + 1 < text.size() && u_isalnum(text[i + 1]) ? text[i + 1] : 0);
  }
}

}  // namespace

std::string FoldForSearch(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  ForEachFolded(text, [&](UChar32 c) { Append(c, &folded); });
  return folded;
}

bool HasSearchableText(std::string_view folded) { return !BigramQuery(folded).empty(); }

std::string BigramsOf(std::string_view text) {
  std::string bigrams;
  bigrams.reserve(text.size() * 3);
  ForEachPair(Folded(text), [&](UChar32 first, UChar32 second) {
    if (!bigrams.empty()) bigrams.push_back(' ');
    Append(first, &bigrams);
    if (second != 0) Append(second, &bigrams);
  });
  return bigrams;
}

std::string BigramQuery(std::string_view word) {
  std::string query;
  bool alone = true;  // The character before is no part of the run.
  ForEachPair(Folded(word), [&](UChar32 first, UChar32 second) {
    const bool last = second == 0;
    if (!last || alone) {
      query.append(query.empty() ? "\"" : " AND \"");
      Append(first, &query);
      if (!last) Append(second, &query);
      query.append(last ? "\" *" : "\"");
    }
    alone = last;
  });
  return query;
}

}  // namespace fangzhi::store
