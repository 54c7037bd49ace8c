#include "services/extraction/extraction_service.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "common/rpc/answer.h"
#include "common/rpc/status.h"
#include "services/extraction/extractor.h"
#include "services/extraction/record_proto.h"
#include "services/extraction/request_validation.h"
#include "services/extraction/stream_extraction.h"

namespace fangzhi::extraction {
namespace {

// Below gRPC's 4 MiB with room for framing and the small fields.
constexpr size_t kMaxResponseBytes = (4 << 20) - (64 << 10);

// Adds messages to an answer as long as it stays small enough.
class SizeLimit {
 public:
  // Returns false where `message` would make the answer too large.
  bool Take(const google::protobuf::Message& message) {
    constexpr size_t kTagAndLength = 6;
    bytes_ += message.ByteSizeLong() + kTagAndLength;
    return bytes_ <= kMaxResponseBytes;
  }

 private:
  size_t bytes_ = 0;
};

}  // namespace

absl::StatusOr<v1::ExtractRecordsResponse> ExtractRecords(const v1::ExtractRecordsRequest& request) {
  ASSIGN_OR_RETURN(const Input input, ToInput(request));
  const Output output = Extract(input);
  const CodePointIndex text(input.text);
  v1::ExtractRecordsResponse response;
  SizeLimit limit;
  for (const Record& record : output.records) {
    v1::Record* proto = response.add_records();
    *proto = ToProto(record, text, request.view());
    if (!limit.Take(*proto)) {
      return rpc::TooLarge("the records of this text would pass 4 MiB; use StreamExtractRecords");
    }
  }
  response.set_extractor_version(ExtractorVersion());
  response.set_title(output.title);
  return response;
}

absl::StatusOr<v1::AnnotateTextResponse> AnnotateText(const v1::AnnotateTextRequest& request) {
  ASSIGN_OR_RETURN(const Input input, ToInput(request));
  const Output output = Extract(input);
  const CodePointIndex text(input.text);
  v1::AnnotateTextResponse response;
  const absl::Status too_large = rpc::TooLarge("what was found in this text would pass 4 MiB; send a shorter one");
  SizeLimit limit;
  for (const Mention& mention : output.mentions) {
    v1::Mention* proto = response.add_mentions();
    *proto = ToProto(mention, text, output.records);
    if (!limit.Take(*proto)) return too_large;
  }
  for (const Record& record : output.records) {
    v1::Record* proto = response.add_records();
    *proto = ToProto(record, text, v1::RECORD_VIEW_EXPLAINED);
    if (!limit.Take(*proto)) return too_large;
  }
  response.set_extractor_version(ExtractorVersion());
  return response;
}

ExtractionService::ExtractionService(const ExtractionServiceOptions& options)
    : pool_(options.threads, options.queue_limit) {}

grpc::ServerUnaryReactor* ExtractionService::ExtractRecords(grpc::CallbackServerContext* context,
                                                            const v1::ExtractRecordsRequest* request,
                                                            v1::ExtractRecordsResponse* response) {
  return rpc::Answer(context, &pool_, [request, response]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, extraction::ExtractRecords(*request));
    return absl::OkStatus();
  });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ExtractionService::StreamExtractRecords(
    grpc::CallbackServerContext* /*context*/) {
  return MakeStreamExtraction(&pool_);
}

grpc::ServerUnaryReactor* ExtractionService::AnnotateText(grpc::CallbackServerContext* context,
                                                          const v1::AnnotateTextRequest* request,
                                                          v1::AnnotateTextResponse* response) {
  return rpc::Answer(context, &pool_, [request, response]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, extraction::AnnotateText(*request));
    return absl::OkStatus();
  });
}

}  // namespace fangzhi::extraction
