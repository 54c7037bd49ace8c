#include "services/query/record_streams.h"

#include <iterator>
#include <utility>

#include "common/base/status_macros.h"
#include "services/query/filter.h"
#include "services/query/page_token.h"
#include "services/query/record_formats.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

// Records read at once, and the size from which on a message is full.
constexpr int kStretch = 200;
constexpr size_t kFullBytes = size_t{200} << 10;
constexpr int kChangesAtOnce = 200;

absl::Status BadToken(const absl::Status& status) {
  if (!absl::IsInvalidArgument(status)) return status;
  return rpc::InvalidArgument({{"resume_token", "not a token that an earlier answer gave"}});
}

}  // namespace

absl::Status RecordExport::Begin(const QueryContext& context) {
  Validation validation;
  options_.filter = validation.Check("filter", ParseFilter(request_.filter(), context.catalogue));
  options_.cursor = validation.Check("resume_token", DecodePageToken(request_));
  if (request_.format() == v1::EXPORT_FORMAT_UNSPECIFIED || !v1::ExportFormat_IsValid(request_.format())) {
    validation.Refuse("format", "expected CSV, SDMX_CSV or JSON_LINES");
  }
  RETURN_IF_ERROR(validation.Finish());
  options_.page_size = kStretch;
  begun_ = true;
  return absl::OkStatus();
}

absl::StatusOr<rpc::StreamStep> RecordExport::Next(const QueryContext& context, v1::ExportRecordsResponse& response) {
  if (!begun_) {
    RETURN_IF_ERROR(Begin(context));
    if (options_.cursor.empty()) response.set_data(HeadLine(request_.format()));
  }
  if (ended_) return rpc::StreamStep::kEnd;
  options_.bounds = context.bounds;
  while (!ended_ && response.data().size() < kFullBytes) {
    absl::StatusOr<store::RecordPage> page = context.store.records().List(options_);
    if (!page.ok()) return BadToken(page.status());
    for (const v1::Record& record : page->records) AppendLine(record, request_.format(), *response.mutable_data());
    options_.cursor = std::move(page->next_cursor);
    ended_ = options_.cursor.empty();
  }
  if (!ended_) response.set_resume_token(EncodePageToken(request_, options_.cursor));
  return rpc::StreamStep::kMessage;
}

absl::Status RecordWatch::Begin(const QueryContext& context) {
  Validation validation;
  options_.filter = validation.Check("filter", ParseFilter(request_.filter(), context.catalogue));
  options_.cursor = validation.Check("resume_token", DecodePageToken(request_));
  options_.after = now_;
  if (request_.has_start_time()) options_.after = validation.Check("start_time", ReadTimestamp(request_.start_time()));
  RETURN_IF_ERROR(validation.Finish());
  begun_ = true;
  return absl::OkStatus();
}

absl::StatusOr<rpc::StreamStep> RecordWatch::Next(const QueryContext& context, v1::WatchRecordsResponse& response) {
  const bool first = !begun_;
  if (first) RETURN_IF_ERROR(Begin(context));
  if (changes_.empty()) {
    options_.bounds = context.bounds;
    // The first read only finds the place.
    options_.limit = first ? 0 : kChangesAtOnce;
    absl::StatusOr<store::RecordChanges> found = context.store.records().Changes(options_);
    if (!found.ok()) return BadToken(found.status());
    options_.cursor = std::move(found->cursor);
    std::ranges::move(found->changes, std::back_inserter(changes_));
    if (changes_.empty()) {
      response.set_resume_token(EncodePageToken(request_, options_.cursor));
      return first || found->more ? rpc::StreamStep::kMessage : rpc::StreamStep::kWait;
    }
  }
  *response.mutable_record() = std::move(changes_.front().record);
  response.set_resume_token(EncodePageToken(request_, changes_.front().cursor));
  changes_.pop_front();
  return rpc::StreamStep::kMessage;
}

}  // namespace fangzhi::query
