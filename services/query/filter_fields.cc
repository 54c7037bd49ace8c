#include "services/query/filter_fields.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <google/protobuf/descriptor.h>

#include <array>
#include <map>
#include <unordered_map>

#include "common/base/strings.h"

namespace fangzhi::query {
namespace {

using store::RecordField;

// The fields that ListRecordsRequest.filter names; then further ones, and paths in Record.
constexpr size_t kNamedFields = 18;
constexpr std::array<FilterField, 42> kFields = {{
    {"document", FieldKind::kDocument, RecordField::kDocument},
    {"indicator", FieldKind::kIndicator, RecordField::kIndicatorPhrase},
    {"measure", FieldKind::kEnumeration, RecordField::kMeasure},
    {"value", FieldKind::kDecimal, RecordField::kValue},
    {"unit", FieldKind::kText, RecordField::kUnit},
    {"comparator", FieldKind::kEnumeration, RecordField::kComparator},
    {"subject", FieldKind::kSubject, RecordField::kSubject},
    {"region", FieldKind::kRegion, RecordField::kRegion},
    {"period.first", FieldKind::kDay, RecordField::kPeriodFirst},
    {"period.last", FieldKind::kDay, RecordField::kPeriodLast},
    {"period", FieldKind::kPeriod, RecordField::kPeriod},
    {"base", FieldKind::kText, RecordField::kBase},
    {"whole", FieldKind::kText, RecordField::kWhole},
    {"modality", FieldKind::kEnumeration, RecordField::kModality},
    {"topic", FieldKind::kTopic, RecordField::kTopic},
    {"confidence", FieldKind::kConfidence, RecordField::kConfidence},
    {"published", FieldKind::kDay, RecordField::kPublished},
    {"create_time", FieldKind::kTime, RecordField::kCreateTime},
    {"value_high", FieldKind::kDecimal, RecordField::kValueHigh},
    {"number", FieldKind::kText, RecordField::kNumber},
    {"subject.kind", FieldKind::kEnumeration, RecordField::kSubjectKind},
    {"period.granularity", FieldKind::kEnumeration, RecordField::kGranularity},
    {"sentence", FieldKind::kText, RecordField::kSentence},
    {"title", FieldKind::kText, RecordField::kTitle},
    {"source", FieldKind::kText, RecordField::kSource},
    {"extractor_version", FieldKind::kText, RecordField::kExtractorVersion},
    {"document.document", FieldKind::kDocument, RecordField::kDocument},
    {"document.title", FieldKind::kText, RecordField::kTitle},
    {"document.published", FieldKind::kDay, RecordField::kPublished},
    {"document.source", FieldKind::kText, RecordField::kSource},
    {"indicator.phrase", FieldKind::kText, RecordField::kIndicatorPhrase},
    {"indicator.indicator", FieldKind::kText, RecordField::kIndicator},
    {"quantity.number", FieldKind::kText, RecordField::kNumber},
    {"quantity.value", FieldKind::kDecimal, RecordField::kValue},
    {"quantity.value_high", FieldKind::kDecimal, RecordField::kValueHigh},
    {"quantity.unit", FieldKind::kText, RecordField::kUnit},
    {"quantity.comparator", FieldKind::kEnumeration, RecordField::kComparator},
    {"subject.name_text", FieldKind::kText, RecordField::kSubject},
    {"subject.id", FieldKind::kText, RecordField::kSubjectId},
    {"subject.region", FieldKind::kRegion, RecordField::kRegion},
    {"provenance.sentence", FieldKind::kText, RecordField::kSentence},
    {"period.notation", FieldKind::kPeriod, RecordField::kPeriod},
}};

constexpr std::array<std::string_view, 9> kComparatorSigns = {"", "=", "~", "~<", ">", ">=", "<", "<=", "range"};

const google::protobuf::EnumDescriptor* EnumerationOf(RecordField field) {
  switch (field) {
    case RecordField::kMeasure:
      return v1::Measure_descriptor();
    case RecordField::kComparator:
      return v1::Comparator_descriptor();
    case RecordField::kSubjectKind:
      return v1::SubjectKind_descriptor();
    case RecordField::kModality:
      return v1::Modality_descriptor();
    default:
      return v1::Granularity_descriptor();
  }
}

// `level` of MEASURE_LEVEL: what follows the prefix that the zero value, `…_UNSPECIFIED`, shows.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value) {
  constexpr size_t kUnspecified = std::string_view("UNSPECIFIED").size();
  const size_t prefix = value.type()->value(0)->name().size() - kUnspecified;
  return absl::AsciiStrToLower(value.name().substr(prefix));
}

}  // namespace

std::optional<FilterField> FindFilterField(std::string_view name) {
  for (const FilterField& field : kFields) {
    if (field.name == name) return field;
  }
  return std::nullopt;
}

std::string FilterFieldNames() {
  std::string names;
  for (size_t i = 0; i < kNamedFields; ++i) {
    names.append(i > 0 ? ", " : "").append(kFields[i].name);
  }
  return names;
}

std::optional<int64_t> FindEnumerator(store::RecordField field, std::string_view name) {
  const auto* type = EnumerationOf(field);
  for (int i = 1; i < type->value_count(); ++i) {
    const auto* value = type->value(i);
    if (absl::EqualsIgnoreCase(ToAbsl(name), value->name()) ||
        absl::EqualsIgnoreCase(ToAbsl(name), ShortName(*value))) {
      return value->number();
    }
    if (field == store::RecordField::kComparator && name == kComparatorSigns[static_cast<size_t>(value->number())]) {
      return value->number();
    }
  }
  return std::nullopt;
}

std::string_view FilterEnumeratorName(store::RecordField field, int64_t number) {
  using Names = std::unordered_map<int64_t, std::string>;
  static const auto* const kNames = [] {
    auto* names = new std::map<const google::protobuf::EnumDescriptor*, Names>();
    for (const FilterField& known : kFields) {
      if (known.kind != FieldKind::kEnumeration) continue;
      const auto* type = EnumerationOf(known.field);
      for (int i = 1; i < type->value_count(); ++i) {
        (*names)[type].try_emplace(type->value(i)->number(), ShortName(*type->value(i)));
      }
    }
    return names;
  }();
  const Names& names = kNames->at(EnumerationOf(field));
  const auto found = names.find(number);
  return found == names.end() ? std::string_view() : found->second;
}

std::string_view ComparatorSign(v1::Comparator comparator) {
  const auto index = static_cast<size_t>(comparator);
  return index < kComparatorSigns.size() ? kComparatorSigns[index] : "";
}

std::string EnumeratorNames(store::RecordField field) {
  const auto* type = EnumerationOf(field);
  std::string names;
  for (int i = 1; i < type->value_count(); ++i) names.append(i > 1 ? ", " : "").append(ShortName(*type->value(i)));
  return names;
}

}  // namespace fangzhi::query
