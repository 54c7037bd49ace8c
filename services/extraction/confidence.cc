#include "services/extraction/confidence.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <string_view>

#include "common/catalog/string_hash.h"
#include "services/extraction/embedded_data.h"

namespace fangzhi::extraction {
namespace {

using Weights = catalog::StringMap<double>;  // Of features, whose names are part of the table.

constexpr size_t kLongestFeature = 80;  // Bytes.

Weights ReadWeights(std::string_view table) {
  Weights weights;
  for (size_t begin = 0; begin < table.size();) {
    const size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    begin = end + 1;
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    double weight = 0;
    std::from_chars(line.data() + tab + 1, line.data() + line.size(), weight);
    weights.emplace(line.substr(0, tab), weight);
  }
  return weights;
}

const char* LengthBucket(size_t length) {
  if (length <= 2) return "length=2";
  if (length <= 3) return "length=3";
  if (length <= 6) return "length=6";
  if (length <= 10) return "length=10";
  return length <= 14 ? "length=14" : "length=more";
}

const char* UnitKind(std::string_view unit) {
  if (!unit.empty() && unit[0] == '{') return "unit=count";
  if (unit == "CNY" || unit == "USD" || unit == "HKD" || unit == "EUR" || unit == "JPY") return "unit=money";
  if (unit == "%" || unit == "‰") return "unit=rate";
  if (unit == "pp") return "unit=points";
  return unit == "1" ? "unit=bare" : "unit=physical";
}

// The same as features() in tests/corpus/calibrate.py. A feature without weight weighs nothing.
template <typename Take>
void Features(const Observation& o, bool in_catalogue, Take take) {
  const auto rule = [&](std::string_view field, std::string_view name) {
    if (name.empty()) return;
    char feature[kLongestFeature];
    assert(field.size() + 1 + name.size() <= sizeof feature);
    char* end = std::copy(field.begin(), field.end(), feature);
    *end++ = '=';
    end = std::copy_n(name.data(), std::min(name.size(), static_cast<size_t>(feature + sizeof feature - end)), end);
    take(std::string_view(feature, static_cast<size_t>(end - feature)));
  };
  rule("measure", o.measure_rule);
  rule("indicator", o.indicator_rule);
  rule("subject", o.subject_rule);
  rule("period", o.period_rule);
  rule("modality", o.modality_rule);
  rule("setting", o.setting);
  take(in_catalogue ? "catalogue" : "open");
  take(LengthBucket(o.indicator.text.size()));
  take(UnitKind(o.unit));
  rule("measure_is", GoldName(o.measure));
  if (o.indicator.text.find_first_of(U"的了把被着将已、是使让向从") != std::u32string::npos)
    take("clause_in_indicator");
  if (o.indicator.text.find(U'“') != std::u32string::npos) take("quotation_in_indicator");
  if (o.period.empty()) take("no_period");
}

}  // namespace

double Confidence(const Observation& observation, bool in_catalogue) {
  static const Weights& weights = *new Weights(ReadWeights(ConfidenceTable()));
  const auto weight = [](std::string_view feature) {
    const auto it = weights.find(feature);
    return it == weights.end() ? 0.0 : it->second;
  };
  double sum = weight("intercept");
  Features(observation, in_catalogue, [&](std::string_view feature) { sum += weight(feature); });
  return 1 / (1 + std::exp(-sum));
}

}  // namespace fangzhi::extraction
