#include "services/query/search_queries.h"

#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/query/filter.h"
#include "services/query/page_token.h"
#include "services/query/search_words.h"
#include "services/query/validation.h"

namespace fangzhi::query {
namespace {

constexpr int kDefaultPage = 20;
constexpr int kLargestPage = 100;

}  // namespace

absl::StatusOr<v1::SearchRecordsResponse> SearchRecords(const QueryContext& context,
                                                        const v1::SearchRecordsRequest& request) {
  Validation validation;
  store::RecordSearchOptions options;
  options.words = validation.Check("query", ParseSearchWords(request.query()));
  options.filter = validation.Check("filter", ParseFilter(request.filter(), context.catalogue));
  options.page_size = validation.Check("page_size", EffectivePageSize(request.page_size(), kDefaultPage, kLargestPage));
  options.cursor = validation.Check("page_token", DecodePageToken(request));
  RETURN_IF_ERROR(validation.Finish());
  options.bounds = context.bounds;

  absl::StatusOr<store::RecordSearchPage> page = context.store.records().Search(options);
  if (absl::IsInvalidArgument(page.status())) {
    return rpc::InvalidArgument({{"page_token", "not a token that an earlier answer gave"}});
  }
  RETURN_IF_ERROR(page.status());
  v1::SearchRecordsResponse response;
  for (auto& hit : page->hits) {
    v1::SearchResult* result = response.add_results();
    *result->mutable_record() = std::move(hit.record);
    result->set_score(hit.score);
    SetSnippet(options.words, *result);
  }
  if (!page->next_cursor.empty()) response.set_next_page_token(EncodePageToken(request, page->next_cursor));
  response.set_candidates_limited(page->limited);
  return response;
}

}  // namespace fangzhi::query
