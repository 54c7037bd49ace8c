#ifndef FANGZHI_COMMON_STORE_ULID_H_
#define FANGZHI_COMMON_STORE_ULID_H_

#include <absl/time/time.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace fangzhi::store {

// True for 26 characters of Crockford base32 in capitals that hold 128 bits.
bool IsUlid(std::string_view text);

// Gives ids that sort in the order they were given: 48 bits of milliseconds, then 80 that are random at first and count
// on within a millisecond and where the clock goes back. Not thread-safe.
class UlidGenerator {
 public:
  // Goes on after `last`, a former id; empty: there is none.
  explicit UlidGenerator(std::string_view last);

  std::string Next(absl::Time now);

 private:
  using Bytes = std::array<uint8_t, 16>;

  Bytes last_{};
  std::random_device random_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_ULID_H_
