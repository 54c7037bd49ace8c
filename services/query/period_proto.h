#ifndef FANGZHI_SERVICES_QUERY_PERIOD_PROTO_H_
#define FANGZHI_SERVICES_QUERY_PERIOD_PROTO_H_

#include <optional>

#include "common/base/period.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::query {

// The period of a message, by its notation; empty where it has none that is well-formed.
Period FromProto(const v1::Period& period);
// Without `surface`.
v1::Period ToProto(const Period& period);

v1::Granularity ToProto(Granularity granularity);

// Whether `a` stands before `b` in a series: periods that end earlier first, then shorter ones. A state as of a day is
// shorter than every period, an open one ends after every other. Neither is empty.
bool StandsBefore(const Period& a, const Period& b);

// The same stretch of the calendar one year before: of a year, half, quarter or month, or of whole months within a
// year. nullopt for others.
std::optional<Period> YearBefore(const Period& period);

// The period of the same granularity right after a year, half, quarter or month. nullopt for others.
std::optional<Period> Successor(const Period& period);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_PERIOD_PROTO_H_
