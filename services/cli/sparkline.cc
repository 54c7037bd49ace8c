#include "services/cli/sparkline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fangzhi::cli {

std::string Sparkline(const std::vector<std::optional<double>>& values) {
  constexpr std::array<const char*, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double least = std::numeric_limits<double>::infinity();
  double greatest = -least;
  for (const auto& value : values) {
    if (!value) continue;
    least = std::min(least, *value);
    greatest = std::max(greatest, *value);
  }
  std::string line;
  for (const auto& value : values) {
    const double height = value && greatest > least ? (*value - least) / (greatest - least) : 0.5;
    line += value ? kBlocks[static_cast<size_t>(std::lround(height * (kBlocks.size() - 1)))] : " ";
  }
  return line;
}

}  // namespace fangzhi::cli
