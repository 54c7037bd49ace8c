// Figures without words of their own: the part of SentenceIndicators that takes what was spoken of before.

#include <algorithm>

#include "services/extraction/noun_after.h"
#include "services/extraction/sentence_indicator.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongestName = 24;
constexpr size_t kMostTogether = 4;

// 产值 of 产值增长迅速.
Extent UpToChange(const Sentence& sentence, Extent core) {
  for (const Token& token : sentence.tokens) {
    if (token.begin < core.begin + 2 || token.end > core.end || (token.classes & kCueWord) != 0) continue;
    if ((token.classes & (kCueUp | kCueDown)) != 0 && token.end - token.begin >= 2) return {core.begin, token.begin};
  }
  return core;
}

}  // namespace

std::vector<Phrase> SentenceIndicators::CarriedOver(const Figure& figure, Observation* o) {
  o->indicator_rule = "carried_from_before";
  if (Found found = NounOfNext(figure)) return *found;
  // 共有51个项目,总投资8700万元。…昱中街道13个: of what has that classifier.
  const std::string& unit = figure.quantity.unit;
  const bool of_counted = !unit.empty() && unit[0] == '{' && unit != antecedent_.unit && carry_.counted_unit == unit;
  if (of_counted && !carry_.counted.empty() && figure.lead.direction == 0) {
    carry_.indicators = {carry_.counted};
    return carry_.indicators;
  }
  if (Found found = NamesBefore(figure)) return *found;
  if (Found found = WithSameUnit(figure, o)) return *found;
  if (Found found = ClauseBefore(figure, o)) return *found;
  if (Found found = AllBefore(figure)) return *found;
  if (Found found = TotalOf(figure)) return *found;
  if (carry_.indicators.empty()) return {BareCount(figure)};
  return carry_.indicators;
}

// 12类45件民生实事: the noun follows the second number.
SentenceIndicators::Found SentenceIndicators::NounOfNext(const Figure& figure) {
  if (figure.index + 1 >= sentence_.quantities.size()) return {};
  const Quantity& next = sentence_.quantities[figure.index + 1];
  // 为213户、327名低保对象发放救助金.
  const int end = figure.quantity.end;
  const bool joined = next.begin == end + 1 && In(U"、和", sentence_.At(end)) && figure.quantity.unit == "{户}" &&
                      sentence_.At(figure.quantity.begin - 1) == U'为';
  if (next.begin != end && !joined) return {};
  const Extent words = WordsAfter(sentence_, quantities_.segments(), next);
  if (words.end <= words.begin) return {};
  carry_.indicators = {MakePhrase(sentence_, NounIn(sentence_, words))};
  return carry_.indicators;
}

// 分别增长12.6%和9.7%: of the indicators named last.
SentenceIndicators::Found SentenceIndicators::NamesBefore(const Figure& figure) {
  if (figure.further == 0) return {};
  const size_t values = figure.further + 1;
  std::vector<Phrase> names;
  if (coordinated_.size() == values) {
    names = coordinated_;
  } else if (latest_.size() >= values) {
    names.assign(latest_.end() - static_cast<std::ptrdiff_t>(values), latest_.end());
  }
  if (names.empty()) return {};
  StartList(names);
  carry_.indicators = {names[0]};
  return carry_.indicators;
}

// 营收增至6200万元、出口占三分之一，预计可达1亿元: of what had that unit.
SentenceIndicators::Found SentenceIndicators::WithSameUnit(const Figure& figure, Observation* o) {
  const std::string& unit = figure.quantity.unit;
  if (carry_.measure != Measure::kShare || unit == "%" || figure.lead.direction != 0) return {};
  for (size_t k = observations_.size(); k-- > 0;) {
    const Observation& before = observations_[k];
    if (before.sentence.begin != sentence_.extent.begin) break;
    if (before.unit != unit || before.measure != Measure::kLevel) continue;
    carry_.indicators = {before.indicator};
    o->indicator_rule = "carried_with_its_unit";
    return carry_.indicators;
  }
  return {};
}

