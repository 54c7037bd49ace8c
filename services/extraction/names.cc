#include "services/extraction/names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/catalog/catalogue.h"
#include "services/extraction/embedded_data.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"
#include "services/extraction/word_set.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestName = 24;
constexpr int kLongestRegion = 12;

struct Suffix {
  std::u32string word;
  SubjectKind kind;
  bool short_name;  // Of a company.
};

// data/names.tsv.
class NameLexicon {
 public:
  static const NameLexicon& Get() {
    static const NameLexicon& lexicon = *new NameLexicon(NameTable());
    return lexicon;
  }

  explicit NameLexicon(std::string_view table) {
    ForEachWord(table, [this](std::string_view name, const std::u32string& word) { Add(name, word); });
    for (auto& [last, suffixes] : by_last_) {
      std::stable_sort(suffixes.begin(), suffixes.end(),
                       [](const Suffix& a, const Suffix& b) { return a.word.size() > b.word.size(); });
    }
  }

  // The longest suffix that ends right before `end`; nullptr where none does.
  const Suffix* SuffixAt(std::u32string_view text, int begin, int end) const {
    const auto it = by_last_.find(text[static_cast<size_t>(end) - 1]);
    if (it == by_last_.end()) return nullptr;
    for (const Suffix& suffix : it->second) {
      const int length = static_cast<int>(suffix.word.size());
      if (end - length >= begin && text.substr(static_cast<size_t>(end - length), suffix.word.size()) == suffix.word)
        return &suffix;
    }
    return nullptr;
  }

  // Where the name begins after the verbs before it.
  int SkipVerbs(std::u32string_view text, int begin, int end) const {
    while (begin < end) {
      const size_t length =
          verbs_.LongestAtBegin(text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)));
      if (length == 0) break;
      begin += static_cast<int>(length);
    }
    return begin;
  }

  // “三类500强”项目 and the like: quoted, but the name of a class.
  static bool IsGenericAfterQuote(std::u32string_view name) {
    static constexpr std::u32string_view kClasses[] = {U"四上",   U"专精特新", U"小巨人", U"独角兽", U"瞪羚",
                                                       U"两重",   U"两新",     U"强",     U"冠军",   U"灯塔工厂",
                                                       U"十百千", U"百千万",   U"零地",   U"揭榜",   U"拿地即开工"};
    const std::u32string_view quotation = name.substr(0, name.find(U'”') + 1);
    return (name.front() == U'“' && std::any_of(quotation.begin(), quotation.end(), IsDigit)) ||
           std::any_of(std::begin(kClasses), std::end(kClasses),
                       [&](std::u32string_view c) { return quotation.find(c) != std::u32string_view::npos; });
  }

  bool IsReference(std::u32string_view word) const { return references_.Contains(word); }

  // True where `name` is made of generic words only, read greedily from the left. In the name of a village, 大寨,
  // a word of one character is no more than part of another.
  bool IsGeneric(std::u32string_view name, bool village) const {
    size_t unknown = 0;
    size_t single = 0;
    for (size_t i = 0; i < name.size();) {
      const size_t length = generic_.LongestAtBegin(name.substr(i));
      // 三洲: a numeral that begins a name.
      const bool numeral = length == 1 && i == 0 && name.size() == 2 && In(U"三四五六七八九十双百千万", name[0]) &&
                           generic_.LongestAtBegin(name.substr(1)) == 0;
      unknown += length == 0 || numeral ? 1 : 0;
      single += length == 1 ? 1 : 0;
      i += std::max<size_t>(length, 1);
    }
    return unknown + (village && unknown > 0 ? single : 0) < 2;
  }

 private:
  void Add(std::string_view name, const std::u32string& word) {
    if (name == "generic") {
      generic_.Add(word);
    } else if (name == "verb") {
      verbs_.Add(word);
      generic_.Add(word);
    } else if (name == "reference") {
      references_.Add(word);
    } else {
      const SubjectKind kind = name == "organisation" || name == "company" ? SubjectKind::kOrganisation
                               : name == "project"                         ? SubjectKind::kProject
                               : name == "place"                           ? SubjectKind::kPlace
                                                                           : SubjectKind::kProgramme;
      if (name != "programme" && name != "place" && name != "company" && word.size() > 1) generic_.Add(word);
      by_last_[word.back()].push_back({word, kind, name == "company"});
    }
  }

  std::unordered_map<char32_t, std::vector<Suffix>> by_last_;
  WordSet generic_;
  WordSet references_;
  WordSet verbs_;
};

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

