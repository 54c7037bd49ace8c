#ifndef FANGZHI_SERVICES_CLI_CLIENTS_H_
#define FANGZHI_SERVICES_CLI_CLIENTS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "fangzhi/v1/extraction_service.grpc.pb.h"
#include "fangzhi/v1/ingest_service.grpc.pb.h"
#include "fangzhi/v1/query_service.grpc.pb.h"

namespace fangzhi::cli {

// A service as users know it.
struct ServiceAddress {
  std::string name;     // `query`
  std::string target;   // `127.0.0.1:50053`
  std::string program;  // What starts it: `fangzhi-query`.
  std::string flag;     // What sets the target: `--query`.
};

struct Targets {
  std::string ingest = "127.0.0.1:50051";
  std::string extraction = "127.0.0.1:50052";
  std::string query = "127.0.0.1:50053";
};

// What a user should read of a failed call: a sentence, with a line for each field violation. A service that cannot be
// reached is named with its address and what starts it. The code is that of `status`.
absl::Status ExplainError(const ServiceAddress& service, const grpc::Status& status);

// The three services. Channels connect when first used.
class Clients {
 public:
  explicit Clients(const Targets& targets, absl::Duration timeout = absl::Seconds(30));

  template <typename Stub>
  struct Client {
    ServiceAddress address;
    std::unique_ptr<Stub> stub;
  };

  const Client<v1::IngestService::Stub>& ingest() const { return ingest_; }
  const Client<v1::ExtractionService::Stub>& extraction() const { return extraction_; }
  const Client<v1::QueryService::Stub>& query() const { return query_; }

  // A unary call, bounded by the timeout, with errors explained:
  //
  //   clients.Call(clients.query(), &v1::QueryService::Stub::GetRecord, request)
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const Client<Stub>& client,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
    Response response;
    const grpc::Status status = (client.stub.get()->*method)(&context, request, &response);
    if (!status.ok()) return ExplainError(client.address, status);
    return response;
  }

  // A server-streaming call whose answers carry a `resume_token`: gives each to `take(response)` until that returns
  // false or the stream ends. Where the connection is lost it goes on after the last answer; an error where it is lost
  // some times without any answer in between. `request.resume_token` is where to go on then.
  template <typename Stub, typename Request, typename Response, typename Take>
  absl::Status ReadStream(const Client<Stub>& client,
                          std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*,
                                                                                        const Request&),
                          Request& request, Take take) const {
    constexpr int kMostAttempts = 5;
    for (int attempt = 1;; ++attempt) {
      grpc::ClientContext context;
      const auto reader = (client.stub.get()->*method)(&context, request);
      Response response;
      while (reader->Read(&response)) {
        attempt = 0;
        request.set_resume_token(response.resume_token());
        // The last answer has no token.
        if (take(response) && !response.resume_token().empty()) continue;
        context.TryCancel();
        return absl::OkStatus();
      }
      const grpc::Status status = reader->Finish();
      if (status.ok()) return absl::OkStatus();
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE || attempt == kMostAttempts) {
        return ExplainError(client.address, status);
      }
      absl::SleepFor(absl::Milliseconds(200) * attempt);
    }
  }

 private:
  const absl::Duration timeout_;
  const Client<v1::IngestService::Stub> ingest_;
  const Client<v1::ExtractionService::Stub> extraction_;
  const Client<v1::QueryService::Stub> query_;
};

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_CLIENTS_H_
