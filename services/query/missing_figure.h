#ifndef FANGZHI_SERVICES_QUERY_MISSING_FIGURE_H_
#define FANGZHI_SERVICES_QUERY_MISSING_FIGURE_H_

#include <absl/status/statusor.h>

#include <string>

#include "services/query/cross_section.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// Why no figure that `wanted` asks for is known of a region, a sentence: what documents give of the period instead, or
// for which periods they give it.
absl::StatusOr<std::string> WhyMissing(const QueryContext& context, const CrossSectionOptions& wanted,
                                       const std::string& region);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_MISSING_FIGURE_H_
