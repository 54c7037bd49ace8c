#include "services/extraction/stream_extraction.h"

#include <atomic>
#include <optional>

#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "common/rpc/answer.h"
#include "common/rpc/message_bytes.h"
#include "common/rpc/status.h"
#include "fangzhi/v1/extraction_service.pb.h"
#include "services/extraction/extractor.h"
#include "services/extraction/record_proto.h"
#include "services/extraction/request_validation.h"

namespace fangzhi::extraction {
namespace {

constexpr int kMaxRecordsOfPart = 1000;
// Records with long sentences fill a message before they are a thousand.
constexpr size_t kMaxBytesOfPart = 2 << 20;

// Each step starts the next: read → extract (on the pool) → write part by part → read. So only one runs at a time, and
// the members need no lock.
class StreamExtraction final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit StreamExtraction(WorkerPool* pool) : pool_(pool) { StartRead(&read_buffer_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    request_.Clear();
    if (!rpc::ParseMessage(read_buffer_, &request_)) {
      if (!IsValidUtf8(request_.key())) request_.clear_key();
      return WriteError(rpc::InvalidArgument({{"request", "is not a valid message, or a string in it is not UTF-8"}}));
    }
    if (pool_->Submit([this] { RunText(); })) return;
    WriteError(rpc::Unavailable("the server has too many calls under way", absl::Seconds(1)));
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(rpc::ToGrpcStatus(absl::CancelledError("")));
    if (response_.last()) return StartRead(&read_buffer_);
    WritePart();
  }

  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

 private:
  void RunText() {
    if (cancelled_) return Finish(rpc::ToGrpcStatus(absl::CancelledError("")));
    const absl::Status status = rpc::RunGuarded([this]() -> absl::Status {
      ASSIGN_OR_RETURN(const Input input, ToInput(request_));
      output_ = Extract(input);
      text_.emplace(input.text);
      return absl::OkStatus();
    });
    if (!status.ok()) return WriteError(status);
    next_record_ = 0;
    WritePart();
  }

  void WritePart() {
    response_.Clear();
    response_.set_key(request_.key());
    v1::ExtractRecordsResponse* part = response_.mutable_response();
    part->set_extractor_version(ExtractorVersion());
    part->set_title(output_.title);
    size_t bytes = 0;
    while (next_record_ < output_.records.size() && part->records_size() < kMaxRecordsOfPart &&
           bytes < kMaxBytesOfPart) {
      v1::Record* record = part->add_records();
      *record = ToProto(output_.records[next_record_++], *text_, request_.request().view());
      bytes += record->ByteSizeLong();
    }
    response_.set_last(next_record_ == output_.records.size());
    Write();
  }

  void WriteError(const absl::Status& status) {
    response_.Clear();
    response_.set_key(request_.key());
    *response_.mutable_error() = rpc::ToRpcStatus(status);
    response_.set_last(true);
    Write();
  }

  void Write() {
    write_buffer_ = rpc::SerializeMessage(response_);
    StartWrite(&write_buffer_);
  }

  WorkerPool* const pool_;  // Not owned.
  std::atomic<bool> cancelled_ = false;
  grpc::ByteBuffer read_buffer_;
  grpc::ByteBuffer write_buffer_;
  v1::StreamExtractRecordsRequest request_;
  v1::StreamExtractRecordsResponse response_;
  Output output_;
  std::optional<CodePointIndex> text_;
  size_t next_record_ = 0;
};

}  // namespace

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* MakeStreamExtraction(WorkerPool* pool) {
  return new StreamExtraction(pool);
}

}  // namespace fangzhi::extraction
