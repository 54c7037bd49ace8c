#include "services/extraction/confidence.h"

#include <algorithm>

namespace fangzhi::extraction {

double Confidence(const Observation& o, bool in_catalogue) {
  double odds = 1;
  if (o.indicator_rule == "carried_from_before") odds *= 0.85;
  if (o.indicator_rule == "noun_after_number") odds *= 0.9;
  if (!in_catalogue) odds *= 0.9;
  if (o.indicator.text.size() > 16) odds *= 0.8;
  if (o.period_rule == "no_ground" || o.period_rule == "value_before_change") odds *= 0.9;
  if (o.period_rule == "carried_from_paragraph") odds *= 0.92;
  if (o.subject_rule != "document" && o.subject_rule != "head_of_clause") odds *= 0.85;
  if (o.subject_rule == "head_of_clause") odds *= 0.9;
  if (o.measure != Measure::kLevel && o.measure != Measure::kGrowth) odds *= 0.9;
  if (o.modality != Modality::kActual) odds *= 0.92;
  return std::clamp(0.97 * odds, 0.05, 0.99);
}

}  // namespace fangzhi::extraction
