#include "services/query/region_queries.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/query/cross_section.h"
#include "services/query/missing_figure.h"
#include "services/query/resolution.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordField;
using store::RecordFilter;

constexpr int kMostRegions = 200;
constexpr int kMostIndicators = 50;
constexpr int kMostPairs = 2000;
constexpr int kDefaultRanks = 100;
constexpr int kMostRanks = 1000;
constexpr int kMostUnranked = 100;
constexpr size_t kMostClaims = 10;
constexpr int kQuotientPlaces = 8;
constexpr std::string_view kRegions = "regions/";
// Below gRPC's 4 MiB, with room for what surrounds it.
constexpr size_t kMostBytes = size_t{7} << 19;

// Reads what both requests have.
template <typename Request>
absl::StatusOr<CrossSectionOptions> ReadOptions(const Request& request, Validation validation) {
  CrossSectionOptions options;
  const auto period = Period::Parse(request.period());
  if (!period || period->empty()) {
    validation.Refuse("period", "expected a period: 2022, 2022-H1, 2022-Q1, 2022-05, /2022-12");
  } else {
    options.period = *period;
  }
  if (!v1::Measure_IsValid(request.measure())) validation.Refuse("measure", "expected a Measure");
  if (!v1::Modality_IsValid(request.modality())) validation.Refuse("modality", "expected a Modality");
  RETURN_IF_ERROR(validation.Finish());
  if (request.measure() != v1::MEASURE_UNSPECIFIED) options.measure = request.measure();
  if (request.modality() != v1::MODALITY_UNSPECIFIED) options.modality = request.modality();
  return options;
}

absl::StatusOr<v1::Subject> ResolveRegion(const QueryContext& context, const std::string& field,
                                          const std::string& name) {
  ASSIGN_OR_RETURN(v1::Subject subject, ResolveSubject(context, field, name));
  if (!subject.id().starts_with(kRegions)) return rpc::InvalidArgument({{field, "expected a region"}});
  return subject;
}

// Adds the column of an indicator: a row for each region.
absl::Status AddColumn(const QueryContext& context, const CrossSectionOptions& options,
                       std::map<std::string, std::vector<v1::Comparison>>& rows) {
  ASSIGN_OR_RETURN(CrossSection section, ReadCrossSection(context, options));
  for (auto& [region, row] : rows) {
    v1::Comparison& comparison = row.emplace_back();
    comparison.set_region(region);
    comparison.set_indicator(options.indicator.name());
    if (const auto found = section.figures.find(region); found != section.figures.end()) {
      PreferredFigure& figure = found->second.preferred;
      *comparison.mutable_record() = std::move(figure.record);
      for (v1::Record& other : figure.alternatives) *comparison.add_alternatives() = std::move(other);
      comparison.set_preference_reason(std::move(figure.reason));
      comparison.set_value(found->second.value.ToString());
      comparison.set_unit(section.unit);
    } else if (const auto unusable = section.unusable.find(region); unusable != section.unusable.end()) {
      comparison.set_missing_reason(unusable->second.reason);
    } else {
      ASSIGN_OR_RETURN(*comparison.mutable_missing_reason(), WhyMissing(context, options, region));
    }
  }
  return absl::OkStatus();
}

// Records may be long; what is dropped first is what is asked for least.
absl::Status Fit(v1::CompareRegionsResponse& response) {
  if (response.ByteSizeLong() <= kMostBytes) return absl::OkStatus();
  for (v1::Comparison& row : *response.mutable_rows()) row.clear_alternatives();
  if (response.ByteSizeLong() <= kMostBytes) return absl::OkStatus();
  return rpc::InvalidArgument({{"regions", "the answer is larger than a message can be; ask for fewer"}});
}

// A region with its value before it has a rank.
struct Entry {
  const std::string* region;
  const CrossSection::Figure* figure;
  const CrossSection::Figure* divisor;
  Decimal value;
};

// Which regions RankRegions is asked for.
class RegionSelection {
 public:
  RegionSelection(const QueryContext& context, std::string within, v1::RegionLevel level)
      : gazetteer_(context.catalogue.gazetteer()), within_(std::move(within)), level_(level) {}