// True where the character after `end` makes an ordinary word with the one before it: 返乡大学生, 中心城区, 养老院长.
bool RunsIntoWord(const Sentence& sentence, int end) {
  static constexpr std::pair<std::u32string_view, std::u32string_view> kWords[] = {
      {U"学", U"生者员"}, {U"心", U"城"}, {U"园厂院馆站所店社场", U"长"}, {U"院", U"士校"}, {U"业", U"化"}};
  const char32_t last = sentence.At(end - 1);
  const char32_t next = end < sentence.extent.end ? sentence.At(end) : 0;
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](const auto& word) { return In(word.first, last) && In(word.second, next); });
}

// True where what follows a place at `end` makes works of it: 跃进片区改造工程, 国泰新村更新项目.
bool BecomesWorks(const Sentence& sentence, int end) {
  static constexpr std::u32string_view kActs[] = {U"综合改造", U"提升改造", U"改造提升", U"改造", U"更新",
                                                  U"整治",     U"提升",     U"扩建",     U"重建"};
  static constexpr std::u32string_view kWorks[] = {U"工程", U"项目"};
  const std::u32string_view rest = sentence.View(end, std::min(sentence.extent.end, end + 6));
  return std::any_of(std::begin(kActs), std::end(kActs), [&](std::u32string_view act) {
    return BeginsWith(rest, act) && IsOneOf(rest.substr(act.size(), 2), kWorks);
  });
}

// True where a longer name goes on over `end`: 产业园 in 产业园区, 项目 in 项目二期.
bool GoesOnAsName(const NameLexicon& lexicon, const Sentence& sentence, int from, int end, const Suffix& suffix) {
  if (suffix.word.size() >= 4 && suffix.word.substr(suffix.word.size() - 4) == U"有限公司") return false;
  if (suffix.kind == SubjectKind::kPlace && BecomesWorks(sentence, end)) return true;
  const bool line = end > from && In(U"速路铁", sentence.At(end - 1));  // 兰海高速…互通连接线.
  for (int k = end + 1; k <= std::min(sentence.extent.end, end + (line ? 10 : 6)); ++k) {
    const char32_t c = sentence.At(k - 1);
    if (!IsHan(c)) return false;
    const int token = sentence.TokenAt(k - 1);
    if (token >= 0 && (sentence.tokens[static_cast<size_t>(token)].classes & kCueWord) == 0) {
      const Token& covering = sentence.tokens[static_cast<size_t>(token)];
      const bool phase = covering.kind == TokenKind::kQuantity &&
                         sentence.quantities[static_cast<size_t>(covering.index)].unit == "{期}" &&
                         end - static_cast<int>(suffix.word.size()) > from &&
                         IsHan(sentence.At(end - static_cast<int>(suffix.word.size()) - 1));
      if (!phase) return false;
    }
    const Suffix* other = lexicon.SuffixAt(sentence.text, from, k);
    if (other != nullptr && other->kind != SubjectKind::kPlace &&
        (k - static_cast<int>(other->word.size()) <= end || In(U"期区段块", c)))
      return true;
  }
  return false;
}

// “舂陵云仓”平台: the quotation is only the first part.
bool NameGoesOnAfterQuote(const NameLexicon& lexicon, const Sentence& sentence, int close) {
  for (int k = close + 2; k <= std::min(sentence.extent.end, close + 9); ++k) {
    if (!IsHan(sentence.At(k - 1))) return false;
    if (lexicon.SuffixAt(sentence.text, close + 1, k) != nullptr) return true;
  }
  return false;
}

