#include "services/extraction/names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/extraction/name_lexicon.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestName = 24;

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
      if (!word && !adjective) break;
    }
    const char32_t c = sentence.At(i - 1);
    if (!IsHan(c) && !IsAsciiLetter(c) && !IsDigit(c) && c != U'·' && c != U'-') break;
    if (over_and && c == U'和' && i < end) {
      over_and = false;
      --i;
      continue;
    }
    if (In(U"的在由对为与和及从向让把将被是于到至等该据以其各每占这了着", c)) break;
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
  return std::find(std::begin(kPlaces), std::end(kPlaces), words) == std::end(kPlaces);
}

// The regions a name begins with: 浙江省, 上虞区. Returns where the name itself begins.
int SkipRegions(std::u32string_view text, int begin, int end) {
  for (;;) {
    const RegionRead read = ReadRegion(text, begin);
    if (read.length == 0 || !read.full || begin + read.length >= end) return begin;
    begin += read.length;
  }
}

}  // namespace

bool IsCapacity(const Quantity& quantity) {
  return quantity.has_unit &&
         (quantity.dimension == catalog::Dimension::kMass || quantity.dimension == catalog::Dimension::kPower);
}

std::vector<NameMention> FindNames(const Sentence& sentence) {
  const NameLexicon& lexicon = NameLexicon::Get();
  const std::u32string_view text = sentence.text;
  const int end = sentence.extent.end;
  std::vector<NameMention> names;
  int from = sentence.extent.begin;
  for (int i = from + 1; i <= end; ++i) {
    const char32_t next = sentence.At(i);
    const Suffix* suffix = lexicon.SuffixAt(text, from, i);
    if (suffix == nullptr) continue;
    NameMention name;
    name.suffix = static_cast<int>(suffix->word.size());
    if (RunsIntoWord(sentence, i) || GoesOnAsName(lexicon, sentence, from, i, *suffix)) continue;
    name.begin = AfterCapacity(sentence, LeftBoundary(sentence, from, i - name.suffix, false));
    // 济和药业公司: 和 is of the name where what follows it alone is none.
    const std::u32string_view short_stem = sentence.View(name.begin, std::max(name.begin, i - name.suffix));
    if (name.begin > from && sentence.At(name.begin - 1) == U'和' && name.suffix > 1 &&
        lexicon.IsGeneric(short_stem, false) && !lexicon.IsReference(sentence.View(name.begin, i)))
      name.begin = AfterCapacity(sentence, LeftBoundary(sentence, from, i - name.suffix, true));
    name.begin = PastActs(sentence, name.begin, i - name.suffix);
    const int own_words = lexicon.SkipVerbs(text, name.begin, i - name.suffix);
    name.object = TakesObject(sentence.View(name.begin, own_words));
    name.begin = own_words;
    name.end = i;
    name.kind = suffix->kind;
    const std::u32string_view whole = sentence.View(name.begin, i);
    name.words_begin = name.begin;
    const int that = whole.size() == suffix->word.size() || lexicon.IsReference(whole)
                         ? DemonstrativeBefore(sentence, name.begin)
                         : -1;
    if (lexicon.IsReference(whole) || that >= 0) {
      name.reference = true;
      if (that >= 0) name.words_begin = that;
      names.push_back(name);
      from = i;
      continue;
    }
    int own = SkipRegions(text, name.begin, i);
    // 街道推出“安心铃”项目: the verb after the region.
    if (own > name.begin && own < i - name.suffix) {
      const int after = lexicon.SkipVerbs(text, own, i - name.suffix);
      name.object = name.object || after > own;
      own = after;
    }
    const std::u32string_view stem = sentence.View(std::min(own, i - name.suffix), i - name.suffix);
    const bool quoted = whole.find(U'“') != std::u32string_view::npos;
    const size_t of_village = stem.find(U'村', 1);
    const bool village = suffix->word == U"村" ||
                         (of_village != std::u32string_view::npos && !In(U"农乡山渔中政然", stem[of_village - 1]));
    const bool in_quotes = next == U'”' && name.begin > from && sentence.At(name.begin - 1) == U'“';
    if (in_quotes && (NameGoesOnAfterQuote(lexicon, sentence, i) || IsTitleOf(sentence, i + 1))) continue;
    const bool sized = stem.size() >= 2 && IsSized(sentence, name.begin);
    const bool line = IsLineOrGateway(sentence, name.begin, i - name.suffix, suffix->word);
    const bool of_region = own > name.begin && name.kind != SubjectKind::kProgramme &&
                           (own >= i - name.suffix || IsFacility(sentence.View(own, i)));
    const bool figures = HoldsQuantity(sentence, name.begin, i);
    if (figures && !quoted) continue;
    if (IsCounted(sentence, in_quotes ? i + 1 : i)) continue;
    if (const int last = sentence.TokenAt(i - 1); last >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(last)];
      if (token.end > i && (token.kind == TokenKind::kQuantity || token.kind == TokenKind::kPeriod)) continue;
    }
    if (stem.find(U'第') != std::u32string_view::npos && name.suffix == 1) continue;
    if (const int cover = sentence.TokenAt(name.begin);
        cover >= 0 && sentence.At(sentence.tokens[static_cast<size_t>(cover)].begin) == U'《')
      continue;
    if (!quoted && !in_quotes && !of_region && !line && !sized && !IsOnlyOneOfPlace(whole) &&
        (lexicon.IsGeneric(stem, village) ||
         (suffix->kind == SubjectKind::kProgramme && suffix->word != U"基金" && suffix->word != U"产业大脑")))
      continue;
    if (quoted && NameLexicon::IsGenericAfterQuote(whole)) continue;
    if (in_quotes && NameLexicon::IsGenericAfterQuote(std::u32string(whole) + U"”")) continue;
    // A company by the short of its name: not 楚源电控 in 楚源电控技术有限公司.
    if (suffix->short_name && IsHan(next) && !In(U"的在则也已是将从与和", next) && sentence.TokenBeginningAt(i) < 0 &&
        lexicon.SkipVerbs(text, i, std::min(end, i + 6)) == i)
      continue;
    // A river or village is a subject only where its name ends: not 长江 in 长江经济带.
    const bool settlement = suffix->word == U"社区" || suffix->word == U"小区";
    if ((name.suffix == 1 || settlement) && !quoted && suffix->word != U"港" && static_cast<int>(stem.size()) > 4)
      continue;
    const bool water = suffix->word == U"江" || suffix->word == U"河" || suffix->word == U"湖";
    if (name.suffix == 1 && IsHan(next) && sentence.TokenBeginningAt(i) < 0 && next != U'的' && suffix->word != U"港" &&
        (!water || In(U"经流北南东西口两沿畔边岸大段湖泊区县市镇乡街", next)) &&
        (suffix->word != U"村" || !In(U"整全集党委支两年", next)) &&
        (suffix->word != U"村" || !IsHan(sentence.At(name.begin)) || static_cast<int>(stem.size()) < 2 ||
         In(U"和美丽", sentence.At(name.begin)) || lexicon.SkipVerbs(text, i, std::min(end, i + 6)) == i))
      continue;
    // 环黄柏河旅游公路 goes round 黄柏河.
    if (water && In(U"环沿绕临傍", sentence.At(name.begin)) && i - name.begin > 3) {
      ++name.begin;
      own = std::max(own, name.begin);
    }
    // 这个开放式小区, 一座博物馆.
    if (name.begin > from && In(U"个座家片只支项条所处栋幢", sentence.At(name.begin)) &&
        In(U"这那该每一两三四五六七八九几", sentence.At(name.begin - 1)))
      continue;
    if (!of_region && suffix->kind != SubjectKind::kOrganisation) name.begin = own;
    names.push_back(name);
    from = name.end;
  }
  return names;
}

}  // namespace fangzhi::extraction
