#ifndef FANGZHI_COMMON_BASE_PUBLICATION_DATE_H_
#define FANGZHI_COMMON_BASE_PUBLICATION_DATE_H_

#include <optional>
#include <string_view>

#include "common/base/period.h"

namespace fangzhi {

// Reads `Document.published`: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the empty period for `""`. nullopt for anything else
// and for what names no calendar day.
std::optional<Period> ParsePublicationDate(std::string_view published);

// What is expected, for messages.
inline constexpr char kPublicationDateForm[] = "must be a date of the form YYYY, YYYY-MM or YYYY-MM-DD";

}  // namespace fangzhi

#endif  // FANGZHI_COMMON_BASE_PUBLICATION_DATE_H_
