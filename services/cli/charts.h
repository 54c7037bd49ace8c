#ifndef FANGZHI_SERVICES_CLI_CHARTS_H_
#define FANGZHI_SERVICES_CLI_CHARTS_H_

#include <absl/status/status.h>

#include <string>

#include "fangzhi/v1/query_service.pb.h"
#include "services/cli/svg_chart.h"

// Answers as charts, with their documents in the caption.
namespace fangzhi::cli {

// A panel for each measure and unit, actual figures and targets as lines over the periods of the granularity that most
// points have; without ranks, of which less is more.
Chart ChartOf(const v1::Series& series);
// A panel for each indicator, a bar for each region.
Chart ChartOf(const v1::CompareRegionsResponse& response, const std::string& period);
// A bar for each region in the order of ranks.
Chart ChartOf(const v1::RankRegionsResponse& response, const std::string& period);

// Writes the chart to a file as SVG. INVALID_ARGUMENT, a sentence, where it cannot be written.
absl::Status WriteSvg(const Chart& chart, const std::string& path);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_CHARTS_H_
