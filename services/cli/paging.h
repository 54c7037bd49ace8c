#ifndef FANGZHI_SERVICES_CLI_PAGING_H_
#define FANGZHI_SERVICES_CLI_PAGING_H_

#include <absl/status/status.h>

#include <algorithm>

#include "common/base/status_macros.h"

namespace fangzhi::cli {

// Whether a list was cut at its limit.
enum class Rest { kNone, kMore };

// Reads pages of a List method by `call(request)` and gives each answer to `take(response)`, until there is none, or
// until `limit` resources (0: no limit) were asked for.
template <typename Request, typename Call, typename Take>
absl::StatusOr<Rest> ReadPages(Request request, int limit, Call call, Take take) {
  constexpr int kLargestPage = 1000;
  int taken = 0;
  while (true) {
    request.set_page_size(limit == 0 ? kLargestPage : std::min(kLargestPage, limit - taken));
    ASSIGN_OR_RETURN(auto response, call(request));
    taken += take(response);
    request.set_page_token(response.next_page_token());
    if (response.next_page_token().empty()) return Rest::kNone;
    if (limit != 0 && taken >= limit) return Rest::kMore;
  }
}

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_PAGING_H_
