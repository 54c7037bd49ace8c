#include "services/cli/command_line.h"

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <utility>

#include "services/cli/clients.h"
#include "services/cli/commands.h"

namespace fangzhi::cli {
namespace {

using Command = std::function<absl::Status(const Clients&, const Terminal&)>;

// What all commands share, and the one that was chosen.
struct Invocation {
  Targets targets;
  double timeout_seconds = 30;
  bool json = false;
  Command command;
};

// A check of options that count. What is no number at all CLI11 refuses by itself.
std::string NotNegative(const std::string& text) { return text.starts_with("-") ? "must not be negative" : ""; }

void AddGlobals(CLI::App& app, Invocation& invocation) {
  app.require_subcommand(1);
  app.fallthrough();
  app.set_help_all_flag("--help-all", "Help of all commands");
  app.add_option("--ingest", invocation.targets.ingest, "Address of the ingest service")
      ->envname("FANGZHI_INGEST_TARGET")
      ->capture_default_str();
  app.add_option("--extraction", invocation.targets.extraction, "Address of the extraction service")
      ->envname("FANGZHI_EXTRACTION_TARGET")
      ->capture_default_str();
  app.add_option("--query", invocation.targets.query, "Address of the query service")
      ->envname("FANGZHI_QUERY_TARGET")
      ->capture_default_str();
  app.add_option("--timeout", invocation.timeout_seconds, "Seconds that one call may take")
      ->check(NotNegative)
      ->capture_default_str();
  app.add_flag("--json", invocation.json, "JSON lines instead of tables");
}

// The options live in the command, which CLI11 fills before it is run.
template <typename Options>
std::pair<CLI::App*, std::shared_ptr<Options>> AddCommand(CLI::App& app, Invocation& invocation,
                                                          const std::string& name, const std::string& help,
                                                          absl::Status (*run)(const Options&, const Clients&,
                                                                              const Terminal&)) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(name, help);
  command->callback([&invocation, options, run] {
    invocation.command = [options, run](const Clients& clients, const Terminal& terminal) {
      return run(*options, clients, terminal);
    };
  });
  return {command, options};
}

template <typename Command, typename Options>
void AddSvg(Command* command, Options& options) {
  command->add_option("--svg", options.svg, "Draw a chart into this file too");
}

template <typename Command, typename Options>
void AddLimit(Command* command, Options& options) {
  command->add_option("--limit,-n", options.limit, "At most so many; 0 for all")
      ->check(NotNegative)
      ->capture_default_str();
}

void AddIngest(CLI::App& app, Invocation& invocation) {
  auto [command, options] =
      AddCommand(app, invocation, "ingest", "Store documents and have their records extracted", &Ingest);
  command->add_option("PATH", options->paths, "Files and folders; of a folder with manifest.json what that lists")
      ->required();
  command->add_option("--published", options->metadata.published, "Publication date: YYYY, YYYY-MM or YYYY-MM-DD");
  command->add_option("--title", options->metadata.title, "Title");
  command->add_option("--source", options->metadata.source, "Where the documents come from; else their file names");
  command->add_flag("--wait", options->wait, "Wait until the records are extracted");
  command->add_option("--wait-seconds", options->wait_seconds, "Wait so long at most")
      ->check(NotNegative)
      ->capture_default_str();
}

void AddDocuments(CLI::App& app, Invocation& invocation) {
  auto [command, options] = AddCommand(app, invocation, "documents", "List documents, newest first", &ListDocuments);
  AddLimit(command, *options);
  command->add_option("--state", options->state, "Only these: pending, extracted or failed");
}

void AddRecords(CLI::App& app, Invocation& invocation) {
  auto [command, options] = AddCommand(app, invocation, "records", "List records that match a filter", &ListRecords);
  command->add_option("FILTER", options->filter,
                      "For example: measure = growth AND value > 10 AND region.within(\"regions/330604\")");
  command->add_option("--order", options->order_by, "For example: period desc, value");
  AddLimit(command, *options);
  command->add_option("--as-of", options->as_of, "What was known at this time: 2024-05-01T08:00:00Z");
  command->add_flag("--superseded", options->superseded, "Superseded records too");
  command->add_flag("--near-duplicates", options->near_duplicates, "Records of near-duplicate documents too");
}

void AddSearch(CLI::App& app, Invocation& invocation) {
  auto [command, options] = AddCommand(
      app, invocation, "search", "Search sentences, indicators and subjects for words, best first", &SearchRecords);
  command->add_option("WORDS", options->query, "Words that must all occur; \"…\" for one with blanks")->required();
  command->add_option("--filter", options->filter, "Only records that match, as in `records`");
  AddLimit(command, *options);
}

void AddSeries(CLI::App& app, Invocation& invocation) {
  auto [command, options] =
      AddCommand(app, invocation, "series", "Show one indicator of one subject over time", &ShowSeries);
  command->add_option("INDICATOR", options->indicator, "indicators/{indicator}, or a phrase: 规上工业总产值")
      ->required();
  command->add_option("SUBJECT", options->subject, "regions/{region}, or a name: 曹娥街道")->required();
  command->add_option("--from", options->from, "Periods that begin with this one or later");
  command->add_option("--to", options->to, "Periods that end with this one or earlier");
  command->add_option("--granularity", options->granularity, "Only these: year, half, quarter, month, day …");
  command->add_option("--latest", options->latest, "Only the latest so many periods")->check(NotNegative);
  AddSvg(command, *options);
}

void AddRegions(CLI::App& app, Invocation& invocation) {
  constexpr const char* kMeasures = "level (by default), growth, share, completion …";
  auto [compare, compare_options] =
      AddCommand(app, invocation, "compare", "Compare indicators across regions for a period", &CompareRegions);
  compare->add_option("PERIOD", compare_options->period, "2023, 2023-H1, 2023-Q1, 2023-05, /2023-12")->required();
  compare->add_option("REGION", compare_options->regions, "regions/{region}, or names: 曹娥街道")->required();
  compare
      ->add_option("--indicator,-i", compare_options->indicators, "indicators/{indicator}, or a phrase: 规上工业总产值")
      ->required();
  compare->add_option("--measure", compare_options->measure, kMeasures);
  compare->add_option("--modality", compare_options->modality, "actual (by default), target or expected");
  AddSvg(compare, *compare_options);
  auto [rank, rank_options] =
      AddCommand(app, invocation, "rank", "Rank regions by an indicator in a period", &RankRegions);
  rank->add_option("INDICATOR", rank_options->indicator, "indicators/{indicator}, or a phrase")->required();
  rank->add_option("PERIOD", rank_options->period, "2023, 2023-H1, 2023-Q1, 2023-05, /2023-12")->required();
  rank->add_option("--within", rank_options->within, "Only regions below this one");
  rank->add_option("--level", rank_options->level, "Only these: province, prefecture, county or township");
  rank->add_option("--measure", rank_options->measure, kMeasures);
  rank->add_option("--per", rank_options->per, "An indicator to divide by");
  AddSvg(rank, *rank_options);
  rank->add_flag("--ascending", rank_options->ascending, "Smallest first");
  rank->add_option("--limit,-n", rank_options->limit, "At most so many; 1 to 1000")
      ->check(NotNegative)
      ->capture_default_str();
}

void AddConflicts(CLI::App& app, Invocation& invocation) {
  auto [command, options] =
      AddCommand(app, invocation, "conflicts", "List figures that documents report differently", &ListConflicts);
  command->add_option("FILTER", options->filter, "Only among records that match, as in `records`");
  command->add_flag(
      "--check", options->check,
      "What does not add up instead: growth against levels, parts against wholes, outcomes against targets");
  AddLimit(command, *options);
}

void AddStreams(CLI::App& app, Invocation& invocation) {
  auto [to_file, export_options] =
      AddCommand(app, invocation, "export", "Write all records that match a filter to a file", &ExportRecords);
  to_file->add_option("FILTER", export_options->filter, "As in `records`");
  to_file->add_option("--format", export_options->format, "csv, sdmx_csv or json_lines")->capture_default_str();
  to_file->add_option("--output,-o", export_options->output, "The file; else standard output");
  to_file->add_option("--resume", export_options->resume_token, "Go on after this token, appending to the file");
  auto [watch, watch_options] =
      AddCommand(app, invocation, "watch", "Show records as they come to match a filter or cease to", &WatchRecords);
  watch->add_option("FILTER", watch_options->filter, "As in `records`");
  watch->add_option("--since", watch_options->since, "From this time on: 2024-05-01T08:00:00Z; else from now on");
  watch->add_option("--resume", watch_options->resume_token, "Go on after this token");
  watch->add_option("--limit,-n", watch_options->limit, "End after so many")->check(NotNegative);
}

void AddCatalogue(CLI::App& app, Invocation& invocation) {
  auto [indicators, indicator_options] =
      AddCommand(app, invocation, "indicators", "List indicators of the catalogue and open ones", &ListIndicators);
  indicators->add_option("WORDS", indicator_options->query, "Only those whose name or alias contains this");
  indicators->add_option("--topic", indicator_options->topic, "Only this topic");
  indicators->add_flag("--used", indicator_options->used, "Only those that records use");
  AddLimit(indicators, *indicator_options);
  auto [regions, region_options] =
      AddCommand(app, invocation, "regions", "List administrative divisions", &ListRegions);
  regions->add_option("WORDS", region_options->query, "Only those whose name contains this");
  regions->add_option("--parent", region_options->parent, "Only those right below this one");
  regions->add_flag("--used", region_options->used, "Only those that records are about");
  AddLimit(regions, *region_options);
  app.add_subcommand("topics", "List topics")->callback([&invocation] { invocation.command = &ListTopics; });
}

void AddShow(CLI::App& app, Invocation& invocation) {
  auto [show, name] = AddCommand(app, invocation, "show",
                                 "Show a document with its numbers marked and what was read, or one record", &Show);
  show->add_option("NAME", *name, "documents/{document}, or documents/{document}/records/{record}")->required();
  auto [extract, options] =
      AddCommand(app, invocation, "extract", "Show what extraction reads in a text, storing nothing", &Extract);
  extract->add_option("FILE", options->path, "A text in UTF-8")->required();
  extract->add_option("--published", options->published, "Publication date: YYYY, YYYY-MM or YYYY-MM-DD");
  extract->add_option("--title", options->title, "Title, where it is not in the text");
}

}  // namespace

int Run(const std::vector<std::string>& arguments, Terminal terminal) {
  constexpr int kUsageError = 2;
  CLI::App app("Reads the figures that Chinese local governments publish, and answers questions about them.",
               "fangzhi");
  Invocation invocation;
  AddGlobals(app, invocation);
  AddIngest(app, invocation);
  AddDocuments(app, invocation);
  AddRecords(app, invocation);
  AddSearch(app, invocation);
  AddSeries(app, invocation);
  AddRegions(app, invocation);
  AddConflicts(app, invocation);
  AddStreams(app, invocation);
  AddShow(app, invocation);
  AddCatalogue(app, invocation);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return app.exit(error, terminal.out, terminal.err) == 0 ? 0 : kUsageError;
  }
  terminal.json = invocation.json;
  const Clients clients(invocation.targets, absl::Seconds(invocation.timeout_seconds));
  const absl::Status status = invocation.command(clients, terminal);
  terminal.out.flush();
  if (status.ok()) return 0;
  terminal.err << "fangzhi: " << status.message() << "\n";
  return 1;
}

}  // namespace fangzhi::cli
