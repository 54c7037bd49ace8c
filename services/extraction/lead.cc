#include "services/extraction/lead.h"

#include <algorithm>
#include <string_view>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr uint32_t kTrailing = kCueAdverb | kCueScope | kCueLight | kCueTo | kCueUp | kCueDown | kCueYoy | kCueMom |
                               kCueAnnual | kCueShare | kCueHigher | kCueLower | kCueRank | kCueTarget | kCueExpected |
                               kCueFact | kCueComparator;
constexpr uint32_t kLeading =
    kCueAdverb | kCueScope | kCueLight | kCueTarget | kCueExpected | kCueFact | kCueConj | kCueYoy;
// Cues of one character that may open a phrase without being part of its first word.
constexpr std::u32string_view kSafeSingles = U"共已现均仅又再另还也并且而但为将拟要应须是有达和与及同、各就";
constexpr std::u32string_view kLeadingMarks = U"、,:;()的 \t-—–·•*#▶►◆◇●■□★☆→“”";

class Reader {
 public:
  Reader(const Sentence& sentence, int begin, const Quantity& quantity)
      : sentence_(sentence), begin_(begin), quantity_(quantity), at_(quantity.begin) {
    lead_.words = {begin, quantity.begin};
    phrase_end_ = quantity.begin;
  }

  Lead Run() && {
    ConsumeCues();
    if (quantity_.form == QuantityForm::kOrdinal) {
      FindRank();
    } else if (lead_.of) {
      ReadOf();
      if (lead_.from) FindShare();
    } else {
      FindShare();
      FindPlan();
    }
    FindCompare();
    if (lead_.comparator == Comparator::kEqual) FindBound();
    lead_.core = {begin_, at_};
    if (contest_.end > contest_.begin) lead_.core = contest_;
    StripLeft();
    TakeVerbOfChange();
    StripRight();
    StripRun();
    TakeRateNoun();
    return lead_;
  }

 private:
  char32_t Before() const { return at_ > begin_ ? sentence_.At(at_ - 1) : 0; }
  std::u32string_view Word(const Token& token) const { return sentence_.View(token.begin, token.end); }

  // Goes left over cues until plain text stands before.
  void ConsumeCues() {
    while (at_ > begin_) {
      const char32_t c = Before();
      const int index = sentence_.TokenEndingAt(at_);
      if (index < 0 && In(U" \t了", c)) {
        --at_;
        continue;
      }
      if (c == U')' && SkipBracket()) continue;
      if (index >= 0 && sentence_.tokens[static_cast<size_t>(index)].begin >= begin_) {
        if (!ConsumeToken(index)) return;
        continue;
      }
      // 比老院区多420张: the word of comparison has one character.
      if (index < 0 && In(U"多高低慢大小长短", c) && lead_.direction == 0 && HasCompare()) {
        lead_.direction = In(U"多高大长", c) ? 1 : -1;
        change_begin_ = --at_;
        continue;
      }
      if (index < 0 && In(U"由从自", c)) {
        lead_.from = true;
        --at_;
        continue;
      }
      const bool ratio = c == U'比' && at_ - 2 >= begin_ && In(U"占对环同之入例", sentence_.At(at_ - 2));
      if (index < 0 && In(U"比较", c) && !ratio && lead_.compare.begin == 0 && at_ < compare_end()) {
        lead_.compare = {at_, compare_end()};
        --at_;
        continue;
      }
      if (c == U'的' && at_ - 1 > begin_ && !lead_.of) {
        lead_.of = true;
        --at_;
        of_end_ = at_;
        return;
      }
      if (index < 0 && In(U"率比", c) == false && In(U"至到达在以", c) && at_ < quantity_.begin + 1) {
        --at_;
        continue;
      }
      return;
    }
  }

