#include "tests/services/cli/fake_services.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "common/rpc/status.h"

namespace fangzhi::cli {
namespace {

bool Has(const std::string& text, const char* word) { return text.find(word) != std::string::npos; }

}  // namespace

grpc::Status FakeIngest::ImportDocuments(
    grpc::ServerContext*, grpc::ServerReaderWriter<v1::ImportDocumentsResponse, v1::ImportDocumentsRequest>* stream) {
  v1::ImportDocumentsRequest request;
  v1::ImportDocumentBegin begin;
  std::string text;
  while (stream->Read(&request)) {
    if (request.has_begin()) {
      begin = request.begin();
      text = begin.content().bytes();
    } else {
      text += request.chunk();
    }
    if (request.last()) stream->Write(Store(begin, text));
  }
  return grpc::Status::OK;
}

v1::ImportDocumentsResponse FakeIngest::Store(const v1::ImportDocumentBegin& begin, const std::string& text) {
  v1::ImportDocumentsResponse response;
  response.set_key(begin.key());
  if (Has(text, "坏")) {
    *response.mutable_error() =
        rpc::ToRpcStatus(rpc::InvalidArgument({{"content.bytes", "the bytes are not valid in the charset"}}));
    return response;
  }
  MutexLock lock(&mutex_);
  const auto known = std::ranges::find(documents_, text, &v1::Document::text);
  v1::CreateDocumentResponse& created = *response.mutable_created();
  if (known != documents_.end()) {
    *created.mutable_document() = *known;
    created.set_already_exists(true);
  } else {
    v1::Document document = begin.document();
    document.set_name(absl::StrCat("documents/0000000000000000000000000", documents_.size()));
    document.set_text(text);
    document.set_media_type(begin.content().media_type());
    document.set_state(v1::DOCUMENT_STATE_PENDING);
    documents_.push_back(document);
    *created.mutable_document() = document;
  }
  created.mutable_document()->clear_text();
  return response;
}

grpc::Status FakeIngest::GetDocument(grpc::ServerContext*, const v1::GetDocumentRequest* request,
                                     v1::Document* response) {
  MutexLock lock(&mutex_);
  const auto it = std::ranges::find(documents_, request->name(), &v1::Document::name);
  if (it == documents_.end()) return rpc::ToGrpcStatus(rpc::NotFound("fangzhi.v1.Document", request->name()));
  const bool waits = Has(it->text(), "等") && asked_[it->name()]++ == 0;
  if (it->state() == v1::DOCUMENT_STATE_PENDING && !waits) {
    const bool fails = Has(it->text(), "败");
    it->set_state(fails ? v1::DOCUMENT_STATE_FAILED : v1::DOCUMENT_STATE_EXTRACTED);
    it->set_state_reason(fails ? "the text is beyond reading" : "");
    it->set_record_count(fails ? 0 : 7);
  }
  *response = *it;
  if (request->view() == v1::DOCUMENT_VIEW_BASIC) response->clear_text();
  return grpc::Status::OK;
}

grpc::Status FakeIngest::ListDocuments(grpc::ServerContext*, const v1::ListDocumentsRequest* request,
                                       v1::ListDocumentsResponse* response) {
  MutexLock lock(&mutex_);
  for (const v1::Document& document : documents_) {
    if (response->documents_size() == request->page_size()) {
      response->set_next_page_token("more");
      break;
    }
    *response->add_documents() = document;
    response->mutable_documents()->rbegin()->clear_text();
  }
  return grpc::Status::OK;
}

void FakeIngest::Put(const v1::Document& document) {
  MutexLock lock(&mutex_);
  documents_.push_back(document);
}

std::vector<v1::Document> FakeIngest::documents() const {
  MutexLock lock(&mutex_);
  return documents_;
}

grpc::Status FakeExtraction::StreamExtractRecords(
    grpc::ServerContext*,
    grpc::ServerReaderWriter<v1::StreamExtractRecordsResponse, v1::StreamExtractRecordsRequest>* stream) {
  v1::StreamExtractRecordsRequest request;
  while (stream->Read(&request)) {
    v1::StreamExtractRecordsResponse response;
    response.set_key(request.key());
    response.set_last(true);
    const std::string& text = request.request().text();
    if (text.empty()) {
      *response.mutable_error() = rpc::ToRpcStatus(rpc::InvalidArgument({{"text", "must not be empty"}}));
    } else if (Has(text, "12家")) {
      v1::Record& record = *response.mutable_response()->add_records();
      record.mutable_indicator()->set_phrase("企业");
      record.mutable_quantity()->set_number("12家");
      record.mutable_quantity()->set_value("12");
      record.mutable_quantity()->set_unit("{家}");
      const auto bytes = text.find("12家");
      const auto start = std::ranges::count_if(text.substr(0, bytes), [](char c) { return (c & 0xC0) != 0x80; });
      record.mutable_provenance()->mutable_number()->set_start(start);
      record.mutable_provenance()->mutable_number()->set_end(start + 3);
    } else {
      response.mutable_response();
    }
    stream->Write(response);
  }
  return grpc::Status::OK;
}

}  // namespace fangzhi::cli
