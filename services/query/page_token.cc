#include "services/query/page_token.h"

#include <absl/strings/escaping.h>
#include <absl/strings/str_cat.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace fangzhi::query {
namespace {

constexpr size_t kChecksumBytes = 8;

// FNV-1a with a final avalanche: stable between builds, which absl::Hash is not.
uint64_t Checksum(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (unsigned char c : bytes) hash = (hash ^ c) * 0x100000001b3U;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdU;
  return hash ^ (hash >> 33);
}

// The field that holds a request's token.
const google::protobuf::FieldDescriptor* TokenField(const google::protobuf::Message& request) {
  const auto* page_token = request.GetDescriptor()->FindFieldByName("page_token");
  return page_token != nullptr ? page_token : request.GetDescriptor()->FindFieldByName("resume_token");
}

// What a token is bound to.
std::string Arguments(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> bound(request.New());
  bound->CopyFrom(request);
  for (const char* name : {"page_size", "page_token", "resume_token", "start_time"}) {
    const auto* field = bound->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) bound->GetReflection()->ClearField(bound.get(), field);
  }
  std::string arguments = request.GetDescriptor()->full_name();
  google::protobuf::io::StringOutputStream out(&arguments);
  google::protobuf::io::CodedOutputStream coded(&out);
  coded.SetSerializationDeterministic(true);
  bound->SerializeToCodedStream(&coded);
  return arguments;
}

std::string Seal(const google::protobuf::Message& request, std::string_view position) {
  std::string sealed = Arguments(request);
  sealed.push_back('\0');
  sealed.append(position);
  const uint64_t checksum = Checksum(sealed);
  std::string seal;
  for (size_t i = 0; i < kChecksumBytes; ++i) seal.push_back(static_cast<char>(checksum >> (8 * i)));
  return seal;
}

}  // namespace

std::string EncodePageToken(const google::protobuf::Message& request, std::string_view position) {
  return absl::WebSafeBase64Escape(Seal(request, position).append(position));
}

absl::StatusOr<std::string> DecodePageToken(const google::protobuf::Message& request) {
  const std::string token = request.GetReflection()->GetString(request, TokenField(request));
  if (token.empty()) return std::string();
  std::string bytes;
  // The escaping is compared too, because unescaping ignores some characters.
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() <= kChecksumBytes ||
      absl::WebSafeBase64Escape(bytes) != token) {
    return absl::InvalidArgumentError("not a token that an earlier answer gave");
  }
  std::string position = bytes.substr(kChecksumBytes);
  if (bytes.substr(0, kChecksumBytes) != Seal(request, position)) {
    return absl::InvalidArgumentError("not a token for these arguments; only page_size may change");
  }
  return position;
}

absl::StatusOr<int> EffectivePageSize(int requested, int fallback, int largest) {
  if (requested < 0) return absl::InvalidArgumentError("must not be negative");
  return requested == 0 ? fallback : std::min(requested, largest);
}

}  // namespace fangzhi::query
