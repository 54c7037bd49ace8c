#include <absl/flags/flag.h>

#include <string>

#include "common/base/logging.h"
#include "common/catalog/catalogue.h"
#include "common/rpc/bootstrap.h"
#include "common/store/store.h"
#include "services/query/query_service.h"
#include "services/query/store_handle.h"

ABSL_FLAG(std::string, store, "/var/lib/fangzhi/fangzhi.db",
          "The store's file, the one that the ingest service writes.");
ABSL_FLAG(int, query_threads, 8, "Calls answered, and reads of the store made, at the same time; 1 to 256.");

int main(int argc, char** argv) {
  namespace v1 = fangzhi::v1;
  fangzhi::rpc::InitService(
      {.name = "fangzhi-query", .description = "Answers questions about indicator records.", .default_port = 50053},
      argc, argv);
  const std::string path = absl::GetFlag(FLAGS_store);
  const int threads = absl::GetFlag(FLAGS_query_threads);
  if (path.empty() || threads < 1 || threads > 256) {
    fangzhi::LogError(path.empty() ? "--store must name the store's file" : "--query_threads must be 1 to 256");
    return 2;
  }

  fangzhi::query::StoreHandle store([&] { return fangzhi::store::OpenForReading(path, {.max_connections = threads}); });
  fangzhi::query::QueryService service(&store, &fangzhi::catalog::Catalogue::BuiltIn(), threads);
  return fangzhi::rpc::Serve({{v1::QueryService::service_full_name(), &service, [&] { return service.Health(); }}});
}
