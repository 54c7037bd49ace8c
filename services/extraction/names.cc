#include "services/extraction/names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/extraction/dictionary.h"
#include "services/extraction/example_name.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_lexicon.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestName = 24;
constexpr int kLongestPlace = 4;  // Code points of a village or river before its last word.
constexpr int kLongestVerb = 6;
constexpr int kLongestInBrackets = 6;  // Code points, with a bracket: 新塘 of 晋江(新塘)智能装备产业园.
constexpr int kLongestPlatform = 6;
constexpr int kLongestWorks = 8;  // Code points of 有机更新项目.

// 3 of 姜城3号院, 三期, 12万吨级 of a berth: figures that a name can hold.
bool BelongsToName(const Quantity& quantity) {
  return !quantity.has_unit || quantity.unit == "{期}" || IsCapacity(quantity);
}

// Where the words that could be a name begin whose suffix begins at `end`: after a mark, cue, figure, preposition or
// 的.
int LeftBoundary(const Sentence& sentence, int begin, int end, bool over_and) {
  int i = end;
  const int least = std::max(begin, end - kLongestName);
  while (i > least) {
    // 和睦社区, where a clause begins.
    if (sentence.At(i - 1) == U'和' && i == end - 1 && !IsHan(sentence.At(i - 2))) {
      --i;
      continue;
    }
    const int index = sentence.TokenEndingAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kQuoted && token.begin >= least) {
        i = token.begin;
        continue;
      }
      if (token.kind == TokenKind::kQuantity && token.begin >= least &&
          BelongsToName(sentence.quantities[static_cast<size_t>(token.index)])) {
        i = token.begin;
        continue;
      }
      const bool word =
          (token.classes & kCueWord) != 0 ||
          (token.kind == TokenKind::kCue && token.end - token.begin == 1 && !In(U"的在为与和及、", sentence.At(i - 1)));
      const std::u32string_view cue = sentence.View(token.begin, token.end);
      const bool adjective =
          cue == U"高效" || cue == U"有序" || cue == U"科学" || cue == U"高质量" || cue == U"高标准" || cue == U"合理";
      // 街区活化提升工程.
      static constexpr std::u32string_view kWorks[] = {U"工程", U"项目", U"行动"};
      const bool works =
          i == end && cue == U"提升" && IsOneOf(sentence.View(end, std::min(sentence.extent.end, end + 2)), kWorks);
      if (!word && !adjective && !works) break;
    }
    const char32_t c = sentence.At(i - 1);
    // 晋江(新塘)智能装备产业园.
    if (c == U')') {
      int open = i - 2;
      while (open > least && i - open <= kLongestInBrackets && IsHan(sentence.At(open))) --open;
      if (sentence.At(open) == U'(' && open <= i - 4 && IsHan(sentence.At(open - 1))) {
        i = open;
        continue;
      }
    }
    if (!IsHan(c) && !IsAsciiLetter(c) && !IsDigit(c) && c != U'·' && c != U'-') break;
    if (over_and && c == U'和' && i < end) {
      over_and = false;
      --i;
      continue;
    }
    if (In(U"的在由对为与和及从向让把将被是于到至等该据以其各每占这了着给做", c)) break;
    --i;
  }
  return i;
}

// 30万吨级条帚门航道: the name begins after the size.
int AfterCapacity(const Sentence& sentence, int begin) {
  const int index = sentence.TokenBeginningAt(begin);
  if (index < 0 || sentence.tokens[static_cast<size_t>(index)].kind != TokenKind::kQuantity) return begin;
  const Token& token = sentence.tokens[static_cast<size_t>(index)];
  return IsCapacity(sentence.quantities[static_cast<size_t>(token.index)]) ? token.end : begin;
}

bool HoldsQuantity(const Sentence& sentence, int begin, int end) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& t) {
    if (t.kind != TokenKind::kQuantity || t.begin < begin || t.end > end) return false;
    const Quantity& quantity = sentence.quantities[static_cast<size_t>(t.index)];
    // 江六村.
    const bool village = t.end == end && t.begin > begin && quantity.unit == "{村}" && quantity.chinese &&
                         quantity.value < Decimal::FromInt(10);
    return !village && !BelongsToName(quantity);
  });
}

