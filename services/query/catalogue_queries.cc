#include "services/query/catalogue_queries.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/rpc/status.h"
#include "services/query/catalogue_proto.h"
#include "services/query/indicator_similarity.h"
#include "services/query/page_token.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 1000;
constexpr size_t kMostQueryBytes = 300;
constexpr size_t kMostSuggestions = 3;
constexpr std::string_view kTopics = "topics/";
constexpr std::string_view kRegions = "regions/";

// Where a page of indicators begins: `c{index}` in the catalogue, or `o{cursor}` among open ones.
constexpr char kCatalogueMark = 'c';
constexpr char kOpenMark = 'o';

using UsageByName = std::unordered_map<std::string, store::Usage>;

UsageByName ByName(std::vector<store::Usage> usages) {
  UsageByName by_name;
  for (store::Usage& usage : usages) {
    std::string name = usage.name;
    by_name.emplace(std::move(name), std::move(usage));
  }
  return by_name;
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool IsCalled(const catalog::Indicator& indicator, const std::string& query) {
  if (Contains(indicator.zh, query)) return true;
  if (Contains(absl::AsciiStrToLower(ToAbsl(indicator.en)), absl::AsciiStrToLower(query))) return true;
  return std::ranges::any_of(indicator.aliases, [&](std::string_view alias) { return Contains(alias, query); });
}

// The id in `topics/{topic}`; empty where `name` is.
absl::StatusOr<std::string> TopicId(const QueryContext& context, std::string_view name) {
  if (name.empty()) return std::string();
  const std::string_view id = name.starts_with(kTopics) ? name.substr(kTopics.size()) : std::string_view();
  if (context.catalogue.topics().Find(id) == nullptr) {
    return absl::InvalidArgumentError("expected topics/{topic}, one that ListTopics gives");
  }
  return std::string(id);
}

// Adds catalogue indicators from the index `first` until `response` has `page_size`. Returns the index of the next one
// that is asked for; that of the end where there is none.
absl::StatusOr<size_t> AddCatalogueIndicators(const QueryContext& context, const v1::ListIndicatorsRequest& request,
                                              int page_size, size_t first, v1::ListIndicatorsResponse& response) {
  ASSIGN_OR_RETURN(std::vector<store::Usage> usages, context.store.usage().UsedIndicators());
  const UsageByName used = ByName(std::move(usages));
  const auto indicators = context.catalogue.indicators();
  for (size_t i = first; i < indicators.size(); ++i) {
    v1::Indicator proto = ToProto(indicators[i]);
    const auto usage = used.find(proto.name());
    if (!request.topic().empty() && proto.topic() != request.topic()) continue;
    if (!request.query().empty() && !IsCalled(indicators[i], request.query())) continue;
    if (request.used_only() && usage == used.end()) continue;
    if (response.indicators_size() == page_size) return i;
    if (usage != used.end()) SetUsage(usage->second, proto);
    *response.add_indicators() = std::move(proto);
  }
  return indicators.size();
}

absl::StatusOr<v1::ListIndicatorsResponse> AddOpenIndicators(const QueryContext& context,
                                                             const v1::ListIndicatorsRequest& request,
                                                             const store::OpenIndicatorListOptions& options,
                                                             v1::ListIndicatorsResponse response) {
  absl::StatusOr<store::OpenIndicatorPage> page = context.store.usage().OpenIndicators(options);
  if (absl::IsInvalidArgument(page.status())) {
    return rpc::InvalidArgument({{"page_token", "not a token that an earlier answer gave"}});
  }
  RETURN_IF_ERROR(page.status());
  for (const store::OpenIndicator& open : page->indicators) {
    v1::Indicator* indicator = response.add_indicators();
    *indicator = ToProto(open);
    for (const catalog::Indicator* similar : context.similarity.Find(open.phrase, kMostSuggestions)) {
      indicator->add_similar_indicators("indicators/" + std::string(similar->id));
    }
  }
  if (!page->next_cursor.empty()) {
    response.set_next_page_token(EncodePageToken(request, kOpenMark + page->next_cursor));
  }
  return response;
}

// The first region at or after `code` in the gazetteer's order.
size_t FirstFrom(absl::Span<const catalog::Region> regions, std::string_view code) {
  const auto before = [](const catalog::Region& region, std::string_view other) { return region.code < other; };
  return static_cast<size_t>(std::lower_bound(regions.begin(), regions.end(), code, before) - regions.begin());
}

// Which regions ListRegions is asked for.
struct RegionSelection {
  const catalog::Region* parent = nullptr;
  std::string query;
  bool provinces_only = false;
  std::optional<UsageByName> used;  // Only these.

  bool Has(const catalog::Region& region, const catalog::Gazetteer& gazetteer) const {
    if (provinces_only && region.level != catalog::RegionLevel::kProvince) return false;
    if (parent != nullptr && gazetteer.Parent(region) != parent) return false;
    if (!query.empty() && !Contains(region.name, query)) return false;
    return !used || used->contains(catalog::RegionResourceName(region));
  }
};

absl::Status AddRegionUsage(const QueryContext& context, v1::ListRegionsResponse& response) {
  std::vector<std::string> names;
  for (const v1::Region& region : response.regions()) names.push_back(region.name());
  ASSIGN_OR_RETURN(const std::vector<store::Usage> usages, context.store.usage().Regions(names));
  for (size_t i = 0; i < usages.size(); ++i) SetUsage(usages[i], *response.mutable_regions(static_cast<int>(i)));
  return absl::OkStatus();
}

void CheckQuery(const std::string& query, Validation& validation) {
  if (query.size() > kMostQueryBytes) validation.Refuse("query", absl::StrCat("at most ", kMostQueryBytes, " bytes"));
}

}  // namespace

absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(const QueryContext& context,
                                                          const v1::ListIndicatorsRequest& request) {
  Validation validation;
  const int page_size =
      validation.Check("page_size", EffectivePageSize(request.page_size(), kDefaultPage, kLargestPage));
  const std::string position = validation.Check("page_token", DecodePageToken(request));
  CheckQuery(request.query(), validation);
  store::OpenIndicatorListOptions open;
  open.contains = request.query();
  open.topic = validation.Check("topic", TopicId(context, request.topic()));
  RETURN_IF_ERROR(validation.Finish());

  v1::ListIndicatorsResponse response;
  if (position.starts_with(kOpenMark)) {
    open.cursor = position.substr(1);
  } else {
    size_t first = 0;
    if (!position.empty() && !absl::SimpleAtoi(position.substr(1), &first)) first = 0;
    ASSIGN_OR_RETURN(const size_t next, AddCatalogueIndicators(context, request, page_size, first, response));
    if (next < context.catalogue.indicators().size()) {
      response.set_next_page_token(EncodePageToken(request, absl::StrCat(std::string(1, kCatalogueMark), next)));
      return response;
    }
  }
  open.page_size = page_size - response.indicators_size();
  if (open.page_size > 0) return AddOpenIndicators(context, request, open, std::move(response));
  response.set_next_page_token(EncodePageToken(request, std::string(1, kOpenMark)));
  return response;
}

absl::StatusOr<v1::ListRegionsResponse> ListRegions(const QueryContext& context,
                                                    const v1::ListRegionsRequest& request) {
  const catalog::Gazetteer& gazetteer = context.catalogue.gazetteer();
  Validation validation;
  const int page_size =
      validation.Check("page_size", EffectivePageSize(request.page_size(), kDefaultPage, kLargestPage));
  const std::string position = validation.Check("page_token", DecodePageToken(request));
  RegionSelection selection;
  selection.query = request.query();
  CheckQuery(request.query(), validation);
  std::string_view parent = request.parent();
  if (!parent.empty() && !parent.starts_with(kRegions)) validation.Refuse("parent", "expected regions/{region}");
  RETURN_IF_ERROR(validation.Finish());
  if (!parent.empty()) {
    selection.parent = gazetteer.Get(parent.substr(kRegions.size()));
    if (selection.parent == nullptr) return rpc::NotFound("fangzhi.v1.Region", parent);
  }
  selection.provinces_only = parent.empty() && request.query().empty() && !request.used_only();
  if (request.used_only()) {
    ASSIGN_OR_RETURN(std::vector<store::Usage> usages, context.store.usage().UsedRegions());
    selection.used = ByName(std::move(usages));
  }

  v1::ListRegionsResponse response;
  const auto regions = selection.parent != nullptr ? gazetteer.Descendants(*selection.parent) : gazetteer.regions();
  for (size_t at = FirstFrom(regions, position); at < regions.size(); ++at) {
    if (!selection.Has(regions[at], gazetteer)) continue;
    if (response.regions_size() == page_size) {
      response.set_next_page_token(EncodePageToken(request, regions[at].code));
      break;
    }
    *response.add_regions() = ToProto(regions[at], gazetteer);
  }
  RETURN_IF_ERROR(AddRegionUsage(context, response));
  return response;
}

absl::StatusOr<v1::ListTopicsResponse> ListTopics(const QueryContext& context, const v1::ListTopicsRequest& request) {
  static_cast<void>(request);
  ASSIGN_OR_RETURN(std::vector<store::Usage> usages, context.store.usage().UsedTopics());
  const UsageByName used = ByName(std::move(usages));
  v1::ListTopicsResponse response;
  for (const catalog::Topic& topic : context.catalogue.topics().topics()) {
    v1::Topic* proto = response.add_topics();
    *proto = ToProto(topic);
    if (const auto usage = used.find(proto->name()); usage != used.end()) {
      proto->set_record_count(usage->second.record_count);
    }
  }
  return response;
}

}  // namespace fangzhi::query
