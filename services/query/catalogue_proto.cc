#include "services/query/catalogue_proto.h"

#include <string>
#include <vector>

namespace fangzhi::query {
namespace {

// `浙江省/绍兴市/上虞区/曹娥街道`
std::string PathOf(const catalog::Region& region, const catalog::Gazetteer& gazetteer) {
  std::string path(region.name);
  for (const catalog::Region* above = gazetteer.Parent(region); above != nullptr; above = gazetteer.Parent(*above)) {
    path.insert(0, "/").insert(0, above->name);
  }
  return path;
}

}  // namespace

v1::Indicator ToProto(const catalog::Indicator& indicator) {
  v1::Indicator proto;
  proto.set_name("indicators/" + std::string(indicator.id));
  proto.set_display_name(std::string(indicator.zh));
  proto.set_english_name(std::string(indicator.en));
  for (std::string_view alias : indicator.aliases) proto.add_aliases(std::string(alias));
  proto.set_topic("topics/" + std::string(indicator.topic));
  for (std::string_view unit : indicator.units) proto.add_units(std::string(unit));
  return proto;
}

v1::Indicator ToProto(const store::OpenIndicator& indicator) {
  v1::Indicator proto;
  proto.set_name(indicator.usage.name);
  proto.set_display_name(indicator.phrase);
  if (!indicator.topic.empty()) proto.set_topic("topics/" + indicator.topic);
  SetUsage(indicator.usage, proto);
  return proto;
}

v1::Region ToProto(const catalog::Region& region, const catalog::Gazetteer& gazetteer) {
  v1::Region proto;
  proto.set_name(catalog::RegionResourceName(region));
  proto.set_display_name(std::string(region.name));
  proto.set_path(PathOf(region, gazetteer));
  if (const catalog::Region* parent = gazetteer.Parent(region); parent != nullptr) {
    proto.set_parent(catalog::RegionResourceName(*parent));
  }
  switch (region.level) {
    case catalog::RegionLevel::kProvince:
      proto.set_level(v1::REGION_LEVEL_PROVINCE);
      break;
    case catalog::RegionLevel::kPrefecture:
      proto.set_level(v1::REGION_LEVEL_PREFECTURE);
      break;
    case catalog::RegionLevel::kCounty:
      proto.set_level(v1::REGION_LEVEL_COUNTY);
      break;
    case catalog::RegionLevel::kTownship:
      proto.set_level(v1::REGION_LEVEL_TOWNSHIP);
      break;
  }
  return proto;
}

v1::Topic ToProto(const catalog::Topic& topic) {
  v1::Topic proto;
  proto.set_name("topics/" + std::string(topic.id));
  proto.set_display_name(std::string(topic.zh));
  proto.set_english_name(std::string(topic.en));
  return proto;
}

}  // namespace fangzhi::query