// True where the words before a name are a verb it is the object of, not words of place or order.
bool TakesObject(std::u32string_view words) {
  static constexpr std::u32string_view kPlaces[] = {
      U"在", U"由", U"从", U"位于", U"坐落", U"走进", U"作为", U"依托", U"来自", U"首批", U"全年", U"年末", U"年初",
      U"已", U"共", U"各", U"每个", U"其中", U"对",   U"与",   U"向",   U"一个", U"一座", U"成为", U"牵头", U"联合"};
  if (words.empty()) return false;
  return !IsOneOf(words, kPlaces) && NameLexicon::Get().ApposedLength(words) != words.size();
}

// The regions a name begins with: 浙江省, 上虞区. Returns where the name itself begins.
int SkipRegions(std::u32string_view text, int begin, int end) {
  for (;;) {
    const RegionRead read = ReadRegion(text, begin);
    if (read.length == 0 || !read.full || begin + read.length >= end) return begin;
    begin += read.length;
  }
}

class NameFinder {
 public:
  explicit NameFinder(const Sentence& sentence) : sentence_(sentence), from_(sentence.extent.begin) {}

  std::vector<NameMention> Run() && {
    for (int i = from_ + 1; i <= sentence_.extent.end; ++i) {
      const Suffix* suffix = lexicon_.SuffixAt(sentence_.text, from_, i);
      if (suffix == nullptr || (suffix->short_name && FollowsWord(i - static_cast<int>(suffix->word.size()))) ||
          RunsIntoWord(sentence_, i) || GoesOnAsName(lexicon_, sentence_, from_, i, *suffix))
        continue;
      Candidate candidate = Open(i, *suffix);
      if (!TakesUp(&candidate) && !TakesUpQualified(&candidate) && !Names(&candidate)) continue;
      names_.push_back(candidate.name);
      from_ = i;
    }
    AddQuoted();
    return std::move(names_);
  }

 private:
  // 农村 of 农村电商: a line of business after a common word, or a mark, is of no company.
  bool FollowsWord(int end) const {
    return end - from_ < 2 || !IsHan(sentence_.At(end - 1)) || !IsHan(sentence_.At(end - 2)) ||
           IsCommonWord(sentence_.View(end - 2, end));
  }

  // “堰企通”运行以来, “一键办”服务企业1350家: a platform by its name alone, where it does something.
  void AddQuoted() {
    static constexpr std::u32string_view kDoes[] = {U"运行", U"上线", U"服务", U"接待", U"推送", U"受理",
                                                    U"吸引", U"开通", U"已为", U"累计", U"共为", U"已累"};
    for (const Token& token : sentence_.tokens) {
      if (token.kind != TokenKind::kQuoted || sentence_.At(token.begin) != U'“') continue;
      const int begin = token.begin + 1;
      const int end = token.end - 1;
      const bool short_name = end - begin >= 2 && end - begin <= kLongestPlatform;
      if (!short_name || !IsOneOf(sentence_.View(token.end, std::min(sentence_.extent.end, token.end + 2)), kDoes))
        continue;
      const std::u32string_view words = sentence_.View(begin, end);
      if (!std::all_of(words.begin(), words.end(), IsHan) || lexicon_.IsGeneric(words, false)) continue;
      const bool known = std::any_of(names_.begin(), names_.end(),
                                     [&](const NameMention& n) { return n.begin < token.end && n.end > token.begin; });
      if (known) continue;
      NameMention name;
      name.begin = begin;
      name.end = end;
      name.words_begin = begin;
      name.kind = SubjectKind::kProgramme;
      names_.insert(std::find_if(names_.begin(), names_.end(), [&](const NameMention& n) { return n.begin > begin; }),
                    name);
    }
  }

  struct Candidate {
    NameMention name;
    const Suffix* suffix = nullptr;
    int suffix_begin = 0;
    int own = 0;             // Where it begins after the regions above.
    bool quoted = false;     // It holds a quotation.
    bool in_quotes = false;  // It stands in quotation marks.
  };

  std::u32string_view Whole(const Candidate& c) const { return sentence_.View(c.name.begin, c.name.end); }
  std::u32string_view Stem(const Candidate& c) const {
    return sentence_.View(std::min(c.own, c.suffix_begin), c.suffix_begin);
  }
  static bool Is(const Candidate& c, std::u32string_view word) { return c.suffix->word == word; }

