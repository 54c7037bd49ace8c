#include "services/ingest/document_decoder.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <memory>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "common/rpc/status.h"

namespace fangzhi::ingest {
namespace {

constexpr char kUtf8[] = "UTF-8";
constexpr char kGb18030[] = "GB18030";
constexpr char kUtf16[] = "UTF-16";
constexpr char kUtf16Le[] = "UTF-16LE";
constexpr char kUtf16Be[] = "UTF-16BE";
constexpr char kBytesField[] = "content.bytes";

// Control characters per text characters above which it is none.
constexpr size_t kTextPerControl = 100;
constexpr size_t kToleratedControls = 12;

absl::Status TooLong(const std::string& field) {
  return rpc::InvalidArgument({{field, "the text must be at most 2 MiB of UTF-8"}});
}

// The canonical name of a charset that is decoded; empty for others.
std::string_view CanonicalCharset(std::string_view charset) {
  const std::string name = absl::AsciiStrToUpper(ToAbsl(charset));
  for (const char* known : {kUtf8, kGb18030, kUtf16, kUtf16Le, kUtf16Be}) {
    if (name == known) return known;
  }
  if (name == "UTF8") return kUtf8;
  if (name == "GBK" || name == "GB2312") return kGb18030;
  return "";
}

// The kind of UTF-16 that a byte order mark announces; empty where there is none.
std::string_view ByteOrder(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return kUtf16Le;
  if (bytes.substr(0, 2) == "\xFE\xFF") return kUtf16Be;
  return "";
}

absl::Status NotValid(std::string_view charset, size_t offset) {
  return rpc::InvalidArgument(
      {{kBytesField, absl::StrCat("the bytes are not valid ", ToAbsl(charset), " at byte ", offset)}});
}

absl::StatusOr<std::string> Convert(std::string_view bytes, std::string_view charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(std::string(charset).c_str(), &error),
                                                                     &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error)) return absl::InternalError("ICU has no converter for a charset");

  // Every charset here needs a byte or more for a UTF-16 unit.
  std::vector<UChar> units(bytes.size() + 1);
  const char* source = bytes.data();
  UChar* target = units.data();
  ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, bytes.data() + bytes.size(), nullptr,
                 /*flush=*/true, &error);
  if (U_FAILURE(error)) {
    char invalid[16];
    int8_t invalid_length = sizeof(invalid);
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.get(), invalid, &invalid_length, &ignored);
    return NotValid(charset, static_cast<size_t>(source - bytes.data() - invalid_length));
  }
  const auto unit_count = static_cast<int32_t>(target - units.data());

  std::string text(3 * static_cast<size_t>(unit_count), '\0');
  int32_t length = 0;
  u_strToUTF8(text.data(), static_cast<int32_t>(text.size()), &length, units.data(), unit_count, &error);
  // A surrogate without its pair.
  if (U_FAILURE(error)) return NotValid(charset, 0);
  text.resize(static_cast<size_t>(length));
  return text;
}

absl::StatusOr<DecodedText> DecodeAs(std::string bytes, std::string_view charset) {
  if (charset == kUtf8) {
    const size_t valid = ValidUtf8Bytes(bytes);
    if (valid < bytes.size()) return NotValid(kUtf8, valid);
    return DecodedText{std::move(bytes), kUtf8};
  }
  ASSIGN_OR_RETURN(std::string text, Convert(bytes, charset));
  return DecodedText{std::move(text), std::string(charset)};
}

absl::StatusOr<DecodedText> Detect(std::string bytes) {
  if (const std::string_view order = ByteOrder(bytes); !order.empty()) return DecodeAs(std::move(bytes), order);
  const size_t valid_utf8 = ValidUtf8Bytes(bytes);
  if (valid_utf8 == bytes.size()) return DecodedText{std::move(bytes), kUtf8};
  absl::StatusOr<DecodedText> decoded = DecodeAs(std::move(bytes), kGb18030);
  if (decoded.ok()) return decoded;
  return rpc::InvalidArgument(
      {{kBytesField, absl::StrCat("the bytes are neither UTF-8 (up to byte ", valid_utf8,
                                  ") nor GB18030; give content.charset if they are something else")}});
}

}  // namespace

absl::StatusOr<DecodedText> DecodePlainText(std::string bytes, std::string_view charset) {
  if (bytes.size() > kMaxPlainBytes) return TooLong(kBytesField);
  std::string_view canonical = CanonicalCharset(charset);
  if (!charset.empty() && canonical.empty()) {
    return rpc::InvalidArgument({{"content.charset", "must be UTF-8, GB18030, GBK, GB2312 or UTF-16"}});
  }
  if (canonical == kUtf16) {
    canonical = ByteOrder(bytes);
    if (canonical.empty()) return rpc::InvalidArgument({{kBytesField, "UTF-16 must start with a byte order mark"}});
  }
  absl::StatusOr<DecodedText> decoded =
      canonical.empty() ? Detect(std::move(bytes)) : DecodeAs(std::move(bytes), canonical);
  RETURN_IF_ERROR(decoded.status());
  RETURN_IF_ERROR(CheckText(decoded->text, kBytesField));
  return decoded;
}

absl::Status CheckText(std::string_view text, const std::string& field) {
  if (text.empty()) return rpc::InvalidArgument({{field, "the text must not be empty"}});
  if (text.size() > kMaxTextBytes) return TooLong(field);
  size_t controls = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_space = byte >= '\t' && byte <= '\r';
    if (byte == 0) {
      return rpc::InvalidArgument({{field,
                                    "the text holds NUL characters: it is binary data, or UTF-16 without a byte "
                                    "order mark"}});
    }
    if ((byte < 0x20 && !is_space) || byte == 0x7F) ++controls;
  }
  if (controls > kToleratedControls && controls > text.size() / kTextPerControl) {
    return rpc::InvalidArgument({{field, "the text holds many control characters: it is binary data"}});
  }
  return absl::OkStatus();
}

}  // namespace fangzhi::ingest
