#include <string>
#include <vector>

#include "services/cli/command_line.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return fangzhi::cli::Run(arguments, fangzhi::cli::StandardTerminal());
}