// 新能源富集地区布局建设新型储能项目: a name begins after the act it is the object of.
int PastActs(const Sentence& sentence, int begin, int end) {
  static constexpr std::u32string_view kActs[] = {U"布局建设", U"开工建设", U"启动建设", U"加快建设", U"谋划建设",
                                                  U"规划建设", U"推进建设", U"引导设立", U"发起设立", U"联合组建"};
  const std::u32string_view words = sentence.View(begin, std::max(begin, end));
  for (const std::u32string_view act : kActs) {
    const size_t at = words.rfind(act);
    if (at != std::u32string_view::npos) return begin + static_cast<int>(at + act.size());
  }
  return begin;
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

// “幸福社区”测评: the quotation names a contest, not a place.
bool IsTitleOf(const Sentence& sentence, int after) {
  static constexpr std::u32string_view kTitled[] = {U"测评", U"评选", U"创建", U"称号", U"品牌", U"考核", U"名单",
                                                    U"竞赛", U"大赛", U"评比", U"试点", U"行列", U"荣誉", U"建设"};
  const std::u32string_view words = sentence.View(after, std::min(after + 2, sentence.extent.end));
  return std::find(std::begin(kTitled), std::end(kTitled), words) != std::end(kTitled);
}

// Where 该, 这座, 这个…的 before the word at `begin` stands; -1 where nothing of the kind does.
int DemonstrativeBefore(const Sentence& sentence, int begin) {
  if (begin <= sentence.extent.begin) return -1;
  if (In(U"该此本", sentence.At(begin - 1))) return begin - 1;
  if (sentence.At(begin - 2) == U'这' && In(U"个座家片只支项条所一处栋间批", sentence.At(begin - 1))) return begin - 2;
  if (sentence.At(begin - 1) != U'的') return -1;
  for (int i = begin - 2; i >= sentence.extent.begin && begin - i <= kLongestName; --i) {
    const char32_t c = sentence.At(i);
    if (c == U'这' && In(U"个座家片只支项条所一处栋间", sentence.At(i + 1))) return i;
    if (!IsHan(c) && !IsDigit(c)) return -1;
  }
  return -1;
}

// 国家卓越级智能工厂16家, 优质普通高中达71所: a class whose members are counted; not a name before what it has,
// 生物医药产业园8栋厂房, or the last of several, 甲公司、乙公司三家企业.
bool IsCounted(const Sentence& sentence, int end) {
  for (int i = end; i < sentence.extent.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index < 0) {
      if (!In(U" 由从", sentence.At(i))) return false;
      ++i;
      continue;
    }
    const Token& token = sentence.tokens[static_cast<size_t>(index)];
    if (token.kind == TokenKind::kQuantity) {
      static constexpr std::string_view kCounters[] = {"{家}", "{所}", "{个}", "{座}", "{处}", "{条}", "{项}", "{支}"};
      const Quantity& quantity = sentence.quantities[static_cast<size_t>(token.index)];
      if (i == end && IsHan(sentence.At(quantity.end)) && sentence.TokenBeginningAt(quantity.end) < 0) return false;
      return std::find(std::begin(kCounters), std::end(kCounters), quantity.unit) != std::end(kCounters);
    }
    if ((token.classes & (kCueLight | kCueAdverb | kCueTo | kCueComparator)) == 0) return false;
    i = token.end;
  }
  return false;
}

// The first two characters of every region name: most text is not worth a look into the gazetteer.
class RegionOpenings {
 public:
  static const RegionOpenings& Get() {
    static const RegionOpenings& openings = *new RegionOpenings();
    return openings;
  }

  bool Has(std::u32string_view text, int at) const {
    const auto i = static_cast<size_t>(at);
    return i + 1 < text.size() && bits_[Slot(text[i], text[i + 1])];
  }

 private:
  static constexpr size_t kSlots = size_t{1} << 18;

  // Some pairs share a slot.
  static size_t Slot(char32_t first, char32_t second) { return (first * 31U + second * 2654435761U) % kSlots; }

  RegionOpenings() {
    for (const catalog::Region& region : catalog::Catalogue::BuiltIn().gazetteer().regions()) {
      for (const std::string_view name : {region.name, region.short_name}) {
        const std::u32string word = DecodeUtf8(name);
        if (word.size() > 1) bits_[Slot(word[0], word[1])] = true;
      }
    }
  }

  std::vector<bool> bits_ = std::vector<bool>(kSlots);
};

