#ifndef FANGZHI_SERVICES_EXTRACTION_REQUEST_VALIDATION_H_
#define FANGZHI_SERVICES_EXTRACTION_REQUEST_VALIDATION_H_

#include <absl/status/statusor.h>

#include <string>

#include "fangzhi/v1/extraction_service.pb.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

// The extractor's input for a request, whose strings it borrows. INVALID_ARGUMENT with a violation for each bad field;
// their paths start with `prefix`.
absl::StatusOr<Input> ToInput(const v1::ExtractRecordsRequest& request, const std::string& prefix = "");
absl::StatusOr<Input> ToInput(const v1::AnnotateTextRequest& request);
// As above for one text of a stream.
absl::StatusOr<Input> ToInput(const v1::StreamExtractRecordsRequest& request);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_REQUEST_VALIDATION_H_
