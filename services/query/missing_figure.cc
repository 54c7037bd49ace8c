#include "services/query/missing_figure.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <vector>

#include "common/base/status_macros.h"

namespace fangzhi::query {
namespace {

using store::FilterOp;
using store::RecordField;
using store::RecordFilter;

// The latest so many records of the series are looked at, and so many periods or kinds of figures named.
constexpr int kLatest = 100;
constexpr size_t kMostNamed = 3;

// `target level` of a target, `growth` of an actual growth.
std::string KindOf(const v1::Record& record) {
  constexpr size_t kMeasurePrefix = std::string_view("MEASURE_").size();
  constexpr size_t kModalityPrefix = std::string_view("MODALITY_").size();
  std::string measure = absl::AsciiStrToLower(v1::Measure_Name(record.measure()).substr(kMeasurePrefix));
  if (record.modality() == v1::MODALITY_ACTUAL) return measure;
  return absl::StrCat(absl::AsciiStrToLower(v1::Modality_Name(record.modality()).substr(kModalityPrefix)), " ",
                      measure);
}

void AddOnce(const std::string& text, std::vector<std::string>& texts) {
  if (texts.size() < kMostNamed && std::ranges::count(texts, text) == 0) texts.push_back(text);
}

}  // namespace

absl::StatusOr<std::string> WhyMissing(const QueryContext& context, const CrossSectionOptions& wanted,
                                       const std::string& region) {
  store::RecordListOptions options;
  options.filter =
      RecordFilter::AllOf({RecordFilter::Compare(RecordField::kIndicator, FilterOp::kEqual, wanted.indicator.name()),
                           RecordFilter::Compare(RecordField::kSubjectId, FilterOp::kEqual, region)});
  options.order = {{store::RecordOrderField::kPeriod, true}};
  options.page_size = kLatest;
  options.view = v1::RECORD_VIEW_BASIC;
  options.bounds = context.bounds;
  ASSIGN_OR_RETURN(const store::RecordPage page, context.store.records().List(options));
  if (page.records.empty()) return "no document gives it";

  const std::string period = wanted.period.Notation();
  std::vector<std::string> kinds;
  std::vector<std::string> periods;
  std::vector<std::string> others;
  for (const v1::Record& record : page.records) {
    const bool same_kind = record.measure() == wanted.measure && record.modality() == wanted.modality;
    const std::string& notation = record.period().notation();
    if (notation == period) AddOnce(KindOf(record), kinds);
    if (same_kind && notation != period) AddOnce(notation.empty() ? "no period" : notation, periods);
    AddOnce(absl::StrCat(KindOf(record), " of ", notation.empty() ? "no period" : notation), others);
  }
  if (!kinds.empty()) return absl::StrCat("of ", period, " documents give only: ", absl::StrJoin(kinds, ", "));
  if (!periods.empty()) return absl::StrCat("documents give it only for: ", absl::StrJoin(periods, ", "));
  return absl::StrCat("documents give only: ", absl::StrJoin(others, ", "));
}

}  // namespace fangzhi::query
