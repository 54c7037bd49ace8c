#include "services/extraction/unicode.h"

#include <cstdint>

namespace fangzhi::extraction {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Length of the sequence that `lead` begins; 0 where it begins none.
int SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Writes the UTF-8 of `c` to `out`, which has room for four bytes; returns how many it took.
size_t Encode(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | (c >> 6));
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | (c >> 12));
    out[1] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | (c >> 18));
  out[1] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  out[2] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

}  // namespace

std::u32string DecodeUtf8(std::string_view utf8) {
  std::u32string out(utf8.size(), U'\0');
  size_t length = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(utf8.data());
  for (size_t i = 0; i < utf8.size();) {
    // Most of Chinese text. Surrogates and overlong forms of three bytes pass, here and below.
    if ((data[i] & 0xF0) == 0xE0 && i + 2 < utf8.size() && (data[i + 1] & 0xC0) == 0x80 &&
        (data[i + 2] & 0xC0) == 0x80) {
      out[length++] = char32_t{data[i] & 0x0FU} << 12 | char32_t{data[i + 1] & 0x3FU} << 6 | (data[i + 2] & 0x3FU);
      i += 3;
      continue;
    }
    const int size = SequenceLength(data[i]);
    if (size == 1) {
      out[length++] = data[i++];
      continue;
    }
    if (size == 0 || i + static_cast<size_t>(size) > utf8.size()) {
      out[length++] = kReplacement;
      ++i;
      continue;
    }
    char32_t c = data[i] & (0xFF >> (size + 1));
    bool valid = true;
    for (int k = 1; k < size; ++k) {
      valid = valid && (data[i + static_cast<size_t>(k)] & 0xC0) == 0x80;
      c = (c << 6) | (data[i + static_cast<size_t>(k)] & 0x3F);
    }
    out[length++] = valid ? c : kReplacement;
    i += valid ? static_cast<size_t>(size) : 1;
  }
  out.resize(length);
  return out;
}

void AppendUtf8(char32_t c, std::string* out) {
  char bytes[4];
  out->append(bytes, Encode(c, bytes));
}

std::string EncodeUtf8(std::u32string_view text) {
  std::string out(text.size() * 4, '\0');
  size_t length = 0;
  for (char32_t c : text) length += Encode(c, out.data() + length);
  out.resize(length);
  return out;
}

}  // namespace fangzhi::extraction
