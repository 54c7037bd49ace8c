#include "services/extraction/request_validation.h"

#include <optional>
#include <vector>

#include "common/base/publication_date.h"
#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "common/rpc/status.h"

namespace fangzhi::extraction {
namespace {

constexpr size_t kMaxTextBytes = 2 << 20;
constexpr size_t kMaxAnnotatedBytes = 64 << 10;
constexpr size_t kMaxTitleCodePoints = 1000;
constexpr size_t kMaxKeyBytes = 256;

using Violations = std::vector<rpc::FieldViolation>;

void CheckText(const std::string& text, size_t max_bytes, const char* limit, const std::string& field,
               Violations& violations) {
  if (text.empty()) {
    violations.push_back({field, "is required"});
  } else if (text.size() > max_bytes) {
    violations.push_back({field, std::string("must be at most ") + limit + " of UTF-8"});
  } else if (!IsValidUtf8(text)) {
    violations.push_back({field, "must be UTF-8"});
  }
}

Period CheckPublished(const std::string& published, const std::string& field, Violations& violations) {
  const std::optional<Period> period = ParsePublicationDate(published);
  if (!period) violations.push_back({field, kPublicationDateForm});
  return period.value_or(Period());
}

}  // namespace

absl::StatusOr<Input> ToInput(const v1::ExtractRecordsRequest& request, const std::string& prefix) {
  Violations violations;
  CheckText(request.text(), kMaxTextBytes, "2 MiB", prefix + "text", violations);
  Input input;
  input.text = request.text();
  input.published = CheckPublished(request.published(), prefix + "published", violations);
  const std::optional<size_t> title_length = CountCodePoints(request.title());
  if (!title_length || *title_length > kMaxTitleCodePoints) {
    violations.push_back({prefix + "title", "must be at most 1 000 characters of UTF-8"});
  }
  input.title = request.title();
  if (!v1::RecordView_IsValid(request.view())) violations.push_back({prefix + "view", "is not a RecordView"});
  input.explain = request.view() == v1::RECORD_VIEW_EXPLAINED;
  RETURN_IF_ERROR(rpc::OkUnless(violations));
  return input;
}

absl::StatusOr<Input> ToInput(const v1::AnnotateTextRequest& request) {
  Violations violations;
  CheckText(request.text(), kMaxAnnotatedBytes, "64 KiB", "text", violations);
  Input input;
  input.text = request.text();
  input.published = CheckPublished(request.published(), "published", violations);
  input.explain = true;
  input.mentions = true;
  RETURN_IF_ERROR(rpc::OkUnless(violations));
  return input;
}

absl::StatusOr<Input> ToInput(const v1::StreamExtractRecordsRequest& request) {
  if (request.key().empty() || request.key().size() > kMaxKeyBytes) {
    return rpc::InvalidArgument({{"key", "is required and must be at most 256 bytes"}});
  }
  if (!request.has_request()) return rpc::InvalidArgument({{"request", "is required"}});
  return ToInput(request.request(), "request.");
}

}  // namespace fangzhi::extraction
