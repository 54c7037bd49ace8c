#include "services/extraction/indicator_phrase.h"

#include <algorithm>

#include "services/extraction/embedded_data.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"
#include "services/extraction/word_set.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// data/phrases.tsv.
struct PhraseLexicon {
  PhraseLexicon() {
    ForEachWord(PhraseTable(), [this](std::string_view name, const std::u32string& word) {
      (name == "counted" ? counted
       : name == "head"  ? heads
       : name == "verb"  ? verbs
       : name == "under" ? under
       : name == "part"  ? parts
                         : dependent)
          .Add(word);
    });
  }
  WordSet heads;
  WordSet verbs;
  WordSet under;
  WordSet counted;
  WordSet dependent;
  WordSet parts;
};

const PhraseLexicon& Phrases() {
  static const PhraseLexicon& lexicon = *new PhraseLexicon();
  return lexicon;
}

constexpr View kContrast[][3] = {
    {U"城镇", U"农村", U"城乡"},   {U"城市", U"农村", U"城乡"}, {U"出口", U"进口", U"进出口"},
    {U"工业", U"农业", U"服务业"}, {U"男", U"女", U""},         {U"第一产业", U"第二产业", U"第三产业"},
    {U"一产", U"二产", U"三产"},   {U"国内", U"国际", U"入境"}, {U"新增", U"净增", U"累计"}};

constexpr size_t kLongestDeed = 6;  // Code points of 协调落实, before examples in quotation marks.

size_t HeadLength(View part) { return Phrases().heads.LongestAtEnd(part); }

struct Cut {
  size_t at;
  size_t length;
};

// Where the names could be parted: 、 always, 和 与 及 以及 outside quotation marks.
std::vector<Cut> Cuts(View text) {
  std::vector<Cut> cuts;
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (In(U"“《(", text[i])) ++depth;
    if (In(U"”》)", text[i])) --depth;
    if (depth > 0 || i == 0 || i + 1 >= text.size()) continue;
    if (text[i] == U'、') cuts.push_back({i, 1});
    if (text.substr(i, 2) == U"以及") {
      cuts.push_back({i, 2});
      ++i;
    } else if (In(U"和与及", text[i]) && !In(U"平共饱温总祥谐睦美", text[i - 1]) && !In(U"谐平美睦时格", text[i + 1])) {
      cuts.push_back({i, 1});
    }
  }
  return cuts;
}

Phrase Part(const Phrase& whole, View text) {
  Phrase part;
  part.text = text;
  part.extents = whole.extents;
  return part;
}

// 一、二、三产业 and 城乡 are several names in one.
std::vector<std::u32string> Unfold(View text) {
  std::vector<std::u32string> names;
  const auto rest_of = [text](size_t at) { return std::u32string(text.substr(at)); };
  const size_t three = text.find(U"一、二、三产业");
  if (three == 0) {
    for (View n : {View(U"第一产业"), View(U"第二产业"), View(U"第三产业")})
      names.push_back(std::u32string(n) + rest_of(7));
  } else if (BeginsWith(text, U"二、三产业")) {
    for (View n : {View(U"第二产业"), View(U"第三产业")}) names.push_back(std::u32string(n) + rest_of(5));
  } else if (BeginsWith(text, U"城乡")) {
    const bool residents =
        BeginsWith(text, U"城乡居民") || BeginsWith(text, U"城乡常住居民") || text.find(U"收入") != View::npos;
    for (View n : {View(residents ? U"城镇" : U"城市"), View(U"农村")}) names.push_back(std::u32string(n) + rest_of(2));
  }
  return names;
}

