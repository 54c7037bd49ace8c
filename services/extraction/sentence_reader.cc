#include "services/extraction/sentence_reader.h"

#include <algorithm>
#include <optional>

#include "services/extraction/lead.h"
#include "services/extraction/measure.h"
#include "services/extraction/modality.h"
#include "services/extraction/rejection.h"
#include "services/extraction/segments.h"
#include "services/extraction/sentence_period.h"
#include "services/extraction/sentence_subject.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestTail = 26;

bool In(View set, char32_t c) { return c != 0 && set.find(c) != View::npos; }
bool EndsWith(View text, View end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

class Reader {
 public:
  Reader(const Sentence& sentence, const DocumentContext& document, const Carry& section, Carry* carry, Attributed* out)
      : sentence_(sentence),
        document_(document),
        section_(section),
        carry_(*carry),
        out_(*out),
        segments_(SplitSegments(sentence)),
        periods_(sentence, segments_, document, section, carry),
        subjects_(sentence, segments_, document, carry),
        modality_(sentence, segments_, document, section) {}

  void Run() {
    FindTopic();
    PrepareLists();
    for (size_t i = 0; i < sentence_.quantities.size(); ++i) ReadQuantity(i);
    periods_.Finish();
    subjects_.Finish();
  }

 private:
  struct Prepared {
    size_t segment = 0;
    Lead lead;
    std::string_view rejection;
    bool bare = false;  // Nothing but marks before it in its segment: a further value of a list.
  };

  size_t SegmentOf(const Quantity& q) const {
    size_t best = 0;
    for (size_t s = 0; s < segments_.size(); ++s) {
      if (segments_[s].begin <= q.begin && q.begin < segments_[s].end) best = s;
    }
    return best;
  }

  // 石化产业持续减油增化, 经营主体稳中培优: what opens a sentence before its figures.
  void FindTopic() {
    if (segments_.empty()) return;
    static constexpr View kTopics[] = {U"产业", U"经营主体", U"市场主体", U"企业主体"};
    const Segment& first = segments_.front();
    const bool figures = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                                     [&](const Quantity& q) { return q.begin < first.end; });
    const View words = sentence_.View(first.begin, std::min(first.end, first.begin + 12));
    for (View topic : kTopics) {
      const size_t at = words.find(topic);
      if (figures || at == View::npos || at + topic.size() >= words.size()) continue;
      if (!std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), IsHan)) continue;
      if (In(U"的链园集体化和、", words[at + topic.size()]) || VerbLength(words) > 0) continue;
      carry_.topic = MakePhrase(sentence_, {first.begin, first.begin + static_cast<int>(at + topic.size())});
      return;
    }
  }

  void PrepareLists() {
    prepared_.resize(sentence_.quantities.size());
    for (size_t i = 0; i < sentence_.quantities.size(); ++i) {
      const Quantity& q = sentence_.quantities[i];
      Prepared& p = prepared_[i];
      p.segment = segments_.empty() ? 0 : SegmentOf(q);
      const Segment segment =
          segments_.empty() ? Segment{sentence_.extent.begin, sentence_.extent.end} : segments_[p.segment];
      int begin = segment.begin;
      for (size_t k = i; k-- > 0;) {
        if (prepared_[k].segment == p.segment && prepared_[k].rejection.empty()) {
          const bool field = q.form == QuantityForm::kOrdinal && sentence_.quantities[k].form == QuantityForm::kAmount;
          if (!field || !InField(begin, sentence_.quantities[k].begin))
            begin = std::max(begin, AfterTail(sentence_.quantities[k]));
          for (View word : {View(U"台阶、"), View(U"台阶"), View(U"关口"), View(U"大关")}) {
            if (sentence_.View(begin, std::min(sentence_.extent.end, begin + static_cast<int>(word.size()))) == word)
              begin += static_cast<int>(word.size());
          }
          break;
        }
      }
      p.lead = ReadLead(sentence_, begin, q);
      p.rejection = RejectQuantity(sentence_, segment, q, p.lead);
      bool bare = segment.joined && p.lead.core.end <= p.lead.core.begin;
      for (int k = begin; k < q.begin && bare; ++k) {
        const int token = sentence_.TokenAt(k);
        bare =
            token >= 0
                ? (sentence_.tokens[static_cast<size_t>(token)].classes & (kCueComparator | kCueAdverb | kCueConj)) != 0
                : In(U" 、近约超第", sentence_.At(k));
      }
      p.bare = bare;
      // 分别居全国第二、第七: the word of rank holds for both.
      if (bare && i > 0 && q.form == QuantityForm::kOrdinal && prepared_[i - 1].rejection.empty() &&
          sentence_.quantities[i - 1].form == QuantityForm::kOrdinal && p.rejection == "sequence")
        p.rejection = "";
    }
  }

  // 3条地铁新线、新增运营里程30公里: where the words of the next figure begin.
  int AfterTail(const Quantity& q) const {
    const Extent tail = Tail(q);
    const bool listed = tail.end > tail.begin && tail.end - tail.begin <= 10 && sentence_.At(tail.end) == U'、';
    if (listed) return tail.end + 1;
    // 与12所高校共建研发平台21个: from the verb on.
    const Extent noun = CutTail(tail);
    const int mark = sentence_.TokenBeginningAt(tail.end);
    if (tail.end > tail.begin && mark >= 0 && (sentence_.tokens[static_cast<size_t>(mark)].classes & kCueFact) != 0)
      return tail.end;
    const bool verb = noun.end > noun.begin && noun.end < tail.end && sentence_.At(tail.end - 1) != U'率' &&
                      sentence_.TokenBeginningAt(tail.end) >= 0 && VerbLength(sentence_.View(noun.end, tail.end)) > 0;
    return verb ? noun.end : q.end;
  }

  // True where the figure at `end` only counts those a rank is among: 在全区8个街道中.
  bool InField(int begin, int end) const {
    const bool ranked = std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& t) {
      return (t.classes & kCueRank) != 0 && t.begin >= begin && t.end <= end;
    });
    return ranked || sentence_.View(begin, end).find(U'在') != View::npos;
  }

  // How many further values follow quantity `i` in a list of bare values.
  size_t FurtherValues(size_t i) const {
    size_t count = 0;
    for (size_t k = i + 1; k < prepared_.size(); ++k) {
      if (!prepared_[k].bare || !prepared_[k].rejection.empty()) break;
      if (HasTail(sentence_.quantities[k - 1])) break;
      ++count;
    }
    return count;
  }

  bool HasTail(const Quantity& q) const { return Tail(q).end > Tail(q).begin; }

  // The noun right after a number: 17个老旧小区改造. Up to the next mark, figure or cue.
  Extent Tail(const Quantity& q) const {
    Extent tail{q.end, q.end};
    if (q.dimension == catalog::Dimension::kRatio || q.unit == "pp" || q.form == QuantityForm::kOrdinal ||
        q.form == QuantityForm::kDoubling)
      return tail;
    if (q.bound_suffix && q.dimension == catalog::Dimension::kMoney) return tail;
    const size_t s = segments_.empty() ? 0 : SegmentOf(q);
    const int limit = std::min(segments_.empty() ? sentence_.extent.end : segments_[s].end, q.end + kLongestTail);
    int i = q.end;
    while (i < limit) {
      const int index = sentence_.TokenBeginningAt(i);
      if (index >= 0) {
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        const bool scope = sentence_.View(token.begin, token.end) == U"全域";
        if (token.kind == TokenKind::kQuoted || (token.classes & kCueWord) != 0 || scope) {
          i = token.end;
          continue;
        }
        // 千万千瓦级 of a base, 750千伏 of a line: a size within the noun.
        const bool size =
            token.kind == TokenKind::kQuantity &&
            (sentence_.At(token.end) == U'级' ||
             sentence_.quantities[static_cast<size_t>(token.index)].dimension == catalog::Dimension::kVoltage);
        if (size) {
          i = token.end;
          continue;
        }
        if (token.kind == TokenKind::kQuantity || token.kind == TokenKind::kPeriod) break;
        const bool conj = (token.classes & kCueConj) != 0 && token.end < limit && i > q.end;
        const bool inside =
            i > q.end && token.end - token.begin == 1 && !In(U"达占居为是超均都已将拟正", sentence_.At(i));
        if (!conj && !inside) break;
        i = token.end;
        continue;
      }
      const char32_t c = sentence_.At(i);
      if (c == U'(' && i > q.end) {
        int close = i + 1;
        while (close < limit && (IsHan(sentence_.At(close)) || sentence_.At(close) == U'、')) ++close;
        if (sentence_.At(close) != U')' || close - i > 6) break;
        i = close + 1;
        continue;
      }
      if (!IsHan(c) && !IsAsciiLetter(c) && !IsDigit(c) && !In(U"—-·+", c)) break;
      ++i;
    }
    tail.end = i;
    static constexpr View kEmpty[] = {U"台阶", U"关口", U"大关",   U"不动摇", U"不等",
                                      U"门槛", U"水平", U"已到位", U"以上",   U"的"};
    for (View word : kEmpty) {
      if (sentence_.View(tail.begin, std::min(tail.end, tail.begin + static_cast<int>(word.size()))) == word &&
          word != U"的")
        return {q.end, q.end};
    }
    if (tail.end > tail.begin && sentence_.At(tail.begin) == U'的') {
      ++tail.begin;
      if (q.dimension == catalog::Dimension::kMoney) return {q.end, q.end};
    }
    while (tail.end > tail.begin && In(U"的和与及并中、", sentence_.At(tail.end - 1))) --tail.end;
    const bool within =
        In(U"里内", sentence_.At(tail.begin)) ||
        (sentence_.At(tail.begin) == U'中' && !In(U"小学央心型医国药高外华", sentence_.At(tail.begin + 1)));
    if (tail.end - tail.begin < 1 || within) return {q.end, q.end};
    return tail;
  }

  // 上风高科、东山精密等7个项目: what stands before are examples of those counted.
  bool AfterExamples(const Quantity& q) const {
    int i = q.begin - 1;
    while (i > sentence_.extent.begin && In(U" 共", sentence_.At(i))) --i;
    return sentence_.At(i) == U'等';
  }

  // A tail is cut where a verb of happening begins, at 的 and at further examples.
  Extent CutTail(Extent tail) const {
    static constexpr View kStops[] = {U"正在", U"投入", U"参与",   U"随身", U"落户", U"获批", U"上线",    U"陆续",
                                      U"竣工", U"按期", U"挂牌",   U"入驻", U"喝上", U"用上", U"进入",    U"纳入",
                                      U"入选", U"达标", U"全覆盖", U"运维", U"集中", U"常态", U"同比",    U"受益",
                                      U"通过", U"联系", U"包联",   U"共建", U"获得", U"影响", U"建成投用"};
    const View text = sentence_.View(tail.begin, tail.end);
    size_t cut = text.size();
    for (View stop : kStops) {
      const size_t found = text.find(stop);
      if (found != View::npos && found >= 2) cut = std::min(cut, found);
    }
    // 126个重点项目开工率91.3%: the rate is the next figure's.
    const bool figure_follows = IsDigit(sentence_.At(tail.end)) || sentence_.TokenBeginningAt(tail.end) >= 0;
    if (figure_follows && text.size() >= 5 && text.back() == U'率') cut = std::min(cut, text.size() - 3);
    const size_t from = text.find(U'从');
    if (from != View::npos && from >= 2 && text.substr(from, 2) != U"从业") cut = std::min(cut, from);
    const size_t of = text.find(U'的');
    if (of != View::npos && of >= 2) cut = std::min(cut, of);
    if (!text.empty() && text.back() == U'等') {
      const size_t more = text.rfind(U'和') != View::npos ? text.rfind(U'和') : text.rfind(U'及');
      const size_t first = text.find(U'和');
      if (more != View::npos && first != View::npos && first >= 2) cut = std::min(cut, first);
    }
    // 9个行政村集体经营性收入合计…: the income is the next figure's.
    for (View kind : {View(U"行政村"), View(U"村(社区)"), View(U"企业"), View(U"街道"), View(U"社区"), View(U"园区")}) {
      const size_t at = text.rfind(kind);
      if (at == View::npos || at + kind.size() >= cut) continue;
      const View rest = text.substr(at + kind.size(), cut - at - kind.size());
      if (!Head(rest).empty() && rest.size() >= 2 && rest[0] != U'的') cut = at + kind.size();
    }
    while (cut > 1 && In(U"已于将正", text[cut - 1])) --cut;
    return {tail.begin, tail.begin + static_cast<int>(cut)};
  }

  void ReadQuantity(size_t i) {
    const Quantity& q = sentence_.quantities[i];
    Prepared& p = prepared_[i];
    if (!p.rejection.empty()) {
      out_.rejections.push_back({{q.begin, q.end}, p.rejection});
      return;
    }
    current_unit_ = q.unit;
    const Segment segment =
        segments_.empty() ? Segment{sentence_.extent.begin, sentence_.extent.end} : segments_[p.segment];
    const bool listed = p.bare || (i > 0 && segment.joined && p.lead.core.end <= p.lead.core.begin);
    MeasureReading measure = ReadMeasure(sentence_, q, p.lead, carry_.measure, listed);
    if ((measure.rule == "shared_in_list" || measure.rule == "to_state") && measure.measure == Measure::kGrowth)
      measure.negative = negative_;
    // 压减时间58%、材料52%: the verb holds for both.
    const bool changes = p.lead.direction == 0 && q.unit == "%" && segment.joined && !p.bare && verb_of_change_;
    if (changes && measure.measure == Measure::kLevel)
      measure = {Measure::kGrowth, negative_, false, "shared_verb_of_change"};
    verb_of_change_ = p.lead.verb_of_change || (changes && measure.measure == Measure::kGrowth);
    // 完成投资6.8亿元,占总投资的六成: how far the works have come.
    if (measure.measure == Measure::kShare && PlainText(p.lead.share_of) == U"总投资" && !carry_.indicators.empty() &&
        EndsWith(carry_.indicators.back().text, U"投资")) {
      measure = {Measure::kCompletion, false, false, "part_of_investment"};
    }
    if (IsPartOfPlan(i)) measure = {Measure::kCompletion, false, false, "part_of_plan"};
    if (listed && q.form == QuantityForm::kAmount && measure.measure == Measure::kLevel &&
        carry_.measure == Measure::kChange && q.unit == last_unit_ && p.bare) {
      measure.measure = Measure::kChange;
      measure.negative = negative_;
    }
    Observation base = Base(q, p.lead, measure, segment);
    // What was counted of one individual says nothing of another.
    if (const std::u32string name = subjects_.NameAt(q.begin); name != base_name_) {
      base_ = {};
      same_individual_ = false;
      base_name_ = name;
    } else {
      same_individual_ = true;
    }
    const std::vector<Phrase> phrases = Indicators(i, q, p.lead, measure, segment, listed, &base);
    Settle(i, p.lead, segment, &base);
    if (!listed) FindPeriodList(i, p.lead);
    if (!period_list_.empty() && (!listed || list_at_ > 0) && list_at_ - 1 < period_list_.size()) {
      const Token& token = sentence_.tokens[period_list_[list_at_ - 1]];
      base.period = sentence_.periods[static_cast<size_t>(token.index)].period;
      base.period_words = {token.begin, token.end};
      base.period_rule = "periods_in_list";
    } else if (p.bare && list_at_ > 1 && !out_.observations.empty() && p.lead.period < 0) {
      const Observation& before = out_.observations.back();
      base.period = before.period;
      base.period_words = before.period_words;
      base.period_rule = before.period_rule;
      base.base = before.base;
      if (base.whole.empty()) base.whole = before.whole;
    }
    if (q.form == QuantityForm::kRatio) {
      AddRatio(q, base, phrases);
    } else {
      for (const Phrase& phrase : phrases) {
        Observation observation = base;
        observation.indicator = phrase;
        out_.observations.push_back(std::move(observation));
      }
    }
    if (measure.measure == Measure::kLevel && !phrases.empty() && !completed_ && base.unit.size() > 2 &&
        base.unit[0] == '{') {
      base_ = phrases.back();
      base_unit_ = base.unit;
      // What was acted upon first is what 已完工39个 is of later.
      if (VerbLength(base_.text) > 0 && base_.text.size() >= VerbLength(base_.text) + 2 &&
          (carry_.counted.empty() || carry_.counted_unit != base.unit)) {
        carry_.counted = base_;
        carry_.counted_unit = base.unit;
      }
    }
    last_sentence_ = sentence_.extent.begin;
    carry_.measure = measure.measure;
    negative_ = measure.negative;
    last_unit_ = q.unit;
  }

  // 一季度、上半年、前三季度增速分别为5.1%、5.6%、6.2%: each value has its own period.
  void FindPeriodList(size_t i, const Lead& lead) {
    period_list_.clear();
    const size_t values = FurtherValues(i) + 1;
    if (values < 2 || list_at_ != 1) return;
    for (size_t t = 0; t < sentence_.tokens.size(); ++t) {
      const Token& token = sentence_.tokens[t];
      if (token.kind == TokenKind::kPeriod && token.begin >= lead.words.begin && token.end <= lead.words.end)
        period_list_.push_back(t);
    }
    if (period_list_.size() != values) period_list_.clear();
  }

  // 为年度目标3.9亿元的66.7%: a share of the plan right before it.
  bool IsPartOfPlan(size_t i) const {
    if (i == 0 || !plan_before_ || sentence_.quantities[i].dimension != catalog::Dimension::kRatio) return false;
    return sentence_.View(sentence_.quantities[i - 1].end, sentence_.quantities[i].begin) == U"的";
  }

  // 年度目标, 全年任务: a plan for what was spoken of, not an indicator.
  static bool IsPlanNoun(View words) {
    static constexpr View kPlans[] = {U"年度目标", U"全年目标", U"全年任务", U"年度任务",     U"年度计划", U"全年计划",
                                      U"目标",     U"任务",     U"计划",     U"全年目标任务", U"年初预算", U"全年预算"};
    return std::find(std::begin(kPlans), std::end(kPlans), words) != std::end(kPlans);
  }

  Observation Base(const Quantity& q, const Lead& lead, const MeasureReading& measure, const Segment& segment) const {
    Observation o;
    o.number = {q.begin, q.end};
    o.unit = q.unit;
    o.value = q.value;
    o.value_high = q.value_high;
    o.comparator = q.comparator != Comparator::kEqual ? q.comparator : lead.comparator;
    o.measure = measure.measure;
    o.measure_rule = measure.rule;
    o.sentence = sentence_.extent;
    if (measure.times_hundred && q.percent) {
      o.value = *q.percent;
      o.unit = "%";
    } else if (measure.times_hundred) {
      o.value = o.value.Times(Decimal::FromInt(100)).value_or(o.value);
      o.unit = "%";
    }
    if (measure.negative && !o.value.is_negative()) o.value = o.value.Negated();

    FixUnit(q, segment, &o);
    return o;
  }

  // Units that only the words around tell.
  void FixUnit(const Quantity& q, const Segment& segment, Observation* o) const {
    const View around = sentence_.View(segment.begin, segment.end);
    const auto near = [around](View word) { return around.find(word) != View::npos; };
    if (o->unit == "m3" && EndsWith(sentence_.View(q.begin, q.end), U"方") &&
        !EndsWith(sentence_.View(q.begin, q.end), U"立方")) {
      const bool volume =
          near(U"土") || near(U"水") || near(U"沙") || near(U"木") || near(U"垃圾") || near(U"淤泥") || near(U"混凝土");
      if (!volume) o->unit = "m2";
    }
    if (q.has_unit || q.form != QuantityForm::kAmount) return;
    if (q.has_magnitude) {
      const bool money = near(U"资") || near(U"基金") || near(U"元") || near(U"收入") || near(U"产值") ||
                         near(U"生产总值") || near(U"GDP") || near(U"营收") || near(U"奖") || near(U"补") ||
                         near(U"存款") || near(U"贷款") || near(U"总值") || near(U"零售额") || near(U"经济总量") ||
                         near(U"利润") || near(U"税");
      // 1.28万亿、1.18万亿、8200亿元: the last of a list tells.
      const size_t index = static_cast<size_t>(&q - sentence_.quantities.data());
      bool listed_money = false;
      for (size_t k = index + 1; k < prepared_.size() && prepared_[k].bare && !listed_money; ++k)
        listed_money = sentence_.quantities[k].unit == "CNY";
      if (money || listed_money) {
        o->unit = "CNY";
        return;
      }
      if (const View noun = CountedNoun(sentence_.View(q.end, CutTail(Tail(q)).end)); !noun.empty()) {
        o->unit = "{" + EncodeUtf8(noun) + "}";
        return;
      }
    }
  }

  // What the number is of.
  std::vector<Phrase> Indicators(size_t i, const Quantity& q, const Lead& lead, const MeasureReading& measure,
                                 const Segment& segment, bool listed, Observation* o) {
    before_completed_ = completed_;
    completed_ = false;
    const size_t further = listed ? 0 : FurtherValues(i);
    if (listed && list_at_ < list_.size()) {
      const Phrase next = list_[list_at_++];
      carry_.indicators = {next};
      o->indicator_rule = "value_in_list";
      return {next};
    }
    Phrase core = MakePhrase(sentence_, subjects_.WithoutSubject(lead.core));
    const bool of_each = (lead.each && measure.measure == Measure::kGrowth) || measure.measure == Measure::kRank ||
                         (further > 0 && !SplitCoordinated(core, further + 1).empty());
    if (!of_each) core = WithoutExamples(core);
    if (measure.measure == Measure::kGrowth) DropCause(&core);
    const Extent tail = CutTail(Tail(q));
    // 产能由年产5万吨提升到12万吨.
    for (View end : {View(U"由年产"), View(U"从年产")}) TrimEnd(&core, end);
    // 省政府承诺的15件民生实事: who set them is no part of what they are.
    for (View end : {View(U"承诺"), View(U"确定"), View(U"部署"), View(U"下达"), View(U"交办")}) {
      if (lead.of && EndsWith(core.text, end) && HasTail(q)) core = {};
    }
    if (AfterExamples(q)) core.text.resize(std::min(core.text.size(), VerbLength(core.text)));
    const bool relative =
        tail.end > tail.begin &&
        (sentence_.At(q.end) == U'的' || sentence_.View(tail.begin, tail.end).find(U'的') != View::npos) &&
        !core.empty() && !IsBareVerb(core.text);
    const bool has_tail =
        tail.end > tail.begin && !relative && measure.measure != Measure::kGrowth && measure.measure != Measure::kShare;
    const bool counted_in_scope = (lead.classes & kCueScope) != 0 && lead.words.end - lead.core.end <= 4;
    if (measure.measure == Measure::kCompletion && measure.rule == "rate_of_completion") TrimEnd(&core, U"完成率");
    // 五年增量超1.36万亿元: by how much what was spoken of grew.
    if (measure.measure == Measure::kLevel && EndsWith(core.text, U"增量") && core.text.size() <= 4 &&
        !carry_.indicators.empty() && last_sentence_ == sentence_.extent.begin) {
      o->measure = Measure::kChange;
      o->measure_rule = "amount_of_increase";
      return carry_.indicators;
    }
    if (measure.measure != Measure::kLevel && measure.measure != Measure::kRank) DropMeasureWords(&core);
    if (measure.measure == Measure::kRank) TrimEnd(&core, U"总量");
    if (EndsWith(sentence_.View(q.begin, q.end), U"吨级") && tail.end > tail.begin) {
      Phrase grade = MakePhrase(sentence_, tail);
      grade.text = grade.text.find(U"泊位") != View::npos   ? U"泊位吨级"
                   : grade.text.find(U"码头") != View::npos ? U"码头吨级"
                                                            : U"航道吨级";
      carry_.indicators = {grade};
      o->indicator_rule = "noun_after_number";
      return {grade};
    }
    if (has_tail && (core.empty() || counted_in_scope || IsVerb(core.text) || !EndsAsIndicator(core.text) ||
                     lead.core.end - lead.core.begin <= 3)) {
      Phrase noun = WithoutExamples(MakePhrase(sentence_, tail));
      o->indicator_rule = "noun_after_number";
      if (counted_in_scope || sentence_.View(lead.words.begin, lead.words.end).rfind(U"在全") != View::npos) {
        const size_t among = noun.text.find(U'中');
        if (among != View::npos && among > 0) noun.text.resize(among);
        return {noun};
      }
      if (IsBareVerb(noun.text) && core.empty() && !base_.empty()) {
        Phrase done = noun;
        done.text += base_.text.substr(VerbLength(base_.text));
        carry_.indicators = {done};
        return {done};
      }
      if (core.text.find(U'、') != std::u32string::npos && VerbLength(core.text) == 0) core = {};
      Phrase joined = core.text.size() <= 10 && !core.empty() && !counted_in_scope ? Join(core, noun) : noun;
      if (const Phrase honour = HonourAfter(i); !honour.empty() && noun.text.find(honour.text) == std::u32string::npos)
        joined = Join(honour, noun);
      carry_.indicators = {joined};
      list_.clear();
      if (!noun.empty()) return {joined};
    }
    // 产值超10亿元的7家, 产值增长的25家: of those counted before.
    const int before_of = sentence_.TokenEndingAt(q.begin - 1);
    const bool says_which =
        before_of < 0 || sentence_.tokens[static_cast<size_t>(before_of)].kind == TokenKind::kQuantity ||
        (sentence_.tokens[static_cast<size_t>(before_of)].classes & (kCueUp | kCueDown | kCueWord)) != 0;
    if (!has_tail && !base_.empty() && q.unit == base_unit_ && sentence_.At(q.begin - 1) == U'的' && says_which &&
        !lead.from && (lead.classes & kCueTo) == 0 && measure.measure == Measure::kLevel) {
      Extent words = lead.words;
      if (i > 0 && prepared_[i - 1].rejection == "threshold_in_indicator")
        words.begin = prepared_[i - 1].lead.words.begin;
      while (words.begin < words.end && sentence_.TokenBeginningAt(words.begin) >= 0 &&
             (sentence_.tokens[static_cast<size_t>(sentence_.TokenBeginningAt(words.begin))].classes & kCueAdverb) != 0)
        words.begin = sentence_.tokens[static_cast<size_t>(sentence_.TokenBeginningAt(words.begin))].end;
      Phrase those;
      those.text = PlainText(words) + base_.text.substr(VerbLength(base_.text));
      those.extents = {words};
      carry_.indicators = {those};
      completed_ = true;
      o->indicator_rule = "those_counted_before";
      return {those};
    }
    plan_before_ = IsPlanNoun(core.text) && q.dimension != catalog::Dimension::kRatio && !carry_.indicators.empty();
    if (plan_before_) {
      plan_words_ = core.text;
      o->indicator_rule = "plan_for_indicator";
      return carry_.indicators;
    }
    if (measure.rule == "progress") {
      plan_words_ = core.text;
      Phrase works;
      works.text = subjects_.NameAt(q.begin);
      if (!works.empty()) {
        o->indicator_rule = "progress_of_works";
        return {works};
      }
    }
    if (measure.rule == "part_named_after") {
      if (Phrase part = PartNamedAfter(q, segment); !part.empty()) {
        o->indicator_rule = "noun_after_share";
        whole_before_ = carry_.indicators.empty() ? Phrase() : carry_.indicators.back();
        carry_.indicators = {part};
        return {part};
      }
    }
    if (q.unit == "CNY" && measure.measure == Measure::kLevel && IsSpending(core.text)) {
      if (Phrase object = SpentOn(i); !object.empty()) core = Join(object, core);
    }
    if (!core.empty()) return OwnIndicator(core, further, lead, measure, segment, o);
    return CarriedIndicator(i, further, lead, measure, o);
  }

  // 消费品以旧换新带动限上新能源汽车零售额增长: what grew is the indicator.
  static void DropCause(Phrase* core) {
    for (View verb : {View(U"带动"), View(U"拉动"), View(U"推动")}) {
      const size_t at = core->text.find(verb);
      if (at == View::npos || at < 3 || Head(core->text).empty()) continue;
      if (core->text.size() - at - verb.size() > Head(core->text).size()) core->text.erase(0, at + verb.size());
    }
  }

  // 逾三成是退休职工, 七成由福彩公益金承担: the part.
  Phrase PartNamedAfter(const Quantity& q, const Segment& segment) const {
    int begin = q.end;
    for (View word :
         {View(U"来自"), View(U"用在了"), View(U"用在"), View(U"用于"), View(U"投向"), View(U"由"), View(U"是")}) {
      if (sentence_.View(begin, std::min(segment.end, begin + static_cast<int>(word.size()))) != word) continue;
      begin += static_cast<int>(word.size());
      break;
    }
    int end = begin;
    while (end < segment.end && end - begin < 14 && (IsHan(sentence_.At(end)) || In(U"“”", sentence_.At(end)))) ++end;
    Phrase part = MakePhrase(sentence_, {begin, end});
    if (EndsWith(part.text, U"上") && part.text.size() > 2) part.text.pop_back();
    return part.text.size() >= 2 ? part : Phrase();
  }

  static bool IsSpending(View core) {
    static constexpr View kWords[] = {U"投入", U"投资", U"出资", U"斥资", U"投入资金", U"筹资", U"花费", U"拨款"};
    return std::find(std::begin(kWords), std::end(kWords), core) != std::end(kWords);
  }

  // 投入126万元更换防火门, 投资2.6亿元建成气调库4座: what the money went into.
  Phrase SpentOn(size_t i) const {
    const Quantity& q = sentence_.quantities[i];
    const Segment& segment = segments_[prepared_[i].segment];
    int begin = q.end;
    while (begin < segment.end && In(U"用于将对 ", sentence_.At(begin))) ++begin;
    static constexpr View kMaking[] = {U"建成", U"建起", U"建设", U"上马", U"打造", U"新建", U"购置", U"实施", U"开展"};
    bool making = false;
    for (View verb : kMaking) {
      if (sentence_.View(begin, std::min(segment.end, begin + 2)) != verb) continue;
      making = true;
      begin += 2;
      break;
    }
    const View words = sentence_.View(begin, segment.end);
    const size_t verb = VerbLength(words);
    static constexpr View kChanging[] = {U"更换", U"升级", U"改建", U"翻新", U"添置", U"引进", U"修缮", U"改造"};
    const bool changing = std::any_of(std::begin(kChanging), std::end(kChanging),
                                      [words](View w) { return words.substr(0, w.size()) == w; });
    if (!making && verb == 0 && !changing) return {};
    // Up to the next figure; past one that comes at once: 上马2条自动化产线.
    int end = begin;
    while (end < segment.end && (IsHan(sentence_.At(end)) || IsAsciiLetter(sentence_.At(end))) &&
           !(sentence_.TokenBeginningAt(end) >= 0 &&
             sentence_.tokens[static_cast<size_t>(sentence_.TokenBeginningAt(end))].kind == TokenKind::kQuantity))
      ++end;
    Phrase object = MakePhrase(sentence_, {begin, end});
    const size_t bare = changing && verb == 0 ? 2 : VerbLength(object.text + U"x");
    if (i + 1 < sentence_.quantities.size() && object.text.size() <= bare && sentence_.quantities[i + 1].begin == end &&
        HasTail(sentence_.quantities[i + 1])) {
      const Phrase noun = MakePhrase(sentence_, CutTail(Tail(sentence_.quantities[i + 1])));
      object = Join(object, noun);
    }
    if (object.text.size() < 3 || object.text.size() > 16) return {};
    return object;
  }

  // 12个项目获国家科学技术奖, 16所高校、48个学科入选…名单: what those counted were given.
  Phrase HonourAfter(size_t i) const {
    static constexpr View kVerbs[] = {U"入选", U"入围", U"荣获",     U"获评",     U"获批", U"获",   U"列入",
                                      U"跻身", U"上榜", U"通过",     U"进入",     U"用上", U"喝上", U"住上",
                                      U"晋级", U"完工", U"投入运行", U"投入运营", U"竣工", U"投产"};
    const size_t s = prepared_[i].segment;
    for (size_t k = s; k < segments_.size() && k <= s + 2; ++k) {
      if (k > s && !segments_[k].joined) break;
      const Segment& segment = segments_[k];
      const int begin = std::max(segment.begin, sentence_.quantities[i].end);
      const View words = sentence_.View(begin, std::max(begin, segment.end));
      for (View verb : kVerbs) {
        const size_t found = words.find(verb);
        if (found == View::npos || found > 14 || found < 2) continue;
        int end = segment.end;
        for (const Quantity& other : sentence_.quantities) {
          if (other.begin > begin + static_cast<int>(found) && other.begin < end) end = other.begin;
        }
        return MakePhrase(sentence_, {begin + static_cast<int>(found), end});
      }
    }
    return {};
  }

  static void TrimEnd(Phrase* phrase, View word) {
    if (EndsWith(phrase->text, word) && phrase->text.size() > word.size())
      phrase->text.resize(phrase->text.size() - word.size());
  }

  std::vector<Phrase> OwnIndicator(const Phrase& own, size_t further, const Lead& lead, const MeasureReading& measure,
                                   const Segment& segment, Observation* o) {
    o->indicator_rule = "words_before_number";
    if (measure.rule == "contribution" && own.text.substr(0, 2) == U"拉动" && !carry_.indicators.empty() &&
        last_sentence_ == sentence_.extent.begin) {
      // 第三产业拉动GDP增长5.5个百分点.
      Phrase pull = carry_.indicators.back();
      pull.text.resize(pull.text.size() - Head(pull.text).size());
      pull = Join(pull, own);
      if (!EndsWith(pull.text, U"增长")) pull.text += U"增长";
      return {pull};
    }
    const Phrase core = Completed(own, lead, measure, segment);
    completed_ = IsHeadOnly(own.text) || TakesBaseAsActor(own.text);
    if (further > 0) {
      std::vector<Phrase> names = SplitCoordinated(core, further + 1);
      if (!names.empty()) {
        list_ = names;
        list_at_ = 1;
        coordinated_ = names;
        carry_.indicators = {names[0]};
        o->indicator_rule = "coordinated_names";
        return {names[0]};
      }
      list_.assign(further + 1, core);
      list_at_ = 1;
    } else {
      list_.clear();
    }
    const bool spread =
        lead.each || measure.measure == Measure::kRank || (measure.measure == Measure::kGrowth && lead.each);
    const bool total = (lead.classes & kCueAdverb) != 0 &&
                       sentence_.View(lead.words.begin, lead.words.end).find(U"合计") != View::npos;
    const bool spelled = measure.measure == Measure::kGrowth && core.text.find(U'、') != std::u32string::npos;
    const bool rates = core.text.find(U'、') != std::u32string::npos && EndsAsRate(core.text) &&
                       core.text.find(U"率、") != std::u32string::npos;
    if (further == 0 && (spread || rates || spelled) && !total) {
      std::vector<Phrase> names = SplitCoordinated(core, 0);
      // 社会消费品零售总额、固定资产投资增长4%: both are names of their own.
      const size_t least = spread || rates ? 2 : 5;
      const bool good = std::all_of(names.begin(), names.end(), [&](const Phrase& n) {
        return n.text.size() >= least && (spread || rates || core.text.find(Head(n.text)) < core.text.rfind(U'、'));
      });
      if (names.size() >= 2 && names.size() <= 6 && good && EndsAsIndicator(names.back().text)) {
        carry_.indicators = names;
        o->indicator_rule = "coordinated_names";
        return names;
      }
    }
    carry_.indicators = {core};
    latest_.push_back(core);
    return {core};
  }

  // A name that is only the head of one: 办结率 after 上报网格事件 is 网格事件办结率; 城中村 after 开工改造老旧小区、
  // takes the verb too.
  Phrase Completed(const Phrase& own, const Lead& lead, const MeasureReading& measure, const Segment& segment) const {
    // 网格事件:上报20418件; 发现隐患894处,整改890处: the verb alone stands for verb and noun.
    const Phrase topic = Topic(segment);
    const Phrase& object = topic.empty() ? base_ : topic;
    const bool same_sentence = last_sentence_ == sentence_.extent.begin;
    const bool done = measure.measure == Measure::kLevel || measure.measure == Measure::kChange;
    if (done && IsBareVerb(own.text) && !TakesBaseAsActor(own.text) && object.empty() && !carry_.counted.empty() &&
        carry_.counted_unit == current_unit_) {
      Phrase deed = own;
      deed.text += carry_.counted.text.substr(VerbLength(carry_.counted.text));
      return deed;
    }
    if (done && IsBareVerb(own.text) && !TakesBaseAsActor(own.text) && !object.empty() &&
        (same_sentence || !topic.empty()) && object.text.size() <= 14) {
      Phrase deed = own;
      deed.text += object.text.substr(VerbLength(object.text));
      return deed;
    }
    if (!topic.empty() && IsHeadOnly(own.text)) return Join(topic, own);
    if (Phrase topic_before = TopicBefore(segment); IsAmountOf(own.text) && !topic_before.empty())
      return Join(topic_before, own);
    if (IsAmountOf(own.text) && !carry_.topic.empty() && (!same_sentence || carry_.indicators.empty()))
      return Join(carry_.topic, own);
    if (carry_.indicators.empty() || !same_sentence || !same_individual_) return own;
    const Phrase& before = carry_.indicators.back();
    if (segment.joined) {
      if (std::u32string shared = SharedHead(before.text, own.text); !shared.empty()) {
        Phrase full = own;
        full.text = std::move(shared);
        return full;
      }
    }
    if (Phrase contrasted = Contrasted(before, own); !contrasted.empty()) return contrasted;
    if (Phrase part = PartOf(before, own, lead, measure, segment); !part.empty()) return part;
    if (own.text == U"投资" && !base_.empty() && EndsWith(base_.text, U"项目")) {
      Phrase noun = base_;
      noun.text.erase(0, VerbLength(noun.text));
      return Join(noun, own);
    }
    const size_t verb = VerbLength(before.text);
    if (segment.joined && measure.measure == Measure::kLevel && carry_.measure == Measure::kLevel && verb > 0 &&
        VerbLength(own.text) == 0 && !EndsAsRate(own.text) &&
        lead.classes == (lead.classes & (kCueComparator | kCueAdverb)) && own.text.size() >= 2 &&
        !IsHeadOnly(own.text)) {
      Phrase shared = own;
      shared.text = before.text.substr(0, verb) + own.text;
      return shared;
    }
    if (!IsHeadOnly(own.text)) return own;
    if (TakesBaseAsActor(own.text) && own.text.size() <= 4 && (before.text.size() <= 18 || !base_.empty())) {
      return Join(before.text.size() <= 18 && VerbLength(before.text) > 0 ? before
                  : base_.empty()                                         ? before
                                                                          : base_,
                  own);
    }
    const bool amount =
        own.text == U"总额" || own.text == U"总量" || own.text == U"增量" || own.text == U"规模" || own.text == U"增速";
    const bool total = own.text[0] == U'总' && EndsWith(before.text, View(own.text).substr(1));
    const bool rate_of_area = EndsAsRate(own.text) && (last_unit_ == "m2" || last_unit_ == "[mu]");
    if (base_.empty() && !amount && !total && !rate_of_area && (last_unit_.empty() || last_unit_[0] != '{')) return own;
    const bool rate_of_before = EndsAsRate(own.text) && !before_completed_ && carry_.measure == Measure::kLevel &&
                                !EndsAsRate(before.text) && last_unit_ != "CNY" && last_unit_ != "%";
    Phrase noun = base_.empty() || total || rate_of_before || (segment.joined && amount) ? before : base_;
    const bool of_noun = EndsAsRate(own.text) || own.text[0] == U'总' || EndsWith(own.text, U"时限") ||
                         EndsWith(own.text, U"时长") || EndsWith(own.text, U"用时");
    if (of_noun) noun.text.erase(0, VerbLength(noun.text));
    for (View head : {View(U"总数"), View(U"数量"), View(U"总量"), View(U"个数")}) TrimEnd(&noun, head);
    if (noun.text.size() < 2 || noun.text.size() > 14 || EndsWith(noun.text, own.text)) return own;
    // 运营里程, then 总里程.
    if (own.text[0] == U'总' && own.text.size() > 2 && EndsWith(noun.text, View(own.text).substr(1)))
      noun.text.resize(noun.text.size() - own.text.size() + 1);
    Phrase joined = Join(noun, own);
    return joined;
  }

  // 耐磨铸件产业受订单减少影响,产值下降: of the clause before, where it has no figure.
  Phrase TopicBefore(const Segment& segment) const {
    for (size_t s = 1; s < segments_.size(); ++s) {
      if (segments_[s].begin != segment.begin || segment.semicolon) continue;
      const Segment& before = segments_[s - 1];
      const bool figures =
          std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                      [&](const Quantity& q) { return q.begin >= before.begin && q.begin < before.end; });
      const View words = sentence_.View(before.begin, std::min(before.end, before.begin + 12));
      const size_t at = words.find(U"产业");
      if (figures || at == View::npos || at < 2 || at + 2 >= words.size() || VerbLength(words) > 0 ||
          In(U"的链园集体化和、", words[at + 2]))
        continue;
      return MakePhrase(sentence_, {before.begin, before.begin + static_cast<int>(at) + 2});
    }
    return {};
  }

  // 总量, 产值: an amount that names neither what is counted nor who produced it.
  static bool IsAmountOf(View own) {
    static constexpr View kWords[] = {U"总量",   U"总数", U"总规模", U"产值", U"总产值",
                                      U"增加值", U"营收", U"数量",   U"规模"};
    return std::find(std::begin(kWords), std::end(kWords), own) != std::end(kWords);
  }

  // 农村居民18972元 after 城镇居民人均可支配收入: the same of the other.
  static Phrase Contrasted(const Phrase& before, const Phrase& own) {
    Phrase other = own;
    other.text = ContrastedName(before.text, own.text);
    return other.text.empty() ? Phrase() : other;
  }

  // 其中食品烟酒类上涨8.3%, (村居13个、企业28个): a part of what was spoken of, named without it.
  Phrase PartOf(const Phrase& before, const Phrase& own, const Lead& lead, const MeasureReading& measure,
                const Segment& segment) const {
    if ((!lead.among && !segment.bracket && !InBreakdown(lead.words.begin)) || own.text.size() > 12 ||
        VerbLength(own.text) > 0)
      return {};
    if (measure.measure == Measure::kShare || measure.measure == Measure::kRank) return {};
    const size_t verb = VerbLength(before.text);
    const bool counted = measure.measure == Measure::kLevel && !last_unit_.empty() && last_unit_[0] == '{';
    Phrase part = own;
    if (counted) {
      const bool same_noun = before.text.size() >= 2 && own.text.size() >= 2 && own.text.back() == before.text.back();
      if (segment.bracket && !same_noun && own.text.size() <= 4) {
        part.text = before.text.substr(0, verb) + own.text + before.text.substr(verb);
        return part;
      }
      if (verb == 0) return {};
      part.text = before.text.substr(0, verb) + own.text;
      return part;
    }
    if (!SharesHead(before.text, own.text)) return {};
    part.text += Head(before.text);
    return part;
  }

  // 分行业看, 按经济类型分: what follows are parts of one whole.
  bool InBreakdown(int at) const {
    const View before = sentence_.View(sentence_.extent.begin, at);
    const size_t sees = before.rfind(U"看,");
    const size_t parts = before.rfind(U"分,");
    const bool by = before.rfind(U"分") != View::npos && sees != View::npos && before.rfind(U"分") < sees;
    const bool per = parts != View::npos && before.rfind(U"按") != View::npos && before.rfind(U"按") < parts;
    return by || per;
  }

  // What stands before the colon that a segment, or one before it in the same run, begins after: 网格事件:上报…,办结….
  Phrase Topic(const Segment& segment) const {
    const Segment* head = nullptr;
    for (size_t s = 0; s < segments_.size() && segments_[s].begin <= segment.begin; ++s) {
      if (segments_[s].colon && s > 0) head = &segments_[s - 1];
      if (segments_[s].semicolon) head = nullptr;
    }
    if (head == nullptr || head->end - head->begin > 14) return {};
    for (const Quantity& q : sentence_.quantities) {
      if (q.begin >= head->begin && q.end <= head->end &&
          prepared_[static_cast<size_t>(&q - sentence_.quantities.data())].rejection.empty())
        return {};
    }
    Quantity nothing;
    nothing.begin = head->end;
    nothing.end = head->end;
    const Lead words = ReadLead(sentence_, head->begin, nothing);
    if (subjects_.NameAt(head->end + 1) == MakePhrase(sentence_, words.core).text) return {};
    return MakePhrase(sentence_, words.core);
  }

  static bool EndsAsRate(View text) { return !text.empty() && text.back() == U'率'; }

  std::vector<Phrase> CarriedIndicator(size_t i, size_t further, const Lead& lead, const MeasureReading&,
                                       Observation* o) {
    o->indicator_rule = "carried_from_before";
    // 12类45件民生实事: the noun follows the second number.
    if (i + 1 < sentence_.quantities.size() && sentence_.quantities[i + 1].begin == sentence_.quantities[i].end &&
        HasTail(sentence_.quantities[i + 1])) {
      carry_.indicators = {MakePhrase(sentence_, CutTail(Tail(sentence_.quantities[i + 1])))};
      return carry_.indicators;
    }
    if (further > 0) {
      // 分别增长12.6%和9.7%: of the indicators named last.
      std::vector<Phrase> names;
      if (coordinated_.size() == further + 1) {
        names = coordinated_;
      } else if (latest_.size() >= further + 1) {
        names.assign(latest_.end() - static_cast<std::ptrdiff_t>(further) - 1, latest_.end());
      }
      if (!names.empty()) {
        list_ = names;
        list_at_ = 1;
        carry_.indicators = {names[0]};
        return {names[0]};
      }
    }
    // 营收增至6200万元、出口占三分之一，预计可达1亿元: of what had that unit.
    if (carry_.measure == Measure::kShare && sentence_.quantities[i].unit != "%" && lead.direction == 0) {
      for (size_t k = out_.observations.size(); k-- > 0;) {
        const Observation& before = out_.observations[k];
        if (before.sentence.begin != sentence_.extent.begin) break;
        if (before.unit != sentence_.quantities[i].unit || before.measure != Measure::kLevel) continue;
        carry_.indicators = {before.indicator};
        o->indicator_rule = "carried_with_its_unit";
        return carry_.indicators;
      }
    }
    // The words of the segment before, where it had no figure: 规上工业总产值 / 18.36亿元.
    const size_t s = prepared_[i].segment;
    if (s > 0 && lead.direction == 0 && lead.compare_direction == 0 && lead.words.begin == segments_[s].begin &&
        !segments_[s].bracket) {
      const Segment& before = segments_[s - 1];
      const bool figures =
          std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                      [&](const Quantity& other) { return other.begin >= before.begin && other.end <= before.end; });
      if (!figures && before.end <= sentence_.quantities[i].begin) {
        Quantity nothing;
        nothing.begin = before.end;
        nothing.end = before.end;
        const Lead words = ReadLead(sentence_, before.begin, nothing);
        Phrase phrase = MakePhrase(sentence_, subjects_.WithoutSubject(UpToChange(words.core)));
        const bool carries = !carry_.indicators.empty() && last_sentence_ == sentence_.extent.begin;
        const bool quoted = sentence_.At(segments_[s].begin - 1) == U'“';  // 零就业家庭保持“0”.
        if (phrase.text.size() >= 2 && phrase.text.size() <= 24 &&
            (!carries || quoted || EndsAsIndicator(phrase.text))) {
          DropMeasureWords(&phrase);
          carry_.indicators = {phrase};
          latest_.push_back(phrase);
          o->indicator_rule = "words_of_clause_before";
          return {phrase};
        }
      }
    }
    // 生态建设1.23亿亩、防沙治沙6688万亩,均居全国首位: both.
    if (lead.each && lead.core.end <= lead.core.begin) {
      std::vector<Phrase> both;
      for (size_t k = out_.observations.size(); k-- > 0 && both.size() < 4;) {
        const Observation& before = out_.observations[k];
        if (before.sentence.begin != sentence_.extent.begin || before.measure != Measure::kLevel) break;
        both.insert(both.begin(), before.indicator);
        const int mark = before.number.begin - 1;
        const View between = k > 0
                                 ? sentence_.View(std::max(sentence_.extent.begin, out_.observations[k - 1].number.end),
                                                  std::max(sentence_.extent.begin, mark))
                                 : View();
        if (between.find(U'、') == View::npos) break;
      }
      if (both.size() > 1) return both;
    }
    // 新认定高新技术企业14家,总数达到63家.
    const View said = sentence_.View(lead.words.begin, lead.words.end);
    if (!carry_.indicators.empty() && (lead.classes & kCueTo) != 0 &&
        (said.find(U"总数") != View::npos || said.find(U"总量") != View::npos)) {
      Phrase all = carry_.indicators.back();
      all.text.erase(0, VerbLength(all.text));
      return {all};
    }
    if (carry_.indicators.empty()) {
      Phrase all = MakePhrase(sentence_, lead.words);
      const std::string& unit = sentence_.quantities[i].unit;
      if (all.empty() || all.text == subjects_.NameAt(sentence_.quantities[i].begin))
        all.text = unit == "{户}" ? U"户数" : unit == "{人}" ? U"人口" : U"数量";
      return {all};
    }
    return carry_.indicators;
  }

  // 产值 of 产值增长迅速.
  Extent UpToChange(Extent core) const {
    for (const Token& token : sentence_.tokens) {
      if (token.begin < core.begin + 2 || token.end > core.end || (token.classes & kCueWord) != 0) continue;
      if ((token.classes & (kCueUp | kCueDown)) != 0 && token.end - token.begin >= 2) return {core.begin, token.begin};
    }
    return core;
  }

  // Everything but number and indicator.
  void Settle(size_t i, const Lead& lead, const Segment& segment, Observation* o) {
    const Quantity& q = sentence_.quantities[i];
    const bool from = lead.from || FollowedByTo(q);
    o->modality = modality_.At(q.begin, prepared_[i].segment, &o->modality_rule);
    if (from && o->modality != Modality::kActual) {
      o->modality = Modality::kActual;
      o->modality_rule = "value_before_change";
    }
    const Phrase indicator = carry_.indicators.empty() ? Phrase() : carry_.indicators[0];
    periods_.Settle(lead, segment, q, indicator.text, from, o);
    // 项目3800个，总投资1万亿元: of the projects counted, when they were.
    if (o->period_rule == "timeless_attribute" && indicator.text.find(U"总投资") != std::u32string::npos &&
        !out_.observations.empty()) {
      const Observation& before = out_.observations.back();
      if (before.sentence.begin == sentence_.extent.begin && before.unit == "{个}" &&
          before.indicator.text.find(U"项目") != std::u32string::npos) {
        o->period = before.period;
        o->period_words = before.period_words;
        o->period_rule = "of_what_was_counted";
      }
    }
    const bool in_list = !list_.empty() && list_at_ > 0;
    subjects_.Settle(q, in_list ? list_at_ - 1 : 0, in_list ? list_.size() : 1, o);
    SettleBase(lead, o);
    SettleWhole(lead, o);
    if (plan_before_) {
      o->modality = Modality::kTarget;
      o->modality_rule = "plan_for_indicator";
      if (document_.reviewed_year != 0) o->period = Period::Year(document_.reviewed_year);
    }
  }

  // 41根→97根, 5处增加到11处.
  bool FollowedByTo(const Quantity& q) const {
    int after = q.end;
    while (In(U" \t", sentence_.At(after))) ++after;
    const int index = sentence_.TokenBeginningAt(after);
    if (index < 0 || (sentence_.tokens[static_cast<size_t>(index)].classes & kCueTo) == 0) return false;
    return std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& other) {
      return other.begin >= sentence_.tokens[static_cast<size_t>(index)].end &&
             other.begin <= sentence_.tokens[static_cast<size_t>(index)].end + 8;
    });
  }

  void SettleBase(const Lead& lead, Observation* o) const {
    if (o->measure != Measure::kGrowth && o->measure != Measure::kChange && o->measure != Measure::kDifference) return;
    const View words = sentence_.View(lead.words.begin, lead.words.end);
    uint32_t classes = lead.classes;
    for (const Token& token : sentence_.tokens) {
      if (token.begin >= lead.words.begin && token.end <= lead.words.end)
        classes |= token.classes & (kCueYoy | kCueMom | kCueAnnual);
    }
    const bool change_word_yoy = words.find(U"同比") != View::npos;
    if (lead.compare.end > lead.compare.begin) {
      o->base = CompareBase(lead.compare);
    } else if ((classes & kCueAnnual) != 0) {
      o->base = U"annual";
    } else if ((classes & kCueYoy) != 0 || change_word_yoy) {
      o->base = U"yoy";
    } else if ((classes & kCueMom) != 0 || words.find(U"环比") != View::npos) {
      o->base = U"mom";
    }
  }

  std::u32string CompareBase(Extent compare) const {
    std::u32string base;
    for (int i = compare.begin; i < compare.end;) {
      const int index = sentence_.TokenBeginningAt(i);
      if (index >= 0) {
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        if (token.kind == TokenKind::kPeriod) {
          const PeriodMention& mention = sentence_.periods[static_cast<size_t>(token.index)];
          const View rest = sentence_.View(token.end, compare.end);
          if (rest.empty() || rest == U"的" || rest.size() <= 2) {
            return mention.role == PeriodRole::kShifted ? U"yoy" : DecodeUtf8(BaseNotation(mention));
          }
        }
        if ((token.classes & kCueYoy) != 0) return U"yoy";
        if (token.kind == TokenKind::kCue && (token.classes & (kCueComparator | kCueUp | kCueDown | kCueTo)) != 0 &&
            token.end >= compare.end)
          break;
        base += sentence_.View(token.begin, token.end);
        i = token.end;
        continue;
      }
      const char32_t c = sentence_.At(i);
      if (!IsBlank(c)) base.push_back(c);
      ++i;
    }
    if (base == U"上年" || base == U"去年" || base == U"上年同期" || base == U"去年同期") return U"yoy";
    for (View end : {View(U"的"), View(U"增速"), View(U"高"), View(U"低"), View(U"快"), View(U"增"), View(U"减"),
                     View(U"分别"), View(U"均"), View(U"快了"), View(U"高出")}) {
      if (end == U"均" && EndsWith(base, U"平均")) continue;
      if (base.size() > end.size() && EndsWith(base, end)) base.resize(base.size() - end.size());
    }
    return base;
  }

  // A year, or the end of one, as what something is against.
  std::string BaseNotation(const PeriodMention& mention) const {
    const Period& period = mention.period;
    if (period.is_as_of() && period.last()->month() == 12)
      return Period::Year(static_cast<int>(period.last()->year())).Notation();
    if (period.is_as_of())
      return Period::Month(static_cast<int>(period.last()->year()), period.last()->month()).Notation();
    if (!document_.anchor.empty() && period.granularity() == Granularity::kYear && o_year_ == 0) {
      const int year = static_cast<int>(period.last()->year());
      if (year == document_.reviewed_year - 1 && sentence_.At(mention.begin) != U'2') return "yoy";
    }
    return period.Notation();
  }

  void SettleWhole(const Lead& lead, Observation* o) const {
    const auto words = [this](Extent e) { return PlainText(e); };
    switch (o->measure) {
      case Measure::kShare:
        o->whole = words(lead.share_of);
        if (o->whole.empty()) o->whole = WholeOf(o->indicator_rule);
        break;
      case Measure::kCompletion:
        o->whole = words(lead.plan);
        if (o->measure_rule == "part_of_investment") o->whole = words(lead.share_of);
        if (o->whole.empty() && o->measure_rule == "rate_of_completion" && !carry_.indicators.empty())
          o->whole = carry_.indicators[0].text;
        if (o->whole.empty()) o->whole = plan_words_;
        break;
      case Measure::kChange:
      case Measure::kDifference:
        // 占…比重提升1.5个百分点; 占28%,提高2个百分点; 居全市第2位,前移4位: the whole stays.
        if (o->unit == "pp") o->whole = words(lead.share_of);
        if (o->whole.empty() && o->indicator_rule == "carried_from_before" && !out_.observations.empty() &&
            out_.observations.back().sentence.begin == sentence_.extent.begin) {
          const Observation& before = out_.observations.back();
          const bool share = o->unit == "pp" && (before.measure == Measure::kShare || before.unit == "pp");
          const bool rank = o->unit == "{位}" && before.measure == Measure::kRank;
          if (share || rank) o->whole = before.whole;
        }
        break;
      case Measure::kMultiple:
        o->whole = words(lead.multiple_of);
        if (o->whole.empty() && lead.compare.end > lead.compare.begin) o->whole = words(lead.compare);
        if (o->whole.empty() && (lead.classes & kCueYoy) != 0) o->whole = U"去年同期";
        break;
      case Measure::kRank:
        o->whole = RankField(lead);
        break;
      default:
        break;
    }
  }

  // The words without white space.
  std::u32string PlainText(Extent extent) const {
    std::u32string text;
    for (int i = extent.begin; i < extent.end; ++i) {
      if (!IsBlank(sentence_.At(i)) && sentence_.At(i) != U'\n') text.push_back(sentence_.At(i));
    }
    return text;
  }

  // 绿色电力占比: of the electricity; 税收占比, 其中工业投资占37%: of what was spoken of before.
  std::u32string WholeOf(std::string_view indicator_rule) const {
    const View own = carry_.indicators.empty() ? View() : View(carry_.indicators[0].text);
    const View head = Head(own);
    const bool said_here = indicator_rule == "words_before_number";
    if (indicator_rule == "noun_after_share" && !whole_before_.empty()) return whole_before_.text;
    const std::u32string before = WholeBefore(own);
    if (said_here && !head.empty() && head.size() < own.size()) {
      // 民间投资占比 after 固定资产投资 is of that.
      const View kind = head.size() > 2 ? head.substr(head.size() - 2) : head;
      return EndsWith(before, kind) ? before : std::u32string(head);
    }
    if (indicator_rule == "carried_from_before" && own.size() > 2)
      return EndsWith(before, own.substr(own.size() - 2)) ? before : std::u32string(own);
    return before;
  }

  // The amount spoken of last that is not `own`.
  std::u32string WholeBefore(View own) const {
    const bool goes_on =
        sentence_.View(sentence_.extent.begin, std::min(sentence_.extent.end, sentence_.extent.begin + 2)) == U"其中";
    for (size_t k = out_.observations.size(); k-- > 0;) {
      const Observation& before = out_.observations[k];
      const bool just_before = goes_on && before.sentence.end >= sentence_.extent.begin - 1;
      if (before.sentence.begin != sentence_.extent.begin && !just_before) break;
      const bool amount = before.measure == Measure::kLevel || before.measure == Measure::kGrowth;
      if (amount && before.indicator.text != own) return before.indicator.text;
    }
    return {};
  }

  // 全省, 全区街道: the field without the count of those in it.
  std::u32string RankField(const Lead& lead) const {
    const std::u32string field = lead.field.end > lead.field.begin ? MakePhrase(sentence_, lead.field).text : U"";
    std::u32string clean;
    for (size_t k = 0; k < field.size(); ++k) {
      if (IsDigit(field[k])) {
        while (k + 1 < field.size() && (IsDigit(field[k + 1]) || In(U"个家", field[k + 1]))) ++k;
        continue;
      }
      clean.push_back(field[k]);
    }
    for (View tail : {View(U"中"), View(U"的"), View(U"居"), View(U"位列"), View(U"排名"), View(U"位次"),
                      View(U"综合排名"), View(U"中排名"), View(U"保持")}) {
      if (clean.size() > tail.size() && EndsWith(clean, tail)) clean.resize(clean.size() - tail.size());
    }
    // 居第6位 after 居全市第11位: of the same field.
    for (size_t k = out_.observations.size(); clean.empty() && k-- > 0 && k + 8 > out_.observations.size();) {
      if (out_.observations[k].measure == Measure::kRank) clean = out_.observations[k].whole;
    }
    return clean;
  }

  // 三次产业结构1.7:34.9:63.4 is a share of each; any other ratio is one level.
  void AddRatio(const Quantity& q, const Observation& base, const std::vector<Phrase>& phrases) {
    const std::u32string name = phrases.empty() ? U"" : phrases[0].text;
    const bool structure = q.parts.size() == 3 &&
                           (name.find(U"产业") != std::u32string::npos || name.find(U"结构") != std::u32string::npos ||
                            sentence_.View(sentence_.extent.begin, q.begin).rfind(U"产业结构") != View::npos);
    if (!structure) {
      Observation o = base;
      o.indicator = phrases.empty() ? Phrase() : phrases[0];
      o.measure = Measure::kLevel;
      out_.observations.push_back(std::move(o));
      return;
    }
    static constexpr View kNames[] = {U"第一产业增加值", U"第二产业增加值", U"第三产业增加值"};
    for (size_t k = 0; k < q.parts.size(); ++k) {
      Observation o = base;
      o.measure = Measure::kShare;
      o.value = q.parts[k];
      o.unit = "%";
      o.indicator = phrases[0];
      o.indicator.text = kNames[k];
      o.whole = U"地区生产总值";
      const int begin = q.part_begin[k];
      int end = k + 1 < q.parts.size() ? q.part_begin[k + 1] - 1 : q.end;
      o.number = {begin, end};
      out_.observations.push_back(std::move(o));
    }
  }

  const Sentence& sentence_;
  const DocumentContext& document_;
  const Carry& section_;
  Carry& carry_;
  Attributed& out_;
  std::vector<Segment> segments_;
  SentencePeriods periods_;
  SentenceSubjects subjects_;
  SentenceModality modality_;
  std::vector<Prepared> prepared_;
  std::vector<Phrase> list_;  // Names of the list of values being read.
  size_t list_at_ = 0;
  std::vector<Phrase> coordinated_;  // The names coordinated last.
  std::vector<Phrase> latest_;       // Indicators of the sentence in order.
  bool negative_ = false;
  bool verb_of_change_ = false;  // The change stood before what changed: 压减时间58%.
  bool plan_before_ = false;     // The quantity before is a plan's.
  std::u32string plan_words_;    // The plan named last.
  std::string last_unit_;
  int o_year_ = 0;
  int last_sentence_ = -1;           // Where the sentence of the quantity before begins.
  Phrase base_;                      // What the sentence counted last, which 办结率 and the like are of.
  std::vector<size_t> period_list_;  // Tokens of the periods that the values of the list have.
  Phrase whole_before_;              // What a share that names its part after it is of.
  std::string base_unit_;
  std::string current_unit_;
  std::u32string base_name_;       // The individual that the quantity before is about.
  bool same_individual_ = false;   // This quantity is about it too.
  bool before_completed_ = false;  // The one before it did not.
  bool completed_ = false;         // The indicator read last says nothing without `base_`.
};

}  // namespace

void ReadSentence(const Sentence& sentence, const DocumentContext& document, const Carry& section, Carry* carry,
                  Attributed* out) {
  Reader(sentence, document, section, carry, out).Run();
}

}  // namespace fangzhi::extraction
