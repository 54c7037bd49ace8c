#ifndef FANGZHI_SERVICES_QUERY_RECORD_QUERIES_H_
#define FANGZHI_SERVICES_QUERY_RECORD_QUERIES_H_

#include <absl/status/statusor.h>

#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// Methods of QueryService that answer records as they are; the contracts are in query_service.proto. Errors are meant
// for callers (common/rpc/status.h), or are the store's.
absl::StatusOr<v1::Record> GetRecord(const QueryContext& context, const v1::GetRecordRequest& request);
absl::StatusOr<v1::ListRecordsResponse> ListRecords(const QueryContext& context, const v1::ListRecordsRequest& request);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_RECORD_QUERIES_H_
