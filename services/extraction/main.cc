// The extraction service: text in, records out; no disk, no state.

#include <absl/flags/flag.h>

#include <algorithm>
#include <thread>

#include "common/base/logging.h"
#include "common/rpc/bootstrap.h"
#include "services/extraction/extraction_service.h"
#include "services/extraction/extractor.h"

ABSL_FLAG(int, threads, 0, "Texts read at the same time; 0 for one a processor.");

int main(int argc, char** argv) {
  using fangzhi::extraction::ExtractionService;
  fangzhi::rpc::InitService(
      {.name = "fangzhi-extraction", .description = "reads the indicator records in texts.", .default_port = 50052},
      argc, argv);

  fangzhi::extraction::ExtractionServiceOptions options;
  options.threads = absl::GetFlag(FLAGS_threads);
  if (options.threads <= 0) options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  ExtractionService service(options);
  fangzhi::LogInfo("ready to extract", {{"extractor_version", fangzhi::extraction::ExtractorVersion()}});
  return fangzhi::rpc::Serve({{fangzhi::v1::ExtractionService::service_full_name(), &service, /*health=*/nullptr}});
}
