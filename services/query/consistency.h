#ifndef FANGZHI_SERVICES_QUERY_CONSISTENCY_H_
#define FANGZHI_SERVICES_QUERY_CONSISTENCY_H_

#include <vector>

#include "common/catalog/catalogue.h"
#include "fangzhi/v1/query_service.pb.h"

namespace fangzhi::query {

// What does not add up among records, as Finding tells, subject by subject in the order of `records`; of regions and
// those right below them last. Of each figure the preferred record is looked at, and it must be an exact number.
//
// A finding is made where a sum, share or growth differs by more than the last digits given can explain; growths by
// half a percentage point more, because they are often at constant prices.
std::vector<v1::Finding> FindInconsistencies(const catalog::Catalogue& catalogue, std::vector<v1::Record> records);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_CONSISTENCY_H_
