#ifndef FANGZHI_TESTS_COMMON_RPC_RAW_STREAM_H_
#define FANGZHI_TESTS_COMMON_RPC_RAW_STREAM_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <optional>
#include <string>

namespace fangzhi::rpc {

// A bidirectional call that sends and reads bytes as they are.
class RawStream {
 public:
  RawStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& method)
      : stub_(channel), stream_(stub_.PrepareCall(&context_, method, &queue_)) {
    stream_->StartCall(nullptr);
    Await();
  }

  bool Write(const std::string& bytes) {
    const grpc::Slice slice(bytes);
    stream_->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    return Await();
  }

  bool WritesDone() {
    stream_->WritesDone(nullptr);
    return Await();
  }

  // nullopt at the end.
  std::optional<std::string> Read() {
    grpc::ByteBuffer buffer;
    stream_->Read(&buffer, nullptr);
    grpc::Slice slice;
    if (!Await() || !buffer.DumpToSingleSlice(&slice).ok()) return std::nullopt;
    return std::string(slice.begin(), slice.end());
  }

  grpc::Status Finish() {
    grpc::Status status;
    stream_->Finish(&status, nullptr);
    Await();
    return status;
  }

 private:
  bool Await() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
};

}  // namespace fangzhi::rpc

#endif  // FANGZHI_TESTS_COMMON_RPC_RAW_STREAM_H_
