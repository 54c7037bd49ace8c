#ifndef FANGZHI_SERVICES_INGEST_IMPORT_STREAM_H_
#define FANGZHI_SERVICES_INGEST_IMPORT_STREAM_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <deque>
#include <functional>

#include "common/base/mutex.h"
#include "common/store/document_store.h"
#include "fangzhi/v1/ingest_service.pb.h"
#include "services/ingest/import_assembler.h"

namespace fangzhi::ingest {

struct ImportLimits {
  // Documents, and bytes of them, on their way to the store or whose answer is not written yet. While one limit is
  // reached nothing more is read.
  int documents = 256;
  size_t bytes = 8 << 20;
};

// One ImportDocuments call. Many documents are on their way to the store at once, so that they share its commits.
//
// It reads bytes, not messages: gRPC takes a message that does not parse for the end of the stream, and the client
// would never hear of the documents after it. Thread-safe; deletes itself when the call is over.
class ImportStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // `documents` must outlive the call. `on_stored` is called for each document that is new in the store, `on_over` once
  // when the call is over; neither may block.
  ImportStream(store::DocumentStore* documents, const ImportLimits& limits, std::function<void()> on_stored,
               std::function<void()> on_over);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  void Store(ImportedDocument imported);
  // Starts what can be started: the next write, the next read, the end of the call.
  void Continue() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  struct PendingAnswer {
    v1::ImportDocumentsResponse answer;
    size_t bytes = 0;  // Of the document.
  };

  store::DocumentStore* const documents_;  // Not owned.
  const ImportLimits limits_;
  const std::function<void()> on_stored_;
  const std::function<void()> on_over_;

  ImportAssembler assembler_;      // Of the reading thread: one read is under way at a time.
  grpc::ByteBuffer read_buffer_;   // As above.
  grpc::ByteBuffer write_buffer_;  // Not touched while `writing_`.
  Mutex mutex_;
  std::deque<PendingAnswer> answers_ ABSL_GUARDED_BY(mutex_);  // The first is being written while `writing_`.
  int documents_under_way_ ABSL_GUARDED_BY(mutex_) = 0;        // Taken and not yet answered and written.
  size_t bytes_under_way_ ABSL_GUARDED_BY(mutex_) = 0;
  int in_store_ ABSL_GUARDED_BY(mutex_) = 0;  // Given to the store and not yet given back.
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool read_to_end_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace fangzhi::ingest

#endif  // FANGZHI_SERVICES_INGEST_IMPORT_STREAM_H_
