#ifndef FANGZHI_COMMON_BASE_FLAGS_H_
#define FANGZHI_COMMON_BASE_FLAGS_H_

#include <absl/status/statusor.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Command-line flags, declared with ABSL_FLAG where they are used. Each has an environment variable FANGZHI_<NAME> in
// capitals; the command line wins over it, and it over the default.
namespace fangzhi {

// Looks an environment variable up; nullptr where it is not set.
using Environment = std::function<const char*(const char* name)>;

struct ParsedFlags {
  std::vector<std::string> positional;  // What is no flag, in order, and everything after `--`.
  bool help = false;                    // --help was given; nothing after it was read.
};

// Sets flags from `environment`, then from `arguments` (without the program's name): `--name=value`, `--name value`,
// `--name` and `--noname` for booleans; `-name` is as `--name`. INVALID_ARGUMENT with a sentence for the user for an
// unknown flag and for a value that does not parse.
absl::StatusOr<ParsedFlags> ParseFlags(const std::vector<std::string>& arguments, const Environment& environment);

// The flags of this program with their defaults and variables, a paragraph each.
std::string FlagsHelp();

// ParseFlags with the process's arguments and environment, for main. Prints `usage` and the flags and exits with 0 for
// --help; prints the error and exits with 2 where ParseFlags fails. Returns positional arguments.
std::vector<std::string> ParseFlagsOrExit(int argc, char** argv, std::string_view usage);

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_FLAGS_H_
