#include <absl/strings/str_cat.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/display_width.h"
#include "services/cli/paging.h"
#include "services/cli/reading.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

constexpr std::string_view kCollection = "documents/";

absl::Status ShowRecord(const std::string& name, const Clients& clients, const Terminal& terminal) {
  v1::GetRecordRequest request;
  request.set_name(name);
  request.set_view(v1::RECORD_VIEW_EXPLAINED);
  ASSIGN_OR_RETURN(const v1::Record record, clients.Call(clients.query(), &v1::QueryService::Stub::GetRecord, request));
  if (terminal.json) {
    terminal.out << JsonLine(record);
  } else {
    PrintRecord(record, terminal);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Record>> RecordsOf(const std::string& name, const Clients& clients) {
  v1::ListRecordsRequest request;
  request.set_filter(absl::StrCat("document = \"", name, "\""));
  request.set_show_near_duplicates(true);
  std::vector<v1::Record> records;
  const auto call = [&](const v1::ListRecordsRequest& page) {
    return clients.Call(clients.query(), &v1::QueryService::Stub::ListRecords, page);
  };
  const auto take = [&](v1::ListRecordsResponse& page) {
    const int count = page.records_size();
    for (v1::Record& record : *page.mutable_records()) records.push_back(std::move(record));
    return count;
  };
  RETURN_IF_ERROR(ReadPages(request, 0, call, take).status());
  return records;
}

void PrintHead(const v1::Document& document, const Terminal& terminal) {
  terminal.out << document.name() << "\n";
  for (const std::string& part : {document.title(), document.source(), document.published()}) {
    if (!part.empty()) terminal.out << OneLine(part) << "\n";
  }
  terminal.out << StateText(document.state()) << ", " << document.record_count() << " records";
  if (!document.state_reason().empty()) terminal.out << ": " << OneLine(document.state_reason());
  terminal.out << "\n\n";
}

}  // namespace

absl::Status Show(const std::string& name, const Clients& clients, const Terminal& terminal) {
  if (name.find("/records/") != std::string::npos) return ShowRecord(name, clients, terminal);
  v1::GetDocumentRequest request;
  request.set_name(name.starts_with(kCollection) ? name : std::string(kCollection) + name);
  request.set_view(v1::DOCUMENT_VIEW_FULL);
  ASSIGN_OR_RETURN(const v1::Document document,
                   clients.Call(clients.ingest(), &v1::IngestService::Stub::GetDocument, request));
  ASSIGN_OR_RETURN(const std::vector<v1::Record> records, RecordsOf(document.name(), clients));
  if (terminal.json) {
    terminal.out << JsonLine(document);
    for (const v1::Record& record : records) terminal.out << JsonLine(record);
    return absl::OkStatus();
  }
  PrintHead(document, terminal);
  PrintReading(document.text(), records, terminal);
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
