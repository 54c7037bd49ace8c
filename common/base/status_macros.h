#ifndef FANGZHI_COMMON_BASE_STATUS_MACROS_H_
#define FANGZHI_COMMON_BASE_STATUS_MACROS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <utility>

// Returns from the enclosing function where `expression`, an absl::Status, is not OK.
#define RETURN_IF_ERROR(expression)                                                              \
  do {                                                                                           \
    if (absl::Status fangzhi_status = (expression); !fangzhi_status.ok()) return fangzhi_status; \
  } while (false)

// Assigns the value of `expression`, an absl::StatusOr, to `target`, which may declare a variable; returns its status
// from the enclosing function where it holds none. A statement of its own, not a branch of an unbraced `if`.
#define ASSIGN_OR_RETURN(target, expression) \
  FANGZHI_ASSIGN_OR_RETURN_IMPL(FANGZHI_CONCAT(fangzhi_statusor_, __LINE__), target, expression)

#define FANGZHI_ASSIGN_OR_RETURN_IMPL(statusor, target, expression) \
  auto statusor = (expression);                                     \
  if (!statusor.ok()) return std::move(statusor).status();          \
  target = *std::move(statusor)

#define FANGZHI_CONCAT(a, b) FANGZHI_CONCAT_IMPL(a, b)
#define FANGZHI_CONCAT_IMPL(a, b) a##b

#endif  // FANGZHI_COMMON_BASE_STATUS_MACROS_H_
