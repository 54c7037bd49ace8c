#include "services/query/conflict_queries.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/status_macros.h"
#include "services/query/consistency.h"
#include "services/query/cross_section.h"
#include "services/query/figures.h"
#include "services/query/filter.h"
#include "services/query/page_token.h"
#include "services/query/preferred_figure.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

constexpr int kDefaultPage = 20;
constexpr int kLargestPage = 100;
// Contested records read at once; the groups of an answer are far smaller.
constexpr int kStretch = 300;
// An answer ends early once it has this size: a group of the longest records still fits into gRPC's 4 MiB beside it.
constexpr size_t kFullPageBytes = size_t{1} << 20;
constexpr int kMostFindings = 200;
constexpr int kDifferencePlaces = 4;

// What the records of a group, which are neighbours in the store's order, have in common.
auto GroupOf(const v1::Record& record) {
  const v1::IndicatorReference& indicator = record.indicator();
  return std::tie(indicator.indicator().empty() ? indicator.phrase() : indicator.indicator(), record.subject().id(),
                  record.period().notation());
}

bool Disagree(const std::vector<v1::Record>& records) {
  for (const v1::Record& a : records) {
    for (const v1::Record& b : records) {
      if (a.document().document() < b.document().document() && !Agree(a, b)) return true;
    }
  }
  return false;
}

std::string RelativeDifference(const std::vector<v1::Record>& records) {
  std::vector<Decimal> values;
  for (const v1::Record& record : records) {
    if (const auto value = Decimal::Parse(record.quantity().value())) values.push_back(*value);
  }
  const auto [least, greatest] = std::ranges::minmax(values);
  const Decimal magnitude =
      std::max(least.is_negative() ? least.Negated() : least, greatest.is_negative() ? greatest.Negated() : greatest);
  // One of the two quotients is 1 or −1, so that their difference is rounded once.
  const auto units = [&](const Decimal& value) -> int64_t {
    const auto quotient = value.DividedBy(magnitude, kDifferencePlaces);
    const auto shifted = quotient ? quotient->Shifted(kDifferencePlaces) : std::nullopt;
    return shifted ? std::llround(shifted->ToDouble()) : 0;
  };
  const auto relative = Decimal::FromInt(units(greatest) - units(least)).Shifted(-kDifferencePlaces);
  return relative ? relative->ToString() : "";
}

v1::Conflict ToConflict(std::vector<v1::Record> records) {
  v1::Conflict conflict;
  conflict.set_relative_difference(RelativeDifference(records));
  PreferredFigure figure = Prefer(std::move(records));
  *conflict.add_records() = std::move(figure.record);
  for (v1::Record& other : figure.alternatives) *conflict.add_records() = std::move(other);
  conflict.set_preference_reason(std::move(figure.reason));
  return conflict;
}

// Adds the conflicts of the groups of `records` until the answer is full. Returns how many records it took, whole
// groups.
size_t AddConflicts(std::vector<v1::Record> records, int page_size, v1::ListConflictsResponse& response) {
  size_t begin = 0;
  while (begin < records.size()) {
    size_t end = begin + 1;
    while (end < records.size() && GroupOf(records[end]) == GroupOf(records[begin])) ++end;
    std::vector<v1::Conflict> found;
    const auto at = [&](size_t i) { return std::make_move_iterator(records.begin() + static_cast<ptrdiff_t>(i)); };
    for (std::vector<v1::Record>& figure : SplitByFigure({at(begin), at(end)})) {
      if (Disagree(figure)) found.push_back(ToConflict(std::move(figure)));
    }
    const bool fits = response.conflicts_size() + static_cast<int>(found.size()) <= page_size;
    if (response.conflicts_size() > 0 && (!fits || response.ByteSizeLong() > kFullPageBytes)) return begin;
    for (v1::Conflict& conflict : found) *response.add_conflicts() = std::move(conflict);
    begin = end;
  }
  return begin;
}

}  // namespace

absl::StatusOr<v1::ListConflictsResponse> ListConflicts(const QueryContext& context,
                                                        const v1::ListConflictsRequest& request) {
  Validation validation;
  store::RecordListOptions options;
  options.filter = validation.Check("filter", ParseFilter(request.filter(), context.catalogue));
  const int page_size =
      validation.Check("page_size", EffectivePageSize(request.page_size(), kDefaultPage, kLargestPage));
  options.cursor = validation.Check("page_token", DecodePageToken(request));
  RETURN_IF_ERROR(validation.Finish());
  options.contested = true;
  options.grouping = store::RecordGrouping::kFigure;
  options.page_size = kStretch;
  options.bounds = context.bounds;

  absl::StatusOr<store::RecordPage> page = context.store.records().List(options);
  if (absl::IsInvalidArgument(page.status())) {
    return rpc::InvalidArgument({{"page_token", "not a token that an earlier answer gave"}});
  }
  RETURN_IF_ERROR(page.status());
  v1::ListConflictsResponse response;
  const size_t size = page->records.size();
  const size_t taken = AddConflicts(std::move(page->records), page_size, response);
  if (taken < size) {
    // The same stretch as far as it was taken ends with a group, and the cursor there is what goes on.
    options.page_size = static_cast<int>(taken);
    ASSIGN_OR_RETURN(page, context.store.records().List(options));
  }
  if (!page->next_cursor.empty()) response.set_next_page_token(EncodePageToken(request, page->next_cursor));
  return response;
}

absl::StatusOr<v1::CheckConsistencyResponse> CheckConsistency(const QueryContext& context,
                                                              const v1::CheckConsistencyRequest& request) {
  Validation validation;
  store::RecordListOptions options;
  options.filter = validation.Check("filter", ParseFilter(request.filter(), context.catalogue));
  RETURN_IF_ERROR(validation.Finish());
  options.grouping = store::RecordGrouping::kSubject;
  ASSIGN_OR_RETURN(MatchingRecords found, ReadRecords(context, options));

  v1::CheckConsistencyResponse response;
  response.set_limited(found.limited);
  for (v1::Finding& finding : FindInconsistencies(context.catalogue, std::move(found.records))) {
    if (response.findings_size() == kMostFindings || response.ByteSizeLong() > kFullPageBytes) {
      response.set_limited(true);
      break;
    }
    *response.add_findings() = std::move(finding);
  }
  return response;
}

}  // namespace fangzhi::query
