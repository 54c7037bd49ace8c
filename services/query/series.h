#ifndef FANGZHI_SERVICES_QUERY_SERIES_H_
#define FANGZHI_SERVICES_QUERY_SERIES_H_

#include <optional>
#include <vector>

#include "common/base/period.h"
#include "fangzhi/v1/query_service.pb.h"

namespace fangzhi::query {

// Which periods a series has.
struct SeriesBounds {
  std::optional<absl::CivilDay> from;                         // Periods begin on this day or later.
  std::optional<absl::CivilDay> to;                           // Periods end on this day or earlier.
  v1::Granularity granularity = v1::GRANULARITY_UNSPECIFIED;  // Unspecified: every.
  int latest = 1000;                                          // Only the latest so many periods, gaps apart.

  // `latest` apart.
  bool Admit(const Period& period) const;
};

// The points of a series from its records that have a period, all of one indicator and subject: figures side by side,
// the preferred record of each and the alternatives, derived levels, gaps. At most 1 000 points. The contract is at
// Series in query_service.proto.
// Figures are told apart as SplitByFigure says.
std::vector<v1::SeriesPoint> BuildSeriesPoints(std::vector<v1::Record> records, const SeriesBounds& bounds);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_SERIES_H_