// 郭巷街道社区卫生服务中心新院: what a region has one of.
bool IsFacility(std::u32string_view name) {
  static constexpr std::u32string_view kFacilities[] = {U"医院",   U"卫生院", U"卫生服务中心", U"新院",  U"院区",
                                                        U"图书馆", U"博物馆", U"文化馆",       U"小学",  U"中学",
                                                        U"幼儿园", U"养老院", U"敬老院",       U"福利院"};
  return std::any_of(std::begin(kFacilities), std::end(kFacilities),
                     [name](std::u32string_view facility) { return EndsWith(name, facility); });
}

// 总投资2380万元的城乡供水一体化工程: what has a size of its own is one thing, whatever its name is made of.
bool IsSized(const Sentence& sentence, int begin) {
  if (sentence.At(begin - 1) != U'的') return false;
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(), [&](const Quantity& q) {
    const bool size = q.dimension == catalog::Dimension::kMoney || q.dimension == catalog::Dimension::kArea;
    return size && q.end == begin - 1 && !q.bound_suffix && !In(U"超过逾", sentence.At(q.begin - 1));
  });
}

// 中老铁路, 京港高铁: named after both ends; 上海港, 深圳机场: after the city.
bool IsLineOrGateway(const Sentence& sentence, int begin, int end, std::u32string_view suffix) {
  static constexpr std::u32string_view kLines[] = {U"铁路", U"高铁", U"高速", U"高速公路", U"公路", U"班列", U"运河"};
  static constexpr std::u32string_view kClasses[] = {
      U"城际", U"高速", U"普速", U"货运", U"客运", U"地方", U"国家", U"干线", U"城市", U"市域",
      U"市郊", U"农村", U"乡村", U"旅游", U"县域", U"沿江", U"沿海", U"沿边", U"一级", U"二级",
      U"三级", U"双线", U"单线", U"新增", U"新建", U"在建", U"运营", U"通车", U"全省", U"全市",
      U"全区", U"全国", U"县乡", U"镇村", U"等级", U"智慧", U"绿色", U"国际", U"重载"};
  static constexpr std::u32string_view kGateways[] = {U"港", U"机场", U"综保区", U"综合保税区", U"高新区", U"经开区"};
  const std::u32string_view stem = sentence.View(begin, std::max(begin, end));
  if (stem.size() < 2 || !std::all_of(stem.begin(), stem.end(), IsHan)) return false;
  if (suffix == U"港" && sentence.At(end + 1) == U'区') return false;  // 大东港区.
  if (IsOneOf(suffix, kLines)) return stem.size() == 2 && !IsOneOf(stem, kClasses);
  return IsOneOf(suffix, kGateways) && ReadRegion(sentence.text, begin).length == static_cast<int>(stem.size());
}

// 市中心医院, 县图书馆新馆: in a text about one place there is only one.
bool IsOnlyOneOfPlace(std::u32string_view name) {
  static constexpr std::u32string_view kFacilities[] = {U"医院",   U"卫生院", U"图书馆", U"博物馆", U"文化馆",
                                                        U"体育馆", U"党校",   U"福利院", U"院区"};
  if (name.size() < 3 || !In(U"省市区县州旗镇乡", name[0])) return false;
  return std::any_of(std::begin(kFacilities), std::end(kFacilities), [&](std::u32string_view facility) {
    return name.size() > facility.size() && name.substr(name.size() - facility.size()) == facility;
  });
}

}  // namespace

bool IsCapacity(const Quantity& quantity) {
  return quantity.has_unit &&
         (quantity.dimension == catalog::Dimension::kMass || quantity.dimension == catalog::Dimension::kPower);
}

RegionRead ReadRegion(std::u32string_view text, int at) {
  if (!RegionOpenings::Get().Has(text, at)) return {};
  const std::string utf8 = EncodeUtf8(text.substr(static_cast<size_t>(at), kLongestRegion));
  const catalog::RegionMatch match = catalog::Catalogue::BuiltIn().gazetteer().MatchPrefix(utf8);
  if (!match) return {};
  const std::string_view name = std::string_view(utf8).substr(0, match.length);
  const auto code_points = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {match.regions.front(), static_cast<int>(code_points), name == match.regions.front()->name};
}

const catalog::Region* RegionWithin(std::string_view name, const catalog::Region& region) {
  for (const catalog::Region* found : catalog::Catalogue::BuiltIn().gazetteer().Find(name)) {
    if (found->code != region.code && catalog::Gazetteer::Within(found->code, region.code)) return found;
  }
  return nullptr;
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
