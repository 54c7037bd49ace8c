#ifndef FANGZHI_SERVICES_CLI_COMMANDS_H_
#define FANGZHI_SERVICES_CLI_COMMANDS_H_

#include <absl/status/status.h>

#include <string>
#include <vector>

#include "services/cli/clients.h"
#include "services/cli/import_files.h"
#include "services/cli/terminal.h"

// The commands of `fangzhi`. Each prints its answer to `terminal` and returns OK, or an error whose message is for the
// user to read.
namespace fangzhi::cli {

struct IngestOptions {
  std::vector<std::string> paths;
  ImportMetadata metadata;
  bool wait = false;          // Until the documents are extracted.
  double wait_seconds = 600;  // At most.
};
// Sends files to the ingest service. Bad files are reported and the rest goes on; then an error says how many there
// were.
absl::Status Ingest(const IngestOptions& options, const Clients& clients, const Terminal& terminal);

struct DocumentsOptions {
  int limit = 50;  // 0: all.
  std::string state;
};
absl::Status ListDocuments(const DocumentsOptions& options, const Clients& clients, const Terminal& terminal);

struct RecordsOptions {
  std::string filter;
  std::string order_by;
  int limit = 50;  // 0: all.
  std::string as_of;
  bool superseded = false;
  bool near_duplicates = false;
};
absl::Status ListRecords(const RecordsOptions& options, const Clients& clients, const Terminal& terminal);

struct SearchOptions {
  std::string query;
  std::string filter;
  int limit = 20;  // 0: all that are ranked.
};
absl::Status SearchRecords(const SearchOptions& options, const Clients& clients, const Terminal& terminal);

struct SeriesOptions {
  std::string indicator;
  std::string subject;
  std::string from;
  std::string to;
  std::string granularity;
  int latest = 0;   // 0: all.
  std::string svg;  // Where not empty: a file for a chart.
};
absl::Status ShowSeries(const SeriesOptions& options, const Clients& clients, const Terminal& terminal);

struct CompareOptions {
  std::string period;
  std::vector<std::string> regions;
  std::vector<std::string> indicators;
  std::string measure;
  std::string modality;
  std::string svg;  // Where not empty: a file for a chart.
};
absl::Status CompareRegions(const CompareOptions& options, const Clients& clients, const Terminal& terminal);

struct RankOptions {
  std::string indicator;
  std::string period;
  std::string within;
  std::string level;
  std::string measure;
  std::string per;
  bool ascending = false;
  int limit = 100;
  std::string svg;  // Where not empty: a file for a chart.
};
absl::Status RankRegions(const RankOptions& options, const Clients& clients, const Terminal& terminal);

struct ConflictsOptions {
  std::string filter;
  bool check = false;  // What does not add up instead of what documents disagree on.
  int limit = 20;      // 0: all.
};
absl::Status ListConflicts(const ConflictsOptions& options, const Clients& clients, const Terminal& terminal);

struct ExportOptions {
  std::string filter;
  std::string format = "csv";  // Or `sdmx_csv` or `json_lines`.
  std::string output;          // A file; empty: the terminal.
  std::string resume_token;    // Goes on after it, appending to the file.
};
absl::Status ExportRecords(const ExportOptions& options, const Clients& clients, const Terminal& terminal);

struct WatchOptions {
  std::string filter;
  std::string since;         // RFC 3339; empty: from now on.
  std::string resume_token;  // Goes on after it.
  int limit = 0;             // Ends after so many changes; 0: never.
};
absl::Status WatchRecords(const WatchOptions& options, const Clients& clients, const Terminal& terminal);

// A document with its numbers marked and what was read from each, or a record with the reasons for its attribution.
// `name` is `documents/{document}`, the id alone, or `documents/{document}/records/{record}`.
absl::Status Show(const std::string& name, const Clients& clients, const Terminal& terminal);

struct CatalogueOptions {
  std::string query;
  std::string topic;   // Of indicators.
  std::string parent;  // Of regions.
  bool used = false;
  int limit = 50;  // 0: all.
};
absl::Status ListIndicators(const CatalogueOptions& options, const Clients& clients, const Terminal& terminal);
absl::Status ListRegions(const CatalogueOptions& options, const Clients& clients, const Terminal& terminal);
absl::Status ListTopics(const Clients& clients, const Terminal& terminal);

struct ExtractOptions {
  std::string path;
  std::string published;
  std::string title;
};
// What extraction reads in a file, without storing anything.
absl::Status Extract(const ExtractOptions& options, const Clients& clients, const Terminal& terminal);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_COMMANDS_H_