  bool HasCompare() const {
    for (int i = at_ - 2; i >= begin_; --i) {
      if (sentence_.TokenAt(i) < 0
              ? In(U"比较", sentence_.At(i))
              : (sentence_.tokens[static_cast<size_t>(sentence_.TokenAt(i))].classes & (kCueYoy | kCueMom)) != 0)
        return true;
    }
    return false;
  }

  int compare_end() const { return change_begin_ > 0 ? change_begin_ : quantity_.begin; }

  bool SkipBracket() {
    int depth = 0;
    for (int i = at_ - 1; i >= begin_; --i) {
      if (sentence_.At(i) == U')') ++depth;
      if (sentence_.At(i) == U'(' && --depth == 0) {
        bool figures = false;
        for (int k = i; k < at_; ++k) figures = figures || IsDigit(sentence_.At(k));
        if (!figures && at_ != quantity_.begin) return false;
        at_ = i;
        return true;
      }
    }
    return false;
  }

  bool ConsumeToken(int index) {
    const Token& token = sentence_.tokens[static_cast<size_t>(index)];
    if (token.kind == TokenKind::kPeriod) {
      if (lead_.period < 0) lead_.period = index;
      at_ = token.begin;
      return true;
    }
    if (token.kind != TokenKind::kCue) return false;
    const uint32_t classes = token.classes;
    if ((classes & kCueWord) != 0 || (classes & kTrailing) == 0) return false;
    const std::u32string_view word = Word(token);
    // 计划, 目标 before a number are marks of a plan; after 完成 they are what was done.
    if ((classes & kCuePlan) != 0 && token.begin > begin_ && IsPlanNoun(token)) return false;
    if (word == U"同" || word == U"合" || word == U"各") return false;
    Note(token, word);
    at_ = token.begin;
    return true;
  }

  bool IsPlanNoun(const Token& token) const {
    const int before = sentence_.TokenEndingAt(token.begin);
    if (before < 0) return In(U"度年动成体务工资", sentence_.At(token.begin - 1));
    const Token& previous = sentence_.tokens[static_cast<size_t>(before)];
    return previous.kind == TokenKind::kPeriod || (previous.classes & (kCueLight | kCueFact | kCueShare)) != 0;
  }

  void Note(const Token& token, std::u32string_view word) {
    const uint32_t classes = token.classes;
    if (lead_.direction == 0 && (classes & (kCueUp | kCueDown)) != 0) {
      lead_.direction = (classes & kCueUp) != 0 ? 1 : -1;
      lead_.narrowing = word.find(U"收窄") != std::u32string_view::npos;
      lead_.rate_noun = word.back() == U'速' || word.back() == U'幅';
      change_begin_ = token.begin;
    } else if ((classes & (kCueUp | kCueDown)) != 0 &&
               (lead_.direction == 0 || word.back() == U'速' || word.back() == U'幅')) {
      change_begin_ = token.begin;
    }
    const bool bound = word == U"至少" || word == U"不少于" || word == U"最多";
    if ((classes & kCueComparator) != 0 && lead_.comparator == Comparator::kEqual &&
        (bound || (lead_.classes & ~kCueAdverb) == 0)) {
      SetComparator(classes, word);
    }
    if ((classes & (kCueHigher | kCueLower)) != 0 && lead_.compare.end == 0) {
      const int stop = lead_.direction != 0 ? change_begin_ : quantity_.begin;
      if (token.end < stop) {
        lead_.compare = {token.end, stop};
        lead_.compare_direction = (classes & kCueHigher) != 0 ? 1 : -1;
      } else if (!(classes & kCueComparator)) {
        lead_.direction = (classes & kCueHigher) != 0 ? 1 : -1;
        change_begin_ = token.begin;
      }
    }
    if (quantity_.form == QuantityForm::kOrdinal && (classes & kCueScope) != 0 && lead_.field.end <= lead_.field.begin)
      lead_.field = {token.begin, token.end};  // 从全区第九.
    if ((classes & kCueShare) != 0) lead_.share = true;
    if (word == U"分别" || word == U"依次" || word == U"分别为" || word == U"依次为") lead_.respectively = true;
    if (word == U"均" || word == U"都" || word == U"双双") lead_.each = true;
    lead_.classes |= classes;
    phrase_end_ = token.begin;
  }

