#include "common/catalog/phrase.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "common/catalog/table.h"

namespace fangzhi::catalog {
namespace {

// What is left of a phrase after dropping an ending or a front word has at least one character.
constexpr size_t kCharacter = 3;

// The longest ending or trailing verb, in characters.
constexpr int kLongestEnding = 6;

struct Ending {
  uint32_t index;
  size_t length;
};

// Returns the longest word of `words` with which `text` ends, other than all of it.
std::optional<Ending> LongestEnding(const PrefixTable& words, std::string_view text) {
  std::optional<Ending> longest;
  size_t begin = text.size();
  for (int characters = 0; characters < kLongestEnding && begin > kCharacter; ++characters) {
    do {
      --begin;
    } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
    if (begin == 0) break;
    const auto index = words.Find(text.substr(begin));
    if (index) longest = Ending{*index, text.size() - begin};
  }
  return longest;
}

// Appends the character of `text` at `i` in its plain form and returns its length in bytes.
size_t AppendCharacter(std::string_view text, size_t i, std::string& out) {
  const auto byte = [text](size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(i);
  if (first < 0x80) {
    out.push_back(first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : text[i]);
    return 1;
  }
  const size_t length = std::min<size_t>(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.size() - i);
  if (length == 3 && first == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
    // U+FF01 to U+FF5E are the full-width forms of '!' to '~'.
    const int code = ((byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F)) - 0xF00 + 0x20;
    if (code > ' ' && code <= '~') {
      const char narrow = static_cast<char>(code);
      return AppendCharacter(std::string_view(&narrow, 1), 0, out), length;
    }
  }
  out.append(text.substr(i, length));
  return length;
}

}  // namespace

absl::StatusOr<PhraseRules> PhraseRules::Load(std::string_view table) {
  PhraseRules rules;
  rules.text_ = std::make_unique<const std::string>(table);
  TableReader reader("wordings.tsv", *rules.text_);
  while (reader.Next()) {
    const std::string_view kind = reader.field(0);
    PrefixTable* const words = kind == "spelling" ? &rules.spellings_
                               : kind == "verb"   ? &rules.verbs_
                               : kind == "front"  ? &rules.fronts_
                               : kind == "ending" ? &rules.endings_
                                                  : nullptr;
    if (words == nullptr) return reader.Error("unknown kind", kind);
    const auto index = static_cast<uint32_t>(rules.replacements_.size());
    rules.replacements_.push_back(reader.field(2));
    for (const std::string_view word : Split(reader.field(1), '|')) {
      if (!words->Insert(word, index)) return reader.Error("empty or repeated word", word);
    }
  }
  return rules;
}

std::string PhraseRules::Fold(std::string_view phrase) const {
  std::string folded;
  folded.reserve(phrase.size());
  for (size_t i = 0; i < phrase.size();) {
    if (const auto spelling = spellings_.LongestPrefix(phrase.substr(i))) {
      folded.append(replacements_[spelling->index]);
      i += spelling->length;
    } else {
      i += AppendCharacter(phrase, i, folded);
    }
  }
  return folded;
}

std::string_view PhraseRules::WithoutEnding(std::string_view folded) const {
  if (const auto ending = LongestEnding(endings_, folded)) folded.remove_suffix(ending->length);
  return folded;
}

std::string PhraseRules::Core(std::string_view folded) const {
  if (const auto verb = verbs_.LongestPrefix(folded); verb && verb->length < folded.size()) {
    return std::string(replacements_[verb->index]).append(folded.substr(verb->length));
  }
  if (const auto verb = LongestEnding(verbs_, folded)) {
    folded.remove_suffix(verb->length);
    return std::string(replacements_[verb->index]).append(folded);
  }
  return std::string(folded);
}

size_t PhraseRules::FrontLength(std::string_view folded) const {
  const auto front = fronts_.LongestPrefix(folded);
  return front && front->length + kCharacter < folded.size() ? front->length : 0;
}

std::string PhraseRules::WithoutBrackets(std::string_view phrase) {
  std::string kept;
  for (size_t i = 0; i < phrase.size();) {
    const bool wide = phrase.substr(i).substr(0, 3) == "（";
    if (wide || phrase[i] == '(') {
      const size_t close = phrase.find(wide ? std::string_view("）") : std::string_view(")"), i);
      if (close != std::string_view::npos) {
        i = close + (wide ? 3 : 1);
        continue;
      }
    }
    kept.push_back(phrase[i++]);
  }
  return kept;
}

std::vector<std::string> ExpandPattern(std::string_view pattern) {
  const size_t open = pattern.find_first_of("([");
  if (pattern.substr(0, open).find_first_of(")]/") != std::string_view::npos) return {};
  if (open == std::string_view::npos) return {std::string(pattern)};
  const size_t close = pattern.find_first_of("()[]", open + 1);
  if (close == std::string_view::npos || pattern[close] != (pattern[open] == '(' ? ')' : ']')) return {};
  std::vector<std::string_view> choices = Split(pattern.substr(open + 1, close - open - 1), '/');
  if (pattern[open] == '[') choices.emplace_back();
  const std::vector<std::string> tails = ExpandPattern(pattern.substr(close + 1));
  std::vector<std::string> expanded;
  for (const std::string_view choice : choices) {
    for (const std::string& tail : tails) {
      expanded.push_back(std::string(pattern.substr(0, open)).append(choice).append(tail));
    }
  }
  return expanded;
}

}  // namespace fangzhi::catalog
