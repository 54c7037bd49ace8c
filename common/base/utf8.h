#ifndef FANGZHI_COMMON_BASE_UTF8_H_
#define FANGZHI_COMMON_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace fangzhi {

// The number of code points in `text`; nullopt where it is not well-formed UTF-8 (overlong forms, surrogates and what
// lies past U+10FFFF are not).
std::optional<size_t> CountCodePoints(std::string_view text);

// The number of bytes before the first that is not part of well-formed UTF-8.
size_t ValidUtf8Bytes(std::string_view text);

inline bool IsValidUtf8(std::string_view text) { return CountCodePoints(text).has_value(); }

// The longest beginning of `text`, well-formed UTF-8, of at most `max_bytes` that does not split a code point.
std::string_view Utf8Prefix(std::string_view text, size_t max_bytes);

// Finds code points by their number. `text`, well-formed UTF-8, must outlive it.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // Number of code points.
  size_t size() const { return size_; }
  // The code points [`start`, `end`), cut to the text.
  std::string_view Slice(size_t start, size_t end) const;

 private:
  size_t ByteOffset(size_t code_point) const;

  std::string_view text_;
  std::vector<size_t> marks_;  // Byte offset of every kStride-th code point.
  size_t size_ = 0;
};

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_UTF8_H_
