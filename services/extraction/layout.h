#ifndef FANGZHI_SERVICES_EXTRACTION_LAYOUT_H_
#define FANGZHI_SERVICES_EXTRACTION_LAYOUT_H_

#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::extraction {

enum class ParagraphKind {
  kMeta,     // Navigation, dateline, footer: holds no records.
  kHead,     // Title and lines around it, before the first paragraph of prose.
  kHeading,  // Of a section.
  kBody,
  kTable,
};

// A stretch of repaired text, half-open.
struct Extent {
  int begin = 0;
  int end = 0;
};

struct Paragraph {
  Extent extent;
  ParagraphKind kind = ParagraphKind::kBody;
  int level = 0;         // Of a heading: 1 一、 2 (一) 3 1. 4 without number; 0 of a report's part, and for others.
  int block = 0;         // Paragraphs that no empty line parts have one number.
  bool item = false;     // A line of a list.
  bool goes_on = false;  // It stands on the line of the paragraph before.
  Extent heading;        // The heading that opens a numbered paragraph; empty where none does.
  std::vector<Extent> sentences;  // Without headings that stand alone. Of a table its cells.
  std::vector<int> rows;  // Of a table whose rows are lines: the first cell of each. Empty where each cell is one.
};

struct Layout {
  std::vector<Paragraph> paragraphs;
  std::u32string title;  // As it stands in repaired text; empty where none was found.
  Extent title_extent;
};

// Finds title, headings, paragraphs, sentences and tables of repaired text. Linear in its length.
Layout FindLayout(std::u32string_view text);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_LAYOUT_H_
