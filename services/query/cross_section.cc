#include "services/query/cross_section.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "services/query/unit_conversion.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordField;
using store::RecordFilter;

constexpr int kPage = 1000;
constexpr size_t kMostRecords = 20000;

RecordFilter Equal(RecordField field, store::FilterValue value) {
  return RecordFilter::Compare(field, FilterOp::kEqual, std::move(value));
}

RecordFilter FilterOf(const CrossSectionOptions& options) {
  std::vector<RecordFilter> conditions = {
      Equal(RecordField::kIndicator, options.indicator.name()),
      Equal(RecordField::kPeriod, options.period.Notation()),
      Equal(RecordField::kMeasure, static_cast<int64_t>(options.measure)),
      Equal(RecordField::kModality, static_cast<int64_t>(options.modality)),
      Equal(RecordField::kSubjectKind, int64_t{v1::SUBJECT_KIND_REGION}),
      options.filter,
  };
  if (options.measure == v1::MEASURE_GROWTH || options.measure == v1::MEASURE_CHANGE) {
    conditions.push_back(RecordFilter::AnyOf({Equal(RecordField::kBase, ""), Equal(RecordField::kBase, "yoy")}));
  }
  return RecordFilter::AllOf(std::move(conditions));
}

// The text that the records of most regions have, `of` each record; of equal ones the first of `preferred`.
template <typename Of>
std::string MostUsual(const std::vector<v1::Record>& records, const std::vector<std::string>& preferred, Of of) {
  std::map<std::string, std::set<std::string>> regions;
  for (const v1::Record& record : records) {
    if (!of(record).empty()) regions[of(record)].insert(record.subject().id());
  }
  const auto weight = [&](const auto& entry) {
    const auto at = std::ranges::find(preferred, entry.first);
    return std::pair(entry.second.size(), preferred.end() - at);
  };
  const auto most = std::ranges::max_element(regions, {}, weight);
  return most == regions.end() ? "" : most->first;
}

// Whether `quotient` is `unit` per something.
bool IsPer(std::string_view quotient, std::string_view unit) {
  return quotient.size() > unit.size() && quotient.starts_with(unit) && quotient[unit.size()] == '/';
}

// Judges the records of a cross-section by what it has in common.
class Comparer {
 public:
  Comparer(const QueryContext& context, const v1::Indicator& indicator, std::string unit, std::string whole)
      : catalogue_(context.catalogue),
        units_(indicator.units().begin(), indicator.units().end()),
        unit_(std::move(unit)),
        whole_(std::move(whole)) {}

  std::optional<Decimal> ValueOf(const v1::Record& record) const {
    const std::string& unit = record.quantity().unit();
    const auto value = Decimal::Parse(record.quantity().value());
    if (!value || unit == unit_ || MeanTheSame(unit, unit_)) return value;
    return ConvertUnit(catalogue_, *value, unit, unit_);
  }

  bool HasWhole(const v1::Record& record) const { return record.whole().empty() || record.whole() == whole_; }

  std::string WhyNot(const v1::Record& record) const {
    if (!HasWhole(record)) return absl::StrCat("its figure is of ", record.whole(), ", most others are of ", whole_);
    return absl::StrCat("it is given in ", record.quantity().unit(), ", which does not convert to ", unit_);
  }

 private:
  bool MeanTheSame(const std::string& a, const std::string& b) const {
    return std::ranges::count(units_, a) > 0 && std::ranges::count(units_, b) > 0 && (IsPer(a, b) || IsPer(b, a));
  }

  const catalog::Catalogue& catalogue_;
  const std::vector<std::string> units_;
  const std::string unit_;
  const std::string whole_;
};

// The preferred one of the records that compare, those in one unit: the common one where there are such.
std::optional<CrossSection::Figure> Choose(const Comparer& comparer, const std::string& unit,
                                           const std::vector<v1::Record>& records) {
  std::map<std::string, std::vector<v1::Record>> by_unit;
  for (const v1::Record& record : records) {
    if (comparer.HasWhole(record) && comparer.ValueOf(record)) by_unit[record.quantity().unit()].push_back(record);
  }
  if (by_unit.empty()) return std::nullopt;
  const auto common = by_unit.find(unit);
  auto& chosen = common != by_unit.end() ? common->second : by_unit.begin()->second;
  CrossSection::Figure figure{Prefer(std::move(chosen)), {}};
  figure.value = *comparer.ValueOf(figure.preferred.record);
  return figure;
}

}  // namespace

store::RecordListOptions ByPeriod(RecordFilter filter) {
  return {.filter = std::move(filter), .order = {{store::RecordOrderField::kPeriod, false}}};
}

absl::StatusOr<MatchingRecords> ReadRecords(const QueryContext& context, store::RecordListOptions options) {
  options.page_size = kPage;
  options.bounds = context.bounds;
  MatchingRecords found;
  do {
    ASSIGN_OR_RETURN(store::RecordPage page, context.store.records().List(options));
    std::ranges::move(page.records, std::back_inserter(found.records));
    options.cursor = std::move(page.next_cursor);
  } while (!options.cursor.empty() && found.records.size() < kMostRecords);
  found.limited = !options.cursor.empty();
  return found;
}

absl::StatusOr<CrossSection> ReadCrossSection(const QueryContext& context, const CrossSectionOptions& options) {
  ASSIGN_OR_RETURN(MatchingRecords found, ReadRecords(context, ByPeriod(FilterOf(options))));
  CrossSection section;
  section.limited = found.limited;
  section.unit = MostUsual(found.records, {options.indicator.units().begin(), options.indicator.units().end()},
                           [](const v1::Record& record) { return record.quantity().unit(); });
  const std::string whole = MostUsual(found.records, {}, [](const v1::Record& record) { return record.whole(); });
  const Comparer comparer(context, options.indicator, section.unit, whole);
  std::map<std::string, std::vector<v1::Record>> by_region;
  for (v1::Record& record : found.records) {
    // A region that the gazetteer does not have can have no rank among those that it has.
    if (record.subject().id().starts_with("regions/")) by_region[record.subject().id()].push_back(std::move(record));
  }
  for (auto& [region, records] : by_region) {
    if (auto figure = Choose(comparer, section.unit, records)) {
      section.figures.emplace(region, *std::move(figure));
    } else {
      v1::Record& first = records.front();
      section.unusable.emplace(region, CrossSection::Unusable{first, comparer.WhyNot(first)});
    }
  }
  return section;
}

}  // namespace fangzhi::query
