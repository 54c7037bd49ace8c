#include <absl/strings/str_cat.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/charts.h"
#include "services/cli/commands.h"
#include "services/cli/enum_option.h"
#include "services/cli/record_text.h"
#include "services/cli/table.h"

namespace fangzhi::cli {
namespace {

// The record's number as it compares with others: with its bound, in the unit in common.
std::string CommonValueText(const v1::Record& record, const std::string& value, const std::string& unit) {
  v1::Quantity quantity = record.quantity();
  if (quantity.comparator() == v1::COMPARATOR_RANGE) quantity.set_comparator(v1::COMPARATOR_AT_LEAST);
  quantity.set_value(value);
  quantity.set_unit(unit);
  return ShortValueText(quantity);
}

std::string ComparisonTable(const v1::CompareRegionsResponse& response, int width) {
  std::vector<Table::Column> columns = {{.title = "REGION"}};
  for (const v1::Indicator& indicator : response.indicators()) {
    columns.push_back({.title = indicator.display_name(), .align = Table::Align::kRight});
  }
  Table table(std::move(columns));
  int next = 0;
  for (const v1::Subject& region : response.regions()) {
    std::vector<std::string> cells = {region.name_text()};
    for (int i = 0; i < response.indicators_size(); ++i) {
      const v1::Comparison& row = response.rows(next++);
      const char* const mark = row.preference_reason().empty() ? "" : " *";
      cells.push_back(row.has_record() ? CommonValueText(row.record(), row.value(), row.unit()) + mark : "—");
    }
    table.AddRow(std::move(cells));
  }
  return table.ToString(width);
}

// A line for each figure that is missing or that documents disagree on.
std::string ComparisonNotes(const v1::CompareRegionsResponse& response) {
  std::map<std::string, std::string> names;
  for (const v1::Subject& region : response.regions()) names[region.id()] = region.name_text();
  for (const v1::Indicator& indicator : response.indicators()) names[indicator.name()] = indicator.display_name();
  std::string notes;
  for (const v1::Comparison& row : response.rows()) {
    const std::string what = absl::StrCat(names[row.region()], " ", names[row.indicator()], ": ");
    if (!row.has_record()) absl::StrAppend(&notes, "— ", what, row.missing_reason(), "\n");
    if (row.preference_reason().empty()) continue;
    absl::StrAppend(&notes, "* ", what, ShortValueText(row.record().quantity()), " in ",
                    DocumentText(row.record().document()), " is preferred: ", row.preference_reason(), "\n");
    for (const v1::Record& other : row.alternatives()) {
      absl::StrAppend(&notes, "    ", ShortValueText(other.quantity()), " in ", DocumentText(other.document()), "\n");
    }
  }
  return notes;
}

// `全区: 2, 全市: 11`.
std::string ClaimsText(const v1::RankedRegion& region) {
  std::string text;
  for (const v1::Record& claim : region.claims()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", claim.whole(), claim.whole().empty() ? "" : ": ",
                    claim.quantity().value());
  }
  return text;
}

void PrintRanks(const v1::RankRegionsResponse& response, const Terminal& terminal) {
  terminal.out << response.indicator().display_name();
  if (response.has_per()) terminal.out << " / " << response.per().display_name();
  terminal.out << ", " << response.region_count() << " regions\n";
  Table table({{.title = "RANK", .align = Table::Align::kRight},
               {.title = "REGION"},
               {.title = "VALUE", .align = Table::Align::kRight},
               {.title = "CLAIMED", .narrowest = 8},
               {.title = "DOCUMENT", .narrowest = 10}});
  for (const v1::RankedRegion& region : response.regions()) {
    table.AddRow({absl::StrCat(region.rank()), region.record().subject().name_text(),
                  CommonValueText(region.record(), region.value(), region.unit()), ClaimsText(region),
                  DocumentText(region.record().document())});
  }
  terminal.out << table.ToString(terminal.width);
  for (const v1::UnrankedRegion& region : response.unranked()) {
    terminal.out << "— " << region.record().subject().name_text() << ": " << region.reason() << "\n";
  }
}

}  // namespace

absl::Status CompareRegions(const CompareOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::CompareRegionsRequest request;
  request.set_period(options.period);
  for (const std::string& region : options.regions) request.add_regions(region);
  for (const std::string& indicator : options.indicators) request.add_indicators(indicator);
  ASSIGN_OR_RETURN(const v1::Measure measure, ParseEnumOption<v1::Measure>("--measure", options.measure));
  ASSIGN_OR_RETURN(const v1::Modality modality, ParseEnumOption<v1::Modality>("--modality", options.modality));
  request.set_measure(measure);
  request.set_modality(modality);
  ASSIGN_OR_RETURN(const v1::CompareRegionsResponse response,
                   clients.Call(clients.query(), &v1::QueryService::Stub::CompareRegions, request));
  if (!options.svg.empty()) RETURN_IF_ERROR(WriteSvg(ChartOf(response, options.period), options.svg));
  if (!terminal.json) {
    terminal.out << ComparisonTable(response, terminal.width) << ComparisonNotes(response);
    return absl::OkStatus();
  }
  for (const v1::Comparison& row : response.rows()) terminal.out << JsonLine(row);
  return absl::OkStatus();
}

absl::Status RankRegions(const RankOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::RankRegionsRequest request;
  request.set_indicator(options.indicator);
  request.set_period(options.period);
  request.set_within(options.within);
  request.set_per(options.per);
  request.set_ascending(options.ascending);
  request.set_limit(options.limit);
  ASSIGN_OR_RETURN(const v1::Measure measure, ParseEnumOption<v1::Measure>("--measure", options.measure));
  ASSIGN_OR_RETURN(const v1::RegionLevel level, ParseEnumOption<v1::RegionLevel>("--level", options.level));
  request.set_measure(measure);
  request.set_level(level);
  ASSIGN_OR_RETURN(const v1::RankRegionsResponse response,
                   clients.Call(clients.query(), &v1::QueryService::Stub::RankRegions, request));
  if (!options.svg.empty()) RETURN_IF_ERROR(WriteSvg(ChartOf(response, options.period), options.svg));
  if (!terminal.json) {
    PrintRanks(response, terminal);
  } else {
    for (const v1::RankedRegion& region : response.regions()) terminal.out << JsonLine(region);
  }
  if (response.regions_size() < response.region_count()) terminal.err << "more regions follow (--limit)\n";
  if (response.records_limited())
    terminal.err << "there are more records than were looked at: choose a region --within\n";
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
