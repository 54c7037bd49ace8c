#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "services/cli/commands.h"
#include "services/cli/reading.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

// All parts of the answer for one text.
absl::StatusOr<std::vector<v1::Record>> ExtractText(v1::ExtractRecordsRequest text, const Clients& clients) {
  const auto& extraction = clients.extraction();
  grpc::ClientContext context;
  const auto stream = extraction.stub->StreamExtractRecords(&context);
  v1::StreamExtractRecordsRequest request;
  *request.mutable_request() = std::move(text);
  request.set_key("text");
  stream->Write(request);
  stream->WritesDone();
  std::vector<v1::Record> records;
  absl::Status refused;
  v1::StreamExtractRecordsResponse response;
  while (stream->Read(&response)) {
    if (response.has_error()) {
      refused = ExplainError(extraction.address, rpc::ToGrpcStatus(rpc::FromRpcStatus(response.error())));
    }
    for (v1::Record& record : *response.mutable_response()->mutable_records()) records.push_back(std::move(record));
  }
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return ExplainError(extraction.address, status);
  RETURN_IF_ERROR(refused);
  return records;
}

}  // namespace

absl::Status Extract(const ExtractOptions& options, const Clients& clients, const Terminal& terminal) {
  ASSIGN_OR_RETURN(std::string text, ReadFile(options.path));
  v1::ExtractRecordsRequest request;
  request.set_text(text);
  request.set_published(options.published);
  request.set_title(options.title);
  ASSIGN_OR_RETURN(const std::vector<v1::Record> records, ExtractText(std::move(request), clients));
  if (terminal.json) {
    for (const v1::Record& record : records) terminal.out << JsonLine(record);
    return absl::OkStatus();
  }
  PrintReading(text, records, terminal);
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
