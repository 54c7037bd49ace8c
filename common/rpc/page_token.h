#ifndef FANGZHI_COMMON_RPC_PAGE_TOKEN_H_
#define FANGZHI_COMMON_RPC_PAGE_TOKEN_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace fangzhi::rpc {

// Opaque page tokens (AIP-158): a position, bound to the arguments of the request that it was given for by a checksum
// over both. A token survives restarts and moves between replicas; it is no secret and grants nothing.

// Returns the token that leads on from `position`. `request` gives its type and every field but `page_size` and
// `page_token`, which may change from page to page.
std::string EncodePageToken(const google::protobuf::Message& request, std::string_view position);

// Returns the position in `request.page_token`; empty where the field is empty. INVALID_ARGUMENT with a
// violation where it is no token or one for other arguments.
absl::StatusOr<std::string> DecodePageToken(const google::protobuf::Message& request);

// The page size that `request.page_size` means: `fallback` for 0, at most `largest`. INVALID_ARGUMENT with a violation
// for a negative one.
absl::StatusOr<int> EffectivePageSize(int requested, int fallback, int largest);

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_PAGE_TOKEN_H_
