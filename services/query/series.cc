#include "services/query/series.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/query/derived_levels.h"
#include "services/query/figures.h"
#include "services/query/period_conditions.h"
#include "services/query/period_proto.h"
#include "services/query/preferred_figure.h"

namespace fangzhi::query {
namespace {

constexpr size_t kMostPoints = 1000;

struct Earlier {
  bool operator()(const Period& a, const Period& b) const { return StandsBefore(a, b); }
};
using PointsByPeriod = std::map<Period, v1::SeriesPoint, Earlier>;

v1::SeriesPoint BuildPoint(const Period& period, std::vector<v1::Record> records) {
  v1::SeriesPoint point;
  *point.mutable_period() = ToProto(period);
  for (std::vector<v1::Record>& same : SplitByFigure(std::move(records))) {
    PreferredFigure figure = Prefer(std::move(same));
    v1::SeriesValue* value = point.add_values();
    value->set_measure(figure.record.measure());
    value->set_modality(figure.record.modality());
    *value->mutable_record() = std::move(figure.record);
    for (v1::Record& alternative : figure.alternatives) *value->add_alternatives() = std::move(alternative);
    value->set_preference_reason(std::move(figure.reason));
  }
  return point;
}

void AddDerived(const SeriesBounds& bounds, PointsByPeriod& points) {
  std::vector<const v1::SeriesPoint*> known;
  for (const auto& [period, point] : points) known.push_back(&point);
  for (auto& [period, value] : DeriveLevels(known)) {
    if (!bounds.Admit(period)) continue;
    auto [it, added] = points.try_emplace(period);
    if (added) *it->second.mutable_period() = ToProto(period);
    *it->second.add_values() = std::move(value);
  }
}

// Adds the periods that are missing between the first and the last year, half, quarter and month.
void AddGaps(PointsByPeriod& points) {
  std::map<Granularity, std::pair<Period, Period>> ends;
  for (const auto& [period, point] : points) {
    ends.try_emplace(period.granularity(), period, period).first->second.second = period;
  }
  for (const auto& [granularity, range] : ends) {
    std::optional<Period> period = Successor(range.first);
    for (; period && StandsBefore(*period, range.second); period = Successor(*period)) {
      auto [it, added] = points.try_emplace(*period);
      if (!added) continue;
      if (points.size() > kMostPoints) {
        points.erase(it);
        return;
      }
      *it->second.mutable_period() = ToProto(*period);
      it->second.set_gap(true);
    }
  }
}

}  // namespace

bool SeriesBounds::Admit(const Period& period) const {
  if (granularity != v1::GRANULARITY_UNSPECIFIED && ToProto(period.granularity()) != granularity) return false;
  if (from && BeginOf(period) < *from) return false;
  return !to || (period.last() && *period.last() <= *to);
}

std::vector<v1::SeriesPoint> BuildSeriesPoints(std::vector<v1::Record> records, const SeriesBounds& bounds) {
  std::map<Period, std::vector<v1::Record>, Earlier> by_period;
  for (v1::Record& record : records) {
    const Period period = FromProto(record.period());
    if (!period.empty()) by_period[period].push_back(std::move(record));
  }
  PointsByPeriod points;
  for (auto& [period, same] : by_period) points.emplace(period, BuildPoint(period, std::move(same)));
  AddDerived(bounds, points);
  const auto most = std::min(static_cast<size_t>(bounds.latest), kMostPoints);
  while (points.size() > most) points.erase(points.begin());
  AddGaps(points);

  std::vector<v1::SeriesPoint> series;
  for (auto& [period, point] : points) series.push_back(std::move(point));
  return series;
}

}  // namespace fangzhi::query
