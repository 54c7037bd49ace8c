#ifndef FANGZHI_SERVICES_QUERY_RECORD_STREAMS_H_
#define FANGZHI_SERVICES_QUERY_RECORD_STREAMS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <deque>
#include <string>

#include "common/rpc/stream.h"
#include "fangzhi/v1/query_service.pb.h"
#include "services/query/query_context.h"

// QueryService's streaming methods, message by message; the contracts are in query_service.proto. Each message is a
// read of its own, so that a stream holds no state of the store open while its client takes its time.
namespace fangzhi::query {

class RecordExport {
 public:
  explicit RecordExport(v1::ExportRecordsRequest request) : request_(std::move(request)) {}

  absl::StatusOr<rpc::StreamStep> Next(const QueryContext& context, v1::ExportRecordsResponse& response);

 private:
  absl::Status Begin(const QueryContext& context);

  const v1::ExportRecordsRequest request_;
  bool begun_ = false;
  bool ended_ = false;
  store::RecordListOptions options_;
};

class RecordWatch {
 public:
  // `now` is when the call began.
  RecordWatch(v1::WatchRecordsRequest request, absl::Time now) : request_(std::move(request)), now_(now) {}

  absl::StatusOr<rpc::StreamStep> Next(const QueryContext& context, v1::WatchRecordsResponse& response);

 private:
  absl::Status Begin(const QueryContext& context);

  const v1::WatchRecordsRequest request_;
  const absl::Time now_;
  bool begun_ = false;
  store::RecordChangesOptions options_;
  std::deque<store::RecordChanges::Change> changes_;  // Read and not yet told.
};

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_RECORD_STREAMS_H_
