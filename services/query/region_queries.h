#ifndef FANGZHI_SERVICES_QUERY_REGION_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_REGION_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

// QueryService's methods that set regions side by side; the contracts are in query_service.proto. Besides: NOT_FOUND
// for an indicator or region that neither the catalogue nor a record has.
namespace fangzhi::query {

absl::StatusOr<v1::CompareRegionsResponse> CompareRegions(const QueryContext& context,
                                                          const v1::CompareRegionsRequest& request);
absl::StatusOr<v1::RankRegionsResponse> RankRegions(const QueryContext& context, const v1::RankRegionsRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_REGION_QUERIES_H_
