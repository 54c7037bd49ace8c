#include "services/extraction/attribution.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "services/extraction/antecedent.h"
#include "services/extraction/carry.h"
#include "services/extraction/char_set.h"
#include "services/extraction/names.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/sentence_reader.h"
#include "services/extraction/sentence_scan.h"
#include "services/extraction/subject_turn.h"
#include "services/extraction/table_reader.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// True where words of time could stand, so that a sentence without figures is worth a scan.
bool MayHoldPeriod(View sentence) {
  static constexpr CharSet kSigns(U"年月季目五");
  for (size_t i = 0; i < sentence.size(); ++i) {
    const char32_t c = sentence[i];
    if (!kSigns.Has(c)) continue;
    const char32_t next = At(sentence, i + 1);
    const bool word = (c == U'目' && next != U'前') || (c == U'季' && next != U'度') ||
                      (c == U'五' && next != U'年' && (i == 0 || !In(U"一二三四五", sentence[i - 1])));
    if (!word) return true;
  }
  return false;
}

constexpr size_t kLongestTopic = 24;  // Code points of 经营主体稳中培优。, what the next sentence is about.
constexpr size_t kLongestItemTitle = 40;       // Code points.
constexpr size_t kLongestHeadingSubject = 18;  // Code points before the colon, the bullet included.

class Walker {
 public:
  Walker(View text, const Layout& layout, const DocumentContext& document)
      : text_(text), layout_(layout), document_(document) {
    document_section_.subject.name = document.subject;
    document_section_.subject.region = document.region;
    if (!document.period.empty())
      document_section_.period = {document.period, document.years ? PeriodRole::kSpan : PeriodRole::kPlain,
                                  layout.title_extent, true};
    levels_.fill(document_section_);
  }

  Attributed Run() && {
    int block = -1;
    for (const Paragraph& paragraph : layout_.paragraphs) {
      if (paragraph.kind == ParagraphKind::kMeta) continue;
      if (announced_ && !IsListItem(paragraph)) announced_.reset();
      ReadItemTitle(paragraph);
      const bool goes_on = paragraph.item && paragraph.block == block;
      block = paragraph.block;
      if (!goes_on) {
        StartParagraph();
      } else {
        // An item has its own time and subject.
        carry_.period = {};
        carry_.subject = Section().subject;
        carry_.opened = {};
      }
      const PeriodReading period = paragraph.goes_on ? spoken_of_ : PeriodReading();
      if (paragraph.heading.end > paragraph.heading.begin) ReadHeading(paragraph);
      if (period.set && !Section().plan && !Section().period.set) carry_.period = period;
      if (paragraph.kind == ParagraphKind::kTable) {
        ReadTable(text_, paragraph, document_, CaptionedSection(), Slice(before_), &out_);
      } else if (paragraph.kind != ParagraphKind::kHeading) {
        if (const auto company = std::exchange(heading_name_, std::nullopt)) {
          carry_.subject = *company;
          carry_.named.push_back(*company);
        }
        ReadParagraph(paragraph);
        if (!announced_) ReadAnnouncement(paragraph);
      }
      before_ = paragraph.extent;
      spoken_of_ = carry_.period;
    }
    std::stable_sort(out_.observations.begin(), out_.observations.end(),
                     [](const Observation& a, const Observation& b) { return a.number.begin < b.number.begin; });
    return std::move(out_);
  }

 private:
  View Slice(Extent e) const {
    return text_.substr(static_cast<size_t>(e.begin), static_cast<size_t>(e.end - e.begin));
  }
  const Carry& Section() const { return announced_ ? *announced_ : levels_[static_cast<size_t>(level_)]; }

  // 表1 2023年1—6月主要经济指标: the line before a table gives its period.
  Carry CaptionedSection() const {
    Carry section = Section();
    const View caption = Slice(before_);
    if (caption.size() > 40) return section;
    const PeriodContext context{document_.anchor, 0, false};
    for (size_t i = 0; i < caption.size(); ++i) {
      const auto mention = ParsePeriod(caption, i, context);
      if (!mention || mention->period.empty() || mention->period.granularity() == Granularity::kDay) continue;
      section.period = {
          mention->period, mention->role, {before_.begin + mention->begin, before_.begin + mention->end}, true};
      break;
    }
    return section;
  }

  void StartParagraph() {
    std::vector<SubjectReading> named = std::move(carry_.named);
    std::vector<Speaker> speakers = std::move(carry_.speakers);
    carry_ = Section();
    carry_.named = std::move(named);
    carry_.speakers = std::move(speakers);
    carry_.named_before = carry_.named.size();
    carry_.period = {};
    carry_.event = {};
    carry_.subject = Section().subject;
    carry_.opened = {};
  }

