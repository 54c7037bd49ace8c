#ifndef FANGZHI_SERVICES_QUERY_ORDER_BY_H_
#define FANGZHI_SERVICES_QUERY_ORDER_BY_H_

#include <absl/status/statusor.h>

#include <string_view>
#include <vector>

#include "common/store/record_store.h"

namespace fangzhi::query {

// Reads ListRecordsRequest.order_by (AIP-132): `period desc, value`. INVALID_ARGUMENT whose message names the field at
// fault and what was expected.
absl::StatusOr<std::vector<store::RecordOrder>> ParseOrderBy(std::string_view order_by);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_ORDER_BY_H_
