#ifndef FANGZHI_SERVICES_CLI_SVG_CHART_H_
#define FANGZHI_SERVICES_CLI_SVG_CHART_H_

#include <optional>
#include <string>
#include <vector>

namespace fangzhi::cli {

// A chart as an SVG file that any browser shows, without scripts and without anything from elsewhere. Panels stand one
// below the other under the title; the caption is below them.
struct Chart {
  struct Value {
    double number = 0;
    std::string text;        // Beside the mark: `28.53亿`.
    bool uncertain = false;  // Derived, or a bound: an open mark, or a pale bar.
  };
  struct Line {
    std::string name;
    bool dashed = false;
    std::vector<std::optional<Value>> values;  // One for each of the panel's labels; a gap where there is none.
  };
  struct Panel {
    enum class Kind {
      kLines,  // Labels from left to right.
      kBars,   // Labels from top to bottom, a bar for each line.
    };
    Kind kind = Kind::kLines;
    std::string title;  // `规上工业总产值 level, CNY`.
    std::vector<std::string> labels;
    std::vector<Line> lines;
  };

  std::string title;
  std::vector<Panel> panels;
  std::vector<std::string> caption;  // Lines, which are broken where they are too long.
};

std::string ToSvg(const Chart& chart);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_SVG_CHART_H_