  PeriodContext Context() const {
    PeriodContext context;
    context.anchor = document_.anchor;
    const PeriodReading& period = carry_.period.set ? carry_.period : Section().period;
    if (period.set && period.period.last() && period.role != PeriodRole::kSpan) {
      context.year = static_cast<int>(period.period.last()->year());
    } else if (period.set && period.period.last()) {
      context.year = 0;
    }
    context.said = said_;
    context.plan = Section().modality == Modality::kTarget;
    if (context.plan && context.year == 0 && !document_.anchor.empty())
      context.year = static_cast<int>(document_.anchor.last()->year());
    return context;
  }

  // A heading sets period and modality for all below it, until the next of its level.
  void ReadHeading(const Paragraph& paragraph) {
    const int level = paragraph.level;
    Carry section = level == 0 ? document_section_ : levels_[static_cast<size_t>(level - 1)];
    const View heading = Slice(paragraph.heading);
    static constexpr View kPlans[] = {U"计划", U"打算",   U"安排", U"目标",     U"展望",     U"思路",
                                      U"部署", U"下一步", U"今后", U"规划建议", U"重点任务", U"小目标"};
    static constexpr View kReviews[] = {U"回顾", U"完成情况", U"成效",     U"成绩",     U"成就",
                                        U"总结", U"进展",     U"主要工作", U"执行情况", U"问题"};
    bool plan = HoldsAny(heading, kPlans) && !HoldsAny(heading, kReviews);
    const bool review = HoldsAny(heading, kReviews);
    PeriodContext context{document_.anchor, 0, plan || section.plan};
    for (size_t i = 0; i < heading.size(); ++i) {
      const auto mention = ParsePeriod(heading, i, context);
      if (!mention || mention->period.empty()) continue;
      if (mention->period.granularity() == Granularity::kDay) break;
      section.period = {mention->period,
                        mention->role,
                        {paragraph.heading.begin + mention->begin, paragraph.heading.begin + mention->end},
                        true};
      const bool ahead = mention->period.first() && document_.reviewed_year != 0 &&
                         mention->period.first()->year() > document_.reviewed_year;
      plan = plan || (ahead && !review);
      break;
    }
    if (plan) {
      section.modality = Modality::kTarget;
      section.plan = true;
      const bool past = section.period.set && section.period.period.last() && !document_.anchor.empty() &&
                        *section.period.period.last() < AnchorBegin(document_);
      if (!section.period.set || past || section.period.words.begin == layout_.title_extent.begin)
        section.period = PlanPeriod();
    } else if (review && level <= 2) {
      section.modality = Modality::kActual;
      section.plan = false;
    }
    said_ = Period();
    if (auto subject = SubjectOfHeading(paragraph)) section.subject = *std::move(subject);
    for (auto l = static_cast<size_t>(level); l < levels_.size(); ++l) levels_[l] = section;
    level_ = level;
    after_heading_ = paragraph.kind == ParagraphKind::kHeading;
    heading_name_ = paragraph.kind == ParagraphKind::kHeading ? CompanyNamed(paragraph.heading) : std::nullopt;
    StartParagraph();
  }

  // 天一智能科技有限公司, a line of its own: what the paragraph below is about.
  std::optional<SubjectReading> CompanyNamed(Extent line) const {
    const View words = Slice(line);
    if (!EndsWith(words, U"公司") && !EndsWith(words, U"集团") && !EndsWith(words, U"合作社")) return std::nullopt;
    const Sentence sentence = ScanSentence(text_, line, Context());
    for (const NameMention& name : FindNames(sentence)) {
      if (!name.reference && name.begin == line.begin && name.end == line.end) return ReadSubject(sentence, name);
    }
    return std::nullopt;
  }

  // ◆ 关上街道:商圈焕新聚人气: the part of the region, or the individual, that stands before the colon.
  std::optional<SubjectReading> SubjectOfHeading(const Paragraph& paragraph) const {
    const Extent extent = paragraph.heading.end > paragraph.heading.begin ? paragraph.heading : paragraph.extent;
    const size_t colon = Slice(extent).substr(0, kLongestHeadingSubject).find(U':');
    if (colon == View::npos || document_.region == nullptr) return std::nullopt;
    int begin = extent.begin;
    const int end = begin + static_cast<int>(colon);
    while (begin < end && !IsHan(text_[static_cast<size_t>(begin)]) && text_[static_cast<size_t>(begin)] != U'“')
      ++begin;
    const Sentence words = ScanSentence(text_, {begin, end}, Context());
    SubjectReading subject;
    subject.extents = {{begin, end}};
    const RegionRead read = ReadRegion(words.text, begin);
    if (read.full && begin + read.length == end) {
      subject.region = RegionWithin(read.region->name, *document_.region);
      if (subject.region == nullptr) return std::nullopt;
      subject.name = Slice({begin, end});
      return subject;
    }
    for (const NameMention& name : FindNames(words)) {
      if (name.reference || name.begin != begin || name.end != end) continue;
      return ReadSubject(words, name);
    }
    return std::nullopt;
  }

