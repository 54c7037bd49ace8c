#include "services/extraction/record.h"

namespace fangzhi::extraction {

std::string_view GoldName(Measure measure) {
  switch (measure) {
    case Measure::kLevel:
      return "level";
    case Measure::kGrowth:
      return "growth";
    case Measure::kChange:
      return "change";
    case Measure::kShare:
      return "share";
    case Measure::kCompletion:
      return "completion";
    case Measure::kDifference:
      return "difference";
    case Measure::kRank:
      return "rank";
    case Measure::kMultiple:
      return "multiple";
  }
  return "";
}

std::string_view GoldName(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return "=";
    case Comparator::kAbout:
      return "~";
    case Comparator::kNearly:
      return "~<";
    case Comparator::kMoreThan:
      return ">";
    case Comparator::kAtLeast:
      return ">=";
    case Comparator::kLessThan:
      return "<";
    case Comparator::kAtMost:
      return "<=";
    case Comparator::kRange:
      return "range";
  }
  return "";
}

std::string_view GoldName(Modality modality) {
  switch (modality) {
    case Modality::kActual:
      return "actual";
    case Modality::kTarget:
      return "target";
    case Modality::kExpected:
      return "expected";
  }
  return "";
}

}  // namespace fangzhi::extraction
