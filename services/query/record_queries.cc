#include "services/query/record_queries.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "common/store/names.h"
#include "services/query/filter.h"
#include "services/query/order_by.h"
#include "services/query/page_token.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 1000;
// A page is read in stretches and ends early once it has this size: a stretch of the longest records still fits into
// gRPC's 4 MiB beside it.
constexpr int kStretch = 100;
constexpr size_t kFullPageBytes = size_t{3} << 19;

void CheckView(v1::RecordView view, Validation& validation) {
  if (!v1::RecordView_IsValid(view)) validation.Refuse("view", "expected BASIC, FULL or EXPLAINED");
}

absl::StatusOr<store::RecordListOptions> ReadRequest(const QueryContext& context,
                                                     const v1::ListRecordsRequest& request) {
  Validation validation;
  store::RecordListOptions options;
  options.filter = validation.Check("filter", ParseFilter(request.filter(), context.catalogue));
  options.order = validation.Check("order_by", ParseOrderBy(request.order_by()));
  options.page_size = validation.Check("page_size", EffectivePageSize(request.page_size(), kDefaultPage, kLargestPage));
  options.cursor = validation.Check("page_token", DecodePageToken(request));
  CheckView(request.view(), validation);
  if (request.has_as_of()) options.vintage.as_of = validation.Check("as_of", ReadTimestamp(request.as_of()));
  RETURN_IF_ERROR(validation.Finish());
  options.vintage.show_superseded = request.show_superseded();
  options.vintage.show_near_duplicates = request.show_near_duplicates();
  options.view = request.view() == v1::RECORD_VIEW_UNSPECIFIED ? v1::RECORD_VIEW_FULL : request.view();
  options.bounds = context.bounds;
  return options;
}

}  // namespace

absl::StatusOr<v1::Record> GetRecord(const QueryContext& context, const v1::GetRecordRequest& request) {
  Validation validation;
  const auto name = store::ParseRecordName(request.name());
  if (!name || name->document_id == "-") validation.Refuse("name", "expected documents/{document}/records/{record}");
  CheckView(request.view(), validation);
  RETURN_IF_ERROR(validation.Finish());
  const auto view = request.view() == v1::RECORD_VIEW_UNSPECIFIED ? v1::RECORD_VIEW_FULL : request.view();
  absl::StatusOr<v1::Record> record = context.store.records().Get(request.name(), view);
  if (absl::IsNotFound(record.status())) return rpc::NotFound("fangzhi.v1.Record", request.name());
  return record;
}

absl::StatusOr<v1::ListRecordsResponse> ListRecords(const QueryContext& context,
                                                    const v1::ListRecordsRequest& request) {
  ASSIGN_OR_RETURN(store::RecordListOptions options, ReadRequest(context, request));
  const int page_size = options.page_size;
  v1::ListRecordsResponse response;
  size_t bytes = 0;
  do {
    options.page_size = std::min(kStretch, page_size - response.records_size());
    absl::StatusOr<store::RecordPage> page = context.store.records().List(options);
    if (absl::IsInvalidArgument(page.status())) {
      return rpc::InvalidArgument({{"page_token", "not a token that an earlier answer gave"}});
    }
    RETURN_IF_ERROR(page.status());
    for (v1::Record& record : page->records) {
      bytes += record.ByteSizeLong();
      *response.add_records() = std::move(record);
    }
    options.cursor = std::move(page->next_cursor);
  } while (!options.cursor.empty() && response.records_size() < page_size && bytes < kFullPageBytes);
  if (!options.cursor.empty()) response.set_next_page_token(EncodePageToken(request, options.cursor));
  return response;
}

}  // namespace fangzhi::query
