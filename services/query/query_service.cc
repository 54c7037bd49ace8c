#include "services/query/query_service.h"

#include <absl/time/clock.h>
#include <absl/time/time.h>

#include <memory>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/answer.h"
#include "common/rpc/status.h"
#include "services/query/availability_queries.h"
#include "services/query/catalogue_queries.h"
#include "services/query/conflict_queries.h"
#include "services/query/record_queries.h"
#include "services/query/record_streams.h"
#include "services/query/region_queries.h"
#include "services/query/search_queries.h"
#include "services/query/series_queries.h"

namespace fangzhi::query {
namespace {

constexpr size_t kQueuedCallsPerThread = 256;

}  // namespace

QueryService::QueryService(StoreHandle* store, const catalog::Catalogue* catalogue, int threads)
    : store_(store),
      catalogue_(catalogue),
      similarity_(*catalogue),
      pool_(threads, kQueuedCallsPerThread * static_cast<size_t>(threads)) {}

QueryContext QueryService::ContextOf(grpc::CallbackServerContext* context, store::Store& store) const {
  return {.store = store,
          .catalogue = *catalogue_,
          .similarity = similarity_,
          .bounds = {.deadline = absl::FromChrono(context->deadline()),
                     .cancelled = [context] { return context->IsCancelled(); }}};
}

template <typename Request, typename Response>
auto QueryService::Handler(grpc::CallbackServerContext* context, const Request* request, Response* response,
                           Method<Request, Response> method) {
  return [this, context, request, response, method]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::shared_ptr<store::Store> store, store_->Get());
    ASSIGN_OR_RETURN(*response, method(ContextOf(context, *store), *request));
    return absl::OkStatus();
  };
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* QueryService::Run(grpc::CallbackServerContext* context, const Request* request,
                                            Response* response, Method<Request, Response> method) {
  return rpc::Answer(context, &pool_, Handler(context, request, response, method));
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* QueryService::RunSoon(grpc::CallbackServerContext* context, const Request* request,
                                                Response* response, Method<Request, Response> method) {
  return rpc::AnswerSoon(context, &here_, &pool_, Handler(context, request, response, method));
}

template <typename Response, typename Source>
grpc::ServerWriteReactor<Response>* QueryService::Stream(grpc::CallbackServerContext* context, Source source) {
  return rpc::Stream<Response>(
      context, &pool_,
      [this, context, source = std::move(source)](Response* response) mutable -> absl::StatusOr<rpc::StreamStep> {
        ASSIGN_OR_RETURN(const std::shared_ptr<store::Store> store, store_->Get());
        return source.Next(ContextOf(context, *store), *response);
      });
}

grpc::ServerUnaryReactor* QueryService::GetRecord(grpc::CallbackServerContext* context,
                                                  const v1::GetRecordRequest* request, v1::Record* response) {
  return RunSoon(context, request, response, &query::GetRecord);
}

grpc::ServerUnaryReactor* QueryService::ListRecords(grpc::CallbackServerContext* context,
                                                    const v1::ListRecordsRequest* request,
                                                    v1::ListRecordsResponse* response) {
  return Run(context, request, response, &query::ListRecords);
}

grpc::ServerUnaryReactor* QueryService::SearchRecords(grpc::CallbackServerContext* context,
                                                      const v1::SearchRecordsRequest* request,
                                                      v1::SearchRecordsResponse* response) {
  return Run(context, request, response, &query::SearchRecords);
}

grpc::ServerUnaryReactor* QueryService::GetSeries(grpc::CallbackServerContext* context,
                                                  const v1::GetSeriesRequest* request, v1::Series* response) {
  return RunSoon(context, request, response, &query::GetSeries);
}

grpc::ServerUnaryReactor* QueryService::CompareRegions(grpc::CallbackServerContext* context,
                                                       const v1::CompareRegionsRequest* request,
                                                       v1::CompareRegionsResponse* response) {
  return Run(context, request, response, &query::CompareRegions);
}

grpc::ServerUnaryReactor* QueryService::RankRegions(grpc::CallbackServerContext* context,
                                                    const v1::RankRegionsRequest* request,
                                                    v1::RankRegionsResponse* response) {
  return Run(context, request, response, &query::RankRegions);
}

grpc::ServerUnaryReactor* QueryService::ListIndicators(grpc::CallbackServerContext* context,
                                                       const v1::ListIndicatorsRequest* request,
                                                       v1::ListIndicatorsResponse* response) {
  return Run(context, request, response, &query::ListIndicators);
}

grpc::ServerUnaryReactor* QueryService::ListRegions(grpc::CallbackServerContext* context,
                                                    const v1::ListRegionsRequest* request,
                                                    v1::ListRegionsResponse* response) {
  return Run(context, request, response, &query::ListRegions);
}

grpc::ServerUnaryReactor* QueryService::ListTopics(grpc::CallbackServerContext* context,
                                                   const v1::ListTopicsRequest* request,
                                                   v1::ListTopicsResponse* response) {
  return Run(context, request, response, &query::ListTopics);
}

grpc::ServerUnaryReactor* QueryService::GetAvailability(grpc::CallbackServerContext* context,
                                                        const v1::GetAvailabilityRequest* request,
                                                        v1::GetAvailabilityResponse* response) {
  return Run(context, request, response, &query::GetAvailability);
}

grpc::ServerUnaryReactor* QueryService::ListConflicts(grpc::CallbackServerContext* context,
                                                      const v1::ListConflictsRequest* request,
                                                      v1::ListConflictsResponse* response) {
  return Run(context, request, response, &query::ListConflicts);
}

grpc::ServerUnaryReactor* QueryService::CheckConsistency(grpc::CallbackServerContext* context,
                                                         const v1::CheckConsistencyRequest* request,
                                                         v1::CheckConsistencyResponse* response) {
  return Run(context, request, response, &query::CheckConsistency);
}

grpc::ServerWriteReactor<v1::ExportRecordsResponse>* QueryService::ExportRecords(
    grpc::CallbackServerContext* context, const v1::ExportRecordsRequest* request) {
  return Stream<v1::ExportRecordsResponse>(context, RecordExport(*request));
}

grpc::ServerWriteReactor<v1::WatchRecordsResponse>* QueryService::WatchRecords(grpc::CallbackServerContext* context,
                                                                               const v1::WatchRecordsRequest* request) {
  return Stream<v1::WatchRecordsResponse>(context, RecordWatch(*request, absl::Now()));
}

}  // namespace fangzhi::query
