#ifndef FANGZHI_SERVICES_QUERY_SERIES_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_SERIES_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// QueryService.GetSeries; the contract is in query_service.proto. Besides: NOT_FOUND for an indicator or subject that
// neither the catalogue nor a record has; an empty series where both exist and no record has both.
absl::StatusOr<v1::Series> GetSeries(const QueryContext& context, const v1::GetSeriesRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_SERIES_QUERIES_H_
