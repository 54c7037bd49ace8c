// Resource names that the store gives or takes apart.

#ifndef FANGZHI_COMMON_STORE_NAMES_H_
#define FANGZHI_COMMON_STORE_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fangzhi::store {

// `documents/{document}/records/{start}-{ordinal}`
struct RecordName {
  std::string document_id;  // 26 characters of Crockford base32, or `-`.
  int64_t start = 0;        // Code-point offset of the number.
  int32_t ordinal = 0;      // Among the records at that number, from 0.

  std::string ToString() const;

  friend bool operator==(const RecordName&, const RecordName&) = default;
};

// nullopt for anything else.
std::optional<RecordName> ParseRecordName(std::string_view name);

// The id in `documents/{id}`; nullopt for anything else.
std::optional<std::string_view> ParseDocumentName(std::string_view name);

// The name of the indicator that the catalogue does not have: `indicators/open-{hash}`, the hash of the phrase.
std::string OpenIndicatorName(std::string_view phrase);
bool IsOpenIndicatorName(std::string_view name);

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_NAMES_H_
