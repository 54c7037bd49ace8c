#include "services/ingest/extraction_client.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/status.h"

namespace fangzhi::ingest {

// The context of a call, known to the client as long as the call lasts.
class ExtractionClient::Call {
 public:
  Call(ExtractionClient* client, absl::Duration timeout) : client_(client) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
    MutexLock lock(&client_->mutex_);
    client_->calls_.insert(&context_);
    if (client_->cancelled_) context_.TryCancel();
  }
  ~Call() {
    MutexLock lock(&client_->mutex_);
    client_->calls_.erase(&context_);
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  grpc::ClientContext& context() { return context_; }

 private:
  ExtractionClient* const client_;  // Not owned.
  grpc::ClientContext context_;
};

namespace {

// Moves the records of one part over. INTERNAL where the part is not of the text that was sent.
absl::Status AddPart(const std::string& key, v1::StreamExtractRecordsResponse part, store::Extraction* extraction) {
  if (part.key() != key) return absl::InternalError("an answer for another text came");
  if (part.has_error()) return rpc::FromRpcStatus(part.error());
  v1::ExtractRecordsResponse* response = part.mutable_response();
  if (response->extractor_version().empty()) return absl::InternalError("an answer without extractor version came");
  extraction->extractor_version = std::move(*response->mutable_extractor_version());
  extraction->title = std::move(*response->mutable_title());
  for (v1::Record& record : *response->mutable_records()) extraction->records.push_back(std::move(record));
  return absl::OkStatus();
}

}  // namespace

ExtractionClient::ExtractionClient(std::shared_ptr<grpc::Channel> channel)
    : channel_(std::move(channel)),
      extraction_(v1::ExtractionService::NewStub(channel_)),
      health_(grpc::health::v1::Health::NewStub(channel_)) {}

bool ExtractionClient::IsReachable(absl::Duration timeout) {
  const grpc_connectivity_state state = channel_->GetState(/*try_to_connect=*/true);
  if (state == GRPC_CHANNEL_READY) return true;
  channel_->WaitForStateChange(state, absl::ToChronoTime(absl::Now() + timeout));
  return channel_->GetState(/*try_to_connect=*/true) == GRPC_CHANNEL_READY;
}

absl::StatusOr<store::Extraction> ExtractionClient::Extract(const v1::Document& document, absl::Duration timeout) {
  v1::StreamExtractRecordsRequest request;
  request.set_key(document.name());
  request.mutable_request()->set_text(document.text());
  request.mutable_request()->set_published(document.published());
  request.mutable_request()->set_title(document.title());
  request.mutable_request()->set_view(v1::RECORD_VIEW_EXPLAINED);

  Call call(this, timeout);
  // Where no server is reachable the call waits: an error then means that a server had it.
  call.context().set_wait_for_ready(true);
  const auto stream = extraction_->StreamExtractRecords(&call.context());
  stream->Write(request);
  stream->WritesDone();
  store::Extraction extraction;
  v1::StreamExtractRecordsResponse part;
  absl::Status status;
  bool last = false;
  while (stream->Read(&part)) {
    last = part.last();
    if (status.ok()) status = AddPart(request.key(), std::move(part), &extraction);
  }
  const absl::Status finished = rpc::FromGrpcStatus(stream->Finish());
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(finished);
  if (!last) return absl::InternalError("the answer broke off");
  return extraction;
}

bool ExtractionClient::IsServing(absl::Duration timeout) {
  Call call(this, timeout);
  grpc::health::v1::HealthCheckResponse response;
  const grpc::Status status = health_->Check(&call.context(), {}, &response);
  return status.ok() && response.status() == grpc::health::v1::HealthCheckResponse::SERVING;
}

void ExtractionClient::CancelAll() {
  MutexLock lock(&mutex_);
  cancelled_ = true;
  for (grpc::ClientContext* context : calls_) context->TryCancel();
}

}  // namespace fangzhi::ingest
