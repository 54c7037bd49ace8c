#ifndef FANGZHI_SERVICES_QUERY_FILTER_SYNTAX_H_
#define FANGZHI_SERVICES_QUERY_FILTER_SYNTAX_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// The syntax of AIP-160 filters, before fields have a meaning. `filter.h` gives them one.
//
//   expression  = sequence {AND sequence}
//   sequence    = disjunct {disjunct}                    (implicit AND)
//   disjunct    = term {OR term}                         (OR binds tighter than AND)
//   term        = [NOT | -] (comparison | call | "(" expression ")")
//   comparison  = field ("=" | "!=" | "<" | "<=" | ">" | ">=" | ":") (value | "(" value {OR value} ")")
//   call        = name "(" [value {"," value}] ")"
//   value       = word | "…" | '…'
//
// A word is anything but white space, quotes, parentheses, commas and comparison signs. In quotes a backslash makes the
// next character plain. An unescaped `*` ends a value that is a prefix; `*` alone means any value.
namespace fangzhi::query {

inline constexpr size_t kMaxFilterBytes = 4000;
inline constexpr int kMaxFilterComparisons = 100;
inline constexpr int kMaxFilterDepth = 50;

enum class FilterOperator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kHas };

// The sign, for messages: `<=`.
std::string_view OperatorSign(FilterOperator op);

struct FilterValue {
  std::string text;     // Escapes undone, without the `*` of a prefix.
  bool prefix = false;  // A `*` followed. With empty `text`: any value.
  size_t position = 0;  // Byte offset in the filter.

  bool is_any() const { return prefix && text.empty(); }
};

struct FilterNode {
  enum class Kind { kAnd, kOr, kNot, kComparison, kCall };

  Kind kind = Kind::kAnd;
  size_t position = 0;               // Byte offset in the filter.
  std::vector<FilterNode> children;  // Of kAnd (none: everything matches), kOr, kNot.
  std::string name;                  // Field of kComparison, function of kCall.
  FilterOperator op = FilterOperator::kEqual;
  std::vector<FilterValue> values;  // Of kComparison one or more, any of which may hold; arguments of kCall.
};

// Returns INVALID_ARGUMENT whose message names the place and what was expected there:
// `at character 12: expected a value after ">=", found the end of the filter`.
absl::StatusOr<FilterNode> ParseFilterSyntax(std::string_view filter);

// An INVALID_ARGUMENT that names the character (from 1, in code points) at byte `position` of `filter`.
absl::Status FilterError(std::string_view filter, size_t position, std::string_view what);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_FILTER_SYNTAX_H_
