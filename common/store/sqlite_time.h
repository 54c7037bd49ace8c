#ifndef FANGZHI_COMMON_STORE_SQLITE_TIME_H_
#define FANGZHI_COMMON_STORE_SQLITE_TIME_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>

namespace fangzhi::store {

// Microseconds since 1970, as the columns `…_us` hold them; not negative.
inline google::protobuf::Timestamp ToTimestamp(int64_t microseconds) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(microseconds / 1000000);
  timestamp.set_nanos(static_cast<int32_t>(microseconds % 1000000 * 1000));
  return timestamp;
}

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_TIME_H_
