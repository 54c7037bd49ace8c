#include "services/cli/charts.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "services/cli/record_text.h"

namespace fangzhi::cli {
namespace {

bool IsExact(const v1::Record& record) {
  const v1::Comparator comparator = record.quantity().comparator();
  return comparator == v1::COMPARATOR_EQUAL || comparator == v1::COMPARATOR_UNSPECIFIED;
}

// Collects the documents of the figures that a chart shows.
class Sources {
 public:
  void Add(const v1::Record& record) {
    const v1::DocumentReference& document = record.document();
    if (document.document().empty()) return;
    std::string text = DocumentText(document);
    if (!document.published().empty()) absl::StrAppend(&text, " (", document.published(), ")");
    if (std::ranges::count(texts_, text) == 0) texts_.push_back(std::move(text));
  }

  std::vector<std::string> Caption(std::string_view uncertain) const {
    std::vector<std::string> caption;
    std::string line = "Sources: ";
    for (size_t i = 0; i < texts_.size(); ++i) absl::StrAppend(&line, i > 0 ? "; " : "", texts_[i]);
    if (!texts_.empty()) caption.push_back(std::move(line));
    if (!uncertain.empty()) caption.emplace_back(uncertain);
    return caption;
  }

 private:
  std::vector<std::string> texts_;
};

v1::Granularity MostFrequentGranularity(const v1::Series& series) {
  std::map<v1::Granularity, int> counts;
  for (const v1::SeriesPoint& point : series.points()) ++counts[point.period().granularity()];
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return most == counts.end() ? v1::GRANULARITY_UNSPECIFIED : most->first;
}

// What a panel shows: `level`, `growth yoy`. A growth or change without base is against the year before, as in Series.
std::string KindOf(v1::Record record) {
  const bool against_past = record.measure() == v1::MEASURE_GROWTH || record.measure() == v1::MEASURE_CHANGE;
  if (against_past && record.base().empty()) record.set_base("yoy");
  return MeasureText(record);
}

// `level, CNY`.
std::string WithUnit(const std::string& what, const std::string& unit) {
  return unit.empty() || unit == "1" ? what : absl::StrCat(what, ", ", unit);
}

// The record's number in another value and unit, as the client writes it.
std::string CommonNumber(const v1::Record& record, const std::string& value) {
  v1::Quantity quantity = record.quantity();
  quantity.set_value(value);
  if (quantity.comparator() == v1::COMPARATOR_RANGE) quantity.set_comparator(v1::COMPARATOR_AT_LEAST);
  return ShortNumberText(quantity);
}

Chart::Value BarOf(const v1::Record& record, const std::string& value) {
  Chart::Value bar{0, CommonNumber(record, value), !IsExact(record)};
  v1::Quantity quantity;
  quantity.set_value(value);
  bar.number = NumberOf(quantity);
  return bar;
}

constexpr std::string_view kUncertainBars = "Pale bars are bounds or approximations.";
constexpr std::string_view kUncertainMarks = "Open marks are derived from other figures, or bounds or approximations.";

}  // namespace

Chart ChartOf(const v1::Series& series) {
  Chart chart;
  chart.title = absl::StrCat(series.subject().name_text(), " ", series.indicator().display_name());
  const v1::Granularity granularity = MostFrequentGranularity(series);
  std::vector<const v1::SeriesPoint*> points;
  for (const v1::SeriesPoint& point : series.points()) {
    if (point.period().granularity() == granularity) points.push_back(&point);
  }
  using PanelKey = std::tuple<int, std::string, std::string>;  // Measure, its text, unit.
  std::map<PanelKey, std::map<int, Chart::Line>> panels;       // By modality.
  Sources sources;
  bool uncertain = false;
  for (size_t i = 0; i < points.size(); ++i) {
    for (const v1::SeriesValue& value : points[i]->values()) {
      if (value.measure() == v1::MEASURE_RANK) continue;
      const v1::Record& record = value.record();
      Chart::Line& line = panels[{value.measure(), KindOf(record), record.quantity().unit()}][value.modality()];
      line.name = ModalityText(value.modality());
      line.dashed = value.modality() != v1::MODALITY_ACTUAL;
      line.values.resize(points.size());
      line.values[i] = Chart::Value{NumberOf(record.quantity()), ShortNumberText(record.quantity()),
                                    value.derived() || !IsExact(record)};
      uncertain = uncertain || line.values[i]->uncertain;
      sources.Add(record);
    }
  }
  for (auto& [key, lines] : panels) {
    Chart::Panel& panel = chart.panels.emplace_back();
    panel.title = WithUnit(std::get<1>(key), std::get<2>(key));
    for (const v1::SeriesPoint* point : points) panel.labels.push_back(point->period().notation());
    if (lines.size() == 1 && lines.begin()->first != v1::MODALITY_ACTUAL) {
      panel.title = absl::StrCat(lines.begin()->second.name, " ", panel.title);
    }
    for (auto& [modality, line] : lines) panel.lines.push_back(std::move(line));
  }
  chart.caption = sources.Caption(uncertain ? kUncertainMarks : "");
  return chart;
}

Chart ChartOf(const v1::CompareRegionsResponse& response, const std::string& period) {
  Chart chart;
  chart.title = period;
  Sources sources;
  bool uncertain = false;
  const int columns = response.indicators_size();
  for (int i = 0; i < columns; ++i) {
    Chart::Panel& panel = chart.panels.emplace_back();
    panel.kind = Chart::Panel::Kind::kBars;
    Chart::Line& line = panel.lines.emplace_back();
    std::string unit;
    for (int r = 0; r < response.regions_size(); ++r) {
      const v1::Comparison& row = response.rows(r * columns + i);
      panel.labels.push_back(response.regions(r).name_text());
      auto& value = line.values.emplace_back();
      if (!row.has_record()) continue;
      value = BarOf(row.record(), row.value());
      uncertain = uncertain || value->uncertain;
      unit = row.unit();
      sources.Add(row.record());
    }
    panel.title = WithUnit(response.indicators(i).display_name(), unit);
    chart.title += absl::StrCat(i == 0 ? " " : ", ", response.indicators(i).display_name());
  }
  chart.caption = sources.Caption(uncertain ? kUncertainBars : "");
  return chart;
}

Chart ChartOf(const v1::RankRegionsResponse& response, const std::string& period) {
  Chart chart;
  std::string what = response.indicator().display_name();
  if (response.has_per()) absl::StrAppend(&what, " / ", response.per().display_name());
  chart.title = absl::StrCat(period, " ", what);
  Chart::Panel& panel = chart.panels.emplace_back();
  panel.kind = Chart::Panel::Kind::kBars;
  Chart::Line& line = panel.lines.emplace_back();
  Sources sources;
  bool uncertain = false;
  for (const v1::RankedRegion& region : response.regions()) {
    panel.title = WithUnit(MeasureText(region.record()), region.unit());
    panel.labels.push_back(absl::StrCat(region.rank(), "  ", region.record().subject().name_text()));
    Chart::Value value = BarOf(region.record(), region.value());
    for (const v1::Record& claim : region.claims()) {
      absl::StrAppend(&value.text, "  (", claim.whole(), claim.quantity().number(), ")");
    }
    uncertain = uncertain || value.uncertain;
    line.values.emplace_back(std::move(value));
    sources.Add(region.record());
  }
  chart.caption = sources.Caption(uncertain ? kUncertainBars : "");
  return chart;
}

absl::Status WriteSvg(const Chart& chart, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << ToSvg(chart);
  file.flush();
  return file ? absl::OkStatus() : absl::InvalidArgumentError("--svg: the file cannot be written");
}

}  // namespace fangzhi::cli