  void SetComparator(uint32_t classes, std::u32string_view word) {
    // 站上9.83亿元: an exact figure; 迈上1200亿元台阶: at least.
    const bool step =
        word == U"站上" || word == U"迈上" || word == U"跨上" || word == U"登上" || word == U"跃上" || word == U"迈入";
    const std::u32string_view after = sentence_.View(quantity_.end, std::min(sentence_.extent.end, quantity_.end + 3));
    const std::string digits = quantity_.value.ToString();
    const auto significant =
        digits.size() - std::min(digits.size(), digits.find_last_not_of('0') == std::string::npos
                                                    ? digits.size()
                                                    : digits.size() - 1 - digits.find_last_not_of('0'));
    if (step && significant >= 3 && after.find(U"台阶") == std::u32string_view::npos &&
        after.find(U"大关") == std::u32string_view::npos)
      return;
    if ((classes & kCueAbout) != 0) lead_.comparator = Comparator::kAbout;
    if ((classes & kCueNearly) != 0) lead_.comparator = Comparator::kNearly;
    if ((classes & kCueMore) != 0) lead_.comparator = Comparator::kMoreThan;
    if ((classes & kCueAtLeast) != 0) lead_.comparator = Comparator::kAtLeast;
    if ((classes & kCueLess) != 0) lead_.comparator = Comparator::kLessThan;
    if ((classes & kCueAtMost) != 0) lead_.comparator = Comparator::kAtMost;
    if (word == U"过" && at_ - 2 >= begin_ && !In(U" \t", sentence_.At(at_ - 2)) && quantity_.unit == "%") return;
  }

  // The words before …的: 占全部投诉的, 完成全年任务的, 相当于去年全年的, 由去年的.
  void ReadOf() {
    const int stop = of_end_;
    int marker_begin = -1;
    int marker_end = -1;
    uint32_t marker = 0;
    for (const Token& token : sentence_.tokens) {
      if (token.begin < begin_ || token.end > stop || token.kind != TokenKind::kCue) continue;
      const std::u32string_view word = Word(token);
      const bool strong = (token.classes & (kCueShare | kCueNearly | kCueLess | kCueTo | kCueFact)) != 0 ||
                          (token.classes & kCueLight) != 0 || word == U"为" || word == U"仅为" || word == U"只有" ||
                          word == U"约" || word == U"比";
      if (!strong || (token.classes & kCueWord) != 0 || word == U"保持") continue;
      marker_begin = token.begin;
      marker_end = token.end;
      marker = token.classes;
    }
    static constexpr std::u32string_view kEqualTo[] = {U"相当于", U"等于", U"每年拿出", U"拿出"};
    for (std::u32string_view word : kEqualTo) {
      const size_t found = sentence_.View(begin_, stop).rfind(word);
      if (found == std::u32string_view::npos) continue;
      marker_begin = begin_ + static_cast<int>(found);
      marker_end = marker_begin + static_cast<int>(word.size());
      marker = kCueLight;
    }
    for (int i = stop - 1; i > begin_ && marker_end <= i; --i) {
      if (In(U"由从", sentence_.At(i)) && sentence_.TokenAt(i) < 0) {
        lead_.from = true;
        TakeLastPeriod(i, stop);
        at_ = i;
        return;
      }
    }
    const int from = marker_end >= 0 ? marker_end : begin_;
    const Extent what{from, stop};
    const bool works = sentence_.View(from, stop) == U"总量" && marker_begin >= 0 &&
                       sentence_.View(marker_begin, marker_end).find(U"完成") != std::u32string_view::npos;
    if (EndsWithPlan(Trim(what)) || works) {
      lead_.plan = Trim(what);
      at_ = marker_begin >= 0 ? marker_begin : begin_;
      ExtendOverVerb();
      return;
    }
    if ((marker & kCueShare) != 0) {
      lead_.share = true;
      lead_.share_of = Trim(what);
      if ((marker & kCueAbout) != 0 && lead_.comparator == Comparator::kEqual) lead_.comparator = Comparator::kAbout;
      at_ = marker_begin;
      return;
    }
    // 降至全年的47.1%: when it was so.
    const int only = sentence_.TokenBeginningAt(Trim(what).begin);
    const bool when = (marker & kCueTo) != 0 && only >= 0 &&
                      sentence_.tokens[static_cast<size_t>(only)].kind == TokenKind::kPeriod &&
                      sentence_.tokens[static_cast<size_t>(only)].end == Trim(what).end;
    const bool ratio = quantity_.dimension == catalog::Dimension::kRatio && !when;
    if (ratio && (IsReferenceAmount(what) || quantity_.unit == "1") && what.end > what.begin) {
      lead_.multiple_of = Trim(what);
      if (lead_.comparator == Comparator::kEqual && (marker & kCueNearly) != 0) lead_.comparator = Comparator::kNearly;
      if (lead_.comparator == Comparator::kEqual && (marker & kCueLess) != 0) lead_.comparator = Comparator::kLessThan;
      at_ = marker_begin >= 0 ? marker_begin : begin_;
      return;
    }
    if (ratio && marker_begin >= 0 && what.end > what.begin) {
      lead_.share = true;
      lead_.share_of = Trim(what);
      at_ = marker_begin;
      return;
    }
    TakeLastPeriod(begin_, stop);
    at_ = stop;
    const int last = sentence_.TokenEndingAt(stop);
    if (last >= 0 && sentence_.tokens[static_cast<size_t>(last)].kind == TokenKind::kPeriod) ConsumeCues();
  }

