#include "services/query/filter_syntax.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/query/filter_lexer.h"

namespace fangzhi::query {
namespace {

using Kind = FilterToken::Kind;

FilterOperator OperatorOf(std::string_view sign) {
  for (auto op : {FilterOperator::kEqual, FilterOperator::kNotEqual, FilterOperator::kLess,
                  FilterOperator::kLessOrEqual, FilterOperator::kGreater, FilterOperator::kGreaterOrEqual}) {
    if (sign == OperatorSign(op)) return op;
  }
  return FilterOperator::kHas;
}

bool IsNegation(const FilterToken& token) {
  return token.kind == Kind::kWord && (token.text == "NOT" || token.text.starts_with("-"));
}

// Recursive descent over the tokens of one filter.
class Parser {
 public:
  Parser(std::string_view filter, std::vector<FilterToken> tokens) : filter_(filter), tokens_(std::move(tokens)) {}

  absl::StatusOr<FilterNode> Parse() {
    if (Here().kind == Kind::kEnd) return FilterNode();
    absl::StatusOr<FilterNode> root = Expression();
    if (root.ok() && Here().kind != Kind::kEnd) return Unexpected("AND, OR or the end of the filter");
    return root;
  }

 private:
  absl::StatusOr<FilterNode> Expression() {
    if (++depth_ > kMaxFilterDepth) {
      return FilterError(filter_, Here().begin, absl::StrCat("parentheses nest deeper than ", kMaxFilterDepth));
    }
    FilterNode all = NodeHere(FilterNode::Kind::kAnd);
    while (true) {
      ASSIGN_OR_RETURN(FilterNode part, Disjunction());
      all.children.push_back(std::move(part));
      if (IsWord("AND")) {
        ++at_;
      } else if (Here().kind == Kind::kEnd || Here().kind == Kind::kClose || Here().kind == Kind::kComma ||
                 Here().kind == Kind::kOperator) {
        break;
      }
    }
    --depth_;
    if (all.children.size() > 1) return all;
    FilterNode only = std::move(all.children.front());
    return only;
  }

  absl::StatusOr<FilterNode> Disjunction() {
    FilterNode any = NodeHere(FilterNode::Kind::kOr);
    while (true) {
      ASSIGN_OR_RETURN(FilterNode part, Term());
      any.children.push_back(std::move(part));
      if (!IsWord("OR")) break;
      ++at_;
    }
    if (any.children.size() > 1) return any;
    FilterNode only = std::move(any.children.front());
    return only;
  }

  absl::StatusOr<FilterNode> Term() {
    if (!IsNegation(Here())) return Simple();
    FilterNode negation = NodeHere(FilterNode::Kind::kNot);
    FilterToken& token = tokens_[at_];
    if (token.text == "NOT" || token.text == "-") {
      const bool minus = token.text == "-";
      ++at_;
      if (minus && !Here().touches) return Unexpected("a field or \"(\" right after \"-\"");
    } else {
      token.text.erase(0, 1);
      ++token.begin;
    }
    // `NOT NOT a` and `--a` are no AIP-160.
    if (IsNegation(Here())) return Unexpected("a field, a function or \"(\" after a negation");
    ASSIGN_OR_RETURN(FilterNode negated, Simple());
    negation.children.push_back(std::move(negated));
    return negation;
  }

  absl::StatusOr<FilterNode> Simple() {
    if (Here().kind == Kind::kOpen) {
      ++at_;
      ASSIGN_OR_RETURN(FilterNode inner, Expression());
      RETURN_IF_ERROR(Close("AND, OR or \")\""));
      return inner;
    }
    if (Here().kind != Kind::kWord || IsWord("AND") || IsWord("OR") || Here().prefix) {
      return Unexpected("a field, a function or \"(\"");
    }
    if (++comparisons_ > kMaxFilterComparisons) return TooMany();
    if (Next().kind == Kind::kOpen && Next().touches) return Call();
    return Comparison();
  }

