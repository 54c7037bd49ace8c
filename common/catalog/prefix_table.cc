#include "common/catalog/prefix_table.h"

#include <algorithm>
#include <bit>

namespace fangzhi::catalog {
namespace {

// Slots for each expected word; few characters then share one.
constexpr size_t kSlotsPerWord = 4;
constexpr size_t kLongBit = 63;

// A character as a number, and its bytes. A broken one is just a number.
struct Character {
  uint64_t code = 0;
  size_t length = 0;
};

// The first character of `text`; none of an empty one.
Character FirstCharacter(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [text](size_t i) { return uint64_t{static_cast<unsigned char>(text[i])}; };
  const uint64_t first = byte(0);
  if (first < 0xC0) return {first, 1};
  if (first >= 0xE0 && first < 0xF0 && text.size() >= 3) return {first << 16 | byte(1) << 8 | byte(2), 3};
  const size_t length = std::min<size_t>(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.size());
  uint64_t code = 0;
  for (size_t i = 0; i < length; ++i) code = code << 8 | byte(i);
  return {code, length};
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
  const Character first = FirstCharacter(word);
  const Character second = FirstCharacter(word.substr(first.length));
  lengths_[SlotOf(first.code, second.code, shift_)] |= LengthBit(word.size());
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
  const Character first = FirstCharacter(text);
  const Character second = FirstCharacter(text.substr(first.length));
  uint64_t lengths = lengths_[SlotOf(first.code, 0, shift_)];
  if (second.length > 0) lengths |= lengths_[SlotOf(first.code, second.code, shift_)];
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