  // A short line with a bullet opens an item of its own, about what it names or the document's subject.
  void ReadItemTitle(const Paragraph& paragraph) {
    const View words = Slice(paragraph.extent);
    const bool title = paragraph.kind == ParagraphKind::kBody && !words.empty() && In(U"◆■●▪☆★◇□▶", words[0]) &&
                       words.size() <= kLongestItemTitle;
    if (!title) return;
    const auto subject = HoldsFigures(paragraph) ? std::nullopt : SubjectOfHeading(paragraph);
    for (auto l = static_cast<size_t>(level_); l < levels_.size(); ++l)
      levels_[l].subject = subject ? *subject : document_section_.subject;
  }

  // A plan without a period of its own is for the year of publication.
  PeriodReading PlanPeriod() const {
    if (document_.anchor.empty()) return {};
    return {Period::Year(static_cast<int>(document_.anchor.last()->year())), PeriodRole::kPlain, {}, true};
  }

  void ReadParagraph(const Paragraph& paragraph) {
    bool opening = true;
    const bool after_heading = std::exchange(after_heading_, false);
    const bool figures = HoldsFigures(paragraph);
    // Such a report takes up nothing of what longer sentences without figures name.
    const bool report_on_province = document_.report && IsAboutProvince(document_);
    const bool introduces =
        (after_heading && paragraph.sentences.size() <= 2 && !figures) || Announces(Slice(paragraph.extent));
    for (const Extent& extent : paragraph.sentences) {
      const View words = Slice(extent);
      const bool quantities = MayHoldQuantity(words);
      const bool idle = !figures || (report_on_province && words.size() > kLongestTopic);
      if (!quantities && idle && !MayHoldPeriod(words)) {
        opening = false;
        continue;
      }
      const Sentence sentence = ScanSentence(text_, extent, Context());
      SetSpeaker(paragraph, extent);
      if (opening && paragraph.kind == ParagraphKind::kBody) ReadOpening(sentence, extent, introduces);
      // 任务完成,“十四五”收官。五年来,我们办成了一批大事。
      if (!opening && document_.report && sentence.quantities.empty() && OpensWithSpan(sentence))
        ReadOpening(sentence, extent, false);
      opening = false;
      ReadSentence(sentence, document_, Section(), &carry_, &out_);
      for (const PeriodMention& mention : sentence.periods) {
        if (IsSaid(mention, sentence.At(mention.begin - 1), sentence.At(mention.end))) said_ = mention.period;
      }
    }
  }

  bool IsListItem(const Paragraph& paragraph) const {
    return paragraph.extent.end > paragraph.extent.begin &&
           In(U"—–-•·●■◆▪▶☆★①②③④⑤⑥⑦⑧⑨⑩", text_[static_cast<size_t>(paragraph.extent.begin)]);
  }

  // 亮出2025年目标清单: before a list: its items are plans for that year.
  void ReadAnnouncement(const Paragraph& paragraph) {
    static constexpr View kPlans[] = {U"目标", U"任务", U"计划", U"清单", U"打算", U"安排", U"蓝图", U"实事"};
    if (paragraph.sentences.empty() || Section().plan) return;
    const View last = Slice(paragraph.sentences.back());
    if (last.empty() || last.back() != U':' || !HoldsAny(last, kPlans)) return;
    const Sentence sentence = ScanSentence(text_, paragraph.sentences.back(), Context());
    for (const PeriodMention& mention : sentence.periods) {
      if (!mention.period.last() || document_.anchor.empty()) continue;
      const bool ahead = document_.reviewed_year != 0 && mention.period.last()->year() > document_.reviewed_year;
      if (!ahead || mention.period.granularity() != Granularity::kYear) continue;
      announced_ = levels_[static_cast<size_t>(level_)];
      announced_->modality = Modality::kTarget;
      announced_->plan = true;
      announced_->period = {mention.period, mention.role, {mention.begin, mention.end}, true};
    }
  }

  // 现将上半年运行情况通报如下: what opens the paragraph holds for the text that follows.
  static bool Announces(View words) {
    const View end = words.substr(words.size() - std::min<size_t>(words.size(), 5));
    return Holds(end, U"如下") && !std::any_of(words.begin(), words.end(), IsDigit);
  }

