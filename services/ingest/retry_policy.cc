#include "services/ingest/retry_policy.h"

#include <absl/strings/str_cat.h>
#include <google/rpc/error_details.pb.h>

#include <algorithm>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "common/rpc/status.h"

namespace fangzhi::ingest {
namespace {

constexpr size_t kMaxReasonBytes = 300;
// 2^30 seconds are beyond every limit.
constexpr int kMaxDoublings = 30;

// A status with details was made by the extraction service; one without by gRPC on either side.
bool IsFromService(const absl::Status& status) { return rpc::GetDetail<google::rpc::ErrorInfo>(status).has_value(); }

}  // namespace

Blame BlameFor(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return Blame::kRefusal;
    case absl::StatusCode::kUnavailable:
      return IsFromService(status) ? Blame::kService : Blame::kSuspicion;
    case absl::StatusCode::kDeadlineExceeded:
      return Blame::kTimeout;
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return Blame::kService;
    default:
      return Blame::kDocument;
  }
}

absl::Duration Backoff::After(int failures, double random) const {
  const int doublings = std::clamp(failures - 1, 0, kMaxDoublings);
  return random * std::min(limit, initial * static_cast<double>(int64_t{1} << doublings));
}

std::string ReasonFor(const absl::Status& status) {
  std::string message(Utf8Prefix(ToStd(status.message()), kMaxReasonBytes));
  switch (BlameFor(status)) {
    case Blame::kRefusal:
      return absl::StrCat("Extraction refused the document: ", message, ".");
    case Blame::kDocument:
      return absl::StrCat("Extraction failed: ", message, ".");
    case Blame::kService:
      return absl::StrCat("Extraction was not available: ", message, ".");
    case Blame::kTimeout:
      return "Extraction did not answer in time.";
    case Blame::kSuspicion:
      return "The connection to extraction broke before it answered.";
  }
  return message;
}

}  // namespace fangzhi::ingest
