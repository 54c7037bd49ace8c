#include "common/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace fangzhi {
namespace {

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed sequence at the start of `text`, whose first byte is no ASCII; 0 where there is none.
size_t SequenceLength(std::string_view text) {
  const auto at = [text](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = at(0);
  const unsigned second = at(1);
  if (lead >= 0xC2 && lead <= 0xDF) return IsContinuation(second) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second > 0x9F;
    return IsContinuation(second) && IsContinuation(at(2)) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && second < 0x90;
    const bool too_large = lead == 0xF4 && second > 0x8F;
    const bool continued = IsContinuation(second) && IsContinuation(at(2)) && IsContinuation(at(3));
    return continued && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::optional<size_t> CountCodePoints(std::string_view text) {
  size_t count = 0;
  while (!text.empty()) {
    uint64_t word = 0;
    if (text.size() >= sizeof(word)) {
      std::memcpy(&word, text.data(), sizeof(word));
      if ((word & 0x8080808080808080U) == 0) {
        text.remove_prefix(sizeof(word));
        count += sizeof(word);
        continue;
      }
    }
    const size_t length = static_cast<unsigned char>(text.front()) < 0x80 ? 1 : SequenceLength(text);
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    ++count;
  }
  return count;
}

std::string_view Utf8Prefix(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && IsContinuation(static_cast<unsigned char>(text[max_bytes]))) --max_bytes;
  return text.substr(0, max_bytes);
}

}  // namespace fangzhi
