#ifndef FANGZHI_SERVICES_QUERY_AVAILABILITY_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_AVAILABILITY_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// QueryService.GetAvailability; the contract is in query_service.proto.
absl::StatusOr<v1::GetAvailabilityResponse> GetAvailability(const QueryContext& context,
                                                            const v1::GetAvailabilityRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_AVAILABILITY_QUERIES_H_
