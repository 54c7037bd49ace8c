#include "services/query/filter_lexer.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "services/query/filter_syntax.h"

namespace fangzhi::query {
namespace {

using Kind = FilterToken::Kind;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kNotInWords = " \t\r\n\"'(),=<>!:";
constexpr size_t kLongestDescribed = 40;

// Lexes one token a call.
class Lexer {
 public:
  explicit Lexer(std::string_view filter) : filter_(filter) {}

  absl::StatusOr<FilterToken> Next() {
    const size_t before = at_;
    at_ = std::min(filter_.find_first_not_of(kSpace, at_), filter_.size());
    FilterToken token;
    token.touches = at_ == before;
    token.begin = token.end = at_;
    if (at_ == filter_.size()) return token;
    RETURN_IF_ERROR(Read(token));
    token.end = at_;
    return token;
  }

 private:
  absl::Status Read(FilterToken& token) {
    switch (const char c = filter_[at_]) {
      case '(':
        return Take(token, Kind::kOpen, 1);
      case ')':
        return Take(token, Kind::kClose, 1);
      case ',':
        return Take(token, Kind::kComma, 1);
      case '=':
      case ':':
        return Take(token, Kind::kOperator, 1);
      case '<':
      case '>':
        return Take(token, Kind::kOperator, Peek(1) == '=' ? 2 : 1);
      case '!':
        if (Peek(1) == '=') return Take(token, Kind::kOperator, 2);
        return FilterError(filter_, at_, "expected \"!=\", found \"!\"; negation is NOT or -");
      case '"':
      case '\'':
        return ReadString(token, c);
      default:
        return ReadWord(token);
    }
  }

  char Peek(size_t ahead) const { return at_ + ahead < filter_.size() ? filter_[at_ + ahead] : '\0'; }

  absl::Status Take(FilterToken& token, Kind kind, size_t length) {
    token.kind = kind;
    token.text = std::string(filter_.substr(at_, length));
    at_ += length;
    return absl::OkStatus();
  }

  absl::Status ReadString(FilterToken& token, char quote) {
    token.kind = Kind::kString;
    for (++at_; at_ < filter_.size(); ++at_) {
      const char c = filter_[at_];
      if (c == quote) {
        ++at_;
        return absl::OkStatus();
      }
      if (c == '\\' && at_ + 1 < filter_.size()) {
        RETURN_IF_ERROR(Append(token, filter_[++at_], false));
      } else {
        RETURN_IF_ERROR(Append(token, c, c == '*'));
      }
    }
    return FilterError(filter_, token.begin, "this string has no closing quote");
  }

  absl::Status ReadWord(FilterToken& token) {
    token.kind = Kind::kWord;
    for (; at_ < filter_.size() && kNotInWords.find(filter_[at_]) == std::string_view::npos; ++at_) {
      const char c = filter_[at_];
      RETURN_IF_ERROR(Append(token, c, c == '*'));
    }
    return absl::OkStatus();
  }

  absl::Status Append(FilterToken& token, char c, bool wildcard) {
    if (token.prefix) {
      return FilterError(filter_, at_ - 1,
                         "a * stands only at the end of a value; write \\* in quotes for the character");
    }
    if (wildcard) {
      token.prefix = true;
    } else {
      token.text.push_back(c);
    }
    return absl::OkStatus();
  }

  const std::string_view filter_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<FilterToken>> LexFilter(std::string_view filter) {
  Lexer lexer(filter);
  std::vector<FilterToken> tokens;
  do {
    ASSIGN_OR_RETURN(FilterToken token, lexer.Next());
    tokens.push_back(std::move(token));
  } while (tokens.back().kind != Kind::kEnd);
  return tokens;
}

std::string Describe(const FilterToken& token, std::string_view filter) {
  if (token.kind == Kind::kEnd) return "the end of the filter";
  std::string_view written = filter.substr(token.begin, token.end - token.begin);
  if (written.size() > kLongestDescribed) {
    size_t cut = kLongestDescribed;
    while (cut > 0 && (written[cut] & 0xC0) == 0x80) --cut;
    return "\"" + std::string(written.substr(0, cut)) + "…\"";
  }
  if (token.kind == Kind::kString) return std::string(written);
  return "\"" + std::string(written) + "\"";
}

}  // namespace fangzhi::query
