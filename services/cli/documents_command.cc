#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/paging.h"
#include "services/cli/record_text.h"
#include "services/cli/table.h"

namespace fangzhi::cli {
namespace {

// With a column of reasons where any document has one.
std::string DocumentTable(const std::vector<v1::Document>& documents, int width) {
  const bool reasons =
      std::ranges::any_of(documents, [](const auto& document) { return !document.state_reason().empty(); });
  std::vector<Table::Column> columns = {{.title = "DOCUMENT"},
                                        {.title = "STATE"},
                                        {.title = "RECORDS", .align = Table::Align::kRight},
                                        {.title = "PUBLISHED"},
                                        {.title = "TITLE", .narrowest = 12},
                                        {.title = "SOURCE", .narrowest = 10}};
  if (reasons) columns.push_back({.title = "REASON", .narrowest = 20});
  Table table(std::move(columns));
  for (const v1::Document& document : documents) {
    table.AddRow({document.name(), StateText(document.state()), absl::StrCat(document.record_count()),
                  document.published(), document.title(), document.source(), document.state_reason()});
  }
  return table.ToString(width);
}

}  // namespace

absl::Status ListDocuments(const DocumentsOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ListDocumentsRequest request;
  v1::DocumentState state = v1::DOCUMENT_STATE_UNSPECIFIED;
  if (!options.state.empty() &&
      !v1::DocumentState_Parse("DOCUMENT_STATE_" + absl::AsciiStrToUpper(options.state), &state)) {
    return absl::InvalidArgumentError("--state: expected pending, extracted or failed");
  }
  request.set_state(state);
  std::vector<v1::Document> documents;
  const auto call = [&](const v1::ListDocumentsRequest& page) {
    return clients.Call(clients.ingest(), &v1::IngestService::Stub::ListDocuments, page);
  };
  const auto take = [&](const v1::ListDocumentsResponse& page) {
    for (const v1::Document& document : page.documents()) {
      if (terminal.json) {
        terminal.out << JsonLine(document);
      } else {
        documents.push_back(document);
      }
    }
    return page.documents_size();
  };
  ASSIGN_OR_RETURN(const Rest rest, ReadPages(request, options.limit, call, take));
  if (!terminal.json) terminal.out << DocumentTable(documents, terminal.width);
  if (rest == Rest::kMore) terminal.err << "more documents follow (--limit 0 for all)\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
