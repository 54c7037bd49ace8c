#include "services/query/resolution.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/rpc/status.h"
#include "common/store/names.h"
#include "services/query/catalogue_proto.h"

namespace fangzhi::query {
namespace {

constexpr std::string_view kIndicators = "indicators/";
constexpr std::string_view kRegions = "regions/";
constexpr std::string_view kSubjects = "subjects/";
constexpr size_t kMostNameBytes = 600;
constexpr int kMostCandidates = 20;
constexpr size_t kMostCandidatesShown = 5;

absl::Status CheckName(std::string_view field, std::string_view name, std::string_view expected) {
  if (name.empty()) return rpc::InvalidArgument({{std::string(field), std::string(expected)}});
  if (name.size() > kMostNameBytes) {
    return rpc::InvalidArgument({{std::string(field), absl::StrCat("at most ", kMostNameBytes, " bytes")}});
  }
  return absl::OkStatus();
}

v1::Subject RegionSubject(const catalog::Region& region) {
  v1::Subject subject;
  subject.set_name_text(std::string(region.name));
  subject.set_id(catalog::RegionResourceName(region));
  subject.set_kind(v1::SUBJECT_KIND_REGION);
  subject.set_region(subject.id());
  return subject;
}

// `regions/330604 (浙江省绍兴市上虞区)`
std::string Describe(const QueryContext& context, const store::SubjectUsage& candidate) {
  std::string text = candidate.subject.id();
  const catalog::Gazetteer& gazetteer = context.catalogue.gazetteer();
  std::string_view region = candidate.subject.region();
  if (region.starts_with(kRegions)) region.remove_prefix(kRegions.size());
  if (const catalog::Region* found = gazetteer.Get(region); found != nullptr) {
    absl::StrAppend(&text, " (", gazetteer.FullPath(*found), ")");
  }
  return text;
}

absl::Status Ambiguous(const QueryContext& context, std::string_view field,
                       const std::vector<store::SubjectUsage>& candidates) {
  std::string text = "this name has several meanings; expected one of ";
  for (size_t i = 0; i < std::min(candidates.size(), kMostCandidatesShown); ++i) {
    absl::StrAppend(&text, i > 0 ? ", " : "", Describe(context, candidates[i]));
  }
  if (candidates.size() > kMostCandidatesShown) {
    absl::StrAppend(&text, " and ", candidates.size() - kMostCandidatesShown, " more");
  }
  return rpc::InvalidArgument({{std::string(field), text}});
}

// Subjects with records that records or the gazetteer call `name`, the most used first.
absl::StatusOr<std::vector<store::SubjectUsage>> Candidates(const QueryContext& context, std::string_view name) {
  ASSIGN_OR_RETURN(std::vector<store::SubjectUsage> candidates,
                   context.store.usage().FindSubjects(name, kMostCandidates));
  const auto regions = context.catalogue.gazetteer().Find(name);
  std::vector<std::string> names;
  for (const catalog::Region* region : regions) names.push_back(catalog::RegionResourceName(*region));
  ASSIGN_OR_RETURN(const std::vector<store::Usage> usages, context.store.usage().Regions(names));
  for (size_t i = 0; i < regions.size(); ++i) {
    const auto same = [&](const store::SubjectUsage& candidate) { return candidate.subject.id() == names[i]; };
    if (usages[i].record_count == 0 || std::ranges::any_of(candidates, same)) continue;
    candidates.push_back({RegionSubject(*regions[i]), usages[i].record_count});
  }
  const auto is_region = [](const store::SubjectUsage& candidate) {
    return candidate.subject.id().starts_with(kRegions);
  };
  if (std::ranges::any_of(candidates, is_region)) {
    std::erase_if(candidates, [&](const store::SubjectUsage& candidate) { return !is_region(candidate); });
  }
  std::ranges::stable_sort(candidates, std::greater(), &store::SubjectUsage::record_count);
  return candidates;
}

absl::StatusOr<v1::Subject> SubjectByName(const QueryContext& context, std::string_view field, std::string_view name) {
  ASSIGN_OR_RETURN(std::vector<store::SubjectUsage> candidates, Candidates(context, name));
  if (candidates.size() == 1) return std::move(candidates.front().subject);
  if (candidates.size() > 1) return Ambiguous(context, field, candidates);
  const auto regions = context.catalogue.gazetteer().Find(name);
  if (regions.size() == 1) return RegionSubject(*regions.front());
  return rpc::NotFound("fangzhi.v1.Subject", name);
}

}  // namespace

absl::StatusOr<v1::Indicator> ResolveIndicator(const QueryContext& context, std::string_view field,
                                               std::string_view name) {
  RETURN_IF_ERROR(CheckName(field, name, "expected indicators/{indicator} or a phrase"));
  const bool is_name = name.starts_with(kIndicators);
  const catalog::Indicator* known =
      is_name ? context.catalogue.Find(name.substr(kIndicators.size())) : context.catalogue.Match(name).indicator;
  v1::Indicator indicator;
  if (known != nullptr) {
    indicator = ToProto(*known);
    ASSIGN_OR_RETURN(const std::vector<store::Usage> usages, context.store.usage().Indicators({indicator.name()}));
    SetUsage(usages.front(), indicator);
    // A phrase whose records have units that do not suit the indicator is an open one.
    if (is_name || indicator.record_count() > 0) return indicator;
  }
  const std::string open_name = is_name ? std::string(name) : store::OpenIndicatorName(name);
  if (!store::IsOpenIndicatorName(open_name)) return rpc::NotFound("fangzhi.v1.Indicator", name);
  const absl::StatusOr<store::OpenIndicator> open = context.store.usage().GetOpenIndicator(open_name);
  if (open.ok()) return ToProto(*open);
  if (!absl::IsNotFound(open.status())) return open.status();
  if (known != nullptr) return indicator;
  return rpc::NotFound("fangzhi.v1.Indicator", name);
}

absl::StatusOr<v1::Subject> ResolveSubject(const QueryContext& context, std::string_view field, std::string_view name) {
  RETURN_IF_ERROR(CheckName(field, name, "expected regions/{region}, subjects/{hash} or a name"));
  if (name.starts_with(kRegions)) {
    const catalog::Region* region = context.catalogue.gazetteer().Get(name.substr(kRegions.size()));
    if (region == nullptr) return rpc::NotFound("fangzhi.v1.Region", name);
    return RegionSubject(*region);
  }
  if (!name.starts_with(kSubjects)) return SubjectByName(context, field, name);
  absl::StatusOr<store::SubjectUsage> subject = context.store.usage().GetSubject(name);
  if (absl::IsNotFound(subject.status())) return rpc::NotFound("fangzhi.v1.Subject", name);
  RETURN_IF_ERROR(subject.status());
  return std::move(subject->subject);
}

}  // namespace fangzhi::query
