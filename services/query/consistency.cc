#include "services/query/consistency.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "common/base/decimal.h"
#include "services/query/figures.h"
#include "services/query/period_proto.h"
#include "services/query/preferred_figure.h"

namespace fangzhi::query {
namespace {

constexpr double kPercent = 100;
constexpr double kConstantPrices = 0.5;  // Percentage points.
constexpr double kPartsTolerance = 0.005;
constexpr std::string_view kIndicators = "indicators/";
constexpr std::string_view kRegions = "regions/";
constexpr const char* kProduct = "indicators/gdp";
constexpr std::array<const char*, 3> kIndustries = {
    "indicators/primary_industry_value_added",
    "indicators/secondary_industry_value_added",
    "indicators/tertiary_industry_value_added",
};

std::string IndicatorOf(const v1::Record& record) {
  return record.indicator().indicator().empty() ? record.indicator().phrase() : record.indicator().indicator();
}

double ValueOf(const v1::Record& record) { return record.quantity().approximate_value(); }

// The exponent of the last digit written: 8 of `100亿`, whose value alone does not tell that its zeros were written.
int WrittenExponent(const v1::Quantity& quantity) {
  constexpr std::string_view kDigits = "0123456789.";
  constexpr int kMostShift = 12;
  const size_t begin = quantity.number().find_first_of(kDigits);
  const size_t end = quantity.number().find_first_not_of(kDigits, begin);
  const auto written =
      begin == std::string::npos ? std::nullopt : Decimal::Parse(quantity.number().substr(begin, end - begin));
  auto value = Decimal::Parse(quantity.value());
  if (!written || !value || value->is_zero()) return LastDigitExponent(quantity.value());
  if (value->is_negative()) value = value->Negated();
  const std::string text = written->ToString();
  const size_t point = text.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  for (int shift = 0; shift <= kMostShift; ++shift) {
    if (const auto shifted = written->Shifted(shift); shifted && *shifted == *value) return shift - places;
  }
  return LastDigitExponent(quantity.value());
}

// Half a unit of the last digit given.
double RoundingOf(const v1::Record& record) { return 0.5 * std::pow(10.0, WrittenExponent(record.quantity())); }

// `11000000000 CNY`, `8.2%`.
std::string Text(const v1::Record& record) {
  const std::string& unit = record.quantity().unit();
  return absl::StrCat(record.quantity().value(), unit == "%" ? "" : " ", unit);
}

std::string Percent(double value) { return absl::StrFormat("%.4g%%", value); }

v1::Finding MakeFinding(const char* kind, const std::vector<const v1::Record*>& records, std::string explanation) {
  v1::Finding finding;
  finding.set_kind(kind);
  for (const v1::Record* record : records) *finding.add_records() = *record;
  finding.set_explanation(std::move(explanation));
  return finding;
}

// The figures of one subject, the preferred record of each.
class Figures {
 public:
  explicit Figures(std::vector<v1::Record> records) {
    std::map<std::tuple<std::string, std::string>, std::vector<v1::Record>> same;
    for (v1::Record& record : records) {
      if (record.has_period()) same[{IndicatorOf(record), record.period().notation()}].push_back(std::move(record));
    }
    for (auto& [key, of_period] : same) {
      for (std::vector<v1::Record>& figure : SplitByFigure(std::move(of_period))) {
        by_indicator_[std::get<0>(key)].push_back(Prefer(std::move(figure)).record);
      }
    }
  }

  const std::map<std::string, std::vector<v1::Record>>& by_indicator() const { return by_indicator_; }

  const std::vector<v1::Record>& Of(const std::string& indicator) const {
    static const auto* const kNone = new std::vector<v1::Record>();
    const auto found = by_indicator_.find(indicator);
    return found == by_indicator_.end() ? *kNone : found->second;
  }

