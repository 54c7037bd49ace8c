#include "common/base/flags.h"

#include <absl/flags/reflection.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace fangzhi {
namespace {

// Our flags by name; those that Abseil's own libraries declare are left out.
using FlagMap = std::map<std::string, absl::CommandLineFlag*>;

FlagMap Flags() {
  FlagMap flags;
  for (const auto& [name, flag] : absl::GetAllFlags()) {
    if (!absl::StrContains(flag->Filename(), "absl/flags/")) flags.emplace(std::string(name), flag);
  }
  return flags;
}

std::string VariableName(std::string_view flag) { return "FANGZHI_" + absl::AsciiStrToUpper(ToAbsl(flag)); }

// `source` is how the user knows the flag: `--port` or `FANGZHI_PORT`.
absl::Status Set(absl::CommandLineFlag& flag, std::string_view source, std::string_view value) {
  std::string error;
  if (flag.ParseFrom(ToAbsl(value), &error)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(ToAbsl(source), ": ", error));
}

absl::Status SetFromEnvironment(const Environment& environment) {
  for (const auto& [name, flag] : Flags()) {
    const std::string variable = VariableName(name);
    const char* value = environment(variable.c_str());
    if (value != nullptr && *value != '\0') RETURN_IF_ERROR(Set(*flag, variable, value));
  }
  return absl::OkStatus();
}

absl::Status Unknown(std::string_view argument) {
  return absl::InvalidArgumentError(absl::StrCat("unknown flag ", ToAbsl(argument), "; --help lists the flags"));
}

// Sets the flag that `arguments[at]` names: --name=value, --name value, --name or --noname. Returns how many arguments
// that took.
absl::StatusOr<size_t> SetFromArguments(const FlagMap& flags, const std::vector<std::string>& arguments, size_t at) {
  std::string_view argument = arguments[at];
  argument.remove_prefix(argument[1] == '-' ? 2 : 1);
  const size_t equals = argument.find('=');
  const bool has_value = equals != std::string_view::npos;
  const std::string name(argument.substr(0, equals));
  const auto found = flags.find(name);
  if (found == flags.end()) {
    const auto negated = !has_value && name.starts_with("no") ? flags.find(name.substr(2)) : flags.end();
    if (negated == flags.end() || !negated->second->IsOfType<bool>()) return Unknown(arguments[at]);
    RETURN_IF_ERROR(Set(*negated->second, arguments[at], "false"));
    return 1;
  }
  absl::CommandLineFlag& flag = *found->second;
  const std::string source = "--" + name;
  if (has_value) {
    RETURN_IF_ERROR(Set(flag, source, argument.substr(equals + 1)));
    return 1;
  }
  if (flag.IsOfType<bool>()) {
    RETURN_IF_ERROR(Set(flag, source, "true"));
    return 1;
  }
  if (at + 1 == arguments.size()) return absl::InvalidArgumentError(source + " needs a value");
  RETURN_IF_ERROR(Set(flag, source, arguments[at + 1]));
  return 2;
}

}  // namespace

absl::StatusOr<ParsedFlags> ParseFlags(const std::vector<std::string>& arguments, const Environment& environment) {
  RETURN_IF_ERROR(SetFromEnvironment(environment));
  const FlagMap flags = Flags();
  ParsedFlags parsed;
  for (size_t i = 0; i < arguments.size();) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      parsed.positional.insert(parsed.positional.end(), arguments.begin() + static_cast<ptrdiff_t>(i) + 1,
                               arguments.end());
      break;
    }
    if (argument == "--help" || argument == "-help") {
      parsed.help = true;
      break;
    }
    if (argument.size() < 2 || argument.front() != '-') {
      parsed.positional.push_back(argument);
      ++i;
      continue;
    }
    ASSIGN_OR_RETURN(const size_t taken, SetFromArguments(flags, arguments, i));
    i += taken;
  }
  return parsed;
}

std::string FlagsHelp() {
  std::string help;
  for (const auto& [name, flag] : Flags()) {
    absl::StrAppend(&help, "  --", name, " (", VariableName(name), "; default \"", flag->CurrentValue(), "\")\n      ",
                    flag->Help(), "\n");
  }
  return help;
}

std::vector<std::string> ParseFlagsOrExit(int argc, char** argv, std::string_view usage) {
  const std::string help = absl::StrCat(ToAbsl(usage), "\n\nFlags, each with its environment variable:\n", FlagsHelp());
  const auto parsed = ParseFlags({argv + 1, argv + argc}, [](const char* name) { return std::getenv(name); });
  if (!parsed.ok()) {
    const std::string program = argv[0];
    std::fprintf(stderr, "%s: %s\n", program.substr(program.rfind('/') + 1).c_str(),
                 std::string(parsed.status().message()).c_str());
    std::exit(2);
  }
  if (parsed->help) {
    std::fputs(help.c_str(), stdout);
    std::exit(0);
  }
  return parsed->positional;
}

}  // namespace fangzhi
