#include "common/base/publication_date.h"

namespace fangzhi {

std::optional<Period> ParsePublicationDate(std::string_view published) {
  const std::optional<Period> period = Period::Parse(published);
  if (!period || period->empty()) return period;
  const Granularity granularity = period->granularity();
  const bool single =
      granularity == Granularity::kYear || granularity == Granularity::kMonth || granularity == Granularity::kDay;
  // Notations of the same period that are not dates (`2021-01/2021-12`) differ from the canonical one.
  return single && period->Notation() == published ? period : std::nullopt;
}

}  // namespace fangzhi
