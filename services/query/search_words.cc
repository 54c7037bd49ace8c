#include "services/query/search_words.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/utf8.h"
#include "common/store/search_text.h"

namespace fangzhi::query {
namespace {

constexpr size_t kMostBytes = 300;
constexpr size_t kMostWords = 16;
constexpr size_t kSnippetCodePoints = 80;
// Of what stands before the first word, so much is shown.
constexpr size_t kContext = 20;

// Opening and closing marks.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kQuotes = {{{"\"", "\""}, {"“", "”"}}};
constexpr std::array<std::string_view, 5> kBlanks = {" ", "\t", "\r", "\n", "　"};

size_t BlankAt(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

// The stretch of `query` up to a blank or an opening mark.
size_t WordLength(std::string_view query) {
  size_t length = 0;
  const auto opens = [&](const auto& quote) { return query.substr(length).starts_with(quote.first); };
  while (length < query.size() && BlankAt(query.substr(length)) == 0 && std::ranges::none_of(kQuotes, opens)) ++length;
  return length;
}

using Stretch = std::pair<size_t, size_t>;  // In code points, half-open.

size_t CodePoints(std::string_view text) { return CountCodePoints(text).value_or(text.size()); }

// Where the words stand in a sentence, in order and apart from one another.
std::vector<Stretch> Find(const std::vector<std::string>& words, std::string_view sentence) {
  const std::string folded = store::FoldForSearch(sentence);
  std::vector<Stretch> found;
  for (const std::string& word : words) {
    const std::string folded_word = store::FoldForSearch(word);
    const size_t length = CodePoints(folded_word);
    for (size_t at = folded.find(folded_word); at != std::string::npos; at = folded.find(folded_word, at + 1)) {
      const size_t start = CodePoints(std::string_view(folded).substr(0, at));
      found.emplace_back(start, start + length);
    }
  }
  std::ranges::sort(found);
  std::vector<Stretch> joined;
  for (const Stretch& next : found) {
    if (!joined.empty() && next.first <= joined.back().second) {
      joined.back().second = std::max(joined.back().second, next.second);
    } else {
      joined.push_back(next);
    }
  }
  return joined;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ParseSearchWords(std::string_view query) {
  if (query.size() > kMostBytes) return absl::InvalidArgumentError(absl::StrCat("at most ", kMostBytes, " bytes"));
  std::vector<std::string> words;
  while (!query.empty()) {
    if (const size_t blank = BlankAt(query); blank > 0) {
      query.remove_prefix(blank);
      continue;
    }
    const auto* quote =
        std::ranges::find_if(kQuotes, [&](const auto& marks) { return query.starts_with(marks.first); });
    size_t length = 0;
    size_t rest = 0;
    if (quote != kQuotes.end()) {
      query.remove_prefix(quote->first.size());
      length = query.find(quote->second);
      if (length == std::string_view::npos) return absl::InvalidArgumentError("a quotation mark is not closed");
      rest = length + quote->second.size();
    } else {
      rest = length = WordLength(query);
    }
    words.emplace_back(query.substr(0, length));
    query.remove_prefix(rest);
  }
  if (words.empty()) return absl::InvalidArgumentError("expected a word");
  if (words.size() > kMostWords) return absl::InvalidArgumentError(absl::StrCat("at most ", kMostWords, " words"));
  const auto is_searchable = [](const std::string& word) { return store::HasSearchableText(word); };
  if (!std::ranges::all_of(words, is_searchable)) {
    return absl::InvalidArgumentError("every word must have a letter or digit");
  }
  return words;
}

void SetSnippet(const std::vector<std::string>& words, v1::SearchResult& result) {
  const std::string& sentence = result.record().provenance().sentence();
  const std::vector<Stretch> found = Find(words, sentence);
  const CodePointIndex index(sentence);
  size_t start = 0;
  if (index.size() > kSnippetCodePoints && !found.empty() && found.front().first > kContext) {
    start = std::min(found.front().first - kContext, index.size() - kSnippetCodePoints);
  }
  const size_t end = std::min(index.size(), start + kSnippetCodePoints);
  const size_t shift = start > 0 ? 1 : 0;  // The mark in front.
  result.set_snippet(
      absl::StrCat(start > 0 ? "…" : "", std::string(index.Slice(start, end)), end < index.size() ? "…" : ""));
  for (const Stretch& stretch : found) {
    if (stretch.first < start || stretch.second > end) continue;
    v1::Span* span = result.add_highlights();
    span->set_start(static_cast<int64_t>(stretch.first - start + shift));
    span->set_end(static_cast<int64_t>(stretch.second - start + shift));
  }
}

}  // namespace fangzhi::query
