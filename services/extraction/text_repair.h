#ifndef FANGZHI_SERVICES_EXTRACTION_TEXT_REPAIR_H_
#define FANGZHI_SERVICES_EXTRACTION_TEXT_REPAIR_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/record.h"

namespace fangzhi::extraction {

// A text read through its damage, with the way back to the raw text.
//
// `text` is simplified Chinese in which full-width ASCII is half-width (`，；：（）！？` are `,;:()!?`), `\n` ends a
// line, a stretch of white space is one ` ` (one that separates columns is `\t`), and none stands beside a digit.
struct RepairedText {
  std::u32string raw;
  std::u32string text;
  // For each character of `text` the stretch of `raw` it was read from, in rising order; a gloss belongs to the
  // character it follows.
  std::vector<int> begin;
  std::vector<int> end;

  // The raw stretch that the characters [first, last) of `text` were read from. `first` < `last`.
  Span Raw(int first, int last) const {
    return {begin[static_cast<size_t>(first)], end[static_cast<size_t>(last) - 1]};
  }
};

// Undoes damage: traditional characters, pinyin glosses (`機(jī)遇`), HTML entities and tags, full-width forms,
// mojibake, invisible characters, spaces in numbers, lines broken inside sentences, page furniture. Linear in the
// length.
RepairedText Repair(std::string_view utf8);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TEXT_REPAIR_H_