  void TakeLastPeriod(int begin, int end) {
    for (size_t i = 0; i < sentence_.tokens.size(); ++i) {
      const Token& token = sentence_.tokens[i];
      if (token.kind == TokenKind::kPeriod && token.begin >= begin && token.end <= end)
        lead_.period = static_cast<int>(i);
    }
  }

  bool EndsWithPlan(Extent what) const {
    const int index = sentence_.TokenEndingAt(what.end);
    if (index >= 0 && (sentence_.tokens[static_cast<size_t>(index)].classes & kCuePlan) != 0) return true;
    static constexpr std::u32string_view kWords[] = {U"任务",   U"计划", U"目标",    U"预算",
                                                     U"工程量", U"进度", U"完成总量"};
    const std::u32string_view text = sentence_.View(what.begin, what.end);
    for (std::u32string_view word : kWords) {
      if (text.size() >= word.size() && text.substr(text.size() - word.size()) == word) return true;
    }
    return false;
  }

  // 去年全年, 全区平均值, 前两年总和: an amount that another is held against.
  bool IsReferenceAmount(Extent what) const {
    const std::u32string_view text = sentence_.View(what.begin, what.end);
    static constexpr std::u32string_view kWords[] = {U"平均", U"去年", U"上年",   U"同期", U"全年", U"年",   U"总和",
                                                     U"时期", U"水平", U"月份",   U"最低", U"周边", U"同类", U"市场价",
                                                     U"市价", U"原来", U"改造前", U"以前", U"过去"};
    for (std::u32string_view word : kWords) {
      if (text.find(word) != std::u32string_view::npos) return true;
    }
    return false;
  }

  Extent Trim(Extent what) const {
    while (what.begin < what.end && In(U" \t的了到为", sentence_.At(what.begin))) ++what.begin;
    while (what.end > what.begin && In(U" \t的", sentence_.At(what.end - 1))) --what.end;
    if (what.end > what.begin && sentence_.At(what.end - 1) == U')') {
      for (int i = what.end - 1; i > what.begin; --i) {
        if (sentence_.At(i) == U'(') return {what.begin, i};
      }
    }
    return what;
  }

