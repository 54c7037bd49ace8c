#include "services/ingest/import_stream.h"

#include <utility>

#include "common/rpc/message_bytes.h"
#include "common/rpc/status.h"
#include "services/ingest/document_request.h"

namespace fangzhi::ingest {
namespace {

size_t BytesOf(const store::NewDocument& document) { return document.text.size() + document.raw_content.size(); }

v1::ImportDocumentsResponse ErrorAnswer(const std::string& key, const absl::Status& status) {
  v1::ImportDocumentsResponse answer;
  answer.set_key(key);
  *answer.mutable_error() = rpc::ToRpcStatus(status);
  return answer;
}

v1::ImportDocumentsResponse ToAnswer(const std::string& key, absl::StatusOr<store::InsertResult> result) {
  if (!result.ok()) return ErrorAnswer(key, FromInsertError(result.status()));
  v1::ImportDocumentsResponse answer;
  answer.set_key(key);
  answer.mutable_created()->mutable_document()->Swap(&result->document);
  answer.mutable_created()->set_already_exists(result->already_exists);
  return answer;
}

}  // namespace

ImportStream::ImportStream(store::DocumentStore* documents, const ImportLimits& limits, std::function<void()> on_stored,
                           std::function<void()> on_over)
    : documents_(documents), limits_(limits), on_stored_(std::move(on_stored)), on_over_(std::move(on_over)) {
  MutexLock lock(&mutex_);
  Continue();
}

void ImportStream::OnReadDone(bool ok) {
  std::vector<ImportedDocument> imported;
  if (ok) {
    v1::ImportDocumentsRequest message;
    const bool parsed = rpc::ParseMessage(read_buffer_, &message);
    imported = parsed ? assembler_.Add(std::move(message)) : assembler_.AddMalformed(message);
  } else {
    imported = assembler_.End();
  }
  for (ImportedDocument& document : imported) Store(std::move(document));
  MutexLock lock(&mutex_);
  reading_ = false;
  if (!ok) read_to_end_ = true;
  Continue();
}

void ImportStream::OnWriteDone(bool ok) {
  MutexLock lock(&mutex_);
  writing_ = false;
  --documents_under_way_;
  bytes_under_way_ -= answers_.front().bytes;
  answers_.pop_front();
  if (!ok) cancelled_ = true;
  Continue();
}

void ImportStream::OnCancel() {
  MutexLock lock(&mutex_);
  cancelled_ = true;
  Continue();
}

void ImportStream::OnDone() {
  on_over_();
  {
    // Whoever finished the call may still be on its way out of the lock.
    const MutexLock lock(&mutex_);
  }
  delete this;
}

void ImportStream::Store(ImportedDocument imported) {
  const bool good = imported.document.ok();
  const size_t bytes = good ? BytesOf(*imported.document) : 0;
  {
    MutexLock lock(&mutex_);
    ++documents_under_way_;
    bytes_under_way_ += bytes;
    if (good) {
      ++in_store_;
    } else {
      answers_.push_back({ErrorAnswer(imported.key, imported.document.status()), 0});
    }
  }
  if (!good) return;
  documents_->InsertAsync(*std::move(imported.document),
                          [this, bytes, key = std::move(imported.key)](absl::StatusOr<store::InsertResult> result) {
                            if (result.ok() && !result->already_exists) on_stored_();
                            PendingAnswer answer{ToAnswer(key, std::move(result)), bytes};
                            MutexLock lock(&mutex_);
                            --in_store_;
                            answers_.push_back(std::move(answer));
                            Continue();
                          });
}

void ImportStream::Continue() {
  if (finished_) return;
  if (cancelled_ || (read_to_end_ && documents_under_way_ == 0)) {
    // Reads and writes of a cancelled call end by themselves; the store still holds on to this object.
    if (reading_ || writing_ || in_store_ > 0) return;
    finished_ = true;
    return Finish(cancelled_ ? rpc::ToGrpcStatus(absl::CancelledError("")) : grpc::Status::OK);
  }
  if (!writing_ && !answers_.empty()) {
    writing_ = true;
    write_buffer_ = rpc::SerializeMessage(answers_.front().answer);
    StartWrite(&write_buffer_);
  }
  const bool room = documents_under_way_ < limits_.documents && bytes_under_way_ < limits_.bytes;
  if (!reading_ && !read_to_end_ && room) {
    reading_ = true;
    StartRead(&read_buffer_);
  }
}

}  // namespace fangzhi::ingest