  // The words that could be a name and end with `suffix` at `end`.
  Candidate Open(int end, const Suffix& suffix) const {
    Candidate c;
    c.suffix = &suffix;
    c.name.suffix = static_cast<int>(suffix.word.size());
    c.suffix_begin = end - c.name.suffix;
    int begin = AfterCapacity(sentence_, LeftBoundary(sentence_, from_, c.suffix_begin, false));
    // 济和药业公司: 和 is of the name where what follows it alone is none.
    const std::u32string_view short_stem = sentence_.View(begin, std::max(begin, c.suffix_begin));
    if (begin > from_ && sentence_.At(begin - 1) == U'和' && c.name.suffix > 1 &&
        lexicon_.IsGeneric(short_stem, false) && !lexicon_.IsReference(sentence_.View(begin, end)))
      begin = AfterCapacity(sentence_, LeftBoundary(sentence_, from_, c.suffix_begin, true));
    // 村里成立强村公司.
    if (begin == from_ && begin > sentence_.extent.begin && begin < c.suffix_begin &&
        In(U"里内中", sentence_.At(begin)) && lexicon_.SkipVerbs(sentence_.text, begin + 1, c.suffix_begin) > begin + 1)
      ++begin;
    // 街道引进恒拓文化公司.
    static constexpr std::u32string_view kActors[] = {U"街道", U"镇上", U"镇里", U"村里",
                                                      U"区里", U"县里", U"社区", U"园区"};
    if (begin + 2 < c.suffix_begin && IsOneOf(sentence_.View(begin, begin + 2), kActors) &&
        lexicon_.SkipVerbs(sentence_.text, begin + 2, c.suffix_begin) > begin + 2)
      begin += 2;
    begin = PastActs(sentence_, begin, c.suffix_begin);
    // 系列发布会兰州新区专场: what the event is for.
    static constexpr std::u32string_view kEvents[] = {U"发布会", U"推介会", U"座谈会", U"论坛", U"峰会"};
    for (const std::u32string_view event : kEvents) {
      const size_t at = sentence_.View(begin, std::max(begin, c.suffix_begin)).rfind(event);
      if (at != std::u32string_view::npos && begin + static_cast<int>(at + event.size()) < c.suffix_begin)
        begin += static_cast<int>(at + event.size());
    }
    // 街道牵头成立“彩家安”物业公司: the name begins with the quotation.
    if (const size_t quote = sentence_.View(begin, std::max(begin, c.suffix_begin)).find(U'“');
        quote != std::u32string_view::npos && quote > 0 &&
        lexicon_.EndsWithVerb(sentence_.View(begin, begin + static_cast<int>(quote)))) {
      begin += static_cast<int>(quote);
      c.name.object = true;
    }
    c.name.begin = lexicon_.SkipVerbs(sentence_.text, begin, c.suffix_begin);
    c.name.object = c.name.object || TakesObject(sentence_.View(begin, c.name.begin));
    c.name.end = end;
    c.name.kind = suffix.kind;
    c.name.words_begin = c.name.begin;
    return c;
  }

  // True where the words take up a name before them: 该社区, 公司.
  bool TakesUp(Candidate* c) const {
    const std::u32string_view whole = Whole(*c);
    const bool reference = lexicon_.IsReference(whole);
    const std::u32string_view stem = sentence_.View(c->name.begin, std::max(c->name.begin, c->suffix_begin));
    const bool plain = stem.empty() || (stem.size() <= 2 && lexicon_.IsGeneric(stem, false));  // 商业街区.
    int that = plain || reference ? DemonstrativeBefore(sentence_, c->name.begin) : -1;
    // 这个由街道与高校共建的公共服务平台.
    if (!plain && !reference && sentence_.At(c->name.begin - 1) == U'的' && lexicon_.IsGeneric(stem, false)) {
      that = DemonstrativeBefore(sentence_, c->name.begin);
      if (that >= 0) c->name.begin = c->suffix_begin;
    }
    if (!reference && that < 0) return false;
    c->name.reference = true;
    if (that >= 0) c->name.words_begin = that;
    if (!reference) c->name.begin = c->suffix_begin;
    return true;
  }

