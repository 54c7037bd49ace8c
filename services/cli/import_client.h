#ifndef FANGZHI_SERVICES_CLI_IMPORT_CLIENT_H_
#define FANGZHI_SERVICES_CLI_IMPORT_CLIENT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <vector>

#include "fangzhi/v1/ingest_service.pb.h"
#include "services/cli/clients.h"
#include "services/cli/import_files.h"

namespace fangzhi::cli {

// Told of each file once, by its index, in order of completion; one call at a time.
using ImportCallback = std::function<void(size_t index, absl::StatusOr<v1::CreateDocumentResponse> result)>;

// Reads the files and streams them to the ingest service. A file that cannot be read, or is refused, is told to `done`
// and the rest goes on. Returns an error where the stream broke; files that were not told of then are not known to be
// stored.
absl::Status ImportFiles(const std::vector<ImportFile>& files, const Clients& clients, const ImportCallback& done);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_IMPORT_CLIENT_H_