  // The exact actual level in a unit, or in any where `unit` is empty; nullptr where there is none.
  const v1::Record* Level(const std::string& indicator, const std::string& period, const std::string& unit) const {
    for (const v1::Record& figure : Of(indicator)) {
      if (IsExact(figure, v1::MEASURE_LEVEL, v1::MODALITY_ACTUAL) && figure.period().notation() == period &&
          (unit.empty() || figure.quantity().unit() == unit)) {
        return &figure;
      }
    }
    return nullptr;
  }

  static bool IsExact(const v1::Record& record, v1::Measure measure, v1::Modality modality) {
    return record.measure() == measure && record.modality() == modality &&
           record.quantity().comparator() == v1::COMPARATOR_EQUAL;
  }

 private:
  std::map<std::string, std::vector<v1::Record>> by_indicator_;
};

// The level of the same indicator and period.
const v1::Record* LevelBeside(const Figures& figures, const v1::Record& record) {
  return figures.Level(IndicatorOf(record), record.period().notation(), "");
}

// The share of `part` in `whole` in percent, and by how much it may be off.
struct Ratio {
  double percent;
  double tolerance;
};
std::optional<Ratio> RatioOf(const v1::Record& part, const v1::Record& whole) {
  if (ValueOf(whole) == 0) return std::nullopt;
  const double ratio = ValueOf(part) / ValueOf(whole);
  const double error =
      RoundingOf(part) / std::abs(ValueOf(whole)) + std::abs(ratio) * RoundingOf(whole) / std::abs(ValueOf(whole));
  return Ratio{ratio * kPercent, error * kPercent};
}

void CheckGrowth(const Figures& figures, const v1::Record& growth, std::vector<v1::Finding>& findings) {
  const bool yearly = growth.base().empty() || growth.base() == "yoy";
  if (!Figures::IsExact(growth, v1::MEASURE_GROWTH, v1::MODALITY_ACTUAL) || !yearly) return;
  const v1::Record* const level = LevelBeside(figures, growth);
  const auto year_before = YearBefore(FromProto(growth.period()));
  if (level == nullptr || !year_before || growth.quantity().unit() != "%") return;
  const v1::Record* const before =
      figures.Level(IndicatorOf(growth), year_before->Notation(), level->quantity().unit());
  const auto ratio = before == nullptr ? std::nullopt : RatioOf(*level, *before);
  if (!ratio) return;
  const double computed = ratio->percent - kPercent;
  if (std::abs(computed - ValueOf(growth)) <= ratio->tolerance + RoundingOf(growth) + kConstantPrices) return;
  findings.push_back(MakeFinding("growth_against_levels", {&growth, level, before},
                                 absl::StrCat(Text(*level), " / ", Text(*before), " − 1 = ", Percent(computed),
                                              ", and ", Text(growth), " is reported")));
}

void CheckShare(const catalog::Catalogue& catalogue, const Figures& figures, const v1::Record& share,
                std::vector<v1::Finding>& findings) {
  if (!Figures::IsExact(share, v1::MEASURE_SHARE, v1::MODALITY_ACTUAL) || share.whole().empty()) return;
  const v1::Record* const part = LevelBeside(figures, share);
  if (part == nullptr || share.quantity().unit() != "%") return;
  const catalog::Indicator* const known = catalogue.Match(share.whole()).indicator;
  const std::string& unit = part->quantity().unit();
  const std::string& period = share.period().notation();
  const v1::Record* whole = figures.Level(share.whole(), period, unit);
  if (whole == nullptr && known != nullptr) {
    whole = figures.Level(absl::StrCat("indicators/", std::string(known->id)), period, unit);
  }
  const auto ratio = whole == nullptr ? std::nullopt : RatioOf(*part, *whole);
  if (!ratio || std::abs(ratio->percent - ValueOf(share)) <= ratio->tolerance + RoundingOf(share)) return;
  findings.push_back(MakeFinding("share_against_levels", {&share, part, whole},
                                 absl::StrCat(Text(*part), " / ", Text(*whole), " = ", Percent(ratio->percent),
                                              ", and ", Text(share), " is reported")));
}

// What came of a target, where it is less; of one that bounds from above, or asks for a decrease, where it is more.
void CheckTarget(const Figures& figures, const v1::Record& target, std::vector<v1::Finding>& findings) {
  if (target.modality() != v1::MODALITY_TARGET) return;
  for (const v1::Record& outcome : figures.Of(IndicatorOf(target))) {
    if (outcome.modality() != v1::MODALITY_ACTUAL || outcome.measure() != target.measure() ||
        outcome.quantity().unit() != target.quantity().unit() || outcome.whole() != target.whole() ||
        outcome.period().notation() != target.period().notation()) {
      continue;
    }
    const v1::Comparator comparator = target.quantity().comparator();
    const bool is_ceiling = comparator == v1::COMPARATOR_AT_MOST || comparator == v1::COMPARATOR_LESS_THAN;
    const bool decrease = target.measure() != v1::MEASURE_LEVEL && ValueOf(target) < 0;
    const double missed_by = ValueOf(target) - ValueOf(outcome);
    const double rounding = RoundingOf(outcome);
    if (is_ceiling || decrease ? missed_by >= -rounding : missed_by <= rounding) continue;
    findings.push_back(MakeFinding("outcome_against_target", {&outcome, &target},
                                   absl::StrCat(Text(outcome), " came of a target of ", Text(target), ": ",
                                                absl::StrFormat("%.10g", -missed_by), " off")));
  }
}

// The three industries against the regional product, in levels and in shares.
void CheckIndustries(const Figures& figures, const v1::Record& product, std::vector<v1::Finding>& findings) {
  if (IndicatorOf(product) != kProduct || !Figures::IsExact(product, v1::MEASURE_LEVEL, v1::MODALITY_ACTUAL)) return;
  std::vector<const v1::Record*> records = {&product};
  double sum = 0;
  double tolerance = RoundingOf(product);
  std::string text;
  for (const char* industry : kIndustries) {
    const v1::Record* level = figures.Level(industry, product.period().notation(), product.quantity().unit());
    if (level == nullptr) return;
    records.push_back(level);
    sum += ValueOf(*level);
    tolerance += RoundingOf(*level);
    absl::StrAppend(&text, text.empty() ? "" : " + ", level->quantity().value());
  }
  if (std::abs(sum - ValueOf(product)) <= tolerance) return;
  findings.push_back(MakeFinding("parts_against_whole", records,
                                 absl::StrFormat("%s = %.15g, and %s is reported", text, sum, Text(product))));
}

void CheckStructure(const Figures& figures, const v1::Record& first, std::vector<v1::Finding>& findings) {
  if (IndicatorOf(first) != kIndustries[0] || !Figures::IsExact(first, v1::MEASURE_SHARE, v1::MODALITY_ACTUAL)) return;
  std::vector<const v1::Record*> records;
  double sum = 0;
  double tolerance = 0;
  std::string text;
  for (const char* industry : kIndustries) {
    const v1::Record* share = nullptr;
    for (const v1::Record& other : figures.Of(industry)) {
      const bool same = other.period().notation() == first.period().notation() && other.whole() == first.whole() &&
                        other.document().document() == first.document().document();
      if (same && Figures::IsExact(other, v1::MEASURE_SHARE, v1::MODALITY_ACTUAL)) share = &other;
    }
    if (share == nullptr) return;
    records.push_back(share);
    sum += ValueOf(*share);
    tolerance += RoundingOf(*share);
    absl::StrAppend(&text, text.empty() ? "" : " + ", Text(*share));
  }
  if (std::abs(sum - kPercent) <= tolerance * (1 + kPartsTolerance)) return;
  findings.push_back(MakeFinding("parts_against_whole", records, absl::StrCat(text, " = ", Percent(sum))));
}

// Regions right below a region against it.
class RegionSums {
 public:
  explicit RegionSums(const catalog::Catalogue& catalogue) : catalogue_(catalogue) {}

