#ifndef FANGZHI_SERVICES_QUERY_RESOLUTION_H_
#define FANGZHI_SERVICES_QUERY_RESOLUTION_H_

#include <absl/status/statusor.h>

#include <string_view>

#include "fangzhi/v1/catalog.pb.h"
#include "fangzhi/v1/record.pb.h"
#include "services/query/query_context.h"

// Finds what a caller names. `field` is the field of the request that holds the name, for violations.
namespace fangzhi::query {

// The indicator `indicators/{indicator}`, or the one that a phrase means: the catalogue's where it has records, else
// the open one of that phrase where it has, else the catalogue's. With figures of use. NOT_FOUND where there is none;
// INVALID_ARGUMENT where `name` is empty.
absl::StatusOr<v1::Indicator> ResolveIndicator(const QueryContext& context, std::string_view field,
                                               std::string_view name);

// The subject `regions/{region}` or `subjects/{hash}`, or the one that a name means: of those that have records a
// region before any other, of regions without records the only one of that name. INVALID_ARGUMENT with the candidates
// where there are several, or where `name` is empty; NOT_FOUND where there is none.
absl::StatusOr<v1::Subject> ResolveSubject(const QueryContext& context, std::string_view field, std::string_view name);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_RESOLUTION_H_