  // A light verb before the plan's words goes too: 已完成, 达到.
  void ExtendOverVerb() {
    while (at_ > begin_) {
      const int index = sentence_.TokenEndingAt(at_);
      if (index < 0 ||
          (sentence_.tokens[static_cast<size_t>(index)].classes & (kCueLight | kCueFact | kCueAdverb)) == 0)
        return;
      at_ = sentence_.tokens[static_cast<size_t>(index)].begin;
    }
  }

  // 居全国第3, 在全区8个街道中排名第一, 由全国第12位: the field goes with the cue.
  void FindRank() {
    for (size_t i = sentence_.tokens.size(); i-- > 0;) {
      const Token& token = sentence_.tokens[i];
      if (token.begin < begin_ || token.end > quantity_.begin || token.kind != TokenKind::kCue) continue;
      if ((token.classes & (kCueRank | kCueTo)) == 0) continue;
      lead_.classes |= token.classes;
      lead_.field = {token.end, quantity_.begin};
      at_ = std::min(at_, token.begin);
      ConsumeCues();
      break;
    }
    // 城区排名由第9名→第4名: what stands before the cue is the field.
    const std::u32string_view field = sentence_.View(lead_.field.begin, std::max(lead_.field.begin, lead_.field.end));
    if (field == U"由" || field == U"从") {
      lead_.from = true;
      lead_.field = {};
      const std::u32string_view before = sentence_.View(begin_, at_);
      if (before.size() >= 2 && before.size() <= 4 && In(U"区市省县镇国", before.back())) {
        lead_.field = {begin_, at_};
        at_ = begin_;
      }
    }
    for (int i = at_ - 1; i > begin_; --i) {
      if (In(U"由从", sentence_.At(i)) && sentence_.TokenAt(i) < 0) {
        lead_.from = true;
        lead_.field = {i + 1, at_};
        at_ = i;
        break;
      }
    }
    if (at_ > begin_ && sentence_.At(at_ - 1) == U'中') {
      for (int i = at_ - 2; i >= begin_; --i) {
        if (sentence_.At(i) != U'在') continue;
        lead_.field = {i + 1, at_ - 1};
        at_ = i;
        break;
      }
    }
    SplitFieldOfContest();
    // 全国, 全省 without a cue.
    static constexpr std::u32string_view kScopes[] = {U"全国", U"全省",   U"全市",   U"全区", U"全县",
                                                      U"全球", U"世界",   U"中西部", U"中部", U"西部",
                                                      U"东部", U"各省区", U"全州",   U"省内"};
    const std::u32string_view words = sentence_.View(begin_, at_);
    for (std::u32string_view scope : kScopes) {
      const size_t found = words.rfind(scope);
      if (found == std::u32string_view::npos || words.size() - found > scope.size() + 6) continue;
      if (lead_.field.end <= lead_.field.begin) lead_.field = {begin_ + static_cast<int>(found), at_};
      at_ = begin_ + static_cast<int>(found);
      ConsumeCues();
      break;
    }
  }

  // 在全省132家省级开发区综合评价中列第27位: ranked among the zones, by the evaluation.
  void SplitFieldOfContest() {
    static constexpr std::u32string_view kContests[] = {U"综合评价", U"综合考评", U"综合考核", U"考核评价", U"评价",
                                                        U"考评",     U"考核",     U"测评",     U"评比",     U"评估"};
    static constexpr std::u32string_view kClasses[] = {U"开发区", U"街道", U"镇街", U"乡镇", U"县区", U"区县",
                                                       U"县市区", U"园区", U"城市", U"市州", U"盟市", U"高新区"};
    if (lead_.field.end <= lead_.field.begin) return;
    std::u32string_view field = sentence_.View(lead_.field.begin, lead_.field.end);
    if (!field.empty() && field.back() == U'中') field.remove_suffix(1);
    for (std::u32string_view contest : kContests) {
      if (field.size() <= contest.size() || field.substr(field.size() - contest.size()) != contest) continue;
      for (std::u32string_view kind : kClasses) {
        const size_t at = field.rfind(kind);
        if (at == std::u32string_view::npos || at + kind.size() > field.size() - contest.size()) continue;
        const int split = lead_.field.begin + static_cast<int>(at + kind.size());
        contest_ = {split, lead_.field.begin + static_cast<int>(field.size())};
        lead_.field.end = split;
        return;
      }
    }
  }

