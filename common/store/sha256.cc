#include "common/store/sha256.h"

#include <absl/strings/escaping.h>
#include <openssl/sha.h>

#include "common/base/strings.h"

namespace fangzhi::store {

std::string Sha256(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string ToHex(std::string_view bytes) { return absl::BytesToHexString(ToAbsl(bytes)); }

}  // namespace fangzhi::store
