#include "services/extraction/record_json.h"

#include <nlohmann/json.hpp>

namespace fangzhi::extraction {

std::string ToJsonLine(std::string_view document, const Record& record) {
  nlohmann::ordered_json line = {
      {"doc", document},
      {"start", record.number.start},
      {"number", record.number_text},
      {"indicator", record.indicator},
      {"measure", GoldName(record.measure)},
      {"value", record.value.ToString()},
      {"value_high", record.value_high ? record.value_high->ToString() : ""},
      {"unit", record.unit},
      {"comparator", GoldName(record.comparator)},
      {"subject", record.subject},
      {"period", record.period.Notation()},
      {"base", record.base},
      {"of", record.whole},
      {"modality", GoldName(record.modality)},
      {"confidence", record.confidence},
      {"indicator_id", record.indicator_id},
      {"topic", record.topic},
  };
  for (const Attribution& attribution : record.attributions) line["rules"][attribution.field] = attribution.rule;
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace fangzhi::extraction
