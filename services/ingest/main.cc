// The ingest service: takes documents in, keeps them, and has their records extracted. The only writer of the store.

#include <absl/flags/flag.h>

#include <string>

#include "common/base/logging.h"
#include "common/base/strings.h"
#include "common/rpc/bootstrap.h"
#include "common/rpc/channel.h"
#include "common/store/store.h"
#include "services/ingest/dispatcher.h"
#include "services/ingest/extraction_client.h"
#include "services/ingest/ingest_service.h"

ABSL_FLAG(std::string, store, "/var/lib/fangzhi/fangzhi.db", "The store's file; made where there is none.");
ABSL_FLAG(std::string, extraction_target, "127.0.0.1:50052",
          "The extraction service: host:port, dns:///host:port for all addresses of a name, or addresses with commas.");
ABSL_FLAG(int, extraction_concurrency, 16, "Documents at extraction at the same time; 1 to 256.");
ABSL_FLAG(absl::Duration, extraction_timeout, absl::Minutes(2), "How long the extraction of one document may take.");
ABSL_FLAG(int, max_attempts, 5, "Attempts at a document over which extraction fails, before it is FAILED.");

namespace fangzhi::ingest {
namespace {

int Run(int argc, char** argv) {
  rpc::InitService({.name = "fangzhi-ingest",
                    .description = "takes documents in, keeps them, and has their records extracted.",
                    .default_port = 50051},
                   argc, argv);
  DispatcherOptions options;
  options.concurrency = absl::GetFlag(FLAGS_extraction_concurrency);
  options.timeout = absl::GetFlag(FLAGS_extraction_timeout);
  options.max_attempts = absl::GetFlag(FLAGS_max_attempts);
  if (options.concurrency < 1 || options.concurrency > 256 || options.timeout <= absl::ZeroDuration()) {
    LogError("--extraction_concurrency must be 1 to 256 and --extraction_timeout positive");
    return 2;
  }

  const std::string path = absl::GetFlag(FLAGS_store);
  const auto opened = store::OpenForWriting(path);
  if (!opened.ok()) {
    LogError("cannot open the store", {{"path", path}, {"reason", ToStd(opened.status().message())}});
    return 1;
  }
  store::WritableStore& store = **opened;
  ExtractionClient client(rpc::MakeBalancedChannel(absl::GetFlag(FLAGS_extraction_target)));
  Dispatcher dispatcher(&store.documents(), &client, options);
  IngestService service(&store.documents(), [&dispatcher] { dispatcher.Wake(); });
  return rpc::Serve({{v1::IngestService::service_full_name(), &service, [&store] { return store.Check(); }}});
}

}  // namespace
}  // namespace fangzhi::ingest

int main(int argc, char** argv) { return fangzhi::ingest::Run(argc, argv); }
