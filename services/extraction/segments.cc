#include "services/extraction/segments.h"

#include <algorithm>

#include "services/extraction/char_set.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr size_t kUsualSegments = 16;

// What ends or interrupts a segment can begin with.
constexpr CharSet kMarks(U",;:\n\t。!?…|“”—()、和与及或以");

// Length of the mark that joins names or figures at `i`; 0 where none does.
int JoinerLength(const Sentence& sentence, int i) {
  const char32_t c = sentence.At(i);
  if (c == U'、') return 1;
  if (sentence.View(i, std::min(i + 2, sentence.extent.end)) == U"以及") return 2;
  return In(U"和与及或", c) ? 1 : 0;
}

bool QuantityBegins(const Sentence& sentence, int i) {
  while (In(U" 近约超逾", sentence.At(i))) ++i;
  const int index = sentence.TokenBeginningAt(i);
  return index >= 0 && sentence.tokens[static_cast<size_t>(index)].kind == TokenKind::kQuantity;
}

bool QuantityEnds(const Sentence& sentence, int i) {
  const int index = sentence.TokenEndingAt(i);
  return index >= 0 && sentence.tokens[static_cast<size_t>(index)].kind == TokenKind::kQuantity;
}

bool HoldsQuantity(const Sentence& sentence, int begin, int end) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& t) {
    return t.kind == TokenKind::kQuantity && t.begin >= begin && t.end <= end;
  });
}

// Where the bracket that opens at `open` closes, or the sentence ends.
int BracketEnd(const Sentence& sentence, int open) {
  int depth = 0;
  for (int i = open; i < sentence.extent.end; ++i) {
    if (sentence.At(i) == U'(') ++depth;
    if (sentence.At(i) == U')' && --depth == 0) return i;
  }
  return sentence.extent.end;
}

}  // namespace

std::vector<Segment> SplitSegments(const Sentence& sentence) {
  std::vector<Segment> segments;
  segments.reserve(kUsualSegments);
  std::vector<Segment> outer;  // Segments that a bracket interrupts.
  Segment current{sentence.extent.begin, 0, false, false, false, false};
  const auto close = [&](int end) {
    current.end = end;
    if (current.end > current.begin) segments.push_back(current);
  };
  for (int i = sentence.extent.begin; i < sentence.extent.end;) {
    const char32_t c = sentence.text[static_cast<size_t>(i)];
    const bool mark = kMarks.Has(c);
    const int covering = sentence.TokenAt(i);
    if (!mark && covering < 0) {
      ++i;
      continue;
    }
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0 && sentence.tokens[static_cast<size_t>(index)].end - i > 1) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      const int joiner = JoinerLength(sentence, i);
      if (joiner == 0 || token.kind != TokenKind::kCue) {
        i = token.end;
        continue;
      }
    }
    if (!mark) {
      ++i;
      continue;
    }
    if (In(U",;:\n\t。!?…|", c) || In(U"“”", c)) {
      close(i);
      current = {i + 1, 0, !outer.empty(), c == U';', c == U':', false};
    } else if (sentence.View(i, std::min(i + 2, sentence.extent.end)) == U"——") {
      close(i);
      current = {i + 2, 0, !outer.empty(), false, true, false};
      ++i;
    } else if (c == U'(' && HoldsQuantity(sentence, i, BracketEnd(sentence, i))) {
      outer.push_back(current);
      current = {i + 1, 0, true, false, false, false};
    } else if (c == U')' && !outer.empty()) {
      close(i);
      current = outer.back();
      outer.pop_back();
    } else if (const int joiner = JoinerLength(sentence, i);
               joiner > 0 && HoldsQuantity(sentence, current.begin, i) &&
               (QuantityEnds(sentence, i) || QuantityBegins(sentence, i + joiner))) {
      close(i);
      current = {i + joiner, 0, !outer.empty(), false, false, true};
      i += joiner - 1;
    }
    ++i;
  }
  close(sentence.extent.end);
  for (; !outer.empty(); outer.pop_back()) {
    // An open bracket: what stood before it is a segment.
    current = outer.back();
    const auto next =
        std::find_if(segments.begin(), segments.end(), [&](const Segment& s) { return s.begin > current.begin; });
    close(next == segments.end() ? sentence.extent.end : next->begin - 1);
  }
  std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) { return a.begin < b.begin; });
  return segments;
}

size_t SegmentOf(const std::vector<Segment>& segments, int at) {
  size_t best = 0;
  for (size_t s = 0; s < segments.size(); ++s) {
    if (segments[s].begin <= at && at < segments[s].end) best = s;
  }
  return best;
}

}  // namespace fangzhi::extraction
