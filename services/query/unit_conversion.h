#ifndef FANGZHI_SERVICES_QUERY_UNIT_CONVERSION_H_
#define FANGZHI_SERVICES_QUERY_UNIT_CONVERSION_H_

#include <optional>
#include <string_view>

#include "common/base/decimal.h"
#include "common/catalog/catalogue.h"

namespace fangzhi::query {

// `value` in the canonical unit `to` instead of `from`: exact, or rounded to 4 places where it does not end. Physical
// units, and quotients of units part by part, are multiplied; counts of the same sort of thing are taken over. nullopt
// where the units do not convert: money of two currencies, metres and tonnes, people and households.
std::optional<Decimal> ConvertUnit(const catalog::Catalogue& catalogue, const Decimal& value, std::string_view from,
                                   std::string_view to);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_UNIT_CONVERSION_H_
