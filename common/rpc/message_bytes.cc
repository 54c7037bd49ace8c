#include "common/rpc/message_bytes.h"

#include <grpcpp/support/slice.h>

namespace fangzhi::rpc {

bool ParseMessage(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message) {
  grpc::Slice slice;
  if (!bytes.Valid()) return message->ParseFromArray(nullptr, 0);
  // Also decompresses.
  if (!bytes.DumpToSingleSlice(&slice).ok()) return false;
  return message->ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
}

grpc::ByteBuffer SerializeMessage(const google::protobuf::MessageLite& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

}  // namespace fangzhi::rpc
