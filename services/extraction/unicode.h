#ifndef FANGZHI_SERVICES_EXTRACTION_UNICODE_H_
#define FANGZHI_SERVICES_EXTRACTION_UNICODE_H_

#include <string>
#include <string_view>

namespace fangzhi::extraction {

// Decodes valid UTF-8 to code points. A malformed byte gives one U+FFFD.
std::u32string DecodeUtf8(std::string_view utf8);

// Appends the UTF-8 of one code point.
void AppendUtf8(char32_t code_point, std::string* out);
std::string EncodeUtf8(std::u32string_view text);

inline bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool IsAsciiLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
inline bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3134F);
}
// Horizontal white space of any width.
inline bool IsBlank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_UNICODE_H_
