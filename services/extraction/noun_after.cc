#include "services/extraction/noun_after.h"

#include <algorithm>

#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongest = 26;
constexpr int kLongestBracket = 6;
constexpr int kLongestRate = 10;

bool HasNoNoun(const Quantity& q) {
  return q.dimension == catalog::Dimension::kRatio || q.unit == "pp" || q.form == QuantityForm::kOrdinal ||
         q.form == QuantityForm::kDoubling || (q.bound_suffix && q.dimension == catalog::Dimension::kMoney);
}

// Where the noun goes on after `token`, with which it goes on at all; else where the token begins.
int PastToken(const Sentence& sentence, const Token& token, const Quantity& q, int limit) {
  if (token.kind == TokenKind::kQuoted || (token.classes & kCueWord) != 0 ||
      sentence.View(token.begin, token.end) == U"全域")
    return token.end;
  if (token.kind == TokenKind::kQuantity) {
    // 千万千瓦级 of a base, 750千伏 of a line: a size within the noun.
    const bool size = sentence.At(token.end) == U'级' ||
                      sentence.quantities[static_cast<size_t>(token.index)].dimension == catalog::Dimension::kVoltage;
    return size ? token.end : token.begin;
  }
  if (token.kind == TokenKind::kPeriod) return token.begin;
  // 7家高质量概念验证平台.
  static constexpr View kAdjectives[] = {U"高质量", U"高标准", U"高效", U"合理", U"科学", U"直接", U"快速"};
  if (token.begin == q.end && IsOneOf(sentence.View(token.begin, token.end), kAdjectives)) return token.end;
  if (token.begin <= q.end) return token.begin;
  const bool conj = (token.classes & kCueConj) != 0 && token.end < limit;
  const bool inside = token.end - token.begin == 1 && !In(U"达占居为是超均都已将拟正", sentence.At(token.begin));
  return conj || inside ? token.end : token.begin;
}

// Past a few words in brackets at `open`: 村(社区); else `open`.
int PastBracket(const Sentence& sentence, int open, int limit) {
  int close = open + 1;
  while (close < limit && (IsHan(sentence.At(close)) || sentence.At(close) == U'、')) ++close;
  return sentence.At(close) != U')' || close - open > kLongestBracket ? open : close + 1;
}

int EndOfWords(const Sentence& sentence, const Quantity& q, int limit) {
  int i = q.end;
  while (i < limit) {
    const int index = sentence.TokenBeginningAt(i);
    const char32_t c = sentence.At(i);
    int next = i;
    if (index >= 0) {
      next = PastToken(sentence, sentence.tokens[static_cast<size_t>(index)], q, limit);
    } else if (c == U'(' && i > q.end) {
      next = PastBracket(sentence, i, limit);
    } else if (IsHan(c) || IsAsciiLetter(c) || IsDigit(c) || In(U"—-·+", c)) {
      next = i + 1;
    }
    if (next == i) break;
    i = next;
  }
  return i;
}

// 台阶, 以上: words after a number that name nothing.
bool BeginsEmpty(const Sentence& sentence, Extent words) {
  static constexpr View kEmpty[] = {U"台阶",   U"关口", U"大关", U"不动摇", U"不等", U"门槛", U"水平",
                                    U"已到位", U"以上", U"提前", U"陆续",   U"相继", U"参与", U"参加"};
  return BeginsWithAny(sentence.View(words.begin, words.end), kEmpty);
}

constexpr View kAfterMiddle = U"小学央心型医国药高外华";  // 中小, 中学: 中 opens a word.

// 里, 内, 中 that do not open a word: where, not what.
bool BeginsWithin(const Sentence& sentence, int begin) {
  return In(U"里内", sentence.At(begin)) || (sentence.At(begin) == U'中' && !In(kAfterMiddle, sentence.At(begin + 1)));
}

