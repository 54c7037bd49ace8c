#include "services/ingest/document_request.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <google/rpc/error_details.pb.h>

#include <optional>
#include <utility>
#include <vector>

#include "common/base/publication_date.h"
#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "common/rpc/status.h"
#include "common/store/names.h"
#include "services/ingest/document_decoder.h"

namespace fangzhi::ingest {
namespace {

constexpr size_t kMaxTitleCodePoints = 1000;
constexpr size_t kMaxSourceCodePoints = 2000;
constexpr char kPlainText[] = "text/plain";
constexpr char kDocumentType[] = "fangzhi.v1.Document";

using Violations = std::vector<rpc::FieldViolation>;

bool IsLonger(const std::string& text, size_t code_points) {
  const std::optional<size_t> length = CountCodePoints(text);
  return !length || *length > code_points;
}

// 8-4-4-4-12 hexadecimal digits, not all of them zero.
bool IsUuid(const std::string& text) {
  if (text.size() != 36) return false;
  bool zero = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) return false;
    if (!hyphen && text[i] != '0') zero = false;
  }
  return !zero;
}

void CheckMetadata(const v1::CreateDocumentRequest& request, Violations& violations) {
  const v1::Document& document = request.document();
  if (IsLonger(document.title(), kMaxTitleCodePoints)) {
    violations.push_back({"document.title", "must be at most 1 000 characters"});
  }
  if (IsLonger(document.source(), kMaxSourceCodePoints)) {
    violations.push_back({"document.source", "must be at most 2 000 characters"});
  }
  if (!ParsePublicationDate(document.published())) violations.push_back({"document.published", kPublicationDateForm});
  if (!request.request_id().empty() && !IsUuid(request.request_id())) {
    violations.push_back({"request_id", "must be a UUID such as 5f8b6c1e-3f0a-4c55-9d21-0b8f6f0f8a11"});
  }
}

// Fills text, raw content and what describes them.
absl::Status ReadContent(v1::DocumentContent content, store::NewDocument* document) {
  RETURN_IF_ERROR(CheckMediaType(content));
  document->media_type = kPlainText;
  if (content.content_case() == v1::DocumentContent::CONTENT_NOT_SET) {
    return rpc::InvalidArgument({{"content", "one of content.text and content.bytes is required"}});
  }
  if (content.has_text()) {
    RETURN_IF_ERROR(CheckText(content.text(), "content.text"));
    document->text = std::move(*content.mutable_text());
    return absl::OkStatus();
  }
  document->raw_content = std::move(*content.mutable_bytes());
  ASSIGN_OR_RETURN(DecodedText decoded, DecodePlainText(document->raw_content, content.charset()));
  document->text = std::move(decoded.text);
  document->charset = std::move(decoded.charset);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<store::NewDocument> ToNewDocument(v1::CreateDocumentRequest request) {
  Violations violations;
  CheckMetadata(request, violations);
  store::NewDocument document;
  const absl::Status content = ReadContent(std::move(*request.mutable_content()), &document);
  if (const auto details = rpc::GetDetail<google::rpc::BadRequest>(content)) {
    for (const auto& violation : details->field_violations()) {
      violations.push_back({violation.field(), violation.description()});
    }
  } else if (!content.ok()) {
    return content;
  }
  RETURN_IF_ERROR(rpc::OkUnless(violations));
  document.document.set_title(request.document().title());
  document.document.set_source(request.document().source());
  document.document.set_published(request.document().published());
  document.request_id = absl::AsciiStrToLower(request.request_id());
  return document;
}

absl::Status CheckMediaType(const v1::DocumentContent& content) {
  if (content.media_type().empty() || absl::AsciiStrToLower(content.media_type()) == kPlainText)
    return absl::OkStatus();
  return rpc::InvalidArgument({{"content.media_type", "must be text/plain; other types are not read yet"}});
}

absl::Status FromInsertError(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
      return rpc::InvalidArgument({{"request_id", "was used before with other content; give a new one"}});
    case absl::StatusCode::kNotFound:
      return rpc::InvalidArgument({{"request_id", "was used for a document that is deleted since; give a new one"}});
    case absl::StatusCode::kResourceExhausted:
      return rpc::ResourceExhausted("the store has no room left", absl::Seconds(60));
    default:
      return status;
  }
}

absl::Status CheckDocumentName(const std::string& name) {
  constexpr char kPrefix[] = "documents/";
  const std::string id = absl::StartsWith(name, kPrefix) ? name.substr(sizeof(kPrefix) - 1) : "";
  if (id.empty() || absl::StrContains(id, "/")) {
    return rpc::InvalidArgument({{"name", "must be of the form documents/{document}"}});
  }
  if (!store::ParseDocumentName(name)) return rpc::NotFound(kDocumentType, name);
  return absl::OkStatus();
}

absl::Status FromLookupError(const absl::Status& status, const std::string& name) {
  return absl::IsNotFound(status) ? rpc::NotFound(kDocumentType, name) : status;
}

}  // namespace fangzhi::ingest
