#include "common/catalog/prefix_table.h"

#include <algorithm>
#include <bit>

namespace fangzhi::catalog {
namespace {

// Slots for each expected word; few characters then share one.
constexpr size_t kSlotsPerWord = 4;
constexpr size_t kLongBit = 63;

// The bytes of the UTF-8 character that begins with `first`.
size_t CharacterLength(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// The first character of `text`, which is not empty, as a number. A broken one is just a number.
uint64_t FirstCharacter(std::string_view text) {
  uint64_t packed = 0;
  const size_t length = std::min(CharacterLength(text[0]), text.size());
  for (size_t i = 0; i < length; ++i) packed = packed << 8 | static_cast<unsigned char>(text[i]);
  return packed;
}

uint64_t LengthBit(size_t length) { return uint64_t{1} << std::min(length, kLongBit); }

// Fibonacci hashing.
size_t SlotOf(uint64_t first, uint64_t second, int shift) {
  return static_cast<size_t>((first * 0x9E3779B1u + second) * 0x9E3779B97F4A7C15u >> shift);
}

}  // namespace

PrefixTable::PrefixTable(size_t expected_words) {
  const size_t slots = std::bit_ceil(std::max<size_t>(expected_words, 1) * kSlotsPerWord);
  lengths_.resize(slots);
  shift_ = 64 - std::countr_zero(slots);
  words_.reserve(expected_words);
}

bool PrefixTable::Insert(std::string_view word, uint32_t index) {
  if (word.empty() || !words_.emplace(word, index).second) return false;
  const std::string_view rest = word.substr(std::min(CharacterLength(word[0]), word.size()));
  const uint64_t second = rest.empty() ? 0 : FirstCharacter(rest);
  lengths_[SlotOf(FirstCharacter(word), second, shift_)] |= LengthBit(word.size());
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
  const uint64_t first = FirstCharacter(text);
  const std::string_view rest = text.substr(std::min(CharacterLength(text[0]), text.size()));
  uint64_t lengths = lengths_[SlotOf(first, 0, shift_)];
  if (!rest.empty()) lengths |= lengths_[SlotOf(first, FirstCharacter(rest), shift_)];
  if (lengths == 0) return std::nullopt;
  size_t length = std::min(longest_, text.size());
  while (lengths != 0) {
    const size_t longest_set = 63 - static_cast<size_t>(std::countl_zero(lengths));
    if (longest_set < kLongBit) length = longest_set;
    if (length <= text.size()) {
      const auto it = words_.find(text.substr(0, length));
      if (it != words_.end()) return Match{it->second, length};
    }
    if (longest_set < kLongBit || --length < kLongBit) lengths &= ~LengthBit(longest_set);
  }
  return std::nullopt;
}

}  // namespace fangzhi::catalog
