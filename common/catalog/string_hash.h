// Hash maps keyed by std::string_view.

#ifndef FANGZHI_COMMON_CATALOG_STRING_HASH_H_
#define FANGZHI_COMMON_CATALOG_STRING_HASH_H_

#include <cstddef>
#include <functional>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace fangzhi::catalog {

// Where absl::string_view is not std::string_view, absl::Hash does not take the latter.
struct StringHash {
  size_t operator()(std::string_view s) const {
    return absl::Hash<absl::string_view>()(absl::string_view(s.data(), s.size()));
  }
};

template <typename Value>
using StringMap = absl::flat_hash_map<std::string_view, Value, StringHash, std::equal_to<>>;

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_STRING_HASH_H_
