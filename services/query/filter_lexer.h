#ifndef FANGZHI_SERVICES_QUERY_FILTER_LEXER_H_
#define FANGZHI_SERVICES_QUERY_FILTER_LEXER_H_

#include <absl/status/statusor.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::query {

struct FilterToken {
  enum class Kind { kWord, kString, kOpen, kClose, kComma, kOperator, kEnd };

  Kind kind = Kind::kEnd;
  std::string text;      // Escapes undone; of kWord, kString and kOperator.
  bool prefix = false;   // An unescaped `*` ended it; `text` is without it.
  bool touches = false;  // No white space between the token before and this one.
  size_t begin = 0;      // Byte offsets in the filter.
  size_t end = 0;
};

// Splits a filter into tokens, the last of them kEnd. Errors as of ParseFilterSyntax.
absl::StatusOr<std::vector<FilterToken>> LexFilter(std::string_view filter);

// A token as a message names it: `"工业"`, `the end of the filter`.
std::string Describe(const FilterToken& token, std::string_view filter);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_FILTER_LEXER_H_