  // “我们计划投资5亿元,……”某公司负责人说: speech is about the organisation that the paragraph names after it.
  void SetSpeaker(const Paragraph& paragraph, Extent extent) {
    if (document_.report || text_[static_cast<size_t>(extent.begin)] != U'“') return;
    const bool we = Slice(extent).find(U"我们") != View::npos;
    // Those who do not say 我们 are named right after, and speak in their company's hall.
    const auto own = std::lower_bound(paragraph.sentences.begin(), paragraph.sentences.end(), extent.begin,
                                      [](const Extent& sentence, int begin) { return sentence.begin < begin; });
    const auto end = own + std::min<std::ptrdiff_t>(2, paragraph.sentences.end() - own);
    for (auto other = own; other != end && other->begin <= extent.end + 2; ++other) {
      for (const NameMention& name : FindNames(ScanSentence(text_, *other, Context()))) {
        if (name.reference || name.kind != SubjectKind::kOrganisation) continue;
        SubjectReading speaker;
        speaker.name = Slice({name.begin, name.end});
        speaker.extents = {{name.begin, name.end}};
        speaker.kind = name.kind;
        if (!we && !CanStandFor(U"公司", speaker)) continue;
        carry_.subject = speaker;
        carry_.named.push_back(carry_.subject);
        return;
      }
    }
  }

  bool HoldsFigures(const Paragraph& paragraph) const {
    const View words = Slice(paragraph.extent);
    return std::any_of(words.begin(), words.end(), IsDigit);
  }

  static bool OpensWithSpan(const Sentence& sentence) {
    return !sentence.tokens.empty() && sentence.tokens[0].kind == TokenKind::kPeriod &&
           sentence.tokens[0].begin == sentence.extent.begin && sentence.periods[0].role == PeriodRole::kSpan;
  }

  // The period that opens a paragraph of a report sets it for the section; so does one that opens a paragraph without
  // figures: 一年来,……扎实推进——.
  void ReadOpening(const Sentence& sentence, Extent extent, bool introduces) {
    int i = extent.begin;
    static constexpr View kSkip[] = {U"各位代表", U"同志们", U"刚刚过去的", U"我们", U"回顾"};
    for (bool more = true; more;) {
      more = false;
      while (i < extent.end && In(U",、!:!。 \t-—", sentence.At(i))) ++i;
      for (View word : kSkip) {
        if (sentence.View(i, std::min(extent.end, i + static_cast<int>(word.size()))) == word) {
          i += static_cast<int>(word.size());
          more = true;
        }
      }
    }
    const int index = sentence.TokenBeginningAt(i);
    if (index < 0 || sentence.tokens[static_cast<size_t>(index)].kind != TokenKind::kPeriod) return;
    const Token& token = sentence.tokens[static_cast<size_t>(index)];
    const PeriodMention& mention = sentence.periods[static_cast<size_t>(token.index)];
    const Granularity granularity = mention.period.granularity();
    if (mention.period.empty() || granularity == Granularity::kDay || granularity == Granularity::kInstant) return;
    const bool figures = !sentence.quantities.empty();
    const bool year = mention.has_year && granularity == Granularity::kYear && mention.role == PeriodRole::kPlain;
    const bool opens = mention.role == PeriodRole::kSpan || (year && In(U",是、", sentence.At(token.end))) ||
                       (year && sentence.At(token.end) == U'一');
    // 今年以来, under a title of the first half: of that half.
    if (mention.role == PeriodRole::kSince && !document_.period.empty()) return;
    if (mention.month_only ||
        (!introduces && (!document_.report || (!opens && figures) || mention.role == PeriodRole::kSince)))
      return;
    const bool announces = introduces || figures || sentence.At(extent.end - 1) == U':' ||
                           sentence.At(extent.end - 1) == U'—' ||
                           sentence.View(extent.begin, extent.end).find(U"——") != View::npos ||
                           sentence.At(token.end) == U'是' || mention.role == PeriodRole::kSpan || year;
    if (!announces) return;
    PeriodReading reading{mention.period, mention.role, {token.begin, token.end}, true};
    const bool ahead = mention.period.first() && document_.reviewed_year != 0 &&
                       mention.period.first()->year() > document_.reviewed_year;
    for (auto l = static_cast<size_t>(level_); l < levels_.size(); ++l) {
      levels_[l].period = reading;
      if (ahead) levels_[l].modality = Modality::kTarget;
    }
  }

  View text_;
  const Layout& layout_;
  const DocumentContext& document_;
  Carry document_section_;
  std::array<Carry, 5> levels_;  // What the heading of each level gives; 0 is the document.
  int level_ = 0;
  std::optional<Carry> announced_;              // For the items of a list that was announced.
  PeriodReading spoken_of_;                     // Of the paragraph before.
  bool after_heading_ = false;                  // The paragraph before was a heading.
  std::optional<SubjectReading> heading_name_;  // Of the company that the heading right before names.
  Extent before_;                               // The paragraph before.
  Carry carry_;
  Period said_;  // What was dated last.
  Attributed out_;
};

}  // namespace

Attributed Attribute(View text, const Layout& layout, const DocumentContext& context) {
  return Walker(text, layout, context).Run();
}

}  // namespace fangzhi::extraction
