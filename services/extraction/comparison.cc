#include "services/extraction/comparison.h"

#include <optional>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// A year, or the end of one, as what something is against.
std::string BaseNotation(const Sentence& sentence, const DocumentContext& document, const PeriodMention& mention) {
  const Period& period = mention.period;
  if (period.is_as_of() && period.last()->month() == 12)
    return Period::Year(static_cast<int>(period.last()->year())).Notation();
  if (period.is_as_of())
    return Period::Month(static_cast<int>(period.last()->year()), period.last()->month()).Notation();
  if (!document.anchor.empty() && period.granularity() == Granularity::kYear) {
    const int year = static_cast<int>(period.last()->year());
    if (year == document.reviewed_year - 1 && sentence.At(mention.begin) != U'2') return "yoy";
  }
  return period.Notation();
}

// The base where `token` settles it by itself: a period that nothing follows, 同期.
std::optional<std::u32string> BaseByItself(const Sentence& sentence, const DocumentContext& document,
                                           const Token& token, int compare_end) {
  if (token.kind == TokenKind::kPeriod) {
    const PeriodMention& mention = sentence.periods[static_cast<size_t>(token.index)];
    if (sentence.View(token.end, compare_end).size() <= 2)
      return mention.role == PeriodRole::kShifted ? U"yoy" : DecodeUtf8(BaseNotation(sentence, document, mention));
  }
  if ((token.classes & kCueYoy) != 0) return U"yoy";
  return std::nullopt;
}

std::u32string WithoutChange(std::u32string base) {
  if (base == U"上年" || base == U"去年" || base == U"上年同期" || base == U"去年同期") return U"yoy";
  for (View end : {View(U"的"), View(U"增速"), View(U"高"), View(U"低"), View(U"快"), View(U"增"), View(U"减"),
                   View(U"分别"), View(U"均"), View(U"快了"), View(U"高出")}) {
    if (end == U"均" && EndsWith(base, U"平均")) continue;
    if (base.size() > end.size() && EndsWith(base, end)) base.resize(base.size() - end.size());
  }
  return base;
}

std::u32string ComparedWith(const Sentence& sentence, const DocumentContext& document, Extent compare) {
  std::u32string base;
  for (int i = compare.begin; i < compare.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index < 0) {
      if (!IsBlank(sentence.At(i))) base.push_back(sentence.At(i));
      ++i;
      continue;
    }
    const Token& token = sentence.tokens[static_cast<size_t>(index)];
    if (auto settled = BaseByItself(sentence, document, token, compare.end)) return *settled;
    const bool change =
        token.kind == TokenKind::kCue && (token.classes & (kCueComparator | kCueUp | kCueDown | kCueTo)) != 0;
    if (change && token.end >= compare.end) break;
    base += sentence.View(token.begin, token.end);
    i = token.end;
  }
  return WithoutChange(std::move(base));
}

}  // namespace

std::u32string ReadBase(const Sentence& sentence, const DocumentContext& document, const Lead& lead, Measure measure) {
  if (measure != Measure::kGrowth && measure != Measure::kChange && measure != Measure::kDifference) return {};
  if (lead.compare.end > lead.compare.begin) return ComparedWith(sentence, document, lead.compare);
  uint32_t classes = lead.classes;
  for (const Token& token : sentence.tokens) {
    if (token.begin >= lead.words.begin && token.end <= lead.words.end)
      classes |= token.classes & (kCueYoy | kCueMom | kCueAnnual);
  }
  const View words = sentence.View(lead.words.begin, lead.words.end);
  if ((classes & kCueAnnual) != 0) return U"annual";
  if ((classes & kCueYoy) != 0 || Holds(words, U"同比")) return U"yoy";
  if ((classes & kCueMom) != 0 || Holds(words, U"环比")) return U"mom";
  return {};
}

}  // namespace fangzhi::extraction