// Lets every part have what it shares with the others.
void ShareWords(std::vector<std::u32string>* parts) {
  const std::u32string last = parts->back();
  for (const auto& contrast : kContrast) {
    for (View word : contrast) {
      if (word.empty() || !BeginsWith(last, word)) continue;
      const View rest = View(last).substr(word.size());
      for (size_t i = 0; i + 1 < parts->size(); ++i) {
        for (View other : contrast) {
          if ((*parts)[i] == other) (*parts)[i] += rest;
        }
      }
    }
  }
  const size_t head = HeadLength(last);
  if (head > 0 && head < last.size()) {
    for (size_t i = 0; i + 1 < parts->size(); ++i) {
      if (HeadLength((*parts)[i]) == 0 && !In(U"数量额率", (*parts)[i].back()))
        (*parts)[i] += last.substr(last.size() - head);
    }
  }
  // The domain that only the first names.
  const std::u32string first = (*parts)[0];
  for (size_t i = 1; i < parts->size(); ++i) {
    if (!Phrases().under.Contains((*parts)[i])) continue;
    for (View end : {View(U"起数"), View(U"旅客吞吐量"), View(U"旅客"), View(U"数量"), View(U"件数"), View(U"数"),
                     View(U"额"), View(U"率")}) {
      if (EndsWith(first, end) && first.size() > end.size()) {
        (*parts)[i] = first.substr(0, first.size() - end.size()) + (*parts)[i];
        break;
      }
    }
  }
  for (View prefix :
       {View(U"规上"), View(U"规模以上"), View(U"规模"), View(U"限上"), View(U"限额以上"), View(U"全社会")}) {
    if (!BeginsWith(first, prefix)) continue;
    for (size_t i = 1; i < parts->size(); ++i) {
      static constexpr View kOwn[] = {U"规",         U"限",     U"全社会",       U"固定资产",
                                      U"社会消费品", U"进出口", U"一般公共预算", U"民间"};
      const bool own = BeginsWithAny((*parts)[i], kOwn);
      const bool industry = (*parts)[i].find(U'业') != std::u32string::npos ||
                            (*parts)[i].find(U"企业") != std::u32string::npos || prefix == U"限上";
      if (!own && industry) (*parts)[i] = std::u32string(prefix) + (*parts)[i];
    }
  }
}

}  // namespace

bool IsBoundOfClass(const Sentence& sentence, const Token& token) {
  static constexpr View kBounds[] = {U"以前建", U"之前建"};
  return IsOneOf(sentence.View(token.end, std::min(sentence.extent.end, token.end + 3)), kBounds);
}

Phrase MakePhrase(const Sentence& sentence, Extent extent) {
  Phrase phrase;
  if (extent.end <= extent.begin) return phrase;
  phrase.extents.push_back(extent);
  for (int i = extent.begin; i < extent.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      const bool inside = i > extent.begin && token.end < extent.end;
      const bool light =
          token.kind == TokenKind::kCue && (token.classes & kCueWord) == 0 && token.end - token.begin >= 2 &&
          (token.classes & (kCueLight | kCueFact | kCueTarget | kCueExpected)) != 0 && (token.classes & kCuePlan) == 0;
      const bool of_all_kinds =
          token.kind == TokenKind::kCue && inside &&
          (sentence.View(token.begin, token.end) == U"各类" || sentence.View(token.begin, token.end) == U"各项");
      if ((inside && light) || of_all_kinds ||
          (token.kind == TokenKind::kPeriod && (inside || token.end < extent.end) &&
           !IsBoundOfClass(sentence, token))) {
        i = token.end;
        continue;
      }
      if (token.end <= extent.end) {
        phrase.text += sentence.View(token.begin, token.end);
        i = token.end;
        continue;
      }
    }
    const char32_t c = sentence.At(i);
    if (!IsBlank(c) && c != U'\n') phrase.text.push_back(c);
    ++i;
  }
  // A bracket without figures that closes the phrase stays; one that is cut in two goes.
  const size_t open = phrase.text.rfind(U'(');
  if (open != std::u32string::npos && phrase.text.find(U')', open) == std::u32string::npos) {
    phrase.text.erase(open, open == 0 ? 1 : std::u32string::npos);
  }
  while (!phrase.text.empty() && In(U"的、,:;)-", phrase.text.back()) &&
         !(phrase.text.back() == U')' && phrase.text.find(U'(') != std::u32string::npos)) {
    phrase.text.pop_back();
  }
  return phrase;
}

Phrase Join(const Phrase& first, const Phrase& second) {
  Phrase joined = first;
  joined.text += second.text;
  joined.extents.insert(joined.extents.end(), second.extents.begin(), second.extents.end());
  return joined;
}