  // 占全县比重达68.5%: a scope is all that stands between.
  bool FindScopeOfShare() {
    for (size_t i = sentence_.tokens.size(); i-- > 1;) {
      const Token& scope = sentence_.tokens[i];
      if (scope.begin < at_ || scope.end > quantity_.begin || (scope.classes & kCueScope) == 0) continue;
      const Token& before = sentence_.tokens[i - 1];
      if (before.end != scope.begin || (before.classes & kCueShare) == 0) return false;
      lead_.share = true;
      lead_.share_of = {scope.begin, scope.end};
      return true;
    }
    return false;
  }

  // 占…比重达72%, 占全国1/3.
  void FindShare() {
    if (quantity_.dimension != catalog::Dimension::kRatio && quantity_.unit != "pp") return;
    if (FindScopeOfShare()) return;
    for (size_t i = sentence_.tokens.size(); i-- > 0;) {
      const Token& token = sentence_.tokens[i];
      if (token.end > at_ || token.begin < begin_ || token.kind != TokenKind::kCue) continue;
      const std::u32string_view word = Word(token);
      if ((token.classes & kCueShare) == 0 ||
          (word.front() != U'占' && word != U"约占" && word != U"共占" && word != U"所占比重"))
        continue;
      if (word.substr(0, 2) == U"占比" || word.substr(0, 2) == U"占有") {
        // 占比由28.3%上升到45.1%.
        if (at_ - token.end > 2) continue;
        lead_.share = true;
        at_ = token.begin;
        return;
      }
      lead_.share = true;
      lead_.share_of = Trim({token.end, at_});
      if ((token.classes & kCueAbout) != 0 && lead_.comparator == Comparator::kEqual)
        lead_.comparator = Comparator::kAbout;
      static constexpr std::u32string_view kEnds[] = {U"的比重", U"比重", U"的比例", U"比例", U"的份额"};
      const std::u32string_view whole = sentence_.View(lead_.share_of.begin, lead_.share_of.end);
      for (std::u32string_view end : kEnds) {
        if (whole.size() > end.size() && whole.substr(whole.size() - end.size()) == end) {
          lead_.share_of.end -= static_cast<int>(end.size());
          break;
        }
      }
      at_ = token.begin;
      return;
    }
  }

  // 完成总工程量20%, 已完成工程量60%.
  void FindPlan() {
    if (quantity_.dimension != catalog::Dimension::kRatio || !EndsWithPlan({begin_, at_})) return;
    for (size_t i = sentence_.tokens.size(); i-- > 0;) {
      const Token& token = sentence_.tokens[i];
      if (token.end > at_ || token.begin < begin_ || token.kind != TokenKind::kCue) continue;
      const std::u32string_view word = Word(token);
      if (word.find(U"完成") == std::u32string_view::npos && word != U"为" && word != U"达" && word != U"达到")
        continue;
      lead_.plan = Trim({token.end, at_});
      at_ = token.begin;
      return;
    }
  }

