#include "services/query/availability_queries.h"

#include <absl/strings/numbers.h>

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/query/filter.h"
#include "services/query/filter_fields.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

using Field = store::Availability::Field;

constexpr int kDefaultLimit = 100;
constexpr int kLargestLimit = 1000;
constexpr std::string_view kIndicators = "indicators/";
constexpr std::string_view kRegions = "regions/";

std::string NameOf(Field field) {
  switch (field) {
    case Field::kIndicator:
      return "indicator";
    case Field::kSubject:
      return "subject";
    case Field::kRegion:
      return "region";
    case Field::kPeriod:
      return "period";
    case Field::kMeasure:
      return "measure";
    case Field::kModality:
      return "modality";
    case Field::kUnit:
      return "unit";
    case Field::kTopic:
      return "topic";
    case Field::kDocument:
      return "document";
  }
  return "";
}

// The name of an enumerator as filters take it.
std::string EnumeratorName(store::RecordField field, const std::string& number) {
  int64_t value = 0;
  return absl::SimpleAtoi(number, &value) ? std::string(FilterEnumeratorName(field, value)) : number;
}

// What the catalogue calls a value; else what the store does.
std::string DisplayName(const catalog::Catalogue& catalogue, Field field, const store::Availability::Value& value) {
  const std::string_view name = value.value;
  if (field == Field::kIndicator) {
    const catalog::Indicator* known = catalogue.Find(name.substr(std::min(name.size(), kIndicators.size())));
    if (known != nullptr) return std::string(known->zh);
  } else if (field == Field::kRegion) {
    const catalog::Region* known = catalogue.gazetteer().Get(name.substr(std::min(name.size(), kRegions.size())));
    if (known != nullptr) return catalogue.gazetteer().FullPath(*known);
  } else if (field == Field::kTopic) {
    const catalog::Topic* known = catalogue.topics().Find(name);
    if (known != nullptr) return std::string(known->zh);
  }
  return value.name;
}

}  // namespace

absl::StatusOr<v1::GetAvailabilityResponse> GetAvailability(const QueryContext& context,
                                                            const v1::GetAvailabilityRequest& request) {
  Validation validation;
  store::AvailabilityOptions options;
  options.filter = validation.Check("filter", ParseFilter(request.filter(), context.catalogue));
  if (request.limit() < 0) validation.Refuse("limit", "must not be negative");
  RETURN_IF_ERROR(validation.Finish());
  options.value_limit = request.limit() == 0 ? kDefaultLimit : std::min(request.limit(), kLargestLimit);
  options.bounds = context.bounds;

  ASSIGN_OR_RETURN(const store::Availability found, context.store.records().Availability(options));
  v1::GetAvailabilityResponse response;
  for (const store::Availability::Dimension& dimension : found.dimensions) {
    v1::Dimension* proto = response.add_dimensions();
    proto->set_name(NameOf(dimension.field));
    proto->set_limited(dimension.limited);
    for (const store::Availability::Value& value : dimension.values) {
      v1::DimensionValue* one = proto->add_values();
      one->set_value(value.value);
      if (dimension.field == Field::kMeasure) {
        one->set_value(EnumeratorName(store::RecordField::kMeasure, value.value));
      } else if (dimension.field == Field::kModality) {
        one->set_value(EnumeratorName(store::RecordField::kModality, value.value));
      }
      one->set_display_name(DisplayName(context.catalogue, dimension.field, value));
      one->set_record_count(value.count);
    }
  }
  response.set_record_count(found.record_count);
  response.set_counts_limited(found.limited);
  return response;
}

}  // namespace fangzhi::query
