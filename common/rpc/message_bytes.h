#ifndef FANGZHI_COMMON_RPC_MESSAGE_BYTES_H_
#define FANGZHI_COMMON_RPC_MESSAGE_BYTES_H_

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>

// For streams of requests that are read as bytes: gRPC takes a message that does not parse for the end of the stream,
// and the client would never hear of those after it.
namespace fangzhi::rpc {

// Reads `bytes` into `message`. False where they are no such message, or a string in them is not UTF-8; what stands
// before the fault is then in `message`, its strings unchecked.
bool ParseMessage(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message);

grpc::ByteBuffer SerializeMessage(const google::protobuf::MessageLite& message);

}  // namespace fangzhi::rpc

#endif  // FANGZHI_COMMON_RPC_MESSAGE_BYTES_H_
