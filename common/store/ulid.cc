#include "common/store/ulid.h"

#include <algorithm>

namespace fangzhi::store {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kLength = 26;
constexpr size_t kTimeBytes = 6;

std::string Encode(const std::array<uint8_t, 16>& bytes) {
  // 26 digits hold 130 bits; the first two are zero.
  std::string text(kLength, '0');
  unsigned __int128 value = 0;
  for (const uint8_t byte : bytes) value = value << 8 | byte;
  for (size_t i = kLength; i-- > 0; value >>= 5) text[i] = kDigits[static_cast<size_t>(value & 31)];
  return text;
}

std::array<uint8_t, 16> Decode(std::string_view text) {
  unsigned __int128 value = 0;
  for (const char c : text) value = value << 5 | kDigits.find(c);
  std::array<uint8_t, 16> bytes{};
  for (size_t i = bytes.size(); i-- > 0; value >>= 8) bytes[i] = static_cast<uint8_t>(value & 0xff);
  return bytes;
}

}  // namespace

bool IsUlid(std::string_view text) {
  return text.size() == kLength && text[0] <= '7' &&
         std::ranges::all_of(text, [](char c) { return kDigits.find(c) != std::string_view::npos; });
}

UlidGenerator::UlidGenerator(std::string_view last) {
  if (IsUlid(last)) last_ = Decode(last);
}

std::string UlidGenerator::Next(absl::Time now) {
  Bytes next{};
  const auto milliseconds = static_cast<uint64_t>(std::max<int64_t>(0, absl::ToUnixMillis(now)));
  for (size_t i = 0; i < kTimeBytes; ++i) next[i] = static_cast<uint8_t>(milliseconds >> (8 * (kTimeBytes - 1 - i)));
  if (std::equal(next.begin(), next.begin() + kTimeBytes, last_.begin()) || next < last_) {
    next = last_;
    for (size_t i = next.size(); i-- > 0 && ++next[i] == 0;) {
    }
  } else {
    for (size_t i = kTimeBytes; i < next.size(); ++i) next[i] = static_cast<uint8_t>(random_());
  }
  last_ = next;
  return Encode(next);
}

}  // namespace fangzhi::store
