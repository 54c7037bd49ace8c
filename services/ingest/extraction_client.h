#ifndef FANGZHI_SERVICES_INGEST_EXTRACTION_CLIENT_H_
#define FANGZHI_SERVICES_INGEST_EXTRACTION_CLIENT_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <set>

#include "common/base/mutex.h"
#include "common/store/document_store.h"
#include "fangzhi/v1/document.pb.h"
#include "fangzhi/v1/extraction_service.grpc.pb.h"

namespace fangzhi::ingest {

// Calls the extraction service. Thread-safe; calls block.
class ExtractionClient {
 public:
  explicit ExtractionClient(std::shared_ptr<grpc::Channel> channel);

  // Returns whether an address of the service is connected and says that it serves; waits for it up to `timeout`.
  bool IsReachable(absl::Duration timeout);

  // Has the records of a document read, in a stream, so that there may be any number of them. Fails at `timeout`, and
  // where no server is reachable until then; INTERNAL for an answer that breaks the protocol. Other errors are those of
  // StreamExtractRecords and of gRPC.
  absl::StatusOr<store::Extraction> Extract(const v1::Document& document, absl::Duration timeout);

  // Asks a server whether it serves, rather than trusting what it last said: one that hangs does not answer.
  bool IsServing(absl::Duration timeout);

  // Ends calls under way, and every later one, with CANCELLED.
  void CancelAll();

 private:
  class Call;

  const std::shared_ptr<grpc::Channel> channel_;
  const std::unique_ptr<v1::ExtractionService::Stub> extraction_;
  const std::unique_ptr<grpc::health::v1::Health::Stub> health_;
  Mutex mutex_;
  std::set<grpc::ClientContext*> calls_ ABSL_GUARDED_BY(mutex_);
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_EXTRACTION_CLIENT_H_
