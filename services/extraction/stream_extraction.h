#ifndef FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_
#define FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "common/base/worker_pool.h"

namespace fangzhi::extraction {

// One StreamExtractRecords call: reads a text, has it read on `pool`, writes its parts, reads the next. A text starts
// only while the call is alive. `pool` must outlive the call. Deletes itself.
//
// It reads bytes, so that a message that does not parse is one bad text (common/rpc/message_bytes.h).
grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* MakeStreamExtraction(WorkerPool* pool);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_STREAM_EXTRACTION_H_
