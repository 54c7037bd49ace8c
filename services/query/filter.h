#ifndef FANGZHI_SERVICES_QUERY_FILTER_H_
#define FANGZHI_SERVICES_QUERY_FILTER_H_

#include <absl/status/statusor.h>

#include <string_view>

#include "common/catalog/catalogue.h"
#include "common/store/record_filter.h"

namespace fangzhi::query {

// Reads a filter of ListRecordsRequest: the syntax of filter_syntax.h over the fields of a record.
//
// | field                                        | values                                        | comparisons        |
// |----------------------------------------------|-----------------------------------------------|--------------------|
// | `document`                                   | `documents/{document}` or the id              | all                |
// | `indicator`                                  | `indicators/{indicator}`, or a phrase, which  | all                |
// |                                              | also finds what the catalogue has it for      |                    |
// | `subject`                                    | a name, `regions/{region}`, `subjects/{hash}` | all                |
// | `region`                                     | `regions/{region}`, or a name of a region     | `=` `!=` `:`       |
// | `unit` `number` `base` `whole` `sentence`    | text                                          | all                |
// | `title` `source` `extractor_version`         |                                               |                    |
// | `topic`                                      | `industry`, `topics/industry`                 | `=` `!=` `:`       |
// | `measure` `modality` `comparator`            | `level`, `MEASURE_LEVEL`, `>=`                | `=` `!=` `:`       |
// | `period.granularity` `subject.kind`          | `year`, `region`                              |                    |
// | `value` `value_high` `confidence`            | a decimal number                              | all but `:`        |
// | `period`                                     | gold notation                                 | below              |
// | `period.first` `period.last` `published`     | a year, half, quarter, month or day           | all but `:`        |
// | `create_time`                                | the same, or an RFC 3339 time                 | all but `:`        |
//
// `:` on text means that the value occurs in it; a final `*` with `=` or `:` that it begins with the value; `field:*`
// that the field has a value. A date that is a year or month stands for all its days: `published > 2022` is after the
// end of 2022, `published = 2022` within it.
//
// `period = 2022` is exactly this period, `period : 2022` one that has all days of 2022, `period < 2022` one that ends
// before 2022 does, `period <= 2022` at its end at the latest, `period >= 2022` one that begins with 2022 or later,
// `period > 2022` after it. Functions: `region.within("regions/330604")`, also with a region's name;
// `period.overlaps("2022")`, a day in common; `period.within("2022")`, all days in it; `period.contains("2022-05")`.
//
// Returns INVALID_ARGUMENT whose message names the place in the filter and what was expected there.
absl::StatusOr<store::RecordFilter> ParseFilter(std::string_view filter, const catalog::Catalogue& catalogue);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_FILTER_H_
