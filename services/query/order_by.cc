#include "services/query/order_by.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace fangzhi::query {
namespace {

using store::RecordOrderField;

constexpr std::array<std::pair<std::string_view, RecordOrderField>, 6> kFields = {{
    {"document", RecordOrderField::kDocument},
    {"period", RecordOrderField::kPeriod},
    {"value", RecordOrderField::kValue},
    {"confidence", RecordOrderField::kConfidence},
    {"published", RecordOrderField::kPublished},
    {"create_time", RecordOrderField::kCreateTime},
}};
constexpr size_t kLongestShown = 60;

absl::StatusOr<store::RecordOrder> ParseTerm(absl::string_view term) {
  const std::vector<std::string> words = absl::StrSplit(term, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  const std::string shown = term.size() > kLongestShown ? "a longer text" : absl::StrCat("\"", term, "\"");
  if (words.empty()) return absl::InvalidArgumentError("expected a field, found nothing between commas");
  const bool has_direction = words.size() == 2 && (words[1] == "desc" || words[1] == "asc");
  if (words.size() > 2 || (words.size() == 2 && !has_direction)) {
    return absl::InvalidArgumentError(absl::StrCat("expected a field with or without \"desc\", found ", shown));
  }
  for (const auto& [name, field] : kFields) {
    if (name == words[0]) return store::RecordOrder{field, words.size() == 2 && words[1] == "desc"};
  }
  return absl::InvalidArgumentError(
      absl::StrCat("expected one of document, period, value, confidence, published, create_time, found ", shown));
}

}  // namespace

absl::StatusOr<std::vector<store::RecordOrder>> ParseOrderBy(std::string_view order_by) {
  std::vector<store::RecordOrder> order;
  if (absl::StripAsciiWhitespace(ToAbsl(order_by)).empty()) return order;
  for (absl::string_view part : absl::StrSplit(ToAbsl(order_by), ',')) {
    ASSIGN_OR_RETURN(const store::RecordOrder term, ParseTerm(absl::StripAsciiWhitespace(part)));
    const auto same_field = [&](const store::RecordOrder& other) { return other.field == term.field; };
    if (std::ranges::any_of(order, same_field)) {
      return absl::InvalidArgumentError(
          absl::StrCat("a field stands twice: \"", absl::StripAsciiWhitespace(part), "\""));
    }
    order.push_back(term);
  }
  return order;
}

}  // namespace fangzhi::query
