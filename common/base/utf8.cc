#include "common/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fangzhi {
namespace {

// Code points between two marks of a CodePointIndex.
constexpr size_t kStride = 64;

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

struct Scan {
  size_t bytes = 0;
  size_t code_points = 0;
};

// What is well-formed at the start of `text`.
Scan ScanUtf8(std::string_view text) {
  Scan scan;
  while (scan.bytes < text.size()) {
    const std::string_view rest = text.substr(scan.bytes);
    uint64_t word = 0;
    if (rest.size() >= sizeof(word)) {
      std::memcpy(&word, rest.data(), sizeof(word));
      if ((word & 0x8080808080808080U) == 0) {
        scan.bytes += sizeof(word);
        scan.code_points += sizeof(word);
        continue;
      }
    }
    const size_t length = static_cast<unsigned char>(rest.front()) < 0x80 ? 1 : SequenceLength(rest);
    if (length == 0) break;
    scan.bytes += length;
    ++scan.code_points;
  }
  return scan;
}

}  // namespace

std::optional<size_t> CountCodePoints(std::string_view text) {
  const Scan scan = ScanUtf8(text);
  return scan.bytes == text.size() ? std::optional(scan.code_points) : std::nullopt;
}

size_t ValidUtf8Bytes(std::string_view text) { return ScanUtf8(text).bytes; }

std::string_view Utf8Prefix(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && IsContinuation(static_cast<unsigned char>(text[max_bytes]))) --max_bytes;
  return text.substr(0, max_bytes);
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsContinuation(static_cast<unsigned char>(text[i]))) continue;
    if (size_ % kStride == 0) marks_.push_back(i);
    ++size_;
  }
}

std::string_view CodePointIndex::Slice(size_t start, size_t end) const {
  const size_t last = std::min(end, size_);
  const size_t first = std::min(start, last);
  const size_t from = ByteOffset(first);
  return text_.substr(from, ByteOffset(last) - from);
}

size_t CodePointIndex::ByteOffset(size_t code_point) const {
  if (code_point >= size_) return text_.size();
  size_t offset = marks_[code_point / kStride];
  for (size_t rest = code_point % kStride; rest > 0; --rest) {
    ++offset;
    while (IsContinuation(static_cast<unsigned char>(text_[offset]))) ++offset;
  }
  return offset;
}

}  // namespace fangzhi
