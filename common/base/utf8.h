#ifndef FANGZHI_COMMON_BASE_UTF8_H_
#define FANGZHI_COMMON_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace fangzhi {

// The number of code points in `text`; nullopt where it is not well-formed UTF-8 (overlong forms, surrogates and what
// lies past U+10FFFF are not).
std::optional<size_t> CountCodePoints(std::string_view text);

inline bool IsValidUtf8(std::string_view text) { return CountCodePoints(text).has_value(); }

// The longest beginning of `text`, well-formed UTF-8, of at most `max_bytes` that does not split a code point.
std::string_view Utf8Prefix(std::string_view text, size_t max_bytes);

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_UTF8_H_
