#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/annotated_text.h"
#include "services/cli/commands.h"
#include "services/cli/display_width.h"
#include "services/cli/paging.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {

absl::Status SearchRecords(const SearchOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::SearchRecordsRequest request;
  request.set_query(options.query);
  request.set_filter(options.filter);
  bool limited = false;
  const auto call = [&](const v1::SearchRecordsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::SearchRecords, page);
  };
  const auto take = [&](const v1::SearchRecordsResponse& page) {
    limited = page.candidates_limited();
    for (const v1::SearchResult& result : page.results()) {
      if (terminal.json) {
        terminal.out << JsonLine(result);
        continue;
      }
      std::vector<Mark> marks;
      for (const v1::Span& span : result.highlights()) marks.push_back({span.start(), span.end(), ""});
      const MarkStyle style = terminal.color ? MarkStyle::kAnsi : MarkStyle::kBrackets;
      terminal.out << OneLine(RecordLine(result.record())) << "\n    "
                   << MarkText(OneLine(result.snippet()), marks, style) << "\n";
    }
    return page.results_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  if (rest == Rest::kMore) terminal.err << "more records follow (--limit 0 for all)\n";
  if (limited) terminal.err << "more records have these words than were ranked: give more words, or a --filter\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
