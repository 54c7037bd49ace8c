#ifndef FANGZHI_SERVICES_QUERY_SEARCH_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_SEARCH_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// QueryService.SearchRecords; the contract is in query_service.proto.
absl::StatusOr<v1::SearchRecordsResponse> SearchRecords(const QueryContext& context,
                                                        const v1::SearchRecordsRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_SEARCH_QUERIES_H_
