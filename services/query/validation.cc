#include "services/query/validation.h"

namespace fangzhi::query {

absl::StatusOr<absl::Time> ReadTimestamp(const google::protobuf::Timestamp& timestamp) {
  constexpr int64_t kFirst = -62135596800;  // 0001-01-01T00:00:00Z
  constexpr int64_t kLast = 253402300799;   // 9999-12-31T23:59:59Z
  constexpr int32_t kNanos = 1000000000;
  if (timestamp.seconds() < kFirst || timestamp.seconds() > kLast || timestamp.nanos() < 0 ||
      timestamp.nanos() >= kNanos) {
    return absl::InvalidArgumentError("expected a time in the years 1 to 9999");
  }
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

}  // namespace fangzhi::query
