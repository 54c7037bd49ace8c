#include "common/base/logging.h"

#include <absl/flags/flag.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <memory>
#include <utility>

#include "common/base/strings.h"
#include "common/base/utf8.h"

namespace fangzhi {

// Abseil finds these by argument-dependent lookup.
bool AbslParseFlag(absl::string_view text, LogLevel* level, std::string* error);
std::string AbslUnparseFlag(LogLevel level);
bool AbslParseFlag(absl::string_view text, LogFormat* format, std::string* error);
std::string AbslUnparseFlag(LogFormat format);

}  // namespace fangzhi

ABSL_FLAG(fangzhi::LogFormat, log_format, fangzhi::LogFormat::kText, "Format of log lines: text or json.");
ABSL_FLAG(fangzhi::LogLevel, log_level, fangzhi::LogLevel::kInfo, "Lowest level: debug, info, warning, error or off.");

namespace fangzhi {
namespace {

constexpr std::array<std::pair<LogLevel, const char*>, 5> kLevels = {{{LogLevel::kDebug, "debug"},
                                                                      {LogLevel::kInfo, "info"},
                                                                      {LogLevel::kWarning, "warning"},
                                                                      {LogLevel::kError, "error"},
                                                                      {LogLevel::kOff, "off"}}};
constexpr std::array<std::pair<LogFormat, const char*>, 2> kFormats = {
    {{LogFormat::kText, "text"}, {LogFormat::kJson, "json"}}};

template <typename Names, typename Value>
bool ParseName(const Names& names, absl::string_view text, Value* value, std::string* error) {
  for (const auto& [candidate, name] : names) {
    if (text != name) continue;
    *value = candidate;
    return true;
  }
  *error = absl::StrCat("there is no '", text, "'");
  return false;
}

template <typename Names, typename Value>
std::string UnparseName(const Names& names, Value value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return "";
}

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kOff:
      break;
  }
  return spdlog::level::off;
}

struct Logger {
  LogFormat format = LogFormat::kText;
  std::unique_ptr<spdlog::logger> logger;
};

std::unique_ptr<spdlog::logger> MakeLogger(std::string_view program, LogFormat format, LogLevel level) {
  auto logger =
      std::make_unique<spdlog::logger>(std::string(program), std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern(format == LogFormat::kJson ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","program":"%n",%v})"
                                                 : "%Y-%m-%dT%H:%M:%S.%eZ %l %n: %v",
                      spdlog::pattern_time_type::utc);
  logger->set_level(ToSpdlog(level));
  logger->flush_on(spdlog::level::debug);
  return logger;
}

// Never destroyed: threads may log while the process ends.
Logger& TheLogger() {
  static Logger& logger =
      *new Logger{LogFormat::kText, MakeLogger("fangzhi", LogFormat::kText, LogLevel::kInfo)};  // NOLINT
  return logger;
}

// A JSON string literal. Text that is not UTF-8 keeps its ASCII only.
std::string Quoted(std::string_view text) {
  const bool valid = IsValidUtf8(text);
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += {'\\', c};
    } else if (byte < 0x20 || byte == 0x7F) {
      absl::StrAppendFormat(&quoted, "\\u%04x", byte);
    } else {
      quoted += byte < 0x80 || valid ? c : '?';
    }
  }
  return quoted + '"';
}

std::string ValueText(const LogField::Value& value, bool always_quote) {
  struct Visitor {
    bool always_quote;

    std::string operator()(std::string_view text) const {
      const bool plain = !text.empty() && text.find_first_of(" \"\\=") == std::string_view::npos;
      const std::string quoted = Quoted(text);
      return !always_quote && plain && quoted.size() == text.size() + 2 ? quoted.substr(1, text.size()) : quoted;
    }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(double number) const { return absl::StrFormat("%.6g", number); }
    std::string operator()(int64_t number) const { return absl::StrCat(number); }
    std::string operator()(uint64_t number) const { return absl::StrCat(number); }
  };
  return std::visit(Visitor{always_quote}, value);
}

}  // namespace

bool AbslParseFlag(absl::string_view text, LogLevel* level, std::string* error) {
  return ParseName(kLevels, text, level, error);
}
std::string AbslUnparseFlag(LogLevel level) { return UnparseName(kLevels, level); }
bool AbslParseFlag(absl::string_view text, LogFormat* format, std::string* error) {
  return ParseName(kFormats, text, format, error);
}
std::string AbslUnparseFlag(LogFormat format) { return UnparseName(kFormats, format); }

void InitLogging(std::string_view program, LogFormat format, LogLevel level) {
  TheLogger() = Logger{format, MakeLogger(program, format, level)};
}

void InitLoggingFromFlags(std::string_view program) {
  InitLogging(program, absl::GetFlag(FLAGS_log_format), absl::GetFlag(FLAGS_log_level));
}

void Log(LogLevel level, std::string_view message, LogFields fields) {
  const Logger& logger = TheLogger();
  const auto spdlog_level = ToSpdlog(level);
  if (!logger.logger->should_log(spdlog_level)) return;
  const std::string line = FormatLogLine(logger.format, message, fields);
  logger.logger->log(spdlog_level, spdlog::string_view_t(line.data(), line.size()));
}

std::string FormatLogLine(LogFormat format, std::string_view message, LogFields fields) {
  const bool json = format == LogFormat::kJson;
  std::string line = json ? absl::StrCat("\"message\":", Quoted(message)) : std::string(message);
  for (const LogField& field : fields) {
    const std::string value = ValueText(field.value, json);
    if (json) {
      absl::StrAppend(&line, ",", Quoted(field.key), ":", value);
    } else {
      absl::StrAppend(&line, " ", ToAbsl(field.key), "=", value);
    }
  }
  return line;
}

}  // namespace fangzhi