  // 这个省重点项目: the words between say nothing of which.
  bool TakesUpQualified(Candidate* c) const {
    const int begin = c->name.begin;
    if (sentence_.At(begin - 1) != U'这' || !IsClassifier(sentence_.At(begin)) || c->suffix_begin <= begin + 1 ||
        !lexicon_.IsGeneric(sentence_.View(begin + 1, c->suffix_begin), false))
      return false;
    c->name.reference = true;
    c->name.words_begin = begin - 1;
    c->name.begin = c->suffix_begin;
    return true;
  }

  // True where the words are the name of an individual, which then begins where it does.
  bool Names(Candidate* c) const {
    SkipRegionsAbove(c);
    const int end = c->name.end;
    c->quoted = Whole(*c).find(U'“') != std::u32string_view::npos;
    c->in_quotes = sentence_.At(end) == U'”' && c->name.begin > from_ && sentence_.At(c->name.begin - 1) == U'“';
    if (c->in_quotes && IsDescription(sentence_, c->name.begin - 1)) return false;
    if (c->in_quotes && (NameGoesOnAfterQuote(lexicon_, sentence_, end) || IsTitleOf(sentence_, end + 1))) return false;
    if (HoldsQuantity(sentence_, c->name.begin, end) && !c->quoted) return false;
    // 集文创集市、游园于一体: 集 is a verb.
    if (sentence_.At(c->name.begin) == U'集' && Holds(sentence_.View(end, sentence_.extent.end), U"于一体"))
      return false;
    if (IsCounted(sentence_, c->in_quotes ? end + 1 : end) || IsCutByToken(*c)) return false;
    const bool of_region = IsOfRegion(*c);
    if ((!of_region && IsClass(*c)) || IsQuotedClass(*c) || IsPartOfName(*c)) return false;
    SkipPreposition(c);
    // 这个开放式小区, 一座博物馆.
    if (c->name.begin > from_ && IsClassifier(sentence_.At(c->name.begin)) &&
        In(U"这那该每一两三四五六七八九几", sentence_.At(c->name.begin - 1)))
      return false;
    if (!of_region && c->suffix->kind != SubjectKind::kOrganisation) c->name.begin = c->own;
    return true;
  }

  void SkipRegionsAbove(Candidate* c) const {
    c->own = SkipRegions(sentence_.text, c->name.begin, c->name.end);
    if (c->own <= c->name.begin || c->own >= c->suffix_begin) return;
    // 街道推出“安心铃”项目: the verb after the region.
    const int after = lexicon_.SkipVerbs(sentence_.text, c->own, c->suffix_begin);
    c->name.object = c->name.object || after > c->own;
    c->own = after;
  }

  // 环黄柏河旅游公路 goes round 黄柏河.
  void SkipPreposition(Candidate* c) const {
    if (!IsWater(*c) || !In(U"环沿绕临傍", sentence_.At(c->name.begin)) || c->name.end - c->name.begin <= 3) return;
    ++c->name.begin;
    c->own = std::max(c->own, c->name.begin);
  }

  static bool IsWater(const Candidate& c) { return Is(c, U"江") || Is(c, U"河") || Is(c, U"湖") || Is(c, U"渠"); }

  bool IsOfRegion(const Candidate& c) const {
    return c.own > c.name.begin && c.name.kind != SubjectKind::kProgramme &&
           (c.own >= c.suffix_begin || IsFacility(sentence_.View(c.own, c.name.end)));
  }

  // True where a figure, period or title goes on over an end of the words, or they are numbered.
  bool IsCutByToken(const Candidate& c) const {
    if (const int last = sentence_.TokenAt(c.name.end - 1); last >= 0) {
      const Token& token = sentence_.tokens[static_cast<size_t>(last)];
      if (token.end > c.name.end && (token.kind == TokenKind::kQuantity || token.kind == TokenKind::kPeriod))
        return true;
    }
    if (Stem(c).find(U'第') != std::u32string_view::npos && c.name.suffix == 1) return true;
    const int cover = sentence_.TokenAt(c.name.begin);
    return cover >= 0 && sentence_.At(sentence_.tokens[static_cast<size_t>(cover)].begin) == U'《';
  }

