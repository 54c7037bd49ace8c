#include "services/extraction/whole.h"

#include <algorithm>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// The amount spoken of last that is not `own`.
std::u32string AmountBefore(const Sentence& sentence, const std::vector<Observation>& observations, View own) {
  const bool goes_on =
      sentence.View(sentence.extent.begin, std::min(sentence.extent.end, sentence.extent.begin + 2)) == U"其中";
  for (size_t k = observations.size(); k-- > 0;) {
    const Observation& before = observations[k];
    const bool just_before = goes_on && before.sentence.end >= sentence.extent.begin - 1;
    if (before.sentence.begin != sentence.extent.begin && !just_before) break;
    const bool amount = before.measure == Measure::kLevel || before.measure == Measure::kGrowth;
    if (amount && before.indicator.text != own) return before.indicator.text;
  }
  return {};
}

// 绿色电力占比: of the electricity; 税收占比, 其中工业投资占37%: of what was spoken of before.
std::u32string WholeOfShare(const Sentence& sentence, std::string_view indicator_rule, const BeforeWhole& context) {
  const View own = context.indicator;
  if (indicator_rule == "noun_after_share" && !context.parted.empty()) return std::u32string(context.parted);
  // 占规上工业比重从40.3%提高到45.4%: of the same.
  if (indicator_rule == "carried_from_before" && !context.observations.empty()) {
    const Observation& last = context.observations.back();
    if (last.measure == Measure::kShare && last.sentence.begin == sentence.extent.begin && last.indicator.text == own &&
        !last.whole.empty())
      return last.whole;
  }
  std::u32string before = AmountBefore(sentence, context.observations, own);
  const View head = Head(own);
  if (indicator_rule == "words_before_number" && !head.empty() && head.size() < own.size()) {
    // 民间投资占比 after 固定资产投资 is of that.
    const View kind = head.size() > 2 ? head.substr(head.size() - 2) : head;
    return EndsWith(before, kind) ? before : std::u32string(head);
  }
  if (indicator_rule == "carried_from_before" && own.size() > 2)
    return EndsWith(before, own.substr(own.size() - 2)) ? before : std::u32string(own);
  return before;
}

std::u32string WholeOfCompletion(const Sentence& sentence, const Lead& lead, const Observation& figure,
                                 const BeforeWhole& before) {
  const Extent words = figure.measure_rule == "part_of_investment" ? lead.share_of : lead.plan;
  std::u32string whole = PlainText(sentence, words);
  if (whole.empty() && figure.measure_rule == "rate_of_completion") whole = before.indicator;
  return whole.empty() ? std::u32string(before.plan) : whole;
}

// 占…比重提升1.5个百分点; 占28%,提高2个百分点; 居全市第2位,前移4位: the whole stays.
std::u32string WholeOfChange(const Sentence& sentence, const Lead& lead, const Observation& figure,
                             const BeforeWhole& context) {
  if (figure.unit == "pp") {
    std::u32string whole = PlainText(sentence, lead.share_of);
    if (!whole.empty()) return whole;
  }
  if (figure.indicator_rule != "carried_from_before" || context.observations.empty()) return {};
  const Observation& before = context.observations.back();
  if (before.sentence.begin != sentence.extent.begin) return {};
  const bool share = figure.unit == "pp" && (before.measure == Measure::kShare || before.unit == "pp");
  const bool rank = figure.unit == "{位}" && before.measure == Measure::kRank;
  return share || rank ? before.whole : std::u32string();
}

std::u32string WholeOfMultiple(const Sentence& sentence, const Lead& lead) {
  std::u32string whole = PlainText(sentence, lead.multiple_of);
  if (whole.empty() && lead.compare.end > lead.compare.begin) whole = PlainText(sentence, lead.compare);
  if (whole.empty() && (lead.classes & kCueYoy) != 0) whole = U"去年同期";
  return whole;
}

// 全省, 全区街道: the field without the count of those in it.
std::u32string WithoutCount(View field) {
  std::u32string clean;
  for (size_t k = 0; k < field.size(); ++k) {
    if (!IsDigit(field[k])) {
      clean.push_back(field[k]);
      continue;
    }
    while (k + 1 < field.size() && (IsDigit(field[k + 1]) || In(U"个家", field[k + 1]))) ++k;
  }
  return clean;
}

std::u32string FieldOfRank(const Sentence& sentence, const Lead& lead, const std::vector<Observation>& observations) {
  std::u32string field;
  if (lead.field.end > lead.field.begin) field = WithoutCount(MakePhrase(sentence, lead.field).text);
  for (View tail : {View(U"中"), View(U"的"), View(U"居"), View(U"位列"), View(U"排名"), View(U"位次"),
                    View(U"综合排名"), View(U"中排名"), View(U"保持")}) {
    if (field.size() > tail.size() && EndsWith(field, tail)) field.resize(field.size() - tail.size());
  }
  // 增速全市排名第6, 全区排名由第11位升至第4位.
  static constexpr View kScopes[] = {U"全国", U"全省", U"全市", U"全区", U"全县", U"全镇", U"全州"};
  for (const View scope : kScopes) {
    const View words = sentence.View(lead.words.begin, lead.words.end);
    if (field.empty() &&
        (Holds(words, std::u32string(scope) + U"排名") || Holds(words, std::u32string(scope) + U"位列")))
      field = scope;
  }
  // 居第6位 after 居全市第11位: of the same field.
  for (size_t k = observations.size(); field.empty() && k-- > 0 && k + 8 > observations.size();) {
    if (observations[k].measure == Measure::kRank) field = observations[k].whole;
  }
  return field;
}

}  // namespace

std::u32string ReadWhole(const Sentence& sentence, const Lead& lead, const Observation& figure,
                         const BeforeWhole& before) {
  switch (figure.measure) {
    case Measure::kShare: {
      std::u32string whole = PlainText(sentence, lead.share_of);
      return whole.empty() ? WholeOfShare(sentence, figure.indicator_rule, before) : whole;
    }
    case Measure::kCompletion:
      return WholeOfCompletion(sentence, lead, figure, before);
    case Measure::kChange:
    case Measure::kDifference:
      return WholeOfChange(sentence, lead, figure, before);
    case Measure::kMultiple:
      return WholeOfMultiple(sentence, lead);
    case Measure::kRank:
      return FieldOfRank(sentence, lead, before.observations);
    default:
      return {};
  }
}

}  // namespace fangzhi::extraction
