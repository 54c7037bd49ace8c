#ifndef FANGZHI_SERVICES_CLI_SPARKLINE_H_
#define FANGZHI_SERVICES_CLI_SPARKLINE_H_

#include <optional>
#include <string>
#include <vector>

namespace fangzhi::cli {

// A line of block elements (▁ to █), one column a value, from the smallest to the greatest of them; a blank where there
// is none. All are in the middle where they are equal.
std::string Sparkline(const std::vector<std::optional<double>>& values);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_SPARKLINE_H_
