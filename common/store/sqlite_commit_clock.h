#ifndef FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_
#define FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_

#include <absl/time/time.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

namespace fangzhi::store {

// When a commit is made, in microseconds.
struct CommitTime {
  int64_t us;        // Later than that of every commit before, whatever the clock does.
  int64_t clock_us;  // What the clock says.
};

// Gives commit times. Used by the writing thread alone.
class CommitClock {
 public:
  // `last_us` is the latest time in the store.
  CommitClock(std::function<absl::Time()> clock, int64_t last_us) : clock_(std::move(clock)), last_us_(last_us) {}

  CommitTime Next() {
    const int64_t clock_us = absl::ToUnixMicros(clock_());
    last_us_ = std::max(last_us_ + 1, clock_us);
    return {last_us_, clock_us};
  }

 private:
  const std::function<absl::Time()> clock_;
  int64_t last_us_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_COMMIT_CLOCK_H_
