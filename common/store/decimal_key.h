#ifndef FANGZHI_COMMON_STORE_DECIMAL_KEY_H_
#define FANGZHI_COMMON_STORE_DECIMAL_KEY_H_

#include <string>

#include "common/base/decimal.h"

namespace fangzhi::store {

// Bytes that sort, compared as unsigned, exactly as the values: DecimalKey(a) < DecimalKey(b) where a < b, and equal
// where a == b, however written. At most 18 bytes.
//
// The first byte holds sign and power of a hundred, the others two digits each from the most significant, without
// zeros at the end. Of negative numbers all bytes are complemented and one that is greater than any follows.
std::string DecimalKey(const Decimal& value);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_DECIMAL_KEY_H_
