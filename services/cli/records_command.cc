#include <absl/time/time.h>
#include <google/protobuf/util/time_util.h>

#include <string>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/record_table.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {

absl::Status ListRecords(const RecordsOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ListRecordsRequest request;
  request.set_filter(options.filter);
  request.set_order_by(options.order_by);
  request.set_show_superseded(options.superseded);
  request.set_show_near_duplicates(options.near_duplicates);
  if (!options.as_of.empty() && !google::protobuf::util::TimeUtil::FromString(options.as_of, request.mutable_as_of())) {
    return absl::InvalidArgumentError("--as-of: expected a time like 2024-05-01T08:00:00Z");
  }
  // A table shows no sentences.
  request.set_view(terminal.json ? v1::RECORD_VIEW_FULL : v1::RECORD_VIEW_BASIC);
  RecordTable table(RecordTable::Key::kNone, terminal.width);
  const auto call = [&](const v1::ListRecordsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::ListRecords, page);
  };
  const auto take = [&](const v1::ListRecordsResponse& page) {
    for (const v1::Record& record : page.records()) {
      if (terminal.json) {
        terminal.out << JsonLine(record);
      } else {
        table.Add(record);
      }
    }
    return page.records_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  if (!terminal.json) terminal.out << table.ToString();
  if (rest == Rest::kMore) terminal.err << "more records follow (--limit 0 for all)\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
