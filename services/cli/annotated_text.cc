#include "services/cli/annotated_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace fangzhi::cli {
namespace {

constexpr std::string_view kBold = "\x1b[1;4m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

void Open(MarkStyle style, std::string& out) { out.append(style == MarkStyle::kAnsi ? kBold : "["); }

void Close(MarkStyle style, const std::string& label, std::string& out) {
  if (style == MarkStyle::kAnsi) {
    out.append(kPlain);
    if (!label.empty()) out.append(kDim).append("#").append(label).append(kPlain);
  } else {
    if (!label.empty()) out.append(" #").append(label);
    out.append("]");
  }
}

bool IsHarmless(UChar32 c) { return c == '\n' || c == '\t' || (c >= 0 && u_charType(c) != U_CONTROL_CHAR); }

}  // namespace

std::string MarkText(std::string_view text, const std::vector<Mark>& marks, MarkStyle style) {
  std::string out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  auto mark = marks.begin();
  bool open = false;
  int64_t character = 0;
  for (int32_t at = 0; at < size; ++character) {
    while (!open && mark != marks.end() && (mark->start < character || mark->end <= mark->start)) ++mark;
    if (!open && mark != marks.end() && mark->start == character) {
      Open(style, out);
      open = true;
    }
    const int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (IsHarmless(c)) {
      out.append(text.substr(static_cast<size_t>(begin), static_cast<size_t>(at - begin)));
    } else if (c != '\r' || at >= size || text[static_cast<size_t>(at)] != '\n') {
      out.push_back(' ');
    }
    if (open && mark->end == character + 1) {
      Close(style, mark->label, out);
      open = false;
      ++mark;
    }
  }
  if (open) Close(style, mark->label, out);
  return out;
}

}  // namespace fangzhi::cli
