#include <absl/strings/str_cat.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/charts.h"
#include "services/cli/commands.h"
#include "services/cli/enum_option.h"
#include "services/cli/record_table.h"
#include "services/cli/record_text.h"
#include "services/cli/sparkline.h"
#include "services/cli/table.h"

namespace fangzhi::cli {
namespace {

// Side by side on a usual terminal; more kinds of figures stand one below the other.
constexpr size_t kMostColumns = 5;

// `level`, `growth yoy`, `target level {家}`: what one column of figures is.
using ColumnKey = std::tuple<int, int, std::string, std::string, std::string>;

ColumnKey KeyOf(const v1::SeriesValue& value) {
  const v1::Record& record = value.record();
  return {value.modality(), value.measure(), record.quantity().unit(), record.base(), record.whole()};
}

// Titles that several columns have are told apart by their units.
void TellApart(std::map<ColumnKey, std::string>& titles) {
  std::map<std::string, int> counts;
  for (const auto& [key, title] : titles) ++counts[title];
  for (auto& [key, title] : titles) {
    if (counts[title] > 1) absl::StrAppend(&title, " ", std::get<2>(key));
  }
}

std::string TitleOf(const v1::SeriesValue& value) {
  const std::string measure = MeasureText(value.record());
  return value.modality() == v1::MODALITY_ACTUAL ? measure : absl::StrCat(ModalityText(value.modality()), " ", measure);
}

std::string CellOf(const v1::SeriesValue& value) {
  const char* mark = value.derived() ? " (derived)" : value.preference_reason().empty() ? "" : " *";
  return ShortValueText(value.record().quantity()) + mark;
}

std::string SideBySide(const v1::Series& series, const std::map<ColumnKey, std::string>& titles, int width) {
  std::vector<Table::Column> columns = {{.title = "PERIOD"}};
  std::map<ColumnKey, size_t> indices;
  for (const auto& [key, title] : titles) {
    indices[key] = columns.size();
    columns.push_back({.title = title, .align = Table::Align::kRight});
  }
  const size_t count = columns.size();
  Table table(std::move(columns));
  for (const v1::SeriesPoint& point : series.points()) {
    std::vector<std::string> cells(count, point.gap() ? "—" : "");
    cells[0] = point.period().notation();
    for (const v1::SeriesValue& value : point.values()) {
      std::string& cell = cells[indices[KeyOf(value)]];
      absl::StrAppend(&cell, cell.empty() ? "" : " / ", CellOf(value));
    }
    table.AddRow(std::move(cells));
  }
  return table.ToString(width);
}

std::string OneBelowTheOther(const v1::Series& series, int width) {
  Table table({{.title = "PERIOD"},
               {.title = "MEASURE", .narrowest = 16},
               {.title = "VALUE", .align = Table::Align::kRight},
               {.title = "DOCUMENT", .narrowest = 10}});
  for (const v1::SeriesPoint& point : series.points()) {
    if (point.gap()) table.AddRow({point.period().notation(), "—"});
    for (const v1::SeriesValue& value : point.values()) {
      table.AddRow({point.period().notation(), TitleOf(value), CellOf(value), DocumentText(value.record().document())});
    }
  }
  return table.ToString(width);
}

// A line for each kind of figure that enough periods have, drawn as a sparkline.
std::string Sparklines(const v1::Series& series, const std::map<ColumnKey, std::string>& titles) {
  constexpr int kFewest = 3;
  std::string lines;
  for (const auto& [key, title] : titles) {
    std::vector<std::optional<double>> values;
    for (const v1::SeriesPoint& point : series.points()) {
      auto& value = values.emplace_back();
      for (const v1::SeriesValue& one : point.values()) {
        if (KeyOf(one) == key) value = NumberOf(one.record().quantity());
      }
    }
    const auto known = std::ranges::count_if(values, [](const auto& value) { return value.has_value(); });
    if (known >= kFewest) absl::StrAppend(&lines, Sparkline(values), "  ", title, "\n");
  }
  return lines;
}

// A line for each figure that documents disagree on.
std::string Notes(const v1::Series& series) {
  std::string notes;
  for (const v1::SeriesPoint& point : series.points()) {
    for (const v1::SeriesValue& value : point.values()) {
      if (value.preference_reason().empty()) continue;
      absl::StrAppend(&notes, "* ", point.period().notation(), " ", TitleOf(value), ": ",
                      ShortValueText(value.record().quantity()), " in ", DocumentText(value.record().document()),
                      " is preferred: ", value.preference_reason(), "\n");
      for (const v1::Record& other : value.alternatives()) {
        absl::StrAppend(&notes, "    ", ShortValueText(other.quantity()), " in ", DocumentText(other.document()), "\n");
      }
    }
  }
  return notes;
}

void Print(const v1::Series& series, const Terminal& terminal) {
  terminal.out << series.indicator().display_name() << " (" << series.indicator().name() << "), "
               << series.subject().name_text() << " (" << series.subject().id() << ")\n";
  std::map<ColumnKey, std::string> titles;
  for (const v1::SeriesPoint& point : series.points()) {
    for (const v1::SeriesValue& value : point.values()) titles.emplace(KeyOf(value), TitleOf(value));
  }
  TellApart(titles);
  if (series.points().empty() && series.undated().empty()) {
    terminal.out << "no records\n";
  } else if (!series.points().empty()) {
    terminal.out << (titles.size() > kMostColumns ? OneBelowTheOther(series, terminal.width)
                                                  : SideBySide(series, titles, terminal.width));
  }
  if (terminal.width > 0) terminal.out << Sparklines(series, titles);
  terminal.out << Notes(series);
  if (series.undated().empty()) return;
  terminal.out << "\nwithout period:\n";
  RecordTable table(RecordTable::Key::kNone, terminal.width);
  for (const v1::Record& record : series.undated()) table.Add(record);
  terminal.out << table.ToString();
}

}  // namespace

absl::Status ShowSeries(const SeriesOptions& options, const Clients& clients, const Terminal& terminal) {
  v1::GetSeriesRequest request;
  request.set_indicator(options.indicator);
  request.set_subject(options.subject);
  request.set_from(options.from);
  request.set_to(options.to);
  request.set_latest(options.latest);
  ASSIGN_OR_RETURN(const v1::Granularity granularity,
                   ParseEnumOption<v1::Granularity>("--granularity", options.granularity));
  request.set_granularity(granularity);
  ASSIGN_OR_RETURN(const v1::Series series, clients.Call(clients.query(), &v1::QueryService::Stub::GetSeries, request));
  if (!options.svg.empty()) RETURN_IF_ERROR(WriteSvg(ChartOf(series), options.svg));
  if (terminal.json) {
    terminal.out << JsonLine(series);
  } else {
    Print(series, terminal);
  }
  return absl::OkStatus();
}

}  // namespace fangzhi::cli
