#ifndef FANGZHI_SERVICES_QUERY_CROSS_SECTION_H_
#define FANGZHI_SERVICES_QUERY_CROSS_SECTION_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/base/decimal.h"
#include "common/base/period.h"
#include "fangzhi/v1/query_service.pb.h"
#include "services/query/preferred_figure.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// Which figures: one indicator in one period.
struct CrossSectionOptions {
  v1::Indicator indicator;
  Period period;
  v1::Measure measure = v1::MEASURE_LEVEL;
  v1::Modality modality = v1::MODALITY_ACTUAL;
  store::RecordFilter filter;  // Further conditions.
};

// The figures that regions have, region by region, in one unit.
struct CrossSection {
  struct Figure {
    PreferredFigure preferred;
    Decimal value;  // In `unit`.
  };
  struct Unusable {
    v1::Record record;
    std::string reason;  // A sentence.
  };

  std::string unit;                          // The one that most regions give; of equal ones the catalogue's first.
  std::map<std::string, Figure> figures;     // By `regions/{region}`.
  std::map<std::string, Unusable> unusable;  // Of regions without figure: a record that does not compare.
  bool limited = false;                      // Only the first 20 000 records were looked at.
};

// Growths and changes are those against the year before, or without base; shares and the like those of the whole that
// most regions give. An indicator that the catalogue has both in a unit and in a quotient of it (tax per mu in CNY and
// CNY/[mu]) means the quotient either way.
absl::StatusOr<CrossSection> ReadCrossSection(const QueryContext& context, const CrossSectionOptions& options);

// Records that match, at most 20 000.
struct MatchingRecords {
  std::vector<v1::Record> records;
  bool limited = false;
};
// Options for conditions on indicator or subject and period: the order lets the store find both by one index.
store::RecordListOptions ByPeriod(store::RecordFilter filter);
absl::StatusOr<MatchingRecords> ReadRecords(const QueryContext& context, store::RecordListOptions options);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_CROSS_SECTION_H_
