#ifndef FANGZHI_SERVICES_EXTRACTION_EXTRACTION_SERVICE_H_
#define FANGZHI_SERVICES_EXTRACTION_EXTRACTION_SERVICE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstddef>

#include "common/base/worker_pool.h"
#include "fangzhi/v1/extraction_service.grpc.pb.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

struct ExtractionServiceOptions {
  int threads = 2;           // Texts read at the same time.
  size_t queue_limit = 256;  // Texts that wait for a thread; a further one is answered UNAVAILABLE.
};

// All methods in gRPC's callback API; StreamExtractRecords in bytes, as common/rpc/message_bytes.h says.
using ExtractionServiceBase = v1::ExtractionService::WithCallbackMethod_ExtractRecords<
    v1::ExtractionService::WithRawCallbackMethod_StreamExtractRecords<
        v1::ExtractionService::WithCallbackMethod_AnnotateText<v1::ExtractionService::Service>>>;

// fangzhi.v1.ExtractionService over Extract. Thread-safe, keeps nothing between calls.
class ExtractionService final : public ExtractionServiceBase {
 public:
  explicit ExtractionService(const ExtractionServiceOptions& options);

  grpc::ServerUnaryReactor* ExtractRecords(grpc::CallbackServerContext* context,
                                           const v1::ExtractRecordsRequest* request,
                                           v1::ExtractRecordsResponse* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamExtractRecords(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* AnnotateText(grpc::CallbackServerContext* context, const v1::AnnotateTextRequest* request,
                                         v1::AnnotateTextResponse* response) override;

 private:
  WorkerPool pool_;
};

// The calls without gRPC around them.
absl::StatusOr<v1::ExtractRecordsResponse> ExtractRecords(const v1::ExtractRecordsRequest& request);
absl::StatusOr<v1::AnnotateTextResponse> AnnotateText(const v1::AnnotateTextRequest& request);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_EXTRACTION_SERVICE_H_
