#ifndef FANGZHI_SERVICES_QUERY_QUERY_SERVICE_H_
#define FANGZHI_SERVICES_QUERY_QUERY_SERVICE_H_

#include <absl/status/status.h>
#include <grpcpp/support/server_callback.h>

#include "common/base/worker_pool.h"
#include "common/catalog/catalogue.h"
#include "common/rpc/answer.h"
#include "fangzhi/v1/query_service.grpc.pb.h"
#include "services/query/indicator_similarity.h"
#include "services/query/query_context.h"
#include "services/query/store_handle.h"

namespace fangzhi::query {

// fangzhi.v1.QueryService over gRPC. What methods answer is in *_queries.h; here calls meet the store, with their
// deadline and cancellation. Thread-safe.
class QueryService final : public v1::QueryService::CallbackService {
 public:
  // `store` and `catalogue` must outlive the service. `threads` calls are answered at the same time.
  QueryService(StoreHandle* store, const catalog::Catalogue* catalogue, int threads);

  // For health checking: whether the store can be read.
  absl::Status Health() { return store_->Refresh(); }

  grpc::ServerUnaryReactor* GetRecord(grpc::CallbackServerContext* context, const v1::GetRecordRequest* request,
                                      v1::Record* response) override;
  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* context, const v1::ListRecordsRequest* request,
                                        v1::ListRecordsResponse* response) override;
  grpc::ServerUnaryReactor* SearchRecords(grpc::CallbackServerContext* context, const v1::SearchRecordsRequest* request,
                                          v1::SearchRecordsResponse* response) override;
  grpc::ServerUnaryReactor* GetSeries(grpc::CallbackServerContext* context, const v1::GetSeriesRequest* request,
                                      v1::Series* response) override;
  grpc::ServerUnaryReactor* CompareRegions(grpc::CallbackServerContext* context,
                                           const v1::CompareRegionsRequest* request,
                                           v1::CompareRegionsResponse* response) override;
  grpc::ServerUnaryReactor* RankRegions(grpc::CallbackServerContext* context, const v1::RankRegionsRequest* request,
                                        v1::RankRegionsResponse* response) override;
  grpc::ServerUnaryReactor* ListIndicators(grpc::CallbackServerContext* context,
                                           const v1::ListIndicatorsRequest* request,
                                           v1::ListIndicatorsResponse* response) override;
  grpc::ServerUnaryReactor* ListRegions(grpc::CallbackServerContext* context, const v1::ListRegionsRequest* request,
                                        v1::ListRegionsResponse* response) override;
  grpc::ServerUnaryReactor* ListTopics(grpc::CallbackServerContext* context, const v1::ListTopicsRequest* request,
                                       v1::ListTopicsResponse* response) override;
  grpc::ServerUnaryReactor* GetAvailability(grpc::CallbackServerContext* context,
                                            const v1::GetAvailabilityRequest* request,
                                            v1::GetAvailabilityResponse* response) override;
  grpc::ServerUnaryReactor* ListConflicts(grpc::CallbackServerContext* context, const v1::ListConflictsRequest* request,
                                          v1::ListConflictsResponse* response) override;
  grpc::ServerUnaryReactor* CheckConsistency(grpc::CallbackServerContext* context,
                                             const v1::CheckConsistencyRequest* request,
                                             v1::CheckConsistencyResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportRecordsResponse>* ExportRecords(grpc::CallbackServerContext* context,
                                                                     const v1::ExportRecordsRequest* request) override;
  grpc::ServerWriteReactor<v1::WatchRecordsResponse>* WatchRecords(grpc::CallbackServerContext* context,
                                                                   const v1::WatchRecordsRequest* request) override;

 private:
  template <typename Request, typename Response>
  using Method = absl::StatusOr<Response> (*)(const QueryContext&, const Request&);

  // Answers a call with what `method` returns, on the pool.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                Method<Request, Response> method);

  // The same for methods that read what one index leads to: where it can be, on the thread that received the call.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* RunSoon(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                    Method<Request, Response> method);

  template <typename Request, typename Response>
  auto Handler(grpc::CallbackServerContext* context, const Request* request, Response* response,
               Method<Request, Response> method);

  // Answers a call with the messages of `source`, a RecordExport or RecordWatch.
  template <typename Response, typename Source>
  grpc::ServerWriteReactor<Response>* Stream(grpc::CallbackServerContext* context, Source source);

  QueryContext ContextOf(grpc::CallbackServerContext* context, store::Store& store) const;

  StoreHandle* const store_;                   // Not owned.
  const catalog::Catalogue* const catalogue_;  // Not owned.
  const IndicatorSimilarity similarity_;
  rpc::ReceivingThread here_;
  WorkerPool pool_;
};

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_QUERY_SERVICE_H_
