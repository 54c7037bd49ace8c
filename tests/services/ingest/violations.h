#ifndef FANGZHI_TESTS_SERVICES_INGEST_VIOLATIONS_H_
#define FANGZHI_TESTS_SERVICES_INGEST_VIOLATIONS_H_

#include <absl/status/status.h>
#include <google/rpc/error_details.pb.h>

#include <string>
#include <vector>

#include "common/rpc/status.h"

namespace fangzhi::ingest {

// The fields that an INVALID_ARGUMENT names.
inline std::vector<std::string> ViolatedFields(const absl::Status& status) {
  std::vector<std::string> fields;
  if (!absl::IsInvalidArgument(status)) return fields;
  const auto details = rpc::GetDetail<google::rpc::BadRequest>(status);
  if (!details) return fields;
  for (const auto& violation : details->field_violations()) fields.push_back(violation.field());
  return fields;
}

}  // namespace fangzhi::ingest

#endif  // FANGZHI_TESTS_SERVICES_INGEST_VIOLATIONS_H_