  // 榴村接待游客, where a clause begins.
  bool IsShortVillage(const Candidate& c) const {
    const std::u32string_view stem = Stem(c);
    return Is(c, U"村") && stem.size() == 1 && !IsHan(sentence_.At(c.name.begin - 1)) &&
           !lexicon_.IsGenericWord(stem) && !In(U"农乡山渔政我他每空强富穷", stem[0]) &&
           VerbLength(sentence_.View(c.name.end, sentence_.extent.end)) > 0;
  }

  // True for words that could name many things, unless something else shows that they name one.
  bool IsClass(const Candidate& c) const {
    const std::u32string_view stem = Stem(c);
    if (c.suffix->short_name) return !IsCoined(stem);
    // “四好农村路”.
    if (EndsWith(stem, U"农村") ||
        (Is(c, U"村") && EndsWith(stem, U"农") && (stem.size() > 2 || sentence_.At(c.name.end) == U'路')))
      return true;
    if (IsStreetWord(c) && !c.quoted) return !IsStreet(c);
    if (c.quoted || c.in_quotes || IsOnlyOneOfPlace(Whole(c)) ||
        IsLineOrGateway(sentence_, c.name.begin, c.suffix_begin, c.suffix->word) ||
        (stem.size() >= 2 && IsSized(sentence_, c.name.begin)))
      return false;
    // 天一智能科技有限公司: what opens the name of such a company is no common word.
    if (Holds(Whole(c), U"有限") && stem.size() >= 4 && !IsCommonWord(stem.substr(0, 2))) return false;
    // 肇新渠水清见底; not 刘家河社区.
    const char32_t next = sentence_.At(c.name.end);
    if (IsWater(c) && IsCoined(stem) && (!IsHan(next) || In(U"的水氨全", next))) return false;
    // 1号车间: one of its company's.
    if (Is(c, U"车间") && EndsWith(stem, U"号")) return true;
    // 制药厂家属院.
    if ((Is(c, U"家属院") || Is(c, U"宿舍")) && stem.size() >= 3 && In(U"厂局矿社队所", stem.back())) return false;
    const size_t of_village = stem.find(U'村', 1);
    const bool village =
        Is(c, U"村") || (of_village != std::u32string_view::npos && !In(U"农乡山渔中政然", stem[of_village - 1]));
    if (IsShortVillage(c)) return false;
    return lexicon_.IsGeneric(stem, village) ||
           (c.suffix->kind == SubjectKind::kProgramme && !Is(c, U"基金") && !Is(c, U"产业大脑"));
  }

  bool IsQuotedClass(const Candidate& c) const {
    const std::u32string_view whole = Whole(c);
    return (c.quoted && NameLexicon::IsGenericAfterQuote(whole)) ||
           (c.in_quotes && NameLexicon::IsGenericAfterQuote(std::u32string(whole) + U"”"));
  }

  // 翎图 of 翎图视觉: it holds no common word.
  static bool IsCoined(std::u32string_view stem) {
    // 柯桥纺织 is what is made there, 磷酸铁锂电池 what it is made of.
    const bool han = std::all_of(stem.begin(), stem.end(), IsHan);
    if (stem.empty() || In(U"锂酸烯酯酮醇冠性型化物级", stem.back()) || ReadRegion(stem, 0).length > 1) return false;
    if (!han || stem.size() < 2 || stem.size() > static_cast<size_t>(kLongestPlace)) return false;
    for (size_t i = 0; i + 1 < stem.size(); ++i) {
      if (IsCommonWord(stem.substr(i, 2)) || NameLexicon::Get().IsGenericWord(stem.substr(i, 2))) return false;
    }
    return true;
  }

  // 学宫巷有机更新项目: a project by the street it is in.
  bool IsNamedAfterStreet(int end) const {
    const std::u32string_view after = sentence_.View(end, std::min(end + kLongestWorks, sentence_.extent.end));
    const std::u32string_view words = after.substr(0, after.find_first_of(U",;:。、的"));
    static constexpr std::u32string_view kWorks[] = {U"项目", U"工程", U"片区", U"社区", U"小区"};
    return HoldsAny(words, kWorks);
  }

  static bool IsStreetWord(const Candidate& c) { return Is(c, U"路") || Is(c, U"街") || Is(c, U"巷"); }

