#ifndef FANGZHI_COMMON_BASE_LOGGING_H_
#define FANGZHI_COMMON_BASE_LOGGING_H_

#include <absl/status/status.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

// Structured log lines on standard error: a constant message and fields. Never log document text.
//
//   LogInfo("listening", {{"address", address}, {"port", port}});
namespace fangzhi {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };
enum class LogFormat { kText, kJson };

// A key and its value for the duration of the log call.
struct LogField {
  using Value = std::variant<std::string_view, int64_t, uint64_t, double, bool>;

  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}
  LogField(std::string_view k, const std::string& v) : key(k), value(std::string_view(v)) {}
  LogField(std::string_view k, bool v) : key(k), value(v) {}
  LogField(std::string_view k, std::signed_integral auto v) : key(k), value(static_cast<int64_t>(v)) {}
  LogField(std::string_view k, std::unsigned_integral auto v) : key(k), value(static_cast<uint64_t>(v)) {}
  LogField(std::string_view k, double v) : key(k), value(v) {}

  std::string_view key;
  Value value;
};

using LogFields = std::initializer_list<LogField>;

// Sets what every later line has: its format, the lowest level written, the program's name. Text at level info on
// standard error before. Not thread-safe against logging: for the start of main.
void InitLogging(std::string_view program, LogFormat format, LogLevel level);
// As InitLogging with --log_format and --log_level.
void InitLoggingFromFlags(std::string_view program);

void Log(LogLevel level, std::string_view message, LogFields fields = {});
inline void LogDebug(std::string_view message, LogFields fields = {}) { Log(LogLevel::kDebug, message, fields); }
inline void LogInfo(std::string_view message, LogFields fields = {}) { Log(LogLevel::kInfo, message, fields); }
inline void LogWarning(std::string_view message, LogFields fields = {}) { Log(LogLevel::kWarning, message, fields); }
inline void LogError(std::string_view message, LogFields fields = {}) { Log(LogLevel::kError, message, fields); }

// The line that Log writes, without time and line end.
std::string FormatLogLine(LogFormat format, std::string_view message, LogFields fields);

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_LOGGING_H_