  // 比…高, 较…提高, 高于…: what the difference is to.
  void FindCompare() {
    if (lead_.compare.end != 0) return;
    const bool change = lead_.direction != 0 || quantity_.unit == "pp" || quantity_.form == QuantityForm::kDoubling ||
                        (lead_.classes & (kCueHigher | kCueLower | kCueMore | kCueLess)) != 0;
    for (int i = at_ - 1; i >= begin_; --i) {
      const int index = sentence_.TokenAt(i);
      if (index >= 0) {
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        if ((token.classes & (kCueHigher | kCueLower)) != 0 && token.end < at_ &&
            (!(token.classes & kCueComparator) || at_ - token.end >= 2)) {
          lead_.compare = {token.end, at_};
          lead_.compare_direction = (token.classes & kCueHigher) != 0 ? 1 : -1;
          at_ = token.begin;
          return;
        }
        continue;
      }
      if (!change || !In(U"比较", sentence_.At(i)) || i + 1 >= at_) continue;
      if (In(U"占对环同之收入", sentence_.At(i - 1)) || In(U"重例率较赛武特", sentence_.At(i + 1))) continue;
      lead_.compare = {i + 1, at_};
      at_ = i;
      return;
    }
  }

  // 每人至少联系1个项目: the bound stands before the verb.
  void FindBound() {
    for (const Token& token : sentence_.tokens) {
      if (token.kind != TokenKind::kCue || token.begin < begin_ || token.end > at_) continue;
      const std::u32string_view word = Word(token);
      if (word == U"至少" || word == U"不少于") lead_.comparator = Comparator::kAtLeast;
    }
  }

  void StripLeft() {
    Extent& core = lead_.core;
    if (core.end - core.begin == 1 && In(U"可能则亦", sentence_.At(core.begin))) core.begin = core.end;
    // 扣除留抵退税因素后增长5.7%: a condition on what was spoken of.
    const std::u32string_view condition = sentence_.View(core.begin, std::max(core.begin, core.end));
    if (condition.size() >= 3 && condition.back() == U'后' &&
        (condition.substr(0, 2) == U"扣除" || condition.substr(0, 2) == U"剔除" || condition.substr(0, 2) == U"还原"))
      core.begin = core.end;
    // 启动以来共完成小微项目: what it began with is no part of the indicator.
    const size_t since = sentence_.View(core.begin, std::max(core.begin, core.end)).find(U"以来");
    if (since != std::u32string_view::npos && since <= 8 && core.begin + static_cast<int>(since) + 2 < core.end)
      core.begin += static_cast<int>(since) + 2;
    while (core.begin < core.end) {
      const char32_t c = sentence_.At(core.begin);
      const int index = sentence_.TokenBeginningAt(core.begin);
      if (index >= 0) {
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        if (token.end > core.end) return;
        if (token.kind == TokenKind::kPeriod) {
          if (lead_.head_period < 0) lead_.head_period = index;
          core.begin = token.end;
          continue;
        }
        const bool single = token.end - token.begin == 1;
        if (token.kind == TokenKind::kCue && (token.classes & kCueWord) == 0 && (token.classes & kLeading) != 0 &&
            (!single || In(kSafeSingles, c))) {
          lead_.among = lead_.among || sentence_.View(token.begin, token.begin + 2) == U"其中";
          if (token.end == core.end && (token.classes & kCuePlan) != 0) return;
          core.begin = token.end;
          continue;
        }
      }
      if (In(kLeadingMarks, c) && !(c == U'“' && index >= 0)) {
        ++core.begin;
        continue;
      }
      if (c > 0x2000 && !IsHan(c) && index < 0 && c != U'“' && c != U'《') {
        ++core.begin;  // A bullet.
        continue;
      }
      if (index < 0 && In(U"在对向由从把让使以于给据", c)) {
        ++core.begin;
        continue;
      }
      return;
    }
  }

