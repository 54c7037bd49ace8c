#include "services/extraction/mentions.h"

#include <algorithm>

#include "services/extraction/names.h"
#include "services/extraction/sentence_scan.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

std::string_view CueName(uint32_t classes) {
  if ((classes & (kCueUp | kCueDown | kCueYoy | kCueMom | kCueAnnual)) != 0) return "change";
  if ((classes & kCueShare) != 0) return "share";
  if ((classes & kCueRank) != 0) return "rank";
  if ((classes & kCuePlan) != 0) return "completion";
  if ((classes & kCueTarget) != 0) return "target";
  if ((classes & kCueExpected) != 0) return "expected";
  if ((classes & kCueFact) != 0) return "fact";
  if ((classes & (kCueHigher | kCueLower)) != 0) return "difference";
  if ((classes & kCueComparator) != 0) return "comparator";
  return (classes & kCueTo) != 0 ? "state_reached" : "";
}

class Finder {
 public:
  Finder(const RepairedText& text, const DocumentContext& document, const Attributed& attributed)
      : text_(text), attributed_(attributed), context_{document.anchor, 0, false} {}

  void Read(Extent extent) {
    const Sentence sentence = ScanSentence(text_.text, extent, context_);
    for (const Token& token : sentence.tokens) {
      if (token.kind == TokenKind::kQuantity) AddQuantity(sentence.quantities[static_cast<size_t>(token.index)]);
      if (token.kind == TokenKind::kPeriod) AddPeriod(token, sentence.periods[static_cast<size_t>(token.index)]);
      if (token.kind == TokenKind::kCue) AddCue(token);
    }
    for (const NameMention& name : FindNames(sentence)) AddName(name);
  }

  std::vector<Mention> Finish() && {
    for (const Observation& o : attributed_.observations) {
      for (const Extent& e : o.indicator.extents) {
        if (e.end > e.begin) Add(e, MentionKind::kIndicator).normal_form = EncodeUtf8(o.indicator.text);
      }
    }
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
      return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end < b.span.end;
    });
    const auto same = [](const Mention& a, const Mention& b) {
      return a.span == b.span && a.kind == b.kind && a.normal_form == b.normal_form;
    };
    mentions_.erase(std::unique(mentions_.begin(), mentions_.end(), same), mentions_.end());
    return std::move(mentions_);
  }

 private:
  Mention& Add(Extent extent, MentionKind kind) {
    Mention mention;
    mention.span = text_.Raw(extent.begin, extent.end);
    mention.kind = kind;
    mentions_.push_back(std::move(mention));
    return mentions_.back();
  }

  void AddQuantity(const Quantity& q) {
    Mention& mention = Add({q.begin, q.end}, MentionKind::kQuantity);
    mention.value = q.value;
    mention.value_high = q.value_high;
    mention.unit = q.unit;
    mention.comparator = q.comparator;
    mention.normal_form = q.value.ToString() + (q.value_high ? "/" + q.value_high->ToString() : "") + " " + q.unit;
    for (const Rejection& rejection : attributed_.rejections) {
      if (rejection.number.begin == q.begin) mention.rejection = rejection.reason;
    }
    const bool record =
        std::any_of(attributed_.observations.begin(), attributed_.observations.end(),
                    [&](const Observation& o) { return o.number.begin >= q.begin && o.number.begin < q.end; });
    if (!record && mention.rejection.empty()) mention.rejection = "outside_of_prose";
  }

  void AddPeriod(const Token& token, const PeriodMention& period) {
    Mention& mention = Add({token.begin, token.end}, MentionKind::kPeriod);
    mention.period = period.period;
    mention.normal_form = period.period.Notation();
  }

  void AddCue(const Token& token) {
    const std::string_view name = (token.classes & kCueWord) != 0 ? std::string_view() : CueName(token.classes);
    if (!name.empty()) Add({token.begin, token.end}, MentionKind::kCue).normal_form = name;
  }

  void AddName(const NameMention& name) {
    Mention& mention = Add({name.begin, name.end}, MentionKind::kName);
    mention.subject_kind = name.kind;
    mention.normal_form =
        EncodeUtf8(std::u32string_view(text_.text)
                       .substr(static_cast<size_t>(name.begin), static_cast<size_t>(name.end - name.begin)));
  }

  const RepairedText& text_;
  const Attributed& attributed_;
  const PeriodContext context_;
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> FindMentions(const RepairedText& text, const Layout& layout, const DocumentContext& document,
                                  const Attributed& attributed) {
  Finder finder(text, document, attributed);
  for (const Paragraph& paragraph : layout.paragraphs) {
    if (paragraph.sentences.empty()) {
      finder.Read(paragraph.extent);
    }
    for (const Extent& sentence : paragraph.sentences) finder.Read(sentence);
  }
  return std::move(finder).Finish();
}

}  // namespace fangzhi::extraction
