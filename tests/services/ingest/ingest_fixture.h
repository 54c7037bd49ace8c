#ifndef FANGZHI_TESTS_SERVICES_INGEST_INGEST_FIXTURE_H_
#define FANGZHI_TESTS_SERVICES_INGEST_INGEST_FIXTURE_H_

#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "common/store/store.h"
#include "services/ingest/ingest_service.h"
#include "tests/common/sqlite/temporary_directory.h"

namespace fangzhi::ingest {

// The service over a store of its own, behind a port, without a dispatcher.
class IngestTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::OpenForWriting(directory_.File("fangzhi.db"));
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    Serve(&store_->documents(), {});
  }

  // Serves `documents` instead of the store's.
  void Serve(store::DocumentStore* documents, const IngestServiceOptions& options) {
    server_.reset();
    service_ = std::make_unique<IngestService>(
        documents, [this] { ++stored_; }, options);
    auto server = rpc::Server::Start({}, {{v1::IngestService::service_full_name(), service_.get()}});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    channel_ = rpc::MakeChannel("127.0.0.1:" + std::to_string(server_->bound_port()));
    stub_ = v1::IngestService::NewStub(channel_);
  }

  absl::Status Create(const v1::CreateDocumentRequest& request) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(stub_->CreateDocument(&context, request, &created_));
  }

  absl::Status CreateText(const std::string& text, const std::string& request_id = "") {
    v1::CreateDocumentRequest request;
    request.mutable_content()->set_text(text);
    request.set_request_id(request_id);
    return Create(request);
  }

  absl::StatusOr<v1::Document> Get(const std::string& name, v1::DocumentView view = v1::DOCUMENT_VIEW_UNSPECIFIED) {
    grpc::ClientContext context;
    v1::GetDocumentRequest request;
    request.set_name(name);
    request.set_view(view);
    v1::Document document;
    const absl::Status status = rpc::FromGrpcStatus(stub_->GetDocument(&context, request, &document));
    if (!status.ok()) return status;
    return document;
  }

  absl::Status List(const v1::ListDocumentsRequest& request) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(stub_->ListDocuments(&context, request, &listed_));
  }

  absl::Status Delete(const std::string& name) {
    grpc::ClientContext context;
    v1::DeleteDocumentRequest request;
    request.set_name(name);
    google::protobuf::Empty response;
    return rpc::FromGrpcStatus(stub_->DeleteDocument(&context, request, &response));
  }

  TemporaryDirectory directory_;
  std::unique_ptr<store::WritableStore> store_;
  std::atomic<int> stored_ = 0;  // Documents new in the store.
  std::unique_ptr<IngestService> service_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::IngestService::Stub> stub_;
  v1::CreateDocumentResponse created_;
  v1::ListDocumentsResponse listed_;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_TESTS_SERVICES_INGEST_INGEST_FIXTURE_H_
