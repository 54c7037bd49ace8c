#ifndef FANGZHI_COMMON_STORE_SHA256_H_
#define FANGZHI_COMMON_STORE_SHA256_H_

#include <string>
#include <string_view>

namespace fangzhi::store {

// The 32 bytes of the SHA-256 of `bytes`.
std::string Sha256(std::string_view bytes);

// Lower-case hexadecimal.
std::string ToHex(std::string_view bytes);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SHA256_H_
