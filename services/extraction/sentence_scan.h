#ifndef FANGZHI_SERVICES_EXTRACTION_SENTENCE_SCAN_H_
#define FANGZHI_SERVICES_EXTRACTION_SENTENCE_SCAN_H_

#include <string_view>
#include <vector>

#include "services/extraction/layout.h"
#include "services/extraction/lexicon.h"
#include "services/extraction/periods.h"
#include "services/extraction/quantities.h"

namespace fangzhi::extraction {

enum class TokenKind { kCue, kPeriod, kQuantity, kQuoted };

// A typed stretch of a sentence.
struct Token {
  int begin = 0;
  int end = 0;
  TokenKind kind = TokenKind::kCue;
  uint32_t classes = 0;  // Of cues.
  int index = -1;        // Into `periods` or `quantities`.
};

// A sentence with its mentions, in repaired text. Tokens are in order and do not overlap; what lies between them is
// plain text.
struct Sentence {
  std::u32string_view text;       // Of the document, up to the end of the sentence.
  std::u32string_view following;  // What comes after it.
  Extent extent;
  std::vector<Token> tokens;
  std::vector<PeriodMention> periods;
  std::vector<Quantity> quantities;
  std::vector<int> token_at;  // Of each code point of `extent`: the token that covers it, or -1.

  std::u32string_view View(int begin, int end) const {
    return text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
  }
  char32_t At(int i) const { return i >= extent.begin && i < extent.end ? text[static_cast<size_t>(i)] : 0; }
  // Index of the token that ends at `end`, or begins at `begin`; -1 where none does.
  int TokenEndingAt(int end) const {
    const int token = TokenAt(end - 1);
    return token >= 0 && tokens[static_cast<size_t>(token)].end == end ? token : -1;
  }
  int TokenBeginningAt(int begin) const {
    const int token = TokenAt(begin);
    return token >= 0 && tokens[static_cast<size_t>(token)].begin == begin ? token : -1;
  }
  // Index of the token that covers `at`; -1 where plain text does.
  int TokenAt(int at) const {
    return at >= extent.begin && at < extent.end ? token_at[static_cast<size_t>(at - extent.begin)] : -1;
  }
};

// True where later words of time, 当月 and 同年, can refer to `mention`: not to what something is compared with, or due
// at. `before` and `after` are the characters beside it.
bool IsSaid(const PeriodMention& mention, char32_t before, char32_t after);

// True where a sentence holds something that could be a quantity; what it costs to read text without figures.
bool MayHoldQuantity(std::u32string_view sentence);

// Finds cues, periods, quantities and quoted names in one pass from left to right, the longest first.
Sentence ScanSentence(std::u32string_view text, Extent extent, const PeriodContext& context);

// The words of `extent` without white space.
std::u32string PlainText(const Sentence& sentence, Extent extent);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SENTENCE_SCAN_H_
