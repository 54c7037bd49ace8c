#include "common/catalog/builtin_data.h"

#include <string_view>

// Defined in builtin_data.S.
extern "C" {
extern const char fangzhi_catalog_topics[], fangzhi_catalog_topics_end[];
extern const char fangzhi_catalog_indicators[], fangzhi_catalog_indicators_end[];
extern const char fangzhi_catalog_wordings[], fangzhi_catalog_wordings_end[];
extern const char fangzhi_catalog_units[], fangzhi_catalog_units_end[];
extern const char fangzhi_catalog_classifiers[], fangzhi_catalog_classifiers_end[];
extern const char fangzhi_catalog_gazetteer[], fangzhi_catalog_gazetteer_end[];
}

namespace fangzhi::catalog {
namespace {

std::string_view Between(const char* begin, const char* end) { return {begin, static_cast<size_t>(end - begin)}; }

}  // namespace

CatalogueTexts BuiltInTexts() {
  return {
      .topics = Between(fangzhi_catalog_topics, fangzhi_catalog_topics_end),
      .indicators = Between(fangzhi_catalog_indicators, fangzhi_catalog_indicators_end),
      .wordings = Between(fangzhi_catalog_wordings, fangzhi_catalog_wordings_end),
      .units = Between(fangzhi_catalog_units, fangzhi_catalog_units_end),
      .classifiers = Between(fangzhi_catalog_classifiers, fangzhi_catalog_classifiers_end),
      .gazetteer = Between(fangzhi_catalog_gazetteer, fangzhi_catalog_gazetteer_end),
  };
}

}  // namespace fangzhi::catalog
