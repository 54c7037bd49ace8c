#include <google/protobuf/util/time_util.h>

#include <fstream>
#include <ostream>
#include <string>

#include "common/base/status_macros.h"
#include "services/cli/commands.h"
#include "services/cli/display_width.h"
#include "services/cli/enum_option.h"
#include "services/cli/record_text.h"

namespace fangzhi::cli {

absl::Status ExportRecords(const ExportOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::ExportRecordsRequest request;
  request.set_filter(options.filter);
  request.set_resume_token(options.resume_token);
  ASSIGN_OR_RETURN(const v1::ExportFormat format, ParseEnumOption<v1::ExportFormat>("--format", options.format));
  request.set_format(format);
  std::ofstream file;
  if (!options.output.empty()) {
    file.open(options.output, std::ios::binary | (options.resume_token.empty() ? std::ios::trunc : std::ios::app));
    if (!file) return absl::InvalidArgumentError("--output: the file cannot be written");
  }
  std::ostream& out = options.output.empty() ? terminal.out : file;
  absl::Status status = clients.ReadStream(clients.query(), &v1::QueryService::Stub::ExportRecords, request,
                                           [&](const v1::ExportRecordsResponse& response) {
                                             out << response.data();
                                             return out.good();
                                           });
  out.flush();
  if (!out) return absl::ResourceExhaustedError("the file could not be written to its end");
  if (!status.ok() && !request.resume_token().empty()) {
    terminal.err << "go on with --resume " << request.resume_token() << "\n";
  }
  return status;
}

absl::Status WatchRecords(const WatchOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::WatchRecordsRequest request;
  request.set_filter(options.filter);
  request.set_resume_token(options.resume_token);
  if (!options.since.empty() &&
      !google::protobuf::util::TimeUtil::FromString(options.since, request.mutable_start_time())) {
    return absl::InvalidArgumentError("--since: expected a time like 2024-05-01T08:00:00Z");
  }
  int shown = 0;
  return clients.ReadStream(clients.query(), &v1::QueryService::Stub::WatchRecords, request,
                            [&](const v1::WatchRecordsResponse& response) {
                              if (!response.has_record()) return true;
                              if (terminal.json) {
                                terminal.out << JsonLine(response);
                              } else {
                                terminal.out << (response.record().has_supersede_time() ? "- " : "+ ")
                                             << OneLine(RecordLine(response.record())) << "\n";
                              }
                              terminal.out.flush();
                              return ++shown != options.limit;
                            });
}

}  // namespace fangzhi::cli