  bool Has(std::string_view name) const {
    name.remove_prefix(kRegions.size());
    if (!within_.empty() && (name == within_ || !catalog::Gazetteer::Within(name, within_))) return false;
    if (level_ == v1::REGION_LEVEL_UNSPECIFIED) return true;
    const catalog::Region* const region = gazetteer_.Get(name);
    return region != nullptr && static_cast<int>(region->level) == static_cast<int>(level_);
  }

 private:
  const catalog::Gazetteer& gazetteer_;
  const std::string within_;  // A code; empty: anywhere.
  const v1::RegionLevel level_;
};

absl::StatusOr<std::map<std::string, std::vector<v1::Record>>> ReadClaims(const QueryContext& context,
                                                                          const CrossSectionOptions& options) {
  const RecordFilter filter =
      RecordFilter::AllOf({RecordFilter::Compare(RecordField::kIndicator, FilterOp::kEqual, options.indicator.name()),
                           RecordFilter::Compare(RecordField::kPeriod, FilterOp::kEqual, options.period.Notation()),
                           RecordFilter::Compare(RecordField::kMeasure, FilterOp::kEqual, int64_t{v1::MEASURE_RANK})});
  ASSIGN_OR_RETURN(MatchingRecords found, ReadRecords(context, ByPeriod(filter)));
  std::ranges::stable_sort(found.records, std::greater(), &v1::Record::confidence);
  std::map<std::string, std::vector<v1::Record>> claims;
  for (v1::Record& record : found.records) {
    auto& of_region = claims[record.subject().id()];
    if (of_region.size() < kMostClaims) of_region.push_back(std::move(record));
  }
  return claims;
}

void AddUnranked(const std::string& region, const v1::Record& record, std::string reason,
                 v1::RankRegionsResponse& response) {
  if (response.unranked_size() == kMostUnranked) return;
  v1::UnrankedRegion* unranked = response.add_unranked();
  unranked->set_region(region);
  *unranked->mutable_record() = record;
  unranked->set_reason(std::move(reason));
}

// The selected regions with their values, divided where there is a divisor; those without are added as unranked.
std::vector<Entry> EntriesOf(const CrossSection& section, const CrossSection* divisors,
                             const RegionSelection& selection, v1::RankRegionsResponse& response) {
  std::vector<Entry> entries;
  for (const auto& [region, figure] : section.figures) {
    if (!selection.Has(region)) continue;
    Entry entry{&region, &figure, nullptr, figure.value};
    if (divisors != nullptr) {
      const auto found = divisors->figures.find(region);
      if (found != divisors->figures.end()) entry.divisor = &found->second;
      const auto quotient =
          entry.divisor == nullptr ? std::nullopt : figure.value.DividedBy(entry.divisor->value, kQuotientPlaces);
      if (!quotient) {
        AddUnranked(region, figure.preferred.record,
                    absl::StrCat("of ", response.per().display_name(), " there is no figure to divide by"), response);
        continue;
      }
      entry.value = *quotient;
    }
    entries.push_back(entry);
  }
  for (const auto& [region, unusable] : section.unusable) {
    if (selection.Has(region)) AddUnranked(region, unusable.record, unusable.reason, response);
  }
  return entries;
}

std::string QuotientUnit(const std::string& unit, const CrossSection* divisors) {
  return divisors == nullptr ? unit : absl::StrCat(unit, "/", divisors->unit);
}

}  // namespace

absl::StatusOr<v1::CompareRegionsResponse> CompareRegions(const QueryContext& context,
                                                          const v1::CompareRegionsRequest& request) {
  Validation validation;
  if (request.regions().empty() || request.regions_size() > kMostRegions) {
    validation.Refuse("regions", absl::StrCat("expected 1 to ", kMostRegions, " regions"));
  }
  if (request.indicators().empty() || request.indicators_size() > kMostIndicators) {
    validation.Refuse("indicators", absl::StrCat("expected 1 to ", kMostIndicators, " indicators"));
  } else if (request.regions_size() * request.indicators_size() > kMostPairs) {
    validation.Refuse("indicators", absl::StrCat("at most ", kMostPairs, " pairs of a region and an indicator"));
  }
  ASSIGN_OR_RETURN(CrossSectionOptions options, ReadOptions(request, std::move(validation)));

  v1::CompareRegionsResponse response;
  std::map<std::string, std::vector<v1::Comparison>> rows;
  std::vector<RecordFilter> any;
  for (int i = 0; i < request.regions_size(); ++i) {
    ASSIGN_OR_RETURN(v1::Subject region, ResolveRegion(context, absl::StrCat("regions[", i, "]"), request.regions(i)));
    if (!rows.try_emplace(region.id()).second) continue;
    any.push_back(RecordFilter::Compare(RecordField::kSubjectId, FilterOp::kEqual, region.id()));
    *response.add_regions() = std::move(region);
  }
  options.filter = RecordFilter::AnyOf(std::move(any));
  for (int i = 0; i < request.indicators_size(); ++i) {
    ASSIGN_OR_RETURN(options.indicator,
                     ResolveIndicator(context, absl::StrCat("indicators[", i, "]"), request.indicators(i)));
    RETURN_IF_ERROR(AddColumn(context, options, rows));
    *response.add_indicators() = options.indicator;
  }
  for (const v1::Subject& region : response.regions()) {
    for (v1::Comparison& comparison : rows[region.id()]) *response.add_rows() = std::move(comparison);
  }
  RETURN_IF_ERROR(Fit(response));
  return response;
}