std::vector<Phrase> SplitCoordinated(const Phrase& phrase, size_t parts) {
  const View text = phrase.text;
  const size_t cut_count = Cuts(text).size();
  std::vector<std::u32string> names;
  if (parts == 0 ? cut_count == 0 || BeginsWith(text, U"一、二")
                 : cut_count + 1 != parts || BeginsWith(text, U"一、二"))
    names = Unfold(text);
  if (names.empty() || (parts != 0 && names.size() != parts)) {
    names.clear();
    std::vector<Cut> cuts = Cuts(text);
    if (parts == 0) {
      if (cuts.empty()) return {};
    } else if (cuts.size() + 1 > parts) {
      // Too many: the weaker marks part first what belongs together.
      std::vector<Cut> strong;
      const bool by_comma =
          std::count_if(cuts.begin(), cuts.end(), [&](const Cut& c) { return text[c.at] != U'、'; }) + 1 ==
          static_cast<std::ptrdiff_t>(parts);
      for (const Cut& c : cuts) {
        if ((text[c.at] != U'、') == by_comma) strong.push_back(c);
      }
      cuts = strong;
    }
    if (parts != 0 && cuts.size() + 1 != parts) return {};
    size_t from = 0;
    for (const Cut& cut : cuts) {
      names.emplace_back(text.substr(from, cut.at - from));
      from = cut.at + cut.length;
    }
    names.emplace_back(text.substr(from));
    if (std::any_of(names.begin(), names.end(), [](const std::u32string& n) { return n.empty(); })) return {};
    // 电子信息、装备制造、食品加工三大主导产业: each of them is one.
    const size_t sum = names.back().rfind(U'大');
    if (sum != std::u32string::npos && sum >= 2 && sum + 2 < names.back().size() &&
        In(U"两二三四五六七八九十", names.back()[sum - 1])) {
      const std::u32string kind = names.back().substr(sum + 1);
      names.back().resize(sum - 1);
      for (std::u32string& name : names) name += kind;
    }
    // 新能源汽车等绿色产品产量: what sums the names up is their head only.
    const size_t etc = names.back().find(U'等');
    if (etc != std::u32string::npos && etc > 0 && etc + 1 < names.back().size()) {
      const size_t head = HeadLength(names.back());
      if (head > 0) names.back() = names.back().substr(0, etc) + names.back().substr(names.back().size() - head);
    }
    ShareWords(&names);
  }
  std::vector<Phrase> split;
  split.reserve(names.size());
  for (const std::u32string& name : names) split.push_back(Part(phrase, name));
  return split;
}

void DropMeasureWords(Phrase* phrase) {
  // 工业占比偏低,仅占…: what the share was said to be goes too.
  for (View word : {View(U"占比"), View(U"比重")}) {
    const size_t at = phrase->text.find(word);
    if (at != std::u32string::npos && at >= 2 && at + word.size() + 4 >= phrase->text.size()) phrase->text.resize(at);
  }
  static constexpr View kWords[] = {U"同比增速", U"年均增速", U"增速", U"增幅",     U"降幅",
                                    U"涨幅",     U"增长率",   U"占比", U"的比重",   U"比重",
                                    U"排名",     U"位次",     U"名次", U"实际增长", U"增长"};
  for (View word : kWords) {
    if (EndsWith(phrase->text, word) && phrase->text.size() > word.size() + 1) {
      phrase->text.resize(phrase->text.size() - word.size());
      break;
    }
  }
  while (!phrase->text.empty() && In(U"的、,:", phrase->text.back())) phrase->text.pop_back();
}

bool EndsAsIndicator(View phrase) {
  if (HeadLength(phrase) > 0) return true;
  return !phrase.empty() &&
         In(U"额值量率数比度积入出润税资款金费价长距户口业员人家园区站点桩车机器田地林房屋楼桥路道线网", phrase.back());
}

bool IsVerb(View words) {
  if (IsBareVerb(words)) return true;
  const size_t verb = Phrases().verbs.LongestAtEnd(words);
  return verb > 0 && words.size() <= verb + 3;
}

bool IsBareVerb(View words) { return Phrases().verbs.Contains(words); }

