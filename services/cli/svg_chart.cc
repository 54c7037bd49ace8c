#include "services/cli/svg_chart.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "common/base/utf8.h"
#include "services/cli/display_width.h"

namespace fangzhi::cli {
namespace {

constexpr double kWidth = 880;
constexpr double kMargin = 36;
constexpr double kPlotHeight = 190;
constexpr double kRowHeight = 26;
constexpr double kSmall = 12;  // Font sizes.
constexpr double kLarge = 18;
constexpr double kColumn = 6.6;  // The width of half a Chinese character in small type.
constexpr std::array<const char*, 6> kColours = {"#1f5fa8", "#d9722e", "#2f8a5b", "#8a5aa8", "#b0413e", "#5b6770"};

constexpr std::string_view kStyle =
    "text{font-family:'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',"
    "sans-serif;font-size:12px;fill:#333}.value{stroke:#fff;stroke-width:3;paint-order:stroke}.title{font-size:18px;"
    "font-weight:600;fill:#111}.panel{font-weight:600}"
    ".faint{fill:#777}.grid{stroke:#e3e6ea;stroke-width:1}.axis{stroke:#9aa1a9;stroke-width:1}";

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : OneLine(text)) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Text(double x, double y, std::string_view text, std::string_view anchor = "start",
                 std::string_view kind = "") {
  return absl::StrFormat("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, std::string(anchor),
                         kind.empty() ? "" : absl::StrCat(" class=\"", std::string(kind), "\""), Escaped(text));
}

std::string Stroke(double x1, double y1, double x2, double y2, std::string_view kind) {
  return absl::StrFormat("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", std::string(kind),
                         x1, y1, x2, y2);
}

// The values that an axis has to show, from 0 or below to 0 or above, in round steps.
struct Axis {
  double low = 0;
  double high = 0;
  double step = 1;

  static Axis Of(const Chart::Panel& panel) {
    constexpr double kSteps = 5;
    Axis axis;
    for (const Chart::Line& line : panel.lines) {
      for (const auto& value : line.values) {
        axis.low = std::min(axis.low, value ? value->number : 0);
        axis.high = std::max(axis.high, value ? value->number : 0);
      }
    }
    const double range = axis.high > axis.low ? axis.high - axis.low : 1;
    const double power = std::pow(10, std::floor(std::log10(range / kSteps)));
    for (const double factor : {1, 2, 5, 10}) {
      axis.step = factor * power;
      if (axis.step * kSteps >= range) break;
    }
    axis.low = std::floor(axis.low / axis.step) * axis.step;
    axis.high = std::max(axis.low + axis.step, std::ceil(axis.high / axis.step) * axis.step);
    return axis;
  }

  double Part(double value) const { return (value - low) / (high - low); }