absl::StatusOr<v1::RankRegionsResponse> RankRegions(const QueryContext& context,
                                                    const v1::RankRegionsRequest& request) {
  Validation validation;
  if (!v1::RegionLevel_IsValid(request.level())) validation.Refuse("level", "expected a RegionLevel");
  if (request.limit() < 0) validation.Refuse("limit", "must not be negative");
  const bool levels = request.measure() == v1::MEASURE_UNSPECIFIED || request.measure() == v1::MEASURE_LEVEL;
  if (!request.per().empty() && !levels) validation.Refuse("per", "only levels are divided");
  ASSIGN_OR_RETURN(CrossSectionOptions options, ReadOptions(request, std::move(validation)));
  ASSIGN_OR_RETURN(options.indicator, ResolveIndicator(context, "indicator", request.indicator()));
  std::string within;
  if (!request.within().empty()) {
    ASSIGN_OR_RETURN(const v1::Subject region, ResolveRegion(context, "within", request.within()));
    within = region.id().substr(kRegions.size());
    options.filter = RecordFilter(RecordFilter::RegionWithin{region.id()});
  }

  v1::RankRegionsResponse response;
  ASSIGN_OR_RETURN(const CrossSection section, ReadCrossSection(context, options));
  CrossSection divisors;
  const CrossSection* divide_by = nullptr;
  if (!request.per().empty()) {
    CrossSectionOptions per = options;
    ASSIGN_OR_RETURN(per.indicator, ResolveIndicator(context, "per", request.per()));
    ASSIGN_OR_RETURN(divisors, ReadCrossSection(context, per));
    *response.mutable_per() = per.indicator;
    divide_by = &divisors;
  }
  ASSIGN_OR_RETURN(auto claims, ReadClaims(context, options));

  std::vector<Entry> entries = EntriesOf(section, divide_by, {context, within, request.level()}, response);
  std::ranges::stable_sort(entries, [&](const Entry& a, const Entry& b) {
    return request.ascending() ? a.value < b.value : b.value < a.value;
  });
  const int limit = request.limit() == 0 ? kDefaultRanks : std::min(request.limit(), kMostRanks);
  int rank = 0;
  for (size_t i = 0; i < std::min(entries.size(), static_cast<size_t>(limit)); ++i) {
    const Entry& entry = entries[i];
    if (i == 0 || !(entry.value == entries[i - 1].value)) rank = static_cast<int>(i) + 1;
    v1::RankedRegion* ranked = response.add_regions();
    ranked->set_region(*entry.region);
    ranked->set_rank(rank);
    ranked->set_value(entry.value.ToString());
    ranked->set_unit(QuotientUnit(section.unit, divide_by));
    *ranked->mutable_record() = entry.figure->preferred.record;
    for (v1::Record& claim : claims[*entry.region]) *ranked->add_claims() = std::move(claim);
    if (entry.divisor != nullptr) *ranked->mutable_per_record() = entry.divisor->preferred.record;
  }
  *response.mutable_indicator() = options.indicator;
  response.set_region_count(static_cast<int32_t>(entries.size()));
  response.set_records_limited(section.limited || divisors.limited);
  if (response.ByteSizeLong() > kMostBytes) {
    return rpc::InvalidArgument({{"limit", "the answer is larger than a message can be; ask for fewer regions"}});
  }
  return response;
}

}  // namespace fangzhi::query
