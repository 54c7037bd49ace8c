#include "common/rpc/status.h"

#include <absl/strings/str_cat.h>
#include <google/protobuf/any.pb.h>
#include <google/protobuf/util/time_util.h>
#include <google/rpc/error_details.pb.h>

#include <atomic>
#include <map>
#include <random>

#include "common/base/logging.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"

namespace fangzhi::rpc {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kDomain[] = "fangzhi.v1";

// Trailing metadata is limited to 8 KiB, and base64 and percent encoding make texts longer: these stay well below.
constexpr size_t kMaxMessageBytes = 600;
constexpr size_t kMaxDescriptionBytes = 300;
constexpr size_t kMaxFieldBytes = 200;
constexpr size_t kMaxViolations = 8;

template <typename Detail>
void Attach(const Detail& detail, absl::Status& status) {
  status.SetPayload(kTypePrefix + Detail::descriptor()->full_name(), absl::Cord(detail.SerializeAsString()));
}

absl::Status WithReason(absl::StatusCode code, std::string_view message, const char* reason) {
  absl::Status status(code, ToAbsl(Utf8Prefix(message, kMaxMessageBytes)));
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain(kDomain);
  Attach(info, status);
  return status;
}

void AttachRetry(absl::Duration retry_after, absl::Status& status) {
  google::rpc::RetryInfo retry;
  *retry.mutable_retry_delay() =
      google::protobuf::util::TimeUtil::MillisecondsToDuration(absl::ToInt64Milliseconds(retry_after));
  Attach(retry, status);
}

bool HasDetails(const absl::Status& status) {
  bool any = false;
  status.ForEachPayload([&any](absl::string_view, const absl::Cord&) { any = true; });
  return any;
}

// What a caller reads in place of a message that is not meant for callers.
const char* GeneralSentence(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kCancelled:
      return "the call was cancelled";
    case absl::StatusCode::kDeadlineExceeded:
      return "the deadline passed before the call was done";
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return "the request is not valid";
    case absl::StatusCode::kNotFound:
      return "there is no such resource";
    case absl::StatusCode::kAlreadyExists:
      return "the resource exists already";
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return "the call is not permitted";
    case absl::StatusCode::kResourceExhausted:
      return "the server has no room for this at the moment";
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
      return "the server is not in a state to do this";
    case absl::StatusCode::kUnimplemented:
      return "the server does not do this yet";
    case absl::StatusCode::kUnavailable:
      return "the server cannot answer at the moment; try again";
    default:
      return "the server failed; its log says why";
  }
}

// Marks a log line and the message that stands for it.
std::string NewReference() {
  static const uint32_t start = std::random_device()();
  static std::atomic<uint32_t> count = 0;
  return absl::StrCat(absl::Hex(start + 0x9E3779B9U * ++count, absl::kZeroPad8));
}

// `status` where callers may see it, else what they see in its place.
absl::Status Public(const absl::Status& status) {
  if (status.ok() || HasDetails(status)) return status;
  const char* sentence = GeneralSentence(status.code());
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kDeadlineExceeded:
      return {status.code(), sentence};
    case absl::StatusCode::kUnavailable:
      LogWarning("unavailable", {{"reason", ToStd(status.message())}});
      return Unavailable(sentence, absl::Seconds(1));
    case absl::StatusCode::kResourceExhausted:
      LogWarning("resource exhausted", {{"reason", ToStd(status.message())}});
      return ResourceExhausted(sentence, absl::Seconds(10));
    default: {
      const std::string reference = NewReference();
      LogError("call failed", {{"code", ToStd(absl::StatusCodeToString(status.code()))},
                               {"reason", ToStd(status.message())},
                               {"reference", reference}});
      return WithReason(status.code(), absl::StrCat(sentence, " (reference ", reference, ")"), "SERVER_ERROR");
    }
  }
}