size_t CutAtHappening(View text) {
  static constexpr View kStops[] = {
      U"正在",   U"投入", U"参与", U"随身",   U"落户", U"获批",  U"上线",   U"陆续", U"竣工",   U"完工",   U"封顶",
      U"按期",   U"挂牌", U"入驻", U"喝上",   U"用上", U"进入",  U"纳入",   U"入选", U"达标",   U"全覆盖", U"运维",
      U"集中",   U"常态", U"同比", U"受益",   U"通过", U"联系",  U"发行",   U"划分", U"划成",   U"划为",   U"细分",
      U"拆分",   U"重新", U"并为", U"合并",   U"排到", U"由高",  U"包联",   U"共建", U"获得",   U"影响",   U"建成投用",
      U"就能",   U"就可", U"便能", U"便可",   U"提前", U"顺利",  U"共设有", U"比邻", U"改造成", U"改建成", U"改造为",
      U"改建为", U"变成", U"变为", U"打造成", U"改成", U"打造为"};
  size_t cut = text.size();
  for (View stop : kStops) {
    const size_t found = text.find(stop);
    if (found != View::npos && found >= 2) cut = std::min(cut, found);
  }
  // 20余家合作伙伴因“三峡”而来.
  const size_t why = text.find(U'因');
  if (why != View::npos && why >= 2 && Holds(text.substr(why), U"而")) cut = std::min(cut, why);
  const size_t from = text.find(U'从');
  if (from != View::npos && from >= 2 && text.substr(from, 2) != U"从业") cut = std::min(cut, from);
  // 40余个服务项目在小区生根开花, 3100余名党员把…结合.
  for (size_t i = 2; i + 1 < text.size(); ++i) {
    if (!In(U"在把将", text[i]) || IsInCommonWord(text, i)) continue;
    cut = std::min(cut, i);
    break;
  }
  const size_t of = text.find(U'的');
  if (of != View::npos && of >= 2) cut = std::min(cut, of);
  return cut;
}

// 镇村和学校和医院等: what comes after the first 和 are examples.
size_t CutAtExamples(View text) {
  const size_t first = text.find(U'和');
  return EndsWith(text, U"等") && first != View::npos && first >= 2 ? first : text.size();
}

// 9个行政村集体经营性收入合计…: the income is the next figure's.
size_t CutAfterKind(View text, size_t cut) {
  for (View kind : {View(U"行政村"), View(U"村(社区)"), View(U"企业"), View(U"街道"), View(U"社区"), View(U"园区")}) {
    const size_t at = text.rfind(kind);
    if (at == View::npos || at + kind.size() >= cut) continue;
    const View rest = text.substr(at + kind.size(), cut - at - kind.size());
    if (!Head(rest).empty() && rest.size() >= 2 && rest[0] != U'的') cut = at + kind.size();
  }
  return cut;
}

// 26台机器人挥舞着长臂, 72名干部下沉到车间: what they do is not what they are.
size_t CutAfterActor(View text, size_t cut) {
  static constexpr View kActors[] = {U"机器人", U"干部", U"网格员", U"村民", U"居民", U"党员",
                                     U"志愿者", U"工人", U"员工",   U"队员", U"群众"};
  for (const View actor : kActors) {
    const size_t at = text.find(actor);
    if (at == View::npos || at + actor.size() + 2 >= cut) continue;
    const View rest = text.substr(at + actor.size(), cut - at - actor.size());
    static constexpr View kDeeds[] = {U"错峰", U"上岗", U"在岗", U"值守", U"驻点", U"结对", U"穿梭", U"轮流",
                                      U"包片", U"分片", U"下沉", U"坚守", U"全程", U"轮班", U"巡查", U"走访"};
    const bool deed =
        rest.find_first_of(U"着到在了过把将成") != View::npos || VerbLength(rest) > 0 || BeginsWithAny(rest, kDeeds);
    if (deed && Head(rest).empty()) return at + actor.size();
  }
  return cut;
}

}  // namespace

Extent WordsAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity) {
  const Extent none{quantity.end, quantity.end};
  if (HasNoNoun(quantity)) return none;
  const int end = segments.empty() ? sentence.extent.end : segments[SegmentOf(segments, quantity.begin)].end;
  Extent words{quantity.end, EndOfWords(sentence, quantity, std::min(end, quantity.end + kLongest))};
  if (BeginsEmpty(sentence, words)) return none;
  // 投入1.35亿元对6个小区实施改造.
  if (quantity.dimension == catalog::Dimension::kMoney && sentence.At(words.begin) == U'对' &&
      !IsCommonWord(sentence.View(words.begin, std::min(words.end, words.begin + 2))))
    return none;
  if (words.end > words.begin && sentence.At(words.begin) == U'的') {
    // 规模达1000万的基金: as good as an amount of money.
    const View before = sentence.View(std::max(sentence.extent.begin, quantity.begin - 6), quantity.begin);
    const bool size = !quantity.has_unit && quantity.has_magnitude && Holds(before, U"规模");
    if (quantity.dimension == catalog::Dimension::kMoney || size) return none;
    ++words.begin;
  }
  // 二十几家店、几十家企业: the next of them.
  if (words.end - words.begin > 2 && sentence.At(words.end - 2) == U'、') words.end -= 2;
  while (words.end > words.begin && In(U"的和与及并中、", sentence.At(words.end - 1))) --words.end;
  return words.end - words.begin < 1 || BeginsWithin(sentence, words.begin) ? none : words;
}

