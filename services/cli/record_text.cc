#include "services/cli/record_text.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <google/protobuf/util/json_util.h>

#include "common/base/decimal.h"

namespace fangzhi::cli {
namespace {

// `actual` of MODALITY_ACTUAL.
std::string WithoutPrefix(const std::string& name, size_t prefix) {
  return name.size() > prefix ? absl::AsciiStrToLower(name.substr(prefix)) : "";
}

// `28.53亿` of `2853000000`; what is no decimal, as it is.
std::string Shortened(const std::string& decimal) {
  const auto value = Decimal::Parse(decimal);
  if (!value) return decimal;
  const Decimal magnitude = value->is_negative() ? value->Negated() : *value;
  const int exponent = magnitude < Decimal::FromInt(10'000) ? 0 : magnitude < Decimal::FromInt(100'000'000) ? 4 : 8;
  const auto shifted = value->Shifted(-exponent);
  if (exponent == 0 || !shifted) return decimal;
  std::string text = shifted->ToString();
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + (exponent == 4 ? "万" : "亿");
}

// `value` with the sign of the bound that `quantity` is.
std::string Bounded(const v1::Quantity& quantity, const std::string& value, const std::string& high) {
  switch (quantity.comparator()) {
    case v1::COMPARATOR_ABOUT:
      return "≈ " + value;
    case v1::COMPARATOR_NEARLY:
      return "≲ " + value;
    case v1::COMPARATOR_MORE_THAN:
      return "> " + value;
    case v1::COMPARATOR_AT_LEAST:
      return "≥ " + value;
    case v1::COMPARATOR_LESS_THAN:
      return "< " + value;
    case v1::COMPARATOR_AT_MOST:
      return "≤ " + value;
    case v1::COMPARATOR_RANGE:
      return value + "–" + high;
    default:
      return value;
  }
}

}  // namespace

std::string JsonLine(const google::protobuf::Message& message) {
  std::string line;
  if (!google::protobuf::util::MessageToJsonString(message, &line).ok()) return "";
  return line + "\n";
}

std::string MeasureName(v1::Measure measure) {
  return WithoutPrefix(v1::Measure_Name(measure), std::string_view("MEASURE_").size());
}

std::string ModalityText(v1::Modality modality) {
  return WithoutPrefix(v1::Modality_Name(modality), std::string_view("MODALITY_").size());
}

std::string StateText(v1::DocumentState state) {
  return WithoutPrefix(v1::DocumentState_Name(state), std::string_view("DOCUMENT_STATE_").size());
}

std::string MeasureText(const v1::Record& record) {
  std::string text = MeasureName(record.measure());
  if (!record.base().empty()) text += " " + record.base();
  if (!record.whole().empty()) text += " of " + record.whole();
  return text;
}

std::string ValueText(const v1::Quantity& quantity) {
  return Bounded(quantity, quantity.value(), quantity.value_high());
}

std::string ShortNumberText(const v1::Quantity& quantity) {
  return Bounded(quantity, Shortened(quantity.value()), Shortened(quantity.value_high()));
}

double NumberOf(const v1::Quantity& quantity) {
  const auto value = Decimal::Parse(quantity.value());
  return value ? value->ToDouble() : 0;
}

std::string ShortValueText(const v1::Quantity& quantity) {
  const std::string text = ShortNumberText(quantity);
  const std::string& unit = quantity.unit();
  if (unit == "%" || unit == "‰") return text + unit;
  return unit.empty() || unit == "1" ? text : text + " " + unit;
}

std::string DocumentText(const v1::DocumentReference& document) {
  if (!document.title().empty()) return document.title();
  return document.source().empty() ? document.document() : document.source();
}

std::string RecordLine(const v1::Record& record) {
  std::string line = record.subject().name_text();
  if (!record.period().notation().empty()) absl::StrAppend(&line, " ", record.period().notation());
  absl::StrAppend(&line, " ", record.indicator().phrase());
  if (record.modality() != v1::MODALITY_ACTUAL) absl::StrAppend(&line, " ", ModalityText(record.modality()));
  absl::StrAppend(&line, " ", MeasureText(record), " ", ShortValueText(record.quantity()), " (",
                  DocumentText(record.document()), ")");
  return line;
}

}  // namespace fangzhi::cli
