#include "services/query/series_queries.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/period.h"
#include "common/base/status_macros.h"
#include "services/query/period_conditions.h"
#include "services/query/resolution.h"
#include "services/query/series.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordFilter;

constexpr int kMostPeriods = 1000;
constexpr int kMostUndated = 100;
// Below gRPC's 4 MiB, with room for what surrounds it.
constexpr size_t kMostBytes = size_t{7} << 19;

std::optional<Period> ReadPeriod(std::string_view field, const std::string& notation, Validation& validation) {
  if (notation.empty()) return std::nullopt;
  std::optional<Period> period = Period::Parse(notation);
  if (!period) validation.Refuse(field, "expected a period: 2022, 2022-H1, 2022-Q1, 2022-05, 2022-05-01");
  return period;
}

absl::StatusOr<SeriesBounds> ReadBounds(const v1::GetSeriesRequest& request) {
  Validation validation;
  SeriesBounds bounds;
  if (const auto from = ReadPeriod("from", request.from(), validation)) bounds.from = BeginOf(*from);
  if (const auto to = ReadPeriod("to", request.to(), validation)) {
    if (!to->last()) validation.Refuse("to", "expected a period with an end");
    bounds.to = to->last();
  }
  if (bounds.from && bounds.to && *bounds.to < *bounds.from)
    validation.Refuse("to", "expected no earlier end than from");
  if (!v1::Granularity_IsValid(request.granularity())) validation.Refuse("granularity", "expected a Granularity");
  if (request.latest() < 0) validation.Refuse("latest", "must not be negative");
  bounds.granularity = request.granularity();
  if (request.latest() > 0) bounds.latest = std::min(request.latest(), kMostPeriods);
  RETURN_IF_ERROR(validation.Finish());
  return bounds;
}

// Records whose period the bounds admit, and those without period.
RecordFilter FilterOf(const SeriesBounds& bounds) {
  std::vector<RecordFilter> conditions;
  if (bounds.from) conditions.push_back(PeriodBegins(FilterOp::kGreaterOrEqual, *bounds.from));
  if (bounds.to) conditions.push_back(PeriodEnds(FilterOp::kLessOrEqual, *bounds.to));
  if (bounds.granularity != v1::GRANULARITY_UNSPECIFIED) {
    conditions.push_back(RecordFilter::Compare(store::RecordField::kGranularity, FilterOp::kEqual,
                                               static_cast<int64_t>(bounds.granularity)));
  }
  if (conditions.empty()) return {};
  return RecordFilter::AnyOf({RecordFilter::Negated(HasPeriod()), RecordFilter::AllOf(std::move(conditions))});
}

// Leaves the sentences of alternatives out of a series that would not fit into a message otherwise.
absl::Status Fit(v1::Series& series) {
  if (series.ByteSizeLong() <= kMostBytes) return absl::OkStatus();
  for (auto& point : *series.mutable_points()) {
    for (auto& value : *point.mutable_values()) {
      for (auto& alternative : *value.mutable_alternatives()) alternative.mutable_provenance()->clear_sentence();
    }
  }
  if (series.ByteSizeLong() <= kMostBytes) return absl::OkStatus();
  return rpc::InvalidArgument({{"latest", "the series is larger than a message can be; ask for fewer periods"}});
}

}  // namespace

absl::StatusOr<v1::Series> GetSeries(const QueryContext& context, const v1::GetSeriesRequest& request) {
  ASSIGN_OR_RETURN(const SeriesBounds bounds, ReadBounds(request));
  store::SeriesOptions options;
  options.filter = FilterOf(bounds);
  options.latest_periods = bounds.latest;
  options.undated_limit = kMostUndated;
  Validation validation;
  if (request.has_as_of()) options.vintage.as_of = validation.Check("as_of", ReadTimestamp(request.as_of()));
  RETURN_IF_ERROR(validation.Finish());
  options.bounds = context.bounds;

  v1::Series series;
  ASSIGN_OR_RETURN(*series.mutable_indicator(), ResolveIndicator(context, "indicator", request.indicator()));
  ASSIGN_OR_RETURN(*series.mutable_subject(), ResolveSubject(context, "subject", request.subject()));
  options.indicator = series.indicator().name();
  options.subject = series.subject().id();
  ASSIGN_OR_RETURN(store::SeriesRecords records, context.store.records().Series(options));
  for (v1::SeriesPoint& point : BuildSeriesPoints(std::move(records.dated), bounds)) {
    *series.add_points() = std::move(point);
  }
  for (v1::Record& record : records.undated) *series.add_undated() = std::move(record);
  RETURN_IF_ERROR(Fit(series));
  return series;
}

}  // namespace fangzhi::query
