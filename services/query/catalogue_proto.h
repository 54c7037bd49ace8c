#ifndef FANGZHI_SERVICES_QUERY_CATALOGUE_PROTO_H_
#define FANGZHI_SERVICES_QUERY_CATALOGUE_PROTO_H_

#include "common/catalog/catalogue.h"
#include "common/store/catalog_usage_store.h"
#include "fangzhi/v1/catalog.pb.h"

// Messages of what the catalogue and the gazetteer hold, without the figures of use unless given.
namespace fangzhi::query {

v1::Indicator ToProto(const catalog::Indicator& indicator);
v1::Indicator ToProto(const store::OpenIndicator& indicator);
v1::Region ToProto(const catalog::Region& region, const catalog::Gazetteer& gazetteer);
v1::Topic ToProto(const catalog::Topic& topic);

// Sets the figures of use of an Indicator or a Region.
template <typename Message>
void SetUsage(const store::Usage& usage, Message& message) {
  message.set_record_count(usage.record_count);
  message.set_first_period(usage.first_period);
  message.set_last_period(usage.last_period);
}

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_CATALOGUE_PROTO_H_
