#include "services/cli/display_width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace fangzhi::cli {
namespace {

int CharacterWidth(UChar32 c) {
  if (c < 0) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

// Calls `visit(character, begin, end)` for each character until it returns false.
template <typename Visit>
void ForEachCharacter(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (!visit(c, static_cast<size_t>(begin), static_cast<size_t>(at))) return;
  }
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  ForEachCharacter(text, [&](UChar32 c, size_t, size_t) {
    width += CharacterWidth(c);
    return true;
  });
  return width;
}

std::string OneLine(std::string_view text) {
  std::string line;
  ForEachCharacter(text, [&](UChar32 c, size_t begin, size_t end) {
    if (c < 0 || u_charType(c) == U_CONTROL_CHAR || c == 0x2028 || c == 0x2029) {
      line.push_back(c < 0 ? '?' : ' ');
    } else {
      line.append(text.substr(begin, end - begin));
    }
    return true;
  });
  return line;
}

std::string Truncate(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width <= 0) return "";
  int used = 0;
  size_t cut = 0;
  ForEachCharacter(text, [&](UChar32 c, size_t, size_t end) {
    used += CharacterWidth(c);
    if (used > width - 1) return false;
    cut = end;
    return true;
  });
  return std::string(text.substr(0, cut)) + "…";
}

}  // namespace fangzhi::cli
