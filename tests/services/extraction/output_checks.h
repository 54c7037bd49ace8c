#ifndef FANGZHI_TESTS_SERVICES_EXTRACTION_OUTPUT_CHECKS_H_
#define FANGZHI_TESTS_SERVICES_EXTRACTION_OUTPUT_CHECKS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/extraction/record.h"
#include "services/extraction/record_json.h"
#include "services/extraction/text_repair.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {

// What holds for the repaired form of any text, damaged or not. Returns what is violated; empty where nothing is.
inline std::string FindDefect(const RepairedText& repaired, std::string_view utf8) {
  if (repaired.raw != DecodeUtf8(utf8)) return "the raw text is not the text given";
  if (repaired.begin.size() != repaired.text.size() || repaired.end.size() != repaired.text.size())
    return "a character has no raw stretch";
  int last = 0;
  for (size_t i = 0; i < repaired.text.size(); ++i) {
    if (repaired.begin[i] < last) return "raw stretches overlap";
    if (repaired.end[i] <= repaired.begin[i]) return "a raw stretch is empty";
    last = repaired.end[i];
  }
  if (last > static_cast<int>(repaired.raw.size())) return "a raw stretch ends behind the text";
  return "";
}

// What holds for the records and mentions of any text. Returns what is violated; empty where nothing is.
inline std::string FindDefect(const Output& output, std::string_view utf8) {
  const std::u32string raw = DecodeUtf8(utf8);
  const auto inside = [&raw](const Span& span) {
    return span.start >= 0 && span.start < span.end && span.end <= static_cast<int>(raw.size());
  };
  const auto all_inside = [&inside](const std::vector<Span>& spans) {
    for (const Span& span : spans) {
      if (!inside(span)) return false;
    }
    return true;
  };
  std::pair<int, int> last{-1, 0};
  for (const Record& r : output.records) {
    const auto with = [&r](const char* defect) { return defect + (" at `" + r.number_text + "`"); };
    if (!inside(r.number)) return with("a number lies outside the text");
    const auto number = std::u32string_view(raw).substr(static_cast<size_t>(r.number.start),
                                                        static_cast<size_t>(r.number.end - r.number.start));
    if (EncodeUtf8(number) != r.number_text) return with("a number is not the text at its span");
    if (r.ordinal < 0) return with("an ordinal is negative");
    const std::pair<int, int> place{r.number.start, r.ordinal};
    if (place <= last) return with("records are out of order");
    last = place;
    if (!inside(r.sentence)) return with("a sentence lies outside the text");
    if (r.sentence.start > r.number.start || r.sentence.end < r.number.end)
      return with("a number lies outside its sentence");
    if (!all_inside(r.indicator_spans)) return with("an indicator lies outside the text");
    if (!all_inside(r.subject_spans)) return with("a subject lies outside the text");
    if (!all_inside(r.period_spans)) return with("a period lies outside the text");
    for (const Attribution& a : r.attributions) {
      if (!all_inside(a.spans)) return with("an attribution lies outside the text");
      if (a.field.empty() || a.rule.empty()) return with("an attribution has no field or rule");
    }
    if (r.indicator.empty()) return with("an indicator is empty");
    if (r.unit.empty()) return with("a unit is empty");
    if (r.topic.empty()) return with("a topic is empty");
    if (!(r.confidence >= 0 && r.confidence <= 1)) return with("a confidence is no probability");
    if (r.value_high && *r.value_high <= r.value) return with("a range ends before it begins");
    if ((r.comparator == Comparator::kRange) && !r.value_high) return with("a range has no end");
    if (Period::Parse(r.period.Notation()) != r.period) return with("a period has no notation");
    if (ToJsonLine("document", r).find('\n') != std::string::npos) return with("a JSON line is broken");
  }
  int mention = 0;
  for (const Mention& m : output.mentions) {
    if (!inside(m.span)) return "a mention lies outside the text";
    if (m.span.start < mention) return "mentions are out of order";
    mention = m.span.start;
  }
  return "";
}

}  // namespace fangzhi::extraction

#endif  // FANGZHI_TESTS_SERVICES_EXTRACTION_OUTPUT_CHECKS_H_
