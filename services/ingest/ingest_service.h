#ifndef FANGZHI_SERVICES_INGEST_INGEST_SERVICE_H_
#define FANGZHI_SERVICES_INGEST_INGEST_SERVICE_H_

#include <absl/status/status.h>

#include <atomic>
#include <functional>

#include "common/base/worker_pool.h"
#include "common/store/document_store.h"
#include "fangzhi/v1/ingest_service.grpc.pb.h"
#include "services/ingest/import_stream.h"

namespace fangzhi::ingest {

struct IngestServiceOptions {
  int threads = 8;              // Calls that read or delete, at the same time.
  size_t queue_limit = 1024;    // Such calls that wait; a further one is answered UNAVAILABLE.
  int max_creations = 512;      // CreateDocument calls on their way to the store; a further one likewise.
  int max_import_streams = 64;  // ImportDocuments calls; a further one likewise.
  ImportLimits import;
};

// All methods in gRPC's callback API; ImportDocuments in bytes, as common/rpc/message_bytes.h says.
using IngestServiceBase = v1::IngestService::WithCallbackMethod_CreateDocument<
    v1::IngestService::WithRawCallbackMethod_ImportDocuments<v1::IngestService::WithCallbackMethod_GetDocument<
        v1::IngestService::WithCallbackMethod_ListDocuments<v1::IngestService::WithCallbackMethod_DeleteDocument<
            v1::IngestService::WithCallbackMethod_ReextractDocuments<
                v1::IngestService::WithCallbackMethod_WatchDocuments<v1::IngestService::Service>>>>>>>;

// fangzhi.v1.IngestService over a store. Thread-safe. No call waits for the disk on a thread of gRPC.
class IngestService final : public IngestServiceBase {
 public:
  // `documents` must outlive this object. `on_stored` is called whenever a document waits for extraction; it must not
  // block.
  IngestService(store::DocumentStore* documents, std::function<void()> on_stored,
                const IngestServiceOptions& options = {});

  grpc::ServerUnaryReactor* CreateDocument(grpc::CallbackServerContext* context,
                                           const v1::CreateDocumentRequest* request,
                                           v1::CreateDocumentResponse* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ImportDocuments(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context, const v1::GetDocumentRequest* request,
                                        v1::Document* response) override;
  grpc::ServerUnaryReactor* ListDocuments(grpc::CallbackServerContext* context, const v1::ListDocumentsRequest* request,
                                          v1::ListDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* DeleteDocument(grpc::CallbackServerContext* context,
                                           const v1::DeleteDocumentRequest* request,
                                           google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* ReextractDocuments(grpc::CallbackServerContext* context,
                                               const v1::ReextractDocumentsRequest* request,
                                               v1::ReextractDocumentsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchDocumentsResponse>* WatchDocuments(
      grpc::CallbackServerContext* context, const v1::WatchDocumentsRequest* request) override;

 private:
  absl::Status Get(const v1::GetDocumentRequest& request, v1::Document* response) const;
  absl::Status List(const v1::ListDocumentsRequest& request, v1::ListDocumentsResponse* response) const;
  absl::Status Delete(const v1::DeleteDocumentRequest& request);

  store::DocumentStore* const documents_;  // Not owned.
  const std::function<void()> on_stored_;
  const IngestServiceOptions options_;
  std::atomic<int> creations_ = 0;
  std::atomic<int> import_streams_ = 0;
  WorkerPool pool_;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_INGEST_SERVICE_H_