  // `figures` outlives this.
  void Add(const Figures& figures) {
    for (const auto& [indicator, same] : figures.by_indicator()) {
      if (!AddsUp(indicator)) continue;
      for (const v1::Record& figure : same) {
        const bool level = Figures::IsExact(figure, v1::MEASURE_LEVEL, v1::MODALITY_ACTUAL);
        if (!level || !figure.subject().id().starts_with(kRegions)) continue;
        levels_[{indicator, figure.period().notation(), figure.quantity().unit()}].emplace(figure.subject().id(),
                                                                                           &figure);
      }
    }
  }

  void Check(std::vector<v1::Finding>& findings) const {
    for (const auto& [key, regions] : levels_) {
      std::map<std::string, std::vector<const v1::Record*>> parts;
      for (const auto& [region, level] : regions) {
        const std::string parent = ParentOf(region);
        if (regions.contains(parent)) parts[parent].push_back(level);
      }
      for (const auto& [parent, levels] : parts) CheckOne(*regions.at(parent), levels, findings);
    }
  }

 private:
  bool AddsUp(const std::string& indicator) const {
    const bool is_name = indicator.starts_with(kIndicators);
    const catalog::Indicator* known = is_name ? catalogue_.Find(indicator.substr(kIndicators.size())) : nullptr;
    return known != nullptr &&
           (known->kind == catalog::IndicatorKind::kFlow || known->kind == catalog::IndicatorKind::kStock);
  }

