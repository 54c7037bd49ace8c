#ifndef FANGZHI_SERVICES_EXTRACTION_CHAR_SET_H_
#define FANGZHI_SERVICES_EXTRACTION_CHAR_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fangzhi::extraction {

// A set of code points below U+10000, made by the compiler; asking it costs one load.
class CharSet {
 public:
  constexpr explicit CharSet(std::u32string_view members) {
    for (const char32_t c : members) bits_[c / kWidth] |= uint64_t{1} << c % kWidth;
  }

  constexpr bool Has(char32_t c) const { return c < kEnd && (bits_[c / kWidth] >> c % kWidth & 1) != 0; }

 private:
  static constexpr char32_t kEnd = 0x10000;
  static constexpr char32_t kWidth = 64;

  std::array<uint64_t, kEnd / kWidth> bits_{};
};

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_CHAR_SET_H_
