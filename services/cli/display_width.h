#ifndef FANGZHI_SERVICES_CLI_DISPLAY_WIDTH_H_
#define FANGZHI_SERVICES_CLI_DISPLAY_WIDTH_H_

#include <string>
#include <string_view>

namespace fangzhi::cli {

// Columns a terminal gives to a text: 2 for East Asian wide and full-width characters, 0 for combining and invisible
// ones, 1 for all others, ambiguous ones too. Bytes that are no UTF-8 count 1 each.
int DisplayWidth(std::string_view text);

// The text on one line and harmless to a terminal: control characters, tabs and line ends become spaces.
std::string OneLine(std::string_view text);

// The text itself where it fits into `width` columns, else its beginning and `…`, of at most `width` columns.
std::string Truncate(std::string_view text, int width);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_DISPLAY_WIDTH_H_
