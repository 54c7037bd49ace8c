// Figures of those that a figure before counted: the part of SentenceIndicators that reads 超亿元的7家,
// 要求货币补偿的85户.

#include "services/extraction/sentence_indicator.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// 产值增长的25家, 超10亿元的7家: what stands before 的 says which of those.
bool SaysWhich(const Sentence& sentence, const Quantity& q) {
  const int index = sentence.TokenEndingAt(q.begin - 1);
  if (index < 0) return true;
  const Token& token = sentence.tokens[static_cast<size_t>(index)];
  return token.kind == TokenKind::kQuantity || (token.classes & (kCueUp | kCueDown | kCueWord)) != 0;
}

}  // namespace

// 税收超千万元的楼宇有9幢,超亿元的有3幢: by another threshold.
SentenceIndicators::Found SentenceIndicators::OverOtherThreshold(const Figure& figure, Observation* o) {
  const std::u32string& counted = antecedent_.counted.text;
  if (figure.index < 2 || counted.empty() || figure.quantity.unit != antecedent_.counted_unit) return {};
  const Quantity& over = sentence_.quantities[figure.index - 1];
  if (quantities_[figure.index - 1].rejection != "threshold_in_indicator" || sentence_.At(over.end) != U'的' ||
      !EndsWith(sentence_.View(over.end, figure.quantity.begin), U"有") || over.begin - figure.segment.begin > 2)
    return {};
  for (size_t k = figure.index - 1; k-- > 0;) {
    if (quantities_[k].rejection != "threshold_in_indicator") continue;
    const Quantity& before = sentence_.quantities[k];
    const std::u32string words = PlainText(sentence_, {before.begin, before.end});
    const size_t at = counted.find(words);
    if (at == View::npos) return {};
    Phrase those = antecedent_.counted;
    those.text.replace(at, words.size(), PlainText(sentence_, {over.begin, over.end}));
    carry_.indicators = {those};
    o->indicator_rule = "those_counted_before";
    return carry_.indicators;
  }
  return {};
}

// 产值超10亿元的7家, 产值增长的25家: of those counted before.
SentenceIndicators::Found SentenceIndicators::ThoseCountedBefore(const Figure& figure, Observation* o) {
  const Quantity& q = figure.quantity;
  const Lead& lead = figure.lead;
  const std::u32string& counted = antecedent_.counted.text;
  if (Found found = OverOtherThreshold(figure, o)) return *found;
  // 拆迁居民253户。其中,要求产权调换的168户: of those of the sentence before.
  if (counted.empty() && figure.index == 0 && !observations_.empty() && observations_.back().unit == q.unit &&
      BeginsWith(sentence_.View(sentence_.extent.begin, q.begin), U"其中")) {
    antecedent_.counted = observations_.back().indicator;
    antecedent_.counted_unit = q.unit;
  }
  if (counted.empty() || q.unit != antecedent_.counted_unit || figure.measure.measure != Measure::kLevel) return {};
  // 要求产权调换的168户,: no noun follows.
  const bool alone = !IsHan(sentence_.At(q.end)) && sentence_.At(q.end) != U'“';
  if (sentence_.At(q.begin - 1) != U'的' || (!alone && !SaysWhich(sentence_, q))) return {};
  if (lead.from || (lead.classes & kCueTo) != 0) return {};
  Extent words = lead.words;
  if (figure.index > 0 && quantities_[figure.index - 1].rejection == "threshold_in_indicator")
    words.begin = quantities_[figure.index - 1].lead.words.begin;
  while (words.begin < words.end) {
    const int index = sentence_.TokenBeginningAt(words.begin);
    if (index < 0 || (sentence_.tokens[static_cast<size_t>(index)].classes & kCueAdverb) == 0) break;
    words.begin = sentence_.tokens[static_cast<size_t>(index)].end;
  }
  Phrase those;
  those.text = PlainText(sentence_, words) + counted.substr(VerbLength(counted));
  those.extents = {words};
  carry_.indicators = {those};
  completed_ = true;
  o->indicator_rule = "those_counted_before";
  return carry_.indicators;
}

}  // namespace fangzhi::extraction
