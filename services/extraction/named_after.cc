#include "services/extraction/named_after.h"

#include <algorithm>
#include <optional>

#include "services/extraction/noun_after.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestPart = 14;
constexpr size_t kLongestWorkedOn = 10;
constexpr int kLongestThose = 18;
constexpr size_t kLongestObject = 16;
constexpr size_t kFarthestHonour = 14;
constexpr size_t kSegmentsOfHonour = 2;  // After the quantity's own.

bool QuantityBegins(const Sentence& sentence, int at) {
  const int index = sentence.TokenBeginningAt(at);
  return index >= 0 && sentence.tokens[static_cast<size_t>(index)].kind == TokenKind::kQuantity;
}

// Past 建成, 购置: a verb of making at `begin`, which says nothing of what was made; else `begin`.
int PastMaking(const Sentence& sentence, int begin, int end) {
  static constexpr View kMaking[] = {U"建成", U"建起", U"建设", U"上马", U"打造", U"新建",
                                     U"购置", U"实施", U"开展", U"推进", U"进行", U"启动"};
  return IsOneOf(sentence.View(begin, std::min(end, begin + 2)), kMaking) ? begin + 2 : begin;
}

// 更换, 升级: a verb of changing, which stays.
bool BeginsWithChanging(View words) {
  static constexpr View kChanging[] = {U"更换", U"升级", U"改建", U"翻新", U"添置", U"引进", U"修缮", U"改造", U"提升"};
  return IsOneOf(words.substr(0, 2), kChanging);
}

// The honour given in [begin, segment.end).
std::optional<Phrase> HonourIn(const Sentence& sentence, const Segment& segment, int begin) {
  static constexpr View kVerbs[] = {
      U"入选",     U"入围", U"荣获",     U"获评", U"获批", U"获",   U"列入",     U"跻身",     U"上榜",     U"通过",
      U"进入",     U"用上", U"喝上",     U"住上", U"晋级", U"完工", U"投入运行", U"投入运营", U"竣工",     U"投产",
      U"投入使用", U"投用", U"上线运行", U"上线", U"接通", U"发行", U"挂牌",     U"升格",     U"达到",     U"稳定消除",
      U"开展",     U"实施", U"开工建设", U"开工", U"动工", U"交付", U"封顶",     U"改造完成", U"完成改造", U"正在施工"};
  const View words = sentence.View(begin, std::max(begin, segment.end));
  for (View verb : kVerbs) {
    const size_t found = words.find(verb);
    if (found == View::npos || found > kFarthestHonour || found < 2) continue;
    // 7月投用以来: when, not what became of them.
    const View next = words.substr(found + verb.size(), 2);
    if (BeginsWith(next, U"后") || next == U"以来") continue;
    const bool light = verb == U"实施" || verb == U"开展";
    const int at = begin + static_cast<int>(found) + (light ? 2 : 0);
    int end = segment.end;
    for (const Quantity& other : sentence.quantities) {
      if (other.begin > at && other.begin < end) end = other.begin;
    }
    return MakePhrase(sentence, {at, end});
  }
  return std::nullopt;
}

// 老旧小区改造, of a clause 完成11个老旧小区改造 or 对9个老旧小区实施改造 after the quantity's own.
Phrase WorksOfNextClause(const PreparedQuantities& quantities, size_t i) {
  static constexpr View kWorks[] = {U"改造", U"整治", U"更新", U"提升", U"修缮"};
  static constexpr View kDone[] = {U"实施", U"进行", U"开展", U"启动"};
  const Sentence& sentence = quantities.sentence();
  const std::vector<Segment>& segments = quantities.segments();
  const size_t next = quantities[i].segment + 1;
  if (next >= segments.size() || i + 1 >= sentence.quantities.size()) return {};
  const Quantity& counted = sentence.quantities[i + 1];
  if (sentence.At(segments[next].begin - 1) != U',' || counted.begin < segments[next].begin ||
      counted.end >= segments[next].end || counted.unit[0] != '{')
    return {};
  const int begin = counted.end;
  int end = begin;
  while (end < segments[next].end && end - begin < kLongestPart && IsHan(sentence.At(end))) ++end;
  const View words = sentence.View(begin, end);
  if (words.size() >= 4 && EndsWithAny(words, kWorks)) return MakePhrase(sentence, {begin, end});
  for (View done : kDone) {
    const size_t at = words.find(done);
    if (at == View::npos || at < 2 || !BeginsWithAny(words.substr(at + done.size()), kWorks)) continue;
    const int works = begin + static_cast<int>(at + done.size());
    return Join(MakePhrase(sentence, {begin, begin + static_cast<int>(at)}), MakePhrase(sentence, {works, works + 2}));
  }
  return {};
}

