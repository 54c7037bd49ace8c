#include "services/cli/clients.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <google/rpc/error_details.pb.h>

#include "common/rpc/channel.h"
#include "common/rpc/status.h"
#include "services/cli/display_width.h"

namespace fangzhi::cli {
namespace {

// `FANGZHI_QUERY_TARGET`
std::string VariableOf(const ServiceAddress& service) {
  return absl::StrCat("FANGZHI_", absl::AsciiStrToUpper(service.name), "_TARGET");
}

// Whether the service itself answered: every error of ours carries details.
bool IsFromService(const absl::Status& status) {
  return rpc::GetDetail<google::rpc::ErrorInfo>(status) || rpc::GetDetail<google::rpc::RetryInfo>(status);
}

template <typename Service>
Clients::Client<typename Service::Stub> MakeClient(const ServiceAddress& address) {
  auto stub = Service::NewStub(rpc::MakeChannel(address.target));
  return {.address = address, .stub = std::move(stub)};
}

}  // namespace

absl::Status ExplainError(const ServiceAddress& service, const grpc::Status& status) {
  const absl::Status answer = rpc::FromGrpcStatus(status);
  if (absl::IsUnavailable(answer) && !IsFromService(answer)) {
    return absl::UnavailableError(absl::StrCat("cannot reach the ", service.name, " service at ", service.target,
                                               "; start it with `", service.program, "`, or say where it is with ",
                                               service.flag, " or ", VariableOf(service)));
  }
  if (absl::IsDeadlineExceeded(answer)) {
    return absl::DeadlineExceededError(
        absl::StrCat("the ", service.name, " service at ", service.target, " did not answer in time (--timeout)"));
  }
  std::string text = OneLine(status.error_message());
  if (const auto bad = rpc::GetDetail<google::rpc::BadRequest>(answer)) {
    text = absl::StrCat("the ", service.name, " service refused the request:");
    for (const auto& violation : bad->field_violations()) {
      absl::StrAppend(&text, "\n  ", OneLine(violation.field()), ": ", OneLine(violation.description()));
    }
  }
  return {answer.code(), text};
}

Clients::Clients(const Targets& targets, absl::Duration timeout)
    : timeout_(timeout),
      ingest_(MakeClient<v1::IngestService>({"ingest", targets.ingest, "fangzhi-ingest", "--ingest"})),
      extraction_(
          MakeClient<v1::ExtractionService>({"extraction", targets.extraction, "fangzhi-extraction", "--extraction"})),
      query_(MakeClient<v1::QueryService>({"query", targets.query, "fangzhi-query", "--query"})) {}

}  // namespace fangzhi::cli
