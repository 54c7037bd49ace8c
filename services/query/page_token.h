#ifndef FANGZHI_SERVICES_QUERY_PAGE_TOKEN_H_
#define FANGZHI_SERVICES_QUERY_PAGE_TOKEN_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace fangzhi::query {

// Opaque page tokens (AIP-158): a position, bound to the arguments of the request that it was given for by a checksum
// over both. A token survives restarts and moves between replicas; it is no secret and grants nothing.

// Returns the token that leads on from `position`. `request` gives its type and every field but those that may change
// from answer to answer: `page_size`, `page_token`, and `resume_token` and `start_time` of streams.
std::string EncodePageToken(const google::protobuf::Message& request, std::string_view position);

// Returns the position in `request.page_token`, or `request.resume_token`; empty where the field is empty.
// INVALID_ARGUMENT, with a sentence for a field violation, where it is no token or one for other arguments.
absl::StatusOr<std::string> DecodePageToken(const google::protobuf::Message& request);

// The page size a request means: `fallback` for 0, at most `largest`. INVALID_ARGUMENT for a negative one.
absl::StatusOr<int> EffectivePageSize(int requested, int fallback, int largest);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_PAGE_TOKEN_H_
