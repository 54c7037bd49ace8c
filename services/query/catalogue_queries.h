#ifndef FANGZHI_SERVICES_QUERY_CATALOGUE_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_CATALOGUE_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// Methods of QueryService over the catalogue and the gazetteer; the contracts are in query_service.proto. Errors are
// meant for callers, or are the store's.

// Catalogue indicators in the order of the catalogue, then open ones by phrase.
absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(const QueryContext& context,
                                                          const v1::ListIndicatorsRequest& request);
// In order of code.
absl::StatusOr<v1::ListRegionsResponse> ListRegions(const QueryContext& context, const v1::ListRegionsRequest& request);
absl::StatusOr<v1::ListTopicsResponse> ListTopics(const QueryContext& context, const v1::ListTopicsRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_CATALOGUE_QUERIES_H_