  std::string ParentOf(const std::string& name) const {
    const catalog::Region* region = catalogue_.gazetteer().Get(name.substr(kRegions.size()));
    const catalog::Region* parent = region == nullptr ? nullptr : catalogue_.gazetteer().Parent(*region);
    return parent == nullptr ? "" : catalog::RegionResourceName(*parent);
  }

  static void CheckOne(const v1::Record& whole, const std::vector<const v1::Record*>& parts,
                       std::vector<v1::Finding>& findings) {
    double sum = 0;
    double tolerance = RoundingOf(whole);
    std::vector<const v1::Record*> records = {&whole};
    for (const v1::Record* part : parts) {
      sum += ValueOf(*part);
      tolerance += RoundingOf(*part);
      records.push_back(part);
    }
    if (parts.size() < 2 || sum <= ValueOf(whole) * (1 + kPartsTolerance) + tolerance) return;
    findings.push_back(
        MakeFinding("parts_against_whole", records,
                    absl::StrFormat("%d regions within have %.15g together, and the whole is reported with %s",
                                    parts.size(), sum, Text(whole))));
  }

  using Key = std::tuple<std::string, std::string, std::string>;  // Indicator, period, unit.
  const catalog::Catalogue& catalogue_;
  std::map<Key, std::map<std::string, const v1::Record*>> levels_;
};

}  // namespace

std::vector<v1::Finding> FindInconsistencies(const catalog::Catalogue& catalogue, std::vector<v1::Record> records) {
  std::vector<Figures> subjects;
  for (auto begin = records.begin(); begin != records.end();) {
    auto end = begin;
    while (end != records.end() && end->subject().id() == begin->subject().id()) ++end;
    subjects.emplace_back(std::vector<v1::Record>(std::make_move_iterator(begin), std::make_move_iterator(end)));
    begin = end;
  }
  std::vector<v1::Finding> findings;
  RegionSums sums(catalogue);
  for (const Figures& figures : subjects) {
    for (const auto& [indicator, same] : figures.by_indicator()) {
      for (const v1::Record& figure : same) {
        CheckGrowth(figures, figure, findings);
        CheckShare(catalogue, figures, figure, findings);
        CheckTarget(figures, figure, findings);
        CheckIndustries(figures, figure, findings);
        CheckStructure(figures, figure, findings);
      }
    }
    sums.Add(figures);
  }
  sums.Check(findings);
  return findings;
}

}  // namespace fangzhi::query
