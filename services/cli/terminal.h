#ifndef FANGZHI_SERVICES_CLI_TERMINAL_H_
#define FANGZHI_SERVICES_CLI_TERMINAL_H_

#include <ostream>

namespace fangzhi::cli {

// Where a command prints, and how. The streams are borrowed.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool color = false;     // ANSI sequences on `out`.
  bool progress = false;  // Lines that are written over on `err`.
  int width = 0;          // Columns of `out`; 0: unbounded, no terminal.
  bool json = false;      // JSON lines instead of tables.
};

// Standard output and error as they are: terminals or not, of which width. NO_COLOR turns colours off.
Terminal StandardTerminal();

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_TERMINAL_H_