  // `20亿`.
  static std::string Label(double value) {
    const double magnitude = std::abs(value);
    if (magnitude >= 1e8) return absl::StrFormat("%.12g亿", value / 1e8);
    if (magnitude >= 1e4) return absl::StrFormat("%.12g万", value / 1e4);
    return absl::StrFormat("%.12g", std::abs(value) < 1e-9 ? 0.0 : value);
  }
};

double WidthOf(std::string_view text) { return DisplayWidth(text) * kColumn; }

// Draws a panel's head, its title and what its lines are, at `top`. Returns where it ends.
double DrawHead(const Chart::Panel& panel, double top, std::string& svg) {
  svg += Text(kMargin, top + kSmall, panel.title, "start", "panel");
  if (panel.lines.size() < 2) return top + 2 * kSmall;
  double x = kMargin;
  for (size_t i = 0; i < panel.lines.size(); ++i) {
    const Chart::Line& line = panel.lines[i];
    absl::StrAppendFormat(
        &svg, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n", x,
        top + 2.3 * kSmall, x + 20, top + 2.3 * kSmall, kColours[i % kColours.size()],
        panel.kind == Chart::Panel::Kind::kBars ? "9" : "2.5", line.dashed ? " stroke-dasharray=\"5 4\"" : "");
    svg += Text(x + 26, top + 2.65 * kSmall, line.name);
    x += 46 + WidthOf(line.name);
  }
  return top + 3.6 * kSmall;
}

// The places of a line's values; those of gaps do not count.
using Places = std::vector<std::pair<double, double>>;

void DrawLine(const Chart::Line& line, const char* colour, const Places& places, std::string& svg) {
  std::string path;
  bool drawing = false;
  for (size_t i = 0; i < line.values.size(); ++i) {
    if (line.values[i])
      absl::StrAppendFormat(&path, "%s%.1f %.1f ", drawing ? "L" : "M", places[i].first, places[i].second);
    drawing = line.values[i].has_value();
  }
  absl::StrAppendFormat(&svg, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"%s/>\n", path, colour,
                        line.dashed ? " stroke-dasharray=\"5 4\"" : "");
  for (size_t i = 0; i < line.values.size(); ++i) {
    if (!line.values[i]) continue;
    absl::StrAppendFormat(&svg,
                          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                          places[i].first, places[i].second, line.values[i]->uncertain ? "#fff" : colour, colour);
  }
}

// Writes the values of the first two lines, the greater one above its mark and the other below.
void WriteValues(const Chart::Panel& panel, const std::vector<Places>& places, std::string& svg) {
  constexpr double kAbove = -9;
  constexpr double kBelow = 18;
  const size_t lines = std::min<size_t>(2, panel.lines.size());
  for (size_t l = 0; l < lines; ++l) {
    for (size_t i = 0; i < panel.lines[l].values.size(); ++i) {
      const auto& value = panel.lines[l].values[i];
      if (!value) continue;
      const auto& other = panel.lines[lines - 1 - l].values[i];
      const bool lower =
          lines == 2 && other && (other->number > value->number || (other->number == value->number && l == 1));
      const auto [x, y] = places[l][i];
      svg += Text(x, y + (lower ? kBelow : kAbove), value->text, "middle", "value");
    }
  }
}

// Below it labels of all places, or of every second, third … where they would overlap.
double DrawLines(const Chart::Panel& panel, double top, std::string& svg) {
  const Axis axis = Axis::Of(panel);
  const double begin = DrawHead(panel, top, svg) + 14;
  double left = kMargin;
  for (double value = axis.low; value <= axis.high + axis.step / 2; value += axis.step) {
    left = std::max(left, kMargin + 10 + WidthOf(Axis::Label(value)));
  }
  const auto y_of = [&](double value) { return begin + kPlotHeight * (1 - axis.Part(value)); };
  for (double value = axis.low; value <= axis.high + axis.step / 2; value += axis.step) {
    svg += Stroke(left, y_of(value), kWidth - kMargin, y_of(value), std::abs(value) < axis.step / 2 ? "axis" : "grid");
    svg += Text(left - 8, y_of(value) + 4, Axis::Label(value), "end", "faint");
  }
  const auto count = static_cast<double>(std::max<size_t>(1, panel.labels.size()));
  const double pitch = (kWidth - kMargin - left) / count;
  double widest = 1;
  for (const std::string& label : panel.labels) widest = std::max(widest, WidthOf(label) + 10);
  const auto every = static_cast<size_t>(std::ceil(widest / pitch));
  const auto x_of = [&](size_t i) { return left + pitch * (static_cast<double>(i) + 0.5); };
  for (size_t i = 0; i < panel.labels.size(); i += every) {
    svg += Text(x_of(i), begin + kPlotHeight + 18, panel.labels[i], "middle");
  }
  std::vector<Places> places(panel.lines.size());
  double widest_value = 0;
  for (size_t l = 0; l < panel.lines.size(); ++l) {
    for (size_t i = 0; i < panel.lines[l].values.size(); ++i) {
      const auto& value = panel.lines[l].values[i];
      places[l].emplace_back(x_of(i), value ? y_of(value->number) : 0);
      if (value) widest_value = std::max(widest_value, WidthOf(value->text));
    }
    DrawLine(panel.lines[l], kColours[l % kColours.size()], places[l], svg);
  }
  if (widest_value < pitch) WriteValues(panel, places, svg);
  return begin + kPlotHeight + 34;
}

double DrawBars(const Chart::Panel& panel, double top, std::string& svg) {
  constexpr double kTextRoom = 150;
  const Axis axis = Axis::Of(panel);
  double y = DrawHead(panel, top, svg) + 6;
  double left = kMargin;
  for (const std::string& label : panel.labels) left = std::max(left, kMargin + 12 + WidthOf(label));
  const double right = kWidth - kMargin - kTextRoom;
  const auto x_of = [&](double value) { return left + (right - left) * axis.Part(value); };
  const double row = kRowHeight * (0.4 + 0.6 * static_cast<double>(panel.lines.size()));
  const double begin = y;
  for (size_t i = 0; i < panel.labels.size(); ++i) {
    svg += Text(left - 10, y + row / 2 + 4, panel.labels[i], "end");
    for (size_t l = 0; l < panel.lines.size(); ++l) {
      const auto& value = panel.lines[l].values[i];
      const double bar = (row - 8) / static_cast<double>(panel.lines.size());
      const double bar_top = y + 4 + bar * static_cast<double>(l);
      const double zero = x_of(0);
      const double end = x_of(value ? value->number : 0);
      if (value) {
        absl::StrAppendFormat(&svg,
                              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"%s/>\n",
                              std::min(zero, end), bar_top, std::max(1.0, std::abs(end - zero)), bar - 1,
                              kColours[l % kColours.size()], value->uncertain ? " fill-opacity=\"0.5\"" : "");
      }
      svg += Text(std::max(zero, end) + 6, bar_top + bar / 2 + 4, value ? value->text : "—", "start",
                  value ? "" : "faint");
    }
    y += row;
  }
  svg += Stroke(x_of(0), begin, x_of(0), y, "axis");
  return y + 20;
}

double DrawCaption(const std::vector<std::string>& caption, double top, std::string& svg) {
  const int columns = static_cast<int>((kWidth - 2 * kMargin) / kColumn);
  for (const std::string& line : caption) {
    const CodePointIndex characters(line);
    for (size_t begin = 0; begin < characters.size();) {
      size_t end = begin + 1;
      while (end < characters.size() && DisplayWidth(characters.Slice(begin, end + 1)) <= columns) ++end;
      svg += Text(kMargin, top + kSmall, characters.Slice(begin, end), "start", "faint");
      top += 1.5 * kSmall;
      begin = end;
    }
  }
  return top;
}

}  // namespace

std::string ToSvg(const Chart& chart) {
  std::string body = Text(kMargin, kMargin + kLarge / 2, chart.title, "start", "title");
  double y = kMargin + kLarge + 10;
  for (const Chart::Panel& panel : chart.panels) {
    y = panel.kind == Chart::Panel::Kind::kLines ? DrawLines(panel, y, body) : DrawBars(panel, y, body);
  }
  const double height = DrawCaption(chart.caption, y, body) + kMargin / 2;
  return absl::StrFormat(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" "
             "role=\"img\">\n<title>%s</title>\n<style>%s</style>\n<rect width=\"100%%\" height=\"100%%\" "
             "fill=\"#fff\"/>\n",
             kWidth, height, kWidth, height, Escaped(chart.title), std::string(kStyle)) +
         body + "</svg>\n";
}

}  // namespace fangzhi::cli
