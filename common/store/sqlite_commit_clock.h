#ifndef FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_
#define FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_

#include <absl/time/time.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

namespace fangzhi::store {

// Gives commit times in microseconds, each later than the one before, whatever the clock does. Used by the writing
// thread alone.
class CommitClock {
 public:
  // `last_us` is the latest time in the store.
  CommitClock(std::function<absl::Time()> clock, int64_t last_us) : clock_(std::move(clock)), last_us_(last_us) {}

  int64_t Next() {
    last_us_ = std::max(last_us_ + 1, absl::ToUnixMicros(clock_()));
    return last_us_;
  }

 private:
  const std::function<absl::Time()> clock_;
  int64_t last_us_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_
