// Text as search compares it.

#ifndef FANGZHI_COMMON_STORE_SEARCH_TEXT_H_
#define FANGZHI_COMMON_STORE_SEARCH_TEXT_H_

#include <string>
#include <string_view>

namespace fangzhi::store {

// `text`, UTF-8, with capital letters as small ones and full-width forms as ASCII, code point by code point: the n-th
// of the result is that of the n-th in `text`.
std::string FoldForSearch(std::string_view text);

// Whether folded text has a letter or digit: search looks at nothing else.
bool HasSearchableText(std::string_view folded);

// What is indexed of a text, separated by blanks: within each run of letters and digits every two neighbours, then the
// last one alone. So any character begins a term, and any stretch of the text has its pairs there.
std::string BigramsOf(std::string_view text);

// The terms that every text has in which `word` occurs, in FTS5's query syntax; empty where `word` has no letter or
// digit. Texts that have them may still lack `word`.
std::string BigramQuery(std::string_view word);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SEARCH_TEXT_H_