  // 学宫巷, 老邮电路; not 集成电路, 回望来路, nor 东海路98号.
  bool IsStreet(const Candidate& c) const {
    const std::u32string_view stem = Stem(c);
    const bool compound = stem.size() >= 2 && IsCommonWord(sentence_.View(c.suffix_begin - 1, c.name.end)) &&
                          !IsCommonWord(stem.substr(stem.size() - 2));
    return stem.size() >= 2 && std::all_of(stem.begin(), stem.end(), IsHan) && !IsCommonWord(stem.substr(0, 2)) &&
           !compound && !IsNamedAfterStreet(c.name.end) && !In(U"×0123456789", sentence_.At(c.name.end));
  }

  // True where what stands at `end` cannot go on a name: a particle, or the title of somebody.
  bool EndsShortName(int end) const {
    static constexpr std::u32string_view kTitles[] = {U"负责", U"总经", U"董事", U"老板", U"厂长",
                                                      U"创始", U"经理", U"副总", U"总裁", U"员工"};
    return In(U"的在则也已是将从与和凭靠把被为向给由还就今去每全", sentence_.At(end)) ||
           IsOneOf(sentence_.View(end, std::min(end + 2, sentence_.extent.end)), kTitles);
  }

  // True where the words go on, as the name of something else or a common word.
  bool IsPartOfName(const Candidate& c) const {
    const int end = c.name.end;
    const char32_t next = sentence_.At(end);
    const bool goes_on = IsHan(next) && sentence_.TokenBeginningAt(end) < 0;
    const bool verb = lexicon_.SkipVerbs(sentence_.text, end, std::min(sentence_.extent.end, end + kLongestVerb)) > end;
    const int length = static_cast<int>(Stem(c).size());
    // A company by the short of its name: not 楚源电控 in 楚源电控技术有限公司, nor 农村电商.
    if (c.suffix->short_name && goes_on && !EndsShortName(end) && !verb) return true;
    const bool settlement = Is(c, U"社区") || Is(c, U"小区");
    // 三江里工业社区, where a clause begins.
    const char32_t before = sentence_.At(c.name.begin - 1);
    const bool opens = settlement && !IsHan(before) && before != U'、';
    if ((c.name.suffix == 1 || settlement) && !c.quoted && !Is(c, U"港") &&
        length > kLongestPlace + (opens || EndsWith(Stem(c), U"安置") ? 2 : 0))
      return true;
    if (c.name.suffix != 1 || !goes_on || next == U'的' || Is(c, U"港")) return false;
    // A river or village is a subject only where its name ends: not 长江 in 长江经济带.
    if (IsWater(c)) return In(U"经流北南东西口两沿畔边岸大段湖泊区县市镇乡街", next);
    if (!Is(c, U"村")) return true;
    // 连杜村村组两级集体收入.
    static constexpr std::u32string_view kOfVillage[] = {U"村组", U"村级", U"村民", U"村两"};
    if (length >= 2 && IsOneOf(sentence_.View(end, std::min(end + 2, sentence_.extent.end)), kOfVillage)) return false;
    if (IsShortVillage(c)) return false;
    // 坪上村以208万元居全镇首位; 孔桥村流转土地, where a clause begins.
    if (In(U"以达", next) && length >= 2) return false;
    if (IsCoined(Stem(c)) && !IsHan(before) && !In(U"整全集党委支两年民干级", next)) return false;
    const char32_t first = sentence_.At(c.name.begin);
    return !In(U"整全集党委支两年", next) && (!IsHan(first) || length < 2 || In(U"和美丽", first) || !verb);
  }

  const Sentence& sentence_;
  const NameLexicon& lexicon_ = NameLexicon::Get();
  int from_;
  std::vector<NameMention> names_;
};

}  // namespace

bool IsCapacity(const Quantity& quantity) {
  return quantity.has_unit &&
         (quantity.dimension == catalog::Dimension::kMass || quantity.dimension == catalog::Dimension::kPower);
}

std::vector<NameMention> FindNames(const Sentence& sentence) {
  std::vector<NameMention> names = NameFinder(sentence).Run();
  const std::optional<NameMention> example = FindExample(sentence);
  if (!example) return names;
  const auto after = std::ranges::find_if(names, [&](const NameMention& n) { return n.end > example->begin; });
  if (after == names.end() || after->begin >= example->end) names.insert(after, *example);
  return names;
}

}  // namespace fangzhi::extraction