// 自然村风貌提升, of 投入1.7亿元对38个自然村实施风貌提升, where the words after the amount begin at `begin`.
Phrase WorksOn(const PreparedQuantities& quantities, size_t i, int begin) {
  static constexpr View kDone[] = {U"实施", U"进行", U"开展"};
  const Sentence& sentence = quantities.sentence();
  if (sentence.At(begin - 1) != U'对') return {};
  int limit = begin;
  while (limit < sentence.extent.end && !In(U",;。", sentence.At(limit))) ++limit;
  const View words = sentence.View(begin, limit);
  for (const View done : kDone) {
    const size_t at = words.rfind(done);
    if (at == View::npos || at < 2 || at + done.size() + 2 > words.size()) continue;
    const int verb = begin + static_cast<int>(at);
    int end = verb + static_cast<int>(done.size());
    while (end < limit && (IsHan(sentence.At(end)) || In(U"“”", sentence.At(end)))) ++end;
    // The noun counted, or the only words: 黄连河.
    int object = begin;
    for (size_t k = i + 1; k < sentence.quantities.size() && sentence.quantities[k].end <= verb; ++k) {
      object = sentence.quantities[k].end;
    }
    Phrase works = MakePhrase(sentence, {verb + static_cast<int>(done.size()), end});
    const Phrase what = MakePhrase(sentence, {object, verb});
    if (what.text.size() > kLongestWorkedOn || Holds(what.text, U"、")) return works;
    return Join(what, works);
  }
  return {};
}

}  // namespace

Phrase PartNamedAfter(const Sentence& sentence, const Quantity& quantity, const Segment& segment) {
  int begin = quantity.end;
  for (View word :
       {View(U"来自"), View(U"用在了"), View(U"用在"), View(U"用于"), View(U"投向"), View(U"由"), View(U"是")}) {
    const int end = begin + static_cast<int>(word.size());
    if (sentence.View(begin, std::min(segment.end, end)) != word) continue;
    begin = end;
    break;
  }
  int end = begin;
  while (end < segment.end && end - begin < kLongestPart && (IsHan(sentence.At(end)) || In(U"“”", sentence.At(end))))
    ++end;
  Phrase part = MakePhrase(sentence, {begin, end});
  if (EndsWith(part.text, U"上") && part.text.size() > 2) part.text.pop_back();
  return part.text.size() >= 2 ? part : Phrase();
}

PartOfThose ReadPartOfThose(const Sentence& sentence, const Segment& segment, int begin) {
  int end = begin;
  while (end < segment.end && end - begin < kLongestThose &&
         (IsHan(sentence.At(end)) || IsAsciiLetter(sentence.At(end)) || IsDigit(sentence.At(end))))
    ++end;
  int noun = begin + 2;
  for (; noun < end; ++noun) {
    const int index = sentence.TokenBeginningAt(noun);
    const bool cue = index >= 0 && sentence.tokens[static_cast<size_t>(index)].kind == TokenKind::kCue &&
                     (sentence.tokens[static_cast<size_t>(index)].classes & (kCueWord | kCuePlan)) == 0;
    if (cue || In(U"在为被由", sentence.At(noun)) || In(U"于对", sentence.At(noun + 1)) ||
        VerbLength(sentence.View(noun, end)) > 0)
      break;
  }
  PartOfThose read;
  read.those = MakePhrase(sentence, {begin, noun});
  int said = noun;
  const int light = sentence.TokenBeginningAt(noun);
  if (light >= 0 && (sentence.tokens[static_cast<size_t>(light)].classes & (kCueLight | kCueFact | kCueAdverb)) != 0)
    said = std::min(end, sentence.tokens[static_cast<size_t>(light)].end);
  Phrase done = MakePhrase(sentence, {said, end});
  if (done.text.size() == 1) done = {};
  read.part = done.empty() ? read.those : Join(done, read.those);
  return read;
}

Phrase SpentOn(const PreparedQuantities& quantities, size_t i) {
  const Sentence& sentence = quantities.sentence();
  const int limit = quantities.SegmentOf(i).end;
  int said = sentence.quantities[i].end;
  while (said < limit && In(U"用于将对 ", sentence.At(said))) ++said;
  if (Phrase works = WorksOn(quantities, i, said); !works.empty()) return works;
  const int begin = PastMaking(sentence, said, limit);
  const View words = sentence.View(begin, limit);
  if (BeginsWith(words, U"的")) return {};  // 投资380万元建设的中心.
  const size_t verb = VerbLength(words);
  const bool changing = BeginsWithChanging(words);
  if (begin == said && verb == 0 && !changing) return WorksOfNextClause(quantities, i);
  // Up to the next figure; past one that comes at once: 上马2条自动化产线.
  int end = begin;
  while (end < limit && (IsHan(sentence.At(end)) || IsAsciiLetter(sentence.At(end))) && !QuantityBegins(sentence, end))
    ++end;
  Phrase object = MakePhrase(sentence, {begin, end});
  const size_t bare = changing && verb == 0 ? 2 : VerbLength(object.text + U"x");
  if (i + 1 < sentence.quantities.size() && object.text.size() <= bare) {
    const Quantity& next = sentence.quantities[i + 1];
    const Extent counted = WordsAfter(sentence, quantities.segments(), next);
    if (next.begin == end && counted.end > counted.begin)
      object = Join(object, MakePhrase(sentence, NounIn(sentence, counted)));
  }
  if (object.text.size() < 3) return WorksOfNextClause(quantities, i);
  return object.text.size() > kLongestObject ? Phrase() : object;
}

Phrase HonourAfter(const PreparedQuantities& quantities, size_t i) {
  const std::vector<Segment>& segments = quantities.segments();
  const size_t own = quantities[i].segment;
  for (size_t k = own; k < segments.size() && k <= own + kSegmentsOfHonour; ++k) {
    if (k > own && !segments[k].joined) break;
    const Sentence& sentence = quantities.sentence();
    const int begin = std::max(segments[k].begin, sentence.quantities[i].end);
    if (auto honour = HonourIn(sentence, segments[k], begin)) return *honour;
  }
  return {};
}

}  // namespace fangzhi::extraction