  absl::StatusOr<FilterNode> Comparison() {
    FilterNode node = NodeHere(FilterNode::Kind::kComparison);
    node.name = Here().text;
    ++at_;
    if (Here().kind != Kind::kOperator) {
      return Unexpected(absl::StrCat("a comparison (= != < <= > >= :) after \"", node.name, "\""));
    }
    const std::string sign = Here().text;
    node.op = OperatorOf(sign);
    ++at_;
    const std::string expected = absl::StrCat("a value after \"", sign, "\"");
    if (Here().kind != Kind::kOpen) {
      RETURN_IF_ERROR(Value(expected, node.values));
      return node;
    }
    do {
      ++at_;
      RETURN_IF_ERROR(Value(expected, node.values));
      if (node.values.size() > 1 && ++comparisons_ > kMaxFilterComparisons) return TooMany();
    } while (IsWord("OR"));
    RETURN_IF_ERROR(Close("OR or \")\""));
    return node;
  }

  absl::StatusOr<FilterNode> Call() {
    FilterNode node = NodeHere(FilterNode::Kind::kCall);
    node.name = Here().text;
    at_ += 2;
    if (Here().kind != Kind::kClose) {
      while (true) {
        RETURN_IF_ERROR(Value("a value", node.values));
        if (Here().kind != Kind::kComma) break;
        ++at_;
      }
    }
    RETURN_IF_ERROR(Close("\",\" or \")\""));
    return node;
  }

  absl::Status Value(std::string_view expected, std::vector<FilterValue>& values) {
    const FilterToken& token = Here();
    if ((token.kind != Kind::kWord && token.kind != Kind::kString) || IsWord("AND") || IsWord("OR") || IsWord("NOT")) {
      return Unexpected(expected);
    }
    values.push_back({.text = token.text, .prefix = token.prefix, .position = token.begin});
    ++at_;
    return absl::OkStatus();
  }

  absl::Status Close(std::string_view expected) {
    if (Here().kind != Kind::kClose) return Unexpected(expected);
    ++at_;
    return absl::OkStatus();
  }

  absl::Status Unexpected(std::string_view expected) const {
    return FilterError(filter_, Here().begin,
                       absl::StrCat("expected ", ToAbsl(expected), ", found ", Describe(Here(), filter_)));
  }

  absl::Status TooMany() const {
    return FilterError(filter_, Here().begin, absl::StrCat("more than ", kMaxFilterComparisons, " comparisons"));
  }

  FilterNode NodeHere(FilterNode::Kind kind) const {
    FilterNode node;
    node.kind = kind;
    node.position = Here().begin;
    return node;
  }

  const FilterToken& Here() const { return tokens_[at_]; }
  const FilterToken& Next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool IsWord(std::string_view word) const {
    return Here().kind == Kind::kWord && !Here().prefix && std::string_view(Here().text) == word;
  }

  const std::string_view filter_;
  std::vector<FilterToken> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  int comparisons_ = 0;
};

}  // namespace

std::string_view OperatorSign(FilterOperator op) {
  switch (op) {
    case FilterOperator::kEqual:
      return "=";
    case FilterOperator::kNotEqual:
      return "!=";
    case FilterOperator::kLess:
      return "<";
    case FilterOperator::kLessOrEqual:
      return "<=";
    case FilterOperator::kGreater:
      return ">";
    case FilterOperator::kGreaterOrEqual:
      return ">=";
    case FilterOperator::kHas:
      return ":";
  }
  return "";
}

absl::Status FilterError(std::string_view filter, size_t position, std::string_view what) {
  const std::string_view before = filter.substr(0, position);
  const auto characters = std::ranges::count_if(before, [](char c) { return (c & 0xC0) != 0x80; });
  return absl::InvalidArgumentError(absl::StrCat("at character ", characters + 1, ": ", ToAbsl(what)));
}

absl::StatusOr<FilterNode> ParseFilterSyntax(std::string_view filter) {
  if (filter.size() > kMaxFilterBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the filter has ", filter.size(), " bytes, more than ", kMaxFilterBytes));
  }
  ASSIGN_OR_RETURN(std::vector<FilterToken> tokens, LexFilter(filter));
  return Parser(filter, std::move(tokens)).Parse();
}

}  // namespace fangzhi::query
