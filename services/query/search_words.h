#ifndef FANGZHI_SERVICES_QUERY_SEARCH_WORDS_H_
#define FANGZHI_SERVICES_QUERY_SEARCH_WORDS_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "fangzhi/v1/query_service.pb.h"

namespace fangzhi::query {

// The words of SearchRecordsRequest.query: what blanks separate, and what stands between quotation marks ("…" or “…”).
// INVALID_ARGUMENT, with a sentence for a field violation, where there is none, where one has no letter or digit, and
// beyond 300 bytes or 16 words.
absl::StatusOr<std::vector<std::string>> ParseSearchWords(std::string_view query);

// Sets `snippet` and `highlights` of a result: at most 80 code points of the sentence around the first of the words,
// with `…` where it was cut.
void SetSnippet(const std::vector<std::string>& words, v1::SearchResult& result);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_SEARCH_WORDS_H_
