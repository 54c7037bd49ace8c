#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <string>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/record_text.h"
#include "services/cli/table.h"

namespace fangzhi::cli {

absl::Status ListDocuments(const DocumentsOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ListDocumentsRequest request;
  v1::DocumentState state = v1::DOCUMENT_STATE_UNSPECIFIED;
  if (!options.state.empty() &&
      !v1::DocumentState_Parse("DOCUMENT_STATE_" + absl::AsciiStrToUpper(options.state), &state)) {
    return absl::InvalidArgumentError("--state: expected pending, extracted or failed");
  }
  request.set_state(state);
  Table table({{.title = "DOCUMENT"},
               {.title = "STATE"},
               {.title = "RECORDS", .align = Table::Align::kRight},
               {.title = "PUBLISHED"},
               {.title = "TITLE", .narrowest = 12},
               {.title = "SOURCE", .narrowest = 10}});
  const auto call = [&](const v1::ListDocumentsRequest& page) {
    return clients.Call(clients.ingest(), &v1::IngestService::Stub::ListDocuments, page);
  };
  const auto take = [&](const v1::ListDocumentsResponse& page) {
    for (const v1::Document& document : page.documents()) {
      if (terminal.json) {
        terminal.out << JsonLine(document);
      } else {
        table.AddRow({document.name(), StateText(document.state()), absl::StrCat(document.record_count()),
                      document.published(), document.title(), document.source()});
      }
    }
    return page.documents_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  if (!terminal.json) terminal.out << table.ToString(terminal.width);
  if (rest == Rest::kMore) terminal.err << "more documents follow (--limit 0 for all)\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
