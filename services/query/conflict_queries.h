#ifndef FANGZHI_SERVICES_QUERY_CONFLICT_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_CONFLICT_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

// QueryService's methods that find what cannot all be right; the contracts are in query_service.proto.
namespace fangzhi::query {

absl::StatusOr<v1::ListConflictsResponse> ListConflicts(const QueryContext& context,
                                                        const v1::ListConflictsRequest& request);
absl::StatusOr<v1::CheckConsistencyResponse> CheckConsistency(const QueryContext& context,
                                                              const v1::CheckConsistencyRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_CONFLICT_QUERIES_H_
