#ifndef FANGZHI_TESTS_SERVICES_CLI_FAKE_SERVICES_H_
#define FANGZHI_TESTS_SERVICES_CLI_FAKE_SERVICES_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "fangzhi/v1/extraction_service.grpc.pb.h"
#include "fangzhi/v1/ingest_service.grpc.pb.h"

namespace fangzhi::cli {

// An ingest service in memory. A text with 坏 is refused; one with 等 is PENDING when first asked for, one with 败
// FAILED.
class FakeIngest final : public v1::IngestService::Service {
 public:
  grpc::Status ImportDocuments(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ImportDocumentsResponse, v1::ImportDocumentsRequest>* stream) override;
  grpc::Status GetDocument(grpc::ServerContext* context, const v1::GetDocumentRequest* request,
                           v1::Document* response) override;
  grpc::Status ListDocuments(grpc::ServerContext* context, const v1::ListDocumentsRequest* request,
                             v1::ListDocumentsResponse* response) override;

  // Puts a document there as extraction left it.
  void Put(const v1::Document& document);
  std::vector<v1::Document> documents() const;

 private:
  v1::ImportDocumentsResponse Store(const v1::ImportDocumentBegin& begin, const std::string& text);

  mutable Mutex mutex_;
  std::vector<v1::Document> documents_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int> asked_ ABSL_GUARDED_BY(mutex_);
};

// Reads 12家 wherever it stands.
class FakeExtraction final : public v1::ExtractionService::Service {
 public:
  grpc::Status StreamExtractRecords(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamExtractRecordsResponse, v1::StreamExtractRecordsRequest>* stream) override;
};

}  // namespace fangzhi::cli

#endif  // FANGZHI_TESTS_SERVICES_CLI_FAKE_SERVICES_H_
