#include "services/cli/import_client.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <string>
#include <thread>
#include <utility>

#include "common/base/mutex.h"
#include "common/rpc/status.h"

namespace fangzhi::cli {
namespace {

constexpr size_t kMostInlineBytes = size_t{2} << 20;
constexpr size_t kChunkBytes = size_t{1} << 20;

using Stream = grpc::ClientReaderWriter<v1::ImportDocumentsRequest, v1::ImportDocumentsResponse>;

// Sends one document. False where the stream is broken.
bool Send(const ImportFile& file, const std::string& bytes, size_t index, Stream& stream) {
  const bool is_inline = bytes.size() <= kMostInlineBytes;
  v1::ImportDocumentsRequest request;
  v1::ImportDocumentBegin& begin = *request.mutable_begin();
  begin.set_key(absl::StrCat(index));
  *begin.mutable_document() = file.document;
  begin.mutable_content()->set_media_type(file.media_type);
  begin.mutable_content()->set_bytes(is_inline ? bytes : "");
  request.set_last(is_inline);
  if (!stream.Write(request)) return false;
  for (size_t at = 0; !is_inline && at < bytes.size(); at += kChunkBytes) {
    v1::ImportDocumentsRequest part;
    part.set_chunk(bytes.substr(at, kChunkBytes));
    part.set_last(at + kChunkBytes >= bytes.size());
    if (!stream.Write(part)) return false;
  }
  return true;
}

// Passes results on, one at a time.
class Results {
 public:
  explicit Results(const ImportCallback& done) : done_(done) {}

  void Tell(size_t index, absl::StatusOr<v1::CreateDocumentResponse> result) {
    MutexLock lock(&mutex_);
    done_(index, std::move(result));
  }

 private:
  Mutex mutex_;
  const ImportCallback& done_ ABSL_GUARDED_BY(mutex_);
};

void SendAll(const std::vector<ImportFile>& files, Results& results, Stream& stream) {
  for (size_t i = 0; i < files.size(); ++i) {
    const absl::StatusOr<std::string> bytes =
        files[i].status.ok() ? ReadFile(files[i].path) : absl::StatusOr<std::string>(files[i].status);
    if (!bytes.ok()) {
      results.Tell(i, bytes.status());
    } else if (!Send(files[i], *bytes, i, stream)) {
      return;
    }
  }
  stream.WritesDone();
}

}  // namespace

absl::Status ImportFiles(const std::vector<ImportFile>& files, const Clients& clients, const ImportCallback& done) {
  grpc::ClientContext context;
  const auto stream = clients.ingest().stub->ImportDocuments(&context);
  Results results(done);
  std::thread sender([&] { SendAll(files, results, *stream); });
  v1::ImportDocumentsResponse response;
  while (stream->Read(&response)) {
    size_t index = 0;
    if (!absl::SimpleAtoi(response.key(), &index) || index >= files.size()) continue;
    if (response.has_error()) {
      results.Tell(index,
                   ExplainError(clients.ingest().address, rpc::ToGrpcStatus(rpc::FromRpcStatus(response.error()))));
    } else {
      results.Tell(index, std::move(*response.mutable_created()));
    }
  }
  // Reading ends with the call, so a sender that waits for room gives up.
  sender.join();
  const grpc::Status status = stream->Finish();
  return status.ok() ? absl::OkStatus() : ExplainError(clients.ingest().address, status);
}

}  // namespace fangzhi::cli
