#include <cstdint>
#include <cstdio>

#include "common/catalog/catalogue.h"
#include "services/extraction/embedded_data.h"
#include "services/extraction/extractor.h"

namespace fangzhi::extraction {
namespace {

// Raised whenever the rules change what is read.
constexpr std::string_view kRules = "2";

}  // namespace

const std::string& ExtractorVersion() {
  static const std::string& version = *[] {
    uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&hash](std::string_view text) {
      for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    };
    mix(CueTable());
    mix(NameTable());
    mix(PhraseTable());
    mix(ConfidenceTable());
    for (const catalog::Indicator& indicator : catalog::Catalogue::BuiltIn().indicators()) {
      mix(indicator.id);
      for (std::string_view alias : indicator.aliases) mix(alias);
    }
    char hex[9];
    std::snprintf(hex, sizeof hex, "%08x", static_cast<unsigned>(hash ^ (hash >> 32)));
    return new std::string(std::string(kRules) + "+" + hex);
  }();
  return version;
}

}  // namespace fangzhi::extraction
