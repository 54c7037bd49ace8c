#ifndef FANGZHI_COMMON_BASE_STRINGS_H_
#define FANGZHI_COMMON_BASE_STRINGS_H_

#include <absl/strings/string_view.h>

#include <string_view>

// The distribution's Abseil is built as C++14, where absl::string_view is a type of its own. Our interfaces use
// std::string_view and convert at Abseil's edge with these.
namespace fangzhi {

inline absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToStd(absl::string_view text) { return {text.data(), text.size()}; }

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_STRINGS_H_
