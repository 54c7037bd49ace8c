#ifndef FANGZHI_SERVICES_INGEST_DOCUMENT_DECODER_H_
#define FANGZHI_SERVICES_INGEST_DOCUMENT_DECODER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace fangzhi::ingest {

inline constexpr size_t kMaxTextBytes = 2 << 20;
// The charset with the shortest text for its bytes is UTF-16 with ASCII: more plain bytes than these, byte order mark
// included, cannot become a text within its limit.
inline constexpr size_t kMaxPlainBytes = 2 * kMaxTextBytes + 2;

struct DecodedText {
  std::string text;     // UTF-8; byte order mark and line ends as they came.
  std::string charset;  // What it was decoded from: `UTF-8`, `GB18030`, `UTF-16LE`, `UTF-16BE`.
};

// Decodes plain text, strictly: bytes that are not valid in the charset are an error, never replaced.
//
// `charset` is an IANA name in any case: UTF-8, GB18030 (also GBK and GB2312, its subsets), UTF-16 (with a byte order
// mark), UTF-16LE, UTF-16BE. Where it is empty: UTF-16 by its byte order mark, else UTF-8 if the bytes are that, else
// GB18030 if they are that.
//
// Errors: INVALID_ARGUMENT with a violation of `content.bytes` or `content.charset`; also what CheckText says.
absl::StatusOr<DecodedText> DecodePlainText(std::string bytes, std::string_view charset);

// INVALID_ARGUMENT with a violation of `field` where `text`, well-formed UTF-8, is empty, longer than kMaxTextBytes, or
// holds what no text holds: a NUL, or control characters by the dozen.
absl::Status CheckText(std::string_view text, const std::string& field);

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_DOCUMENT_DECODER_H_