bool HasWordsAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity) {
  const Extent words = WordsAfter(sentence, segments, quantity);
  return words.end > words.begin;
}

Extent NounIn(const Sentence& sentence, Extent words) {
  const View text = sentence.View(words.begin, words.end);
  size_t cut = std::min(CutAtHappening(text), CutAtExamples(text));
  // 126个重点项目开工率91.3%: the rate is the next figure's.
  const bool figure_follows = IsDigit(sentence.At(words.end)) || sentence.TokenBeginningAt(words.end) >= 0;
  if (figure_follows && text.size() >= 5 && text.back() == U'率') cut = std::min(cut, text.size() - 3);
  cut = CutAfterKind(text, cut);
  // Not 32个志愿者服务站.
  if (In(U"名人位台", sentence.At(words.begin - 1))) cut = CutAfterActor(text, cut);
  while (cut > 1 && In(U"已于将正", text[cut - 1])) --cut;
  // 187名楼长中党员有113名.
  for (size_t i = 2; i + 1 < cut && figure_follows; ++i) {
    if (text[i] != U'中' || In(kAfterMiddle, text[i + 1]) || IsInCommonWord(text, i)) continue;
    cut = i;
    break;
  }
  // 864名学生里.
  if (cut > 2 && text[cut - 1] == U'里' && (In(U"生员人户", text[cut - 2]) || cut < text.size())) --cut;
  return {words.begin, words.begin + static_cast<int>(cut)};
}

Extent RateAfter(const Sentence& sentence, const Quantity& quantity) {
  static constexpr View kRates[] = {U"签约率", U"签字率", U"同意率", U"满意率", U"满意度", U"办结率", U"合格率",
                                    U"覆盖率", U"入住率", U"出租率", U"参与率", U"知晓率", U"支持率", U"赞成率",
                                    U"完成率", U"回访率", U"整改率", U"入驻率", U"达标率", U"优良率", U"成功率"};
  const Extent none{quantity.end, quantity.end};
  if (quantity.unit != "%" || sentence.At(quantity.end) != U'的') return none;
  const int begin = quantity.end + 1;
  const View words = sentence.View(begin, std::min(sentence.extent.end, begin + kLongestRate));
  for (const View rate : kRates) {
    const size_t at = words.find(rate);
    if (at == View::npos || !std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), IsHan))
      continue;
    const int end = begin + static_cast<int>(at + rate.size());
    // 60%的园区入驻率超过95% counts parks.
    if (In(U"超达为高低均都不", sentence.At(end)) || IsDigit(sentence.At(end))) return none;
    return {begin, end};
  }
  return none;
}

Extent NounAfter(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity) {
  return NounIn(sentence, WordsAfter(sentence, segments, quantity));
}

int EndWithNoun(const Sentence& sentence, const std::vector<Segment>& segments, const Quantity& quantity) {
  const Extent words = WordsAfter(sentence, segments, quantity);
  if (words.end <= words.begin) return quantity.end;
  if (words.end - words.begin <= 10 && sentence.At(words.end) == U'、') return words.end + 1;
  const int mark = sentence.TokenBeginningAt(words.end);
  if (mark < 0) return quantity.end;
  if ((sentence.tokens[static_cast<size_t>(mark)].classes & kCueFact) != 0) return words.end;
  // 与12所高校共建研发平台21个: from the verb on.
  const Extent noun = NounIn(sentence, words);
  const bool verb = noun.end > noun.begin && noun.end < words.end && sentence.At(words.end - 1) != U'率' &&
                    VerbLength(sentence.View(noun.end, words.end)) > 0;
  return verb ? noun.end : quantity.end;
}

}  // namespace fangzhi::extraction
