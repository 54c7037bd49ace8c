#include "services/extraction/line_joiner.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "services/extraction/text_match.h"
#include "services/extraction/text_repair.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr std::u32string_view kEndsThought = U"。!?;:…”」』】》)>|";
constexpr size_t kShortestProse = 18;

struct Line {
  size_t begin;
  size_t end;         // The line end, or the end of the text.
  bool full = false;  // It fills the column that its paragraph is set in.
};

// Marks the lines that fill a narrow column: of a paragraph of prose in lines of one width, however short.
void MarkFullLines(std::u32string_view text, std::vector<Line>* lines) {
  constexpr size_t kNarrowest = 12;
  constexpr size_t kSlack = 2;  // A mark or number that would not fit stands on the next line.
  for (size_t first = 0; first < lines->size();) {
    size_t last = first;
    size_t width = 0;
    size_t marks = 0;
    while (last < lines->size() && (*lines)[last].end > (*lines)[last].begin) {
      const std::u32string_view line = text.substr((*lines)[last].begin, (*lines)[last].end - (*lines)[last].begin);
      width = std::max(width, line.size());
      marks += line.find_first_of(U",。;、") != std::u32string_view::npos ? 1 : 0;
      ++last;
    }
    const size_t count = last - first;
    if (count > 1 && width >= kNarrowest && marks * 2 > count) {
      for (size_t i = first; i < last; ++i) (*lines)[i].full = (*lines)[i].end - (*lines)[i].begin + kSlack >= width;
    }
    first = last + 1;
  }
}

// A page number or the like: dashes and digits only, or 第N页.
bool IsFurniture(std::u32string_view line) {
  size_t digits = 0;
  for (char32_t c : line) {
    if (IsDigit(c)) {
      ++digits;
    } else if (!In(U"-—–_·•第页共/ \t", c)) {
      return false;
    }
  }
  return digits > 0 && digits <= 6 && line.size() > digits;
}

// A caption set into the middle of a page.
bool IsCaption(std::u32string_view line) { return !line.empty() && In(U"▲▼△▽◀▶", line[0]) && line.find(U'图') < 4; }

// True where a line cannot go on the one before: it is an item, a heading, a mark.
bool BeginsAnew(std::u32string_view line) {
  const char32_t c = line[0];
  if (IsHan(c)) {
    if (In(U"一二三四五六七八九十", c)) {
      size_t i = 1;
      while (i < line.size() && In(U"一二三四五六七八九十", line[i])) ++i;
      return i < line.size() && (line[i] == U'、' || line[i] == U'是' || line[i] == U'.');
    }
    return c == U'第' && line.size() > 2 && (line[2] == U'章' || line[2] == U'节');
  }
  if (IsDigit(c)) {
    size_t i = 1;
    while (i < line.size() && IsDigit(line[i])) ++i;
    return i < line.size() && i <= 2 &&
           (line[i] == U'、' || (line[i] == U'.' && !(i + 1 < line.size() && IsDigit(line[i + 1]))));
  }
  return !In(U",、。;:%)”》“(", c) && !IsAsciiLetter(c);
}

// True where `line` is prose that stops in the middle of a sentence.
bool IsBroken(std::u32string_view line, bool full, bool continued) {
  if (line.empty() || In(kEndsThought, line.back())) return false;
  if (full || continued) return true;
  if (line.size() < kShortestProse) return false;
  return line.find(U'。') != std::u32string_view::npos || line.back() == U',' || line.back() == U'、' ||
         (line.find(U',') != std::u32string_view::npos && line.size() >= kShortestProse + 6);
}

}  // namespace

void JoinBrokenLines(RepairedText* text) {
  const std::u32string_view all = text->text;
  std::vector<Line> lines;
  for (size_t begin = 0; begin <= all.size();) {
    size_t end = all.find(U'\n', begin);
    if (end == std::u32string_view::npos) end = all.size();
    lines.push_back({begin, end});
    begin = end + 1;
  }
  MarkFullLines(all, &lines);
  // `drop` holds stretches of `text` to leave out, in order.
  std::vector<Line> drop;
  bool continued = false;
  for (size_t i = 0; i < lines.size();) {
    const std::u32string_view line = all.substr(lines[i].begin, lines[i].end - lines[i].begin);
    if (!IsBroken(line, lines[i].full, continued)) {
      continued = false;
      ++i;
      continue;
    }
    size_t next = i + 1;
    bool gap = false;
    while (next < lines.size()) {
      const std::u32string_view candidate = all.substr(lines[next].begin, lines[next].end - lines[next].begin);
      if (!candidate.empty() && !IsFurniture(candidate) && !IsCaption(candidate)) break;
      gap = true;
      ++next;
    }
    if (next >= lines.size()) break;
    const std::u32string_view following = all.substr(lines[next].begin, lines[next].end - lines[next].begin);
    const bool prose = following.find(U'。') != std::u32string_view::npos || following.size() >= kShortestProse || !gap;
    continued = prose && !BeginsAnew(following);
    if (continued) drop.push_back({lines[i].end, lines[next].begin});
    i = next;
  }
  if (drop.empty()) return;
  size_t to = drop[0].begin;
  for (size_t d = 0; d < drop.size(); ++d) {
    const size_t stop = d + 1 < drop.size() ? drop[d + 1].begin : all.size();
    for (size_t from = drop[d].end; from < stop; ++from, ++to) {
      text->text[to] = text->text[from];
      text->begin[to] = text->begin[from];
      text->end[to] = text->end[from];
    }
  }
  text->text.resize(to);
  text->begin.resize(to);
  text->end.resize(to);
}

}  // namespace fangzhi::extraction
