#ifndef FANGZHI_SERVICES_EXTRACTION_ATTRIBUTION_H_
#define FANGZHI_SERVICES_EXTRACTION_ATTRIBUTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/document_context.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/layout.h"
#include "services/extraction/quantities.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

// Who or what a number is about, as the text names it.
struct SubjectReading {
  std::u32string name;
  std::vector<Extent> extents;  // Empty where it was carried from the document's title or metadata.
  SubjectKind kind = SubjectKind::kRegion;
  const catalog::Region* region = nullptr;
};

// What a quantity is about, settled; in repaired text. One quantity can have several observations.
struct Observation {
  Extent number;
  std::string unit;
  Decimal value;
  std::optional<Decimal> value_high;
  Comparator comparator = Comparator::kEqual;
  Measure measure = Measure::kLevel;
  Phrase indicator;
  SubjectReading subject;
  Period period;
  Extent period_words;
  std::u32string base;  // Gold notation, or words.
  std::u32string whole;
  Modality modality = Modality::kActual;
  Extent sentence;
  // The rules that settled each field, stable snake_case names.
  std::string_view measure_rule;
  std::string_view indicator_rule;
  std::string_view subject_rule;
  std::string_view period_rule;
  std::string_view modality_rule;
  std::string_view setting;  // What it stands in: report, speech, feature.
};

// A quantity that is no record, and why.
struct Rejection {
  Extent number;
  std::string_view reason;
};

struct Attributed {
  std::vector<Observation> observations;  // In order of number.
  std::vector<Rejection> rejections;      // In order of number.
};

// Carries subject, period, indicator and modality through document, section, paragraph, sentence and clause, and
// settles for each quantity whether it is a record and what it is about.
Attributed Attribute(std::u32string_view text, const Layout& layout, const DocumentContext& context);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_ATTRIBUTION_H_
