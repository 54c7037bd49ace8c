#include "services/query/conflict_queries.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <span>
#include <string>
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
// Contested records read at once, and those that an answer is made from; groups are smaller than these.
constexpr int kStretch = 150;
constexpr int kMostRecords = 300;
// An answer ends early once it has this size: a group of the longest records still fits into gRPC's 4 MiB beside it.
constexpr size_t kFullPageBytes = size_t{1} << 20;
constexpr int kMostFindings = 200;
constexpr int kDifferencePlaces = 4;

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

// The conflicts among the records of a group, whose periods have the same days.
std::vector<v1::Conflict> ConflictsOf(std::span<v1::Record> group) {
  std::map<std::string, std::vector<v1::Record>> by_period;
  for (v1::Record& record : group) by_period[record.period().notation()].push_back(std::move(record));
  std::vector<v1::Conflict> conflicts;
  for (auto& [notation, records] : by_period) {
    for (std::vector<v1::Record>& figure : SplitByFigure(std::move(records))) {
      if (Disagree(figure)) conflicts.push_back(ToConflict(std::move(figure)));
    }
  }
  return conflicts;
}

// An answer as it fills.
struct Draft {
  v1::ListConflictsResponse response;
  std::string cursor;  // Goes on after what it has.
  bool full = false;
};

// Adds the conflicts of the groups of `page` until the draft is full.
void AddConflicts(store::RecordPage page, int page_size, Draft& draft) {
  v1::ListConflictsResponse& response = draft.response;
  size_t begin = 0;
  for (store::RecordPage::Group& group : page.groups) {
    std::vector<v1::Conflict> found = ConflictsOf(std::span(page.records).subspan(begin, group.end - begin));
    const bool fits = response.conflicts_size() + static_cast<int>(found.size()) <= page_size;
    draft.full = response.conflicts_size() > 0 && (!fits || response.ByteSizeLong() > kFullPageBytes);
    if (draft.full) return;
    for (v1::Conflict& conflict : found) *response.add_conflicts() = std::move(conflict);
    begin = group.end;
    draft.cursor = std::move(group.cursor);
  }
  if (page.groups.empty()) draft.cursor.clear();
  draft.full = draft.cursor.empty() || response.conflicts_size() >= page_size;
}

// A page that cuts no group, unless that has more than kMostRecords.
absl::StatusOr<store::RecordPage> ReadContested(const QueryContext& context, store::RecordListOptions options) {
  options.page_size = kStretch;
  absl::StatusOr<store::RecordPage> page = context.store.records().List(options);
  if (page.ok() && page->groups.size() == 1 && !page->next_cursor.empty()) {
    options.page_size = kMostRecords;
    page = context.store.records().List(options);
  }
  if (!absl::IsInvalidArgument(page.status())) return page;
  return rpc::InvalidArgument({{"page_token", "not a token that an earlier answer gave"}});
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
  options.bounds = context.bounds;

  Draft draft{.response = {}, .cursor = options.cursor};
  for (size_t looked_at = 0; !draft.full && looked_at < kMostRecords;) {
    options.cursor = draft.cursor;
    ASSIGN_OR_RETURN(store::RecordPage page, ReadContested(context, options));
    looked_at += page.records.size();
    AddConflicts(std::move(page), page_size, draft);
  }
  if (!draft.cursor.empty()) draft.response.set_next_page_token(EncodePageToken(request, draft.cursor));
  return std::move(draft.response);
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
