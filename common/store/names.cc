#include "common/store/names.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include "common/base/strings.h"
#include "common/store/sha256.h"
#include "common/store/ulid.h"

namespace fangzhi::store {
namespace {

constexpr std::string_view kDocuments = "documents/";
constexpr std::string_view kRecords = "/records/";
constexpr std::string_view kOpenIndicators = "indicators/open-";
// Of the hash of a phrase: 64 bits, so that the phrases of one store hardly collide.
constexpr size_t kOpenHashDigits = 16;

// A decimal number without sign and leading zeros.
template <typename Int>
std::optional<Int> ParseNumber(std::string_view text) {
  Int value = 0;
  if (text.empty() || text[0] < '0' || text[0] > '9' || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  if (!absl::SimpleAtoi(ToAbsl(text), &value)) return std::nullopt;
  return value;
}

}  // namespace

std::string RecordName::ToString() const {
  return absl::StrCat(ToAbsl(kDocuments), document_id, ToAbsl(kRecords), start, "-", ordinal);
}

std::optional<RecordName> ParseRecordName(std::string_view name) {
  if (!name.starts_with(kDocuments)) return std::nullopt;
  name.remove_prefix(kDocuments.size());
  const size_t slash = name.find('/');
  if (slash == std::string_view::npos || !name.substr(slash).starts_with(kRecords)) return std::nullopt;
  const std::string_view document = name.substr(0, slash);
  const std::string_view record = name.substr(slash + kRecords.size());
  if (document != "-" && !IsUlid(document)) return std::nullopt;
  const size_t hyphen = record.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const auto start = ParseNumber<int64_t>(record.substr(0, hyphen));
  const auto ordinal = ParseNumber<int32_t>(record.substr(hyphen + 1));
  if (!start || !ordinal) return std::nullopt;
  return RecordName{std::string(document), *start, *ordinal};
}

std::optional<std::string_view> ParseDocumentName(std::string_view name) {
  if (!name.starts_with(kDocuments)) return std::nullopt;
  name.remove_prefix(kDocuments.size());
  if (!IsUlid(name)) return std::nullopt;
  return name;
}

std::string OpenIndicatorName(std::string_view phrase) {
  return absl::StrCat(ToAbsl(kOpenIndicators), ToHex(Sha256(phrase)).substr(0, kOpenHashDigits));
}

bool IsOpenIndicatorName(std::string_view name) { return name.starts_with(kOpenIndicators); }

}  // namespace fangzhi::store
