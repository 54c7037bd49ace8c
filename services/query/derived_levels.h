#ifndef FANGZHI_SERVICES_QUERY_DERIVED_LEVELS_H_
#define FANGZHI_SERVICES_QUERY_DERIVED_LEVELS_H_

#include <utility>
#include <vector>

#include "common/base/period.h"
#include "fangzhi/v1/query_service.pb.h"

namespace fangzhi::query {

// The levels of the year before that levels and their growths imply, `level / (1 + growth)`, for periods of which no
// actual level in that unit is known. A point is used where it has one actual level and an exact growth in `%` against
// the year before; the quotient is rounded to the last digit of the level. `points` are those of one series.
//
// A derived record has no name and no provenance; its comparator is ABOUT, because growth is often at constant prices.
std::vector<std::pair<Period, v1::SeriesValue>> DeriveLevels(const std::vector<const v1::SeriesPoint*>& points);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_DERIVED_LEVELS_H_