Phrase WithoutExamples(const Phrase& phrase) {
  const View text = phrase.text;
  // 电机、照明电器两大产业: those summed up.
  const size_t sum = text.find(U'大', 2);
  if (sum != View::npos && In(U"两二三四五六七八九十", text[sum - 1]) && text.find(U'、') < sum &&
      sum + 2 < text.size()) {
    Phrase rest = phrase;
    rest.text = std::u32string(text.substr(sum + 1));
    return rest;
  }
  const size_t etc = text.find(U'等');
  // 举办“购在龙江”等促消费活动.
  const size_t quotation = text.find(U'“');
  if (etc != View::npos && quotation < etc && text[etc - 1] == U'”' &&
      (quotation == 0 || VerbLength(text) > 0 || (quotation >= 2 && quotation <= kLongestDeed)) &&
      etc + 3 <= text.size()) {
    Phrase rest = phrase;
    rest.text.erase(quotation, etc + 1 - quotation);
    return rest;
  }
  const size_t mark = text.find(U'、');
  if (etc == View::npos || mark == View::npos || mark > etc || etc + 3 > text.size() || text.find(U'“') < etc)
    return phrase;
  if (In(U"级奖次教院", text[etc + 1])) return phrase;
  Phrase rest = phrase;
  size_t kept = VerbLength(text);
  // 重点项目累计解决用地、用电等难题: the verb of those who did it; not 社区服务中心、文化站等场所.
  static constexpr View kAdverbs[] = {U"累计", U"先后", U"协调", U"帮助", U"集中",
                                      U"全面", U"及时", U"已",   U"共",   U"年"};
  for (size_t i = 2; kept == 0 && i + 2 < mark; ++i) {
    const size_t verb = VerbLength(text.substr(i));
    if (verb < 2 || !EndsWithAny(text.substr(0, i), kAdverbs)) continue;
    rest.text = std::u32string(text.substr(i, verb)) + std::u32string(text.substr(etc + 1));
    return rest;
  }
  // 帮助企业解决融资、用工等难题: whom it was done for, and the verb after them.
  for (View whom : {View(U"企业"), View(U"群众"), View(U"居民"), View(U"农户"), View(U"村民")}) {
    if (kept == 0 || text.substr(kept, whom.size()) != whom) continue;
    const size_t verb = VerbLength(text.substr(kept + whom.size()));
    if (verb > 0) kept += whom.size() + verb;
    break;
  }
  rest.text = std::u32string(text.substr(0, kept)) + std::u32string(text.substr(etc + 1));
  return rest;
}

std::u32string SharedHead(View before, View own) {
  if (HeadLength(own) != own.size()) return {};
  const size_t head = HeadLength(before);
  if (head == 0 || head >= before.size() || before.size() - head < 2) return {};
  return std::u32string(before.substr(0, before.size() - head)) + std::u32string(own);
}

size_t VerbLength(View phrase) {
  return phrase.empty() ? 0 : Phrases().verbs.LongestAtBegin(phrase, phrase.size() - 1);
}

std::u32string ContrastedName(View before, View own) {
  for (const auto& contrast : kContrast) {
    for (View word : contrast) {
      if (word.empty() || !BeginsWith(own, word)) continue;
      const View rest = own.substr(word.size());
      for (View other : contrast) {
        const size_t at = before.find(other);
        if (other.empty() || other == word || at > 4) continue;
        const View tail = before.substr(at + other.size());
        if (tail.size() <= rest.size() || !BeginsWith(tail, rest)) continue;
        return std::u32string(before.substr(0, at)) + std::u32string(word) + std::u32string(tail);
      }
    }
  }
  return {};
}

View CountedNoun(View noun) {
  // Of words that follow each other, as in 城乡居民群众, the last.
  for (size_t end = noun.size(); end >= 2; --end) {
    const size_t length = Phrases().counted.LongestAtEnd(noun.substr(0, end));
    if (length > 0) return noun.substr(end - length, length);
  }
  return {};
}

View Head(View phrase) { return phrase.substr(phrase.size() - HeadLength(phrase)); }

bool SharesHead(View before, View own) {
  return HeadLength(own) == 0 && HeadLength(before) > 0 && !own.empty() && own.back() != U'率';
}

bool IsHeadOnly(View phrase) {
  if (Phrases().dependent.Contains(phrase)) return true;
  // 复工率, 入驻率: the rate of something done.
  if (phrase.size() > 2 && phrase.back() == U'率' && IsBareVerb(phrase.substr(0, phrase.size() - 1))) return true;
  // 日均就餐, 单日最高: made of such words only.
  while (!phrase.empty()) {
    const size_t length = Phrases().parts.LongestAtBegin(phrase);
    if (length == 0) return false;
    phrase.remove_prefix(length);
  }
  return true;
}

bool TakesBaseAsActor(View phrase) {
  static constexpr View kWords[] = {U"惠及", U"涉及", U"受益", U"带动", U"吸引"};
  return BeginsWithAny(phrase, kWords);
}

}  // namespace fangzhi::extraction
