#ifndef FANGZHI_TESTS_SERVICES_EXTRACTION_READING_H_
#define FANGZHI_TESTS_SERVICES_EXTRACTION_READING_H_

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/extraction/extractor.h"

namespace fangzhi::extraction {

// `number|indicator|measure|comparator value unit|subject|period|modality|base|of`.
inline std::string Line(const Record& r) {
  std::string value = r.value.ToString();
  if (r.value_high) absl::StrAppend(&value, "..", r.value_high->ToString());
  return absl::StrJoin({r.number_text, r.indicator, std::string(GoldName(r.measure)),
                        absl::StrCat(std::string(GoldName(r.comparator)), value, " ", r.unit), r.subject,
                        r.period.Notation(), std::string(GoldName(r.modality)), r.base, r.whole},
                       "|");
}

// The records of a text, a line each.
inline std::vector<std::string> ReadLines(std::string_view text, std::string_view title, const char* published) {
  Input input;
  input.text = text;
  input.title = title;
  input.published = *Period::Parse(published);
  std::vector<std::string> lines;
  for (const Record& record : Extract(input).records) lines.push_back(Line(record));
  return lines;
}

// A document and the lines of its records.
struct Reading {
  const char* title;
  const char* text;
  const char* published;
  std::vector<std::string> records;
};

inline void ExpectRead(const std::vector<Reading>& readings) {
  for (const Reading& r : readings) EXPECT_EQ(ReadLines(r.text, r.title, r.published), r.records) << r.text;
}

}  // namespace fangzhi::extraction

#endif  // FANGZHI_TESTS_SERVICES_EXTRACTION_READING_H_
