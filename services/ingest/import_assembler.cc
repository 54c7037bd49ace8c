#include "services/ingest/import_assembler.h"

#include <utility>

#include "common/base/utf8.h"
#include "common/rpc/status.h"
#include "services/ingest/document_decoder.h"
#include "services/ingest/document_request.h"

namespace fangzhi::ingest {
namespace {

constexpr size_t kMaxKeyBytes = 256;
constexpr size_t kMaxBeginBytes = 2 << 20;
constexpr size_t kMaxChunkBytes = 1 << 20;

}  // namespace

std::vector<ImportedDocument> ImportAssembler::Add(v1::ImportDocumentsRequest message) {
  std::vector<ImportedDocument> done;
  switch (message.part_case()) {
    case v1::ImportDocumentsRequest::kBegin:
      Begin(std::move(*message.mutable_begin()), &done);
      break;
    case v1::ImportDocumentsRequest::kChunk:
      Continue(message.chunk(), &done);
      break;
    case v1::ImportDocumentsRequest::PART_NOT_SET:
      if (state_ == State::kIdle) Reject("part", "one of begin and chunk is required", &done);
      break;
  }
  if (message.last()) {
    if (state_ == State::kAssembling) Complete(&done);
    state_ = State::kIdle;
  }
  return done;
}

std::vector<ImportedDocument> ImportAssembler::AddMalformed(const v1::ImportDocumentsRequest& parsed) {
  std::vector<ImportedDocument> done;
  if (parsed.has_begin()) {
    done = End();
    key_ = Utf8Prefix(parsed.begin().key(), kMaxKeyBytes);
    if (!IsValidUtf8(key_)) key_.clear();
  }
  if (!parsed.has_begin() && state_ == State::kDropping) return done;
  Reject(parsed.has_begin() ? "begin" : "chunk", "is not a valid message, or a string in it is not UTF-8", &done);
  return done;
}

std::vector<ImportedDocument> ImportAssembler::End() {
  std::vector<ImportedDocument> done;
  if (state_ == State::kAssembling) Reject("last", "the document was not finished by a message with last set", &done);
  state_ = State::kIdle;
  return done;
}

void ImportAssembler::Begin(v1::ImportDocumentBegin begin, std::vector<ImportedDocument>* done) {
  for (ImportedDocument& unfinished : End()) done->push_back(std::move(unfinished));
  key_ = Utf8Prefix(begin.key(), kMaxKeyBytes);
  if (begin.key().empty() || begin.key().size() > kMaxKeyBytes) {
    return Reject("key", "is required and must be at most 256 bytes", done);
  }
  if (begin.content().bytes().size() > kMaxBeginBytes) {
    return Reject("content.bytes", "must be at most 2 MiB in the first message; the rest comes in chunks", done);
  }
  if (absl::Status status = CheckMediaType(begin.content()); !status.ok()) return Reject(std::move(status), done);
  current_.Clear();
  current_.mutable_document()->Swap(begin.mutable_document());
  current_.mutable_content()->Swap(begin.mutable_content());
  current_.set_request_id(begin.request_id());
  state_ = State::kAssembling;
}

void ImportAssembler::Continue(const std::string& chunk, std::vector<ImportedDocument>* done) {
  if (state_ == State::kDropping) return;
  if (state_ == State::kIdle) {
    key_.clear();
    return Reject("chunk", "continues no document: begin is required first", done);
  }
  if (chunk.size() > kMaxChunkBytes) return Reject("chunk", "must be at most 1 MiB", done);
  v1::DocumentContent* content = current_.mutable_content();
  if (content->has_text()) return Reject("chunk", "continues content.bytes only, not content.text", done);
  // Plain text is all that is read as yet, so that the limit of raw content, 64 MiB, is never reached.
  if (content->bytes().size() + chunk.size() > kMaxPlainBytes) {
    return Reject("content.bytes", "the text must be at most 2 MiB of UTF-8", done);
  }
  content->mutable_bytes()->append(chunk);
}

void ImportAssembler::Reject(const std::string& field, const std::string& description,
                             std::vector<ImportedDocument>* done) {
  Reject(rpc::InvalidArgument({{field, description}}), done);
}

void ImportAssembler::Reject(absl::Status status, std::vector<ImportedDocument>* done) {
  done->push_back({std::exchange(key_, ""), std::move(status)});
  current_.Clear();
  state_ = State::kDropping;
}

void ImportAssembler::Complete(std::vector<ImportedDocument>* done) {
  done->push_back({std::exchange(key_, ""), ToNewDocument(std::move(current_))});
  current_.Clear();
}

}  // namespace fangzhi::ingest
