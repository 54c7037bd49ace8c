#include "services/ingest/ingest_service.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/answer.h"
#include "common/rpc/page_token.h"
#include "common/rpc/status.h"
#include "services/ingest/document_request.h"

namespace fangzhi::ingest {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;
constexpr size_t kMaxPageBytes = 3 << 20;

absl::Status TooBusy() { return rpc::Unavailable("the server has too many calls under way", absl::Seconds(1)); }

// An ImportDocuments call that ends at once.
class RefusedImport final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit RefusedImport(const absl::Status& status) { Finish(rpc::ToGrpcStatus(status)); }
  void OnDone() override { delete this; }
};

}  // namespace

IngestService::IngestService(store::DocumentStore* documents, std::function<void()> on_stored,
                             const IngestServiceOptions& options)
    : documents_(documents),
      on_stored_(std::move(on_stored)),
      options_(options),
      pool_(options.threads, options.queue_limit) {}

grpc::ServerUnaryReactor* IngestService::CreateDocument(grpc::CallbackServerContext* context,
                                                        const v1::CreateDocumentRequest* request,
                                                        v1::CreateDocumentResponse* response) {
  absl::StatusOr<store::NewDocument> document = ToNewDocument(*request);
  if (!document.ok()) return rpc::Answer(context, document.status());
  if (++creations_ > options_.max_creations) {
    --creations_;
    return rpc::Answer(context, TooBusy());
  }
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  documents_->InsertAsync(*std::move(document), [this, reactor, response](absl::StatusOr<store::InsertResult> result) {
    --creations_;
    if (!result.ok()) return reactor->Finish(rpc::ToGrpcStatus(FromInsertError(result.status())));
    if (!result->already_exists) on_stored_();
    response->mutable_document()->Swap(&result->document);
    response->set_already_exists(result->already_exists);
    reactor->Finish(grpc::Status::OK);
  });
  return reactor;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestService::ImportDocuments(
    grpc::CallbackServerContext* /*context*/) {
  if (++import_streams_ > options_.max_import_streams) {
    --import_streams_;
    return new RefusedImport(TooBusy());
  }
  return new ImportStream(documents_, options_.import, on_stored_, [this] { --import_streams_; });
}

grpc::ServerUnaryReactor* IngestService::GetDocument(grpc::CallbackServerContext* context,
                                                     const v1::GetDocumentRequest* request, v1::Document* response) {
  return rpc::Answer(context, &pool_, [this, request, response] { return Get(*request, response); });
}

grpc::ServerUnaryReactor* IngestService::ListDocuments(grpc::CallbackServerContext* context,
                                                       const v1::ListDocumentsRequest* request,
                                                       v1::ListDocumentsResponse* response) {
  return rpc::Answer(context, &pool_, [this, request, response] { return List(*request, response); });
}

grpc::ServerUnaryReactor* IngestService::DeleteDocument(grpc::CallbackServerContext* context,
                                                        const v1::DeleteDocumentRequest* request,
                                                        google::protobuf::Empty* /*response*/) {
  return rpc::Answer(context, &pool_, [this, request] { return Delete(*request); });
}

grpc::ServerUnaryReactor* IngestService::ReextractDocuments(grpc::CallbackServerContext* context,
                                                            const v1::ReextractDocumentsRequest* /*request*/,
                                                            v1::ReextractDocumentsResponse* /*response*/) {
  return rpc::Answer(context, rpc::Unimplemented("documents cannot be sent to extraction again yet"));
}

grpc::ServerWriteReactor<v1::WatchDocumentsResponse>* IngestService::WatchDocuments(
    grpc::CallbackServerContext* /*context*/, const v1::WatchDocumentsRequest* /*request*/) {
  return rpc::AnswerStream<v1::WatchDocumentsResponse>(
      rpc::Unimplemented("documents cannot be watched yet; ask GetDocument for their state"));
}

absl::Status IngestService::Get(const v1::GetDocumentRequest& request, v1::Document* response) const {
  if (!v1::DocumentView_IsValid(request.view())) {
    return rpc::InvalidArgument({{"view", "is not a DocumentView"}});
  }
  RETURN_IF_ERROR(CheckDocumentName(request.name()));
  const bool basic = request.view() == v1::DOCUMENT_VIEW_BASIC;
  auto document = documents_->Get(request.name(), basic ? v1::DOCUMENT_VIEW_BASIC : v1::DOCUMENT_VIEW_FULL);
  if (!document.ok()) return FromLookupError(document.status(), request.name());
  response->Swap(&*document);
  return absl::OkStatus();
}

absl::Status IngestService::List(const v1::ListDocumentsRequest& request, v1::ListDocumentsResponse* response) const {
  if (!v1::DocumentState_IsValid(request.state())) {
    return rpc::InvalidArgument({{"state", "is not a DocumentState"}});
  }
  store::DocumentListOptions options;
  ASSIGN_OR_RETURN(options.page_size, rpc::EffectivePageSize(request.page_size(), kDefaultPageSize, kMaxPageSize));
  ASSIGN_OR_RETURN(options.cursor, rpc::DecodePageToken(request));
  options.state = request.state();
  while (true) {
    ASSIGN_OR_RETURN(const store::DocumentPage page, documents_->List(options));
    response->Clear();
    for (const v1::Document& document : page.documents) *response->add_documents() = document;
    // Long titles and sources: a page may be shorter than asked for.
    if (response->ByteSizeLong() > kMaxPageBytes && options.page_size > 1) {
      options.page_size /= 2;
      continue;
    }
    if (!page.next_cursor.empty()) response->set_next_page_token(rpc::EncodePageToken(request, page.next_cursor));
    return absl::OkStatus();
  }
}

absl::Status IngestService::Delete(const v1::DeleteDocumentRequest& request) {
  RETURN_IF_ERROR(CheckDocumentName(request.name()));
  return FromLookupError(documents_->Delete(request.name()), request.name());
}

}  // namespace fangzhi::ingest
