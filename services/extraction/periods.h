#ifndef FANGZHI_SERVICES_EXTRACTION_PERIODS_H_
#define FANGZHI_SERVICES_EXTRACTION_PERIODS_H_

#include <optional>
#include <string_view>

#include "common/base/period.h"
#include "services/extraction/char_set.h"

namespace fangzhi::extraction {

// How a mention of time is used.
enum class PeriodRole {
  kPlain,
  kSince,    // 今年以来: until the anchor.
  kSpan,     // Several years reviewed or planned: “十四五”, 五年来, 近三年.
  kBy,       // 到2025年: where a target is due.
  kShifted,  // 去年同期: the running period, a year earlier; `period` is the earlier year.
  kVague,    // 运行以来: the beginning is unknown; nothing is known of the period.
  kWhole,    // 全年: the year that the text is about.
};

// Words of time as they stand in repaired text.
struct PeriodMention {
  int begin = 0;
  int end = 0;
  Period period;
  PeriodRole role = PeriodRole::kPlain;
  bool has_year = false;    // The year is written, absolutely or relatively.
  bool month_only = false;  // 12月: of the year the modality decides.
};

// What relative words of time refer to.
struct PeriodContext {
  // Publication, or the newest date of the text. Empty: relative words give no period.
  Period anchor;
  // The year that the text around is about: of 年末, 当年, 全年. 0 where unknown.
  int year = 0;
  // The words stand in a plan: of two readings the later one holds.
  bool plan = false;
  // What was dated last before the words: of 同年, 当月.
  Period said = {};
};

// Parses the words of time that begin at `at`; every form that Chinese reports use. nullopt where none begins.
std::optional<PeriodMention> ParsePeriod(std::u32string_view text, size_t at, const PeriodContext& context);

// The characters that can begin words of time.
inline constexpr CharSet kPeriodOpenings(
    U"0123456789国元春清端中今昨去前上下本明来次当同如全年岁目眼现截迄至到近过这刚最一二两三四五六七八九十第“\"‘");

// The last year that a text of `anchor` looks back on: in January, February and March the year before. 0 where `anchor`
// is empty.
int ReviewedYear(const Period& anchor);

// The `years` that end with the one reviewed: 五年来. Empty where `anchor` is.
Period ReviewedYears(const Period& anchor, int years);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_PERIODS_H_