// The words of the segment before, where it had no figure: 规上工业总产值 / 18.36亿元.
SentenceIndicators::Found SentenceIndicators::ClauseBefore(const Figure& figure, Observation* o) {
  const Lead& lead = figure.lead;
  const size_t s = quantities_[figure.index].segment;
  if (s == 0 || lead.direction != 0 || lead.compare_direction != 0) return {};
  const Segment& segment = quantities_.segments()[s];
  const Segment& before = quantities_.segments()[s - 1];
  if (lead.words.begin != segment.begin || segment.bracket || before.end > figure.quantity.begin) return {};
  const bool figures =
      std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                  [&](const Quantity& other) { return other.begin >= before.begin && other.end <= before.end; });
  if (figures) return {};
  const Lead words = ReadClause(sentence_, before.begin, before.end);
  Phrase phrase = MakePhrase(sentence_, subjects_.WithoutSubject(UpToChange(sentence_, words.core)));
  if (phrase.text.size() < 2 || phrase.text.size() > kLongestName) return {};
  const bool carries = !carry_.indicators.empty() && antecedent_.in_sentence;
  const bool quoted = sentence_.At(segment.begin - 1) == U'“';  // 零就业家庭保持“0”.
  if (carries && !quoted && !EndsAsIndicator(phrase.text)) return {};
  DropMeasureWords(&phrase);
  carry_.indicators = {phrase};
  latest_.push_back(phrase);
  o->indicator_rule = "words_of_clause_before";
  return carry_.indicators;
}

// 生态建设1.23亿亩、防沙治沙6688万亩,均居全国首位: both.
SentenceIndicators::Found SentenceIndicators::AllBefore(const Figure& figure) const {
  if (!figure.lead.each || figure.lead.core.end > figure.lead.core.begin) return {};
  std::vector<Phrase> all;
  for (size_t k = observations_.size(); k-- > 0 && all.size() < kMostTogether;) {
    const Observation& before = observations_[k];
    if (before.sentence.begin != sentence_.extent.begin || before.measure != Measure::kLevel) break;
    all.insert(all.begin(), before.indicator);
    if (k == 0) break;
    const View between = sentence_.View(std::max(sentence_.extent.begin, observations_[k - 1].number.end),
                                        std::max(sentence_.extent.begin, before.number.begin - 1));
    if (!Holds(between, U"、")) break;
  }
  return all.size() > 1 ? Found(std::move(all)) : std::nullopt;
}

// 新认定高新技术企业14家,总数达到63家; 经营主体稳中培优。总量达1461万户.
SentenceIndicators::Found SentenceIndicators::TotalOf(const Figure& figure) const {
  const View said = sentence_.View(figure.lead.words.begin, figure.lead.words.end);
  if ((figure.lead.classes & kCueTo) == 0 || (!Holds(said, U"总数") && !Holds(said, U"总量"))) return {};
  if (!carry_.topic.empty() && !antecedent_.in_sentence) {
    Phrase total = carry_.topic;
    total.text += Holds(said, U"总量") ? U"总量" : U"总数";
    return std::vector<Phrase>{total};
  }
  if (carry_.indicators.empty()) return {};
  Phrase all = carry_.indicators.back();
  all.text.erase(0, VerbLength(all.text));
  return std::vector<Phrase>{all};
}

// 户数, 人口: what a figure that nothing names is at least of.
Phrase SentenceIndicators::BareCount(const Figure& figure) const {
  Phrase all = MakePhrase(sentence_, figure.lead.words);
  const std::string& unit = figure.quantity.unit;
  if (all.empty() || all.text == subjects_.NameAt(figure.quantity.begin))
    all.text = unit == "{户}" ? U"户数" : unit == "{人}" ? U"人口" : U"数量";
  return all;
}

}  // namespace fangzhi::extraction
