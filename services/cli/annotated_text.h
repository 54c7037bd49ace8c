#ifndef FANGZHI_SERVICES_CLI_ANNOTATED_TEXT_H_
#define FANGZHI_SERVICES_CLI_ANNOTATED_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::cli {

// A stretch of a text in code points, half-open, and what to write beside it, if anything.
struct Mark {
  int64_t start = 0;
  int64_t end = 0;
  std::string label;
};

enum class MarkStyle {
  kBrackets,  // 总产值[28.53亿元 #1]，
  kAnsi,      // Bold, the label dim.
};

// The text with its marks, harmless to a terminal: control characters but line ends and tabs become spaces, `\r\n` is
// `\n`. Marks are in order and do not overlap; those that do, or lie outside of the text, are left out.
std::string MarkText(std::string_view text, const std::vector<Mark>& marks, MarkStyle style);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_ANNOTATED_TEXT_H_
