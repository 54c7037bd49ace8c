// Makes different wordings of one indicator phrase alike.

#ifndef FANGZHI_COMMON_CATALOG_PHRASE_H_
#define FANGZHI_COMMON_CATALOG_PHRASE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/catalog/prefix_table.h"

namespace fangzhi::catalog {

// The rules of wordings.tsv, by which phrases are compared.
//
// Immutable after Load, so thread-safe.
class PhraseRules {
 public:
  // Reads a table of the columns kind, words (separated by '|'), replacement. Returns
  // INVALID_ARGUMENT, naming the line, for an unknown kind or a word listed twice under one kind.
  static absl::StatusOr<PhraseRules> Load(std::string_view table);

  // `phrase` in one spelling: quotes and brackets (not what they hold) and spaces dropped, letters
  // in ASCII capitals, and every "spelling" word replaced. Idempotent.
  std::string Fold(std::string_view phrase) const;

  // `folded` without the longest "ending" word at its end, if something remains.
  std::string_view WithoutEnding(std::string_view folded) const;

  // What is compared when the whole is unknown: `folded` with a "verb" at its front or end replaced
  // by the one that stands for its group, at the front: 老旧小区改造 and 完成改造老旧小区 have the
  // core 改造老旧小区.
  std::string Core(std::string_view folded) const;

  // The bytes of the longest "front" word with which `folded` begins and after which something
  // remains; 0 if there is none.
  size_t FrontLength(std::string_view folded) const;

  // `phrase` without (…) and （…）.
  static std::string WithoutBrackets(std::string_view phrase);

 private:
  PhraseRules() = default;

  std::unique_ptr<const std::string> text_;  // What every view points into.
  std::vector<std::string_view> replacements_;
  PrefixTable spellings_;  // To index in replacements_, as verbs_.
  PrefixTable verbs_;
  PrefixTable fronts_;
  PrefixTable endings_;
};

// Replaces every (a/b/c) in `pattern` by each of its alternatives and every [a/b] also by nothing:
// "[全社会]用电(量/总量)" has four expansions. Returns an empty list for unbalanced or nested
// brackets.
std::vector<std::string> ExpandPattern(std::string_view pattern);

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_PHRASE_H_
