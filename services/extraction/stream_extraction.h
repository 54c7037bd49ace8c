#ifndef FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_
#define FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_

#include <grpcpp/support/server_callback.h>

#include "common/base/worker_pool.h"
#include "fangzhi/v1/extraction_service.pb.h"

namespace fangzhi::extraction {

// One StreamExtractRecords call: reads a text, has it read on `pool`, writes its parts, reads the next. A text starts
// only while the call is alive. `pool` must outlive the call. Deletes itself.
grpc::ServerBidiReactor<v1::StreamExtractRecordsRequest, v1::StreamExtractRecordsResponse>* MakeStreamExtraction(
    WorkerPool* pool);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_
