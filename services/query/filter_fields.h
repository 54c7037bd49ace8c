#ifndef FANGZHI_SERVICES_QUERY_FILTER_FIELDS_H_
#define FANGZHI_SERVICES_QUERY_FILTER_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/store/record_filter.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::query {

// How the values of a filter field are read.
enum class FieldKind {
  kText,
  kDocument,
  kIndicator,
  kSubject,
  kRegion,
  kTopic,
  kEnumeration,
  kDecimal,
  kConfidence,
  kPeriod,
  kDay,
  kTime,
};

struct FilterField {
  std::string_view name;
  FieldKind kind;
  store::RecordField field;
};

// Finds a field by the name that ListRecordsRequest.filter gives it, or by its path in Record (`quantity.value`).
// nullopt where there is none.
std::optional<FilterField> FindFilterField(std::string_view name);

// The fields that ListRecordsRequest.filter names, for messages: `document, indicator, …`.
std::string FilterFieldNames();

// The number of an enumerator of `field` (of kind kEnumeration) by its gold name (`level`, `>=`), its own name without
// prefix or with it (`MEASURE_LEVEL`), in any case. nullopt where there is none.
std::optional<int64_t> FindEnumerator(store::RecordField field, std::string_view name);

// The gold name of an enumerator of `field`: `level`, `growth`; empty where there is none.
std::string_view FilterEnumeratorName(store::RecordField field, int64_t number);

// The gold sign of a comparator: `>=`; empty for the unspecified one.
std::string_view ComparatorSign(v1::Comparator comparator);

// The names that FindEnumerator knows, for messages.
std::string EnumeratorNames(store::RecordField field);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_FILTER_FIELDS_H_
