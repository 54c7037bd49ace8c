#include "common/catalog/prefix_table.h"

#include <algorithm>

namespace fangzhi::catalog {
namespace {

// Enough for the Chinese characters in use to share few slots. A shared slot costs look-ups, not
// correctness.
constexpr size_t kSlots = 4096;
constexpr size_t kLongBit = 63;

// The slot of the first UTF-8 character of `text`, which is not empty.
size_t SlotOf(std::string_view text) {
  const auto byte = [text](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return first;
  if (first < 0xE0) return ((first & 0x1F) << 6 | (byte(1) & 0x3F)) % kSlots;
  return ((first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)) % kSlots;
}

uint64_t LengthBit(size_t length) { return uint64_t{1} << std::min(length, kLongBit); }

}  // namespace

PrefixTable::PrefixTable() : lengths_(kSlots) {}

bool PrefixTable::Insert(std::string_view word, uint32_t index) {
  if (word.empty() || !words_.emplace(word, index).second) return false;
  lengths_[SlotOf(word)] |= LengthBit(word.size());
  longest_ = std::max(longest_, word.size());
  return true;
}

std::optional<uint32_t> PrefixTable::Find(std::string_view word) const {
  const auto it = words_.find(word);
  if (it == words_.end()) return std::nullopt;
  return it->second;
}

std::optional<PrefixTable::Match> PrefixTable::LongestPrefix(std::string_view text) const {
  if (text.empty()) return std::nullopt;
  const uint64_t lengths = lengths_[SlotOf(text)];
  if (lengths == 0) return std::nullopt;
  for (size_t length = std::min(longest_, text.size()); length > 0; --length) {
    if ((lengths & LengthBit(length)) == 0) continue;
    const auto it = words_.find(text.substr(0, length));
    if (it != words_.end()) return Match{it->second, length};
  }
  return std::nullopt;
}

}  // namespace fangzhi::catalog
