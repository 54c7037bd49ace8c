#include "services/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace fangzhi::cli {
namespace {

bool IsTerminal(int descriptor) {
  const char* kind = std::getenv("TERM");
  return isatty(descriptor) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

int WidthOf(int descriptor) {
  constexpr int kUsual = 80;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

}  // namespace

Terminal StandardTerminal() {
  const bool out = isatty(STDOUT_FILENO) != 0;
  const char* no_color = std::getenv("NO_COLOR");
  return {.out = std::cout,
          .err = std::cerr,
          .color = IsTerminal(STDOUT_FILENO) && (no_color == nullptr || *no_color == '\0'),
          .progress = IsTerminal(STDERR_FILENO),
          .width = out ? WidthOf(STDOUT_FILENO) : 0};
}

}  // namespace fangzhi::cli
