#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/display_width.h"
#include "services/cli/paging.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

void Print(const v1::Conflict& conflict, const Terminal& terminal) {
  for (int i = 0; i < conflict.records_size(); ++i) {
    terminal.out << (i == 0 ? "" : "    ") << OneLine(RecordLine(conflict.records(i))) << "\n";
  }
  terminal.out << "    apart by " << conflict.relative_difference()
               << "; the first is preferred: " << conflict.preference_reason() << "\n";
}

void Print(const v1::Finding& finding, const Terminal& terminal) {
  terminal.out << finding.kind() << ": " << finding.explanation() << "\n";
  for (const v1::Record& record : finding.records()) terminal.out << "    " << OneLine(RecordLine(record)) << "\n";
}

absl::Status Check(const ConflictsOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::CheckConsistencyRequest request;
  request.set_filter(options.filter);
  ASSIGN_OR_RETURN(const v1::CheckConsistencyResponse response,
                   clients.Call(clients.query(), &v1::QueryService::Stub::CheckConsistency, request));
  for (const v1::Finding& finding : response.findings()) {
    if (terminal.json) {
      terminal.out << JsonLine(finding);
    } else {
      Print(finding, terminal);
    }
  }
  if (response.limited())
    terminal.err << "not all records were looked at, or there are more findings: narrow the filter\n";
  return absl::OkStatus();
}

}  // namespace

absl::Status ListConflicts(const ConflictsOptions& options, const Clients& clients, const Terminal& terminal) {
  if (options.check) return Check(options, clients, terminal);
  v1::ListConflictsRequest request;
  request.set_filter(options.filter);
  const auto call = [&](const v1::ListConflictsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::ListConflicts, page);
  };
  const auto take = [&](const v1::ListConflictsResponse& page) {
    for (const v1::Conflict& conflict : page.conflicts()) {
      if (terminal.json) {
        terminal.out << JsonLine(conflict);
      } else {
        Print(conflict, terminal);
      }
    }
    return page.conflicts_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  if (rest == Rest::kMore) terminal.err << "more conflicts may follow (--limit 0 for all)\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
