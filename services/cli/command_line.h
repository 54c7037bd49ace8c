#ifndef FANGZHI_SERVICES_CLI_COMMAND_LINE_H_
#define FANGZHI_SERVICES_CLI_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "services/cli/terminal.h"

namespace fangzhi::cli {

// Runs `fangzhi` with `arguments`, without the program's name. Returns its exit code: 0, 1 where the command failed, 2
// where the command line is wrong.
int Run(const std::vector<std::string>& arguments, Terminal terminal);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_COMMAND_LINE_H_