  // 压减时间58%: the change stands before what changes.
  void TakeVerbOfChange() {
    const bool ratio = quantity_.dimension == catalog::Dimension::kRatio || quantity_.unit == "pp";
    if (!ratio || lead_.direction != 0 || lead_.share || lead_.plan.end > lead_.plan.begin) return;
    int begin = lead_.core.begin;
    static constexpr std::u32string_view kHelps[] = {U"帮助企业", U"助企", U"助力企业", U"助力", U"帮助",
                                                     U"带动",     U"促进", U"推动",     U"平均"};
    for (std::u32string_view word : kHelps) {
      const int length = static_cast<int>(word.size());
      if (begin + length < lead_.core.end && sentence_.View(begin, begin + length) == word) {
        begin += length;
        break;
      }
    }
    const int index = sentence_.TokenBeginningAt(begin);
    if (index < 0) return;
    const Token& token = sentence_.tokens[static_cast<size_t>(index)];
    if (token.kind != TokenKind::kCue || (token.classes & (kCueUp | kCueDown)) == 0 || (token.classes & kCueWord) != 0)
      return;
    if (token.end - token.begin < 2 || token.end + 1 >= lead_.core.end) return;
    lead_.direction = (token.classes & kCueUp) != 0 ? 1 : -1;
    lead_.verb_of_change = true;
    lead_.core.begin = token.end;
  }

  // 降幅 alone: the change of what was spoken of before.
  void TakeRateNoun() {
    const std::u32string_view words = sentence_.View(lead_.core.begin, std::max(lead_.core.begin, lead_.core.end));
    const bool down = words == U"降幅" || words == U"跌幅";
    if (!down && words != U"增幅" && words != U"增速" && words != U"涨幅") return;
    lead_.core.end = lead_.core.begin;
    lead_.rate_noun = true;
    if (lead_.direction == 0) lead_.direction = down ? -1 : 1;
  }

  // 连续三年 at the end, 三年 where 连续 went before.
  void StripRun() {
    Extent& core = lead_.core;
    const std::u32string_view words = sentence_.View(core.begin, std::max(core.begin, core.end));
    const size_t run = words.rfind(U"连续");
    if (run != std::u32string_view::npos && words.size() - run <= 7) {
      core.end = core.begin + static_cast<int>(run);
    } else if (words.size() <= 4 && !words.empty() && In(U"年月届次", words.back()) &&
               (In(U"一二三四五六七八九十两多几", words[0]) || IsDigit(words[0]))) {
      core.end = core.begin;
    }
  }

  void StripRight() {
    Extent& core = lead_.core;
    static constexpr std::u32string_view kNew[] = {U"新增加", U"新增", U"净增"};
    for (std::u32string_view word : kNew) {
      const int length = static_cast<int>(word.size());
      if (core.end - core.begin > length && sentence_.View(core.end - length, core.end) == word) {
        lead_.newly = true;
        core.end -= length;
        break;
      }
    }
    while (core.end > core.begin) {
      const char32_t c = sentence_.At(core.end - 1);
      const int index = sentence_.TokenEndingAt(core.end);
      if (index >= 0) {
        const Token& token = sentence_.tokens[static_cast<size_t>(index)];
        const bool drop = token.begin >= core.begin && token.kind == TokenKind::kPeriod;
        const bool cue = token.kind == TokenKind::kCue && token.begin >= core.begin &&
                         (token.classes & kCueWord) == 0 &&
                         (token.classes & (kCueAdverb | kCueConj | kCueYoy | kCueLight | kCueAnnual)) != 0;
        if (drop || cue) {
          if (drop && lead_.period < 0) lead_.period = index;
          lead_.classes |= token.classes;
          core.end = token.begin;
          continue;
        }
      }
      if (In(U" \t:,、-的为在由从共了则", c) && index < 0) {
        --core.end;
        continue;
      }
      return;
    }
  }

  const Sentence& sentence_;
  const int begin_;
  const Quantity& quantity_;
  int at_;
  Extent contest_;  // By which a rank is held.
  int of_end_ = 0;
  int change_begin_ = 0;
  int phrase_end_ = 0;
  Lead lead_;
};

}  // namespace

Lead ReadLead(const Sentence& sentence, int begin, const Quantity& quantity) {
  return Reader(sentence, begin, quantity).Run();
}

Lead ReadClause(const Sentence& sentence, int begin, int end) {
  Quantity nothing;
  nothing.begin = end;
  nothing.end = end;
  return ReadLead(sentence, begin, nothing);
}

}  // namespace fangzhi::extraction