google::rpc::Status Convert(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(static_cast<int>(status.code()));
  proto.set_message(std::string(status.message()));
  // In order of their types: Abseil shuffles payloads.
  std::map<std::string, std::string> details;
  status.ForEachPayload([&details](absl::string_view type_url, const absl::Cord& payload) {
    details.emplace(std::string(type_url), std::string(payload));
  });
  for (const auto& [type_url, value] : details) {
    google::protobuf::Any& detail = *proto.add_details();
    detail.set_type_url(type_url);
    detail.set_value(value);
  }
  return proto;
}

}  // namespace

absl::Status InvalidArgument(const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest details;
  for (const FieldViolation& violation : violations) {
    if (static_cast<size_t>(details.field_violations_size()) == kMaxViolations) break;
    auto& entry = *details.add_field_violations();
    entry.set_field(std::string(Utf8Prefix(violation.field, kMaxFieldBytes)));
    entry.set_description(std::string(Utf8Prefix(violation.description, kMaxDescriptionBytes)));
  }
  std::string message = "the request is not valid";
  if (details.field_violations_size() > 0) {
    const auto& first = details.field_violations(0);
    message = absl::StrCat(first.field(), first.field().empty() ? "" : ": ", first.description());
    if (violations.size() > 1) absl::StrAppend(&message, " (and ", violations.size() - 1, " more)");
  }
  absl::Status status = WithReason(absl::StatusCode::kInvalidArgument, message, "INVALID_FIELD");
  Attach(details, status);
  return status;
}

absl::Status OkUnless(const std::vector<FieldViolation>& violations) {
  return violations.empty() ? absl::OkStatus() : InvalidArgument(violations);
}

absl::Status NotFound(std::string_view resource_type, std::string_view name) {
  const std::string_view shown = Utf8Prefix(name, kMaxFieldBytes);
  absl::Status status =
      WithReason(absl::StatusCode::kNotFound, absl::StrCat(ToAbsl(shown), " does not exist"), "RESOURCE_NOT_FOUND");
  google::rpc::ResourceInfo resource;
  resource.set_resource_type(std::string(resource_type));
  resource.set_resource_name(std::string(shown));
  resource.set_description("it does not exist or was deleted");
  Attach(resource, status);
  return status;
}

absl::Status Unavailable(std::string_view sentence, absl::Duration retry_after) {
  absl::Status status = WithReason(absl::StatusCode::kUnavailable, sentence, "UNAVAILABLE");
  AttachRetry(retry_after, status);
  return status;
}

absl::Status ResourceExhausted(std::string_view sentence, absl::Duration retry_after) {
  absl::Status status = WithReason(absl::StatusCode::kResourceExhausted, sentence, "RESOURCE_EXHAUSTED");
  AttachRetry(retry_after, status);
  return status;
}

absl::Status TooLarge(std::string_view sentence) {
  return WithReason(absl::StatusCode::kResourceExhausted, sentence, "ANSWER_TOO_LARGE");
}

absl::Status Unimplemented(std::string_view sentence) {
  return WithReason(absl::StatusCode::kUnimplemented, sentence, "METHOD_NOT_IMPLEMENTED");
}

google::rpc::Status ToRpcStatus(const absl::Status& status) { return Convert(Public(status)); }

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status proto = ToRpcStatus(status);
  return {static_cast<grpc::StatusCode>(proto.code()), proto.message(),
          proto.details_size() == 0 ? std::string() : proto.SerializeAsString()};
}

absl::Status FromRpcStatus(const google::rpc::Status& status) {
  if (status.code() == 0) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.code()), status.message());
  for (const google::protobuf::Any& detail : status.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  google::rpc::Status proto;
  const bool parsed = !status.error_details().empty() && proto.ParseFromString(status.error_details());
  if (!parsed) proto.Clear();
  proto.set_code(status.error_code());
  proto.set_message(status.error_message());
  return FromRpcStatus(proto);
}

}  // namespace fangzhi::rpc
