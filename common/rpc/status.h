#ifndef FANGZHI_COMMON_RPC_STATUS_H_
#define FANGZHI_COMMON_RPC_STATUS_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/support/status.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Errors that a caller may see. The functions below make an absl::Status that carries google.rpc details as payloads;
// it travels through the code like any other and is converted once, where the call is answered.
//
// A status without details is not meant for callers: conversion keeps its code, replaces its message by a general
// sentence, and logs the message. So no SQL, path or document text reaches a caller by accident.
namespace fangzhi::rpc {

// What is wrong with one field of a request. `field` is the path from the request message, for example
// `document.published`; `description` a sentence that says what is expected, without document text.
struct FieldViolation {
  std::string field;
  std::string description;
};

// INVALID_ARGUMENT with a BadRequest. `violations` holds at least one.
absl::Status InvalidArgument(const std::vector<FieldViolation>& violations);
// As InvalidArgument, but OK where `violations` is empty: the last line of a validation.
absl::Status OkUnless(const std::vector<FieldViolation>& violations);
// NOT_FOUND with a ResourceInfo. `resource_type` is for example `fangzhi.v1.Document`, `name` as the caller gave it.
absl::Status NotFound(std::string_view resource_type, std::string_view name);
// UNAVAILABLE with a RetryInfo: the same call may succeed later.
absl::Status Unavailable(std::string_view sentence, absl::Duration retry_after);
// RESOURCE_EXHAUSTED with a RetryInfo.
absl::Status ResourceExhausted(std::string_view sentence, absl::Duration retry_after);
// RESOURCE_EXHAUSTED for an answer that would pass 4 MiB, without a RetryInfo: the sentence says what to do instead.
absl::Status TooLarge(std::string_view sentence);
// UNIMPLEMENTED with a sentence that says what is missing.
absl::Status Unimplemented(std::string_view sentence);

// What a caller may see of `status`, as the rule above says. Details are cut to fit in trailing metadata.
google::rpc::Status ToRpcStatus(const absl::Status& status);
grpc::Status ToGrpcStatus(const absl::Status& status);

// The other way, for clients: code and message, and details as payloads.
absl::Status FromRpcStatus(const google::rpc::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

// The detail of type `Detail` (google::rpc::BadRequest, …) that `status` carries; nullopt where there is none.
template <typename Detail>
std::optional<Detail> GetDetail(const absl::Status& status) {
  const auto payload = status.GetPayload("type.googleapis.com/" + Detail::descriptor()->full_name());
  Detail detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_STATUS_H_
