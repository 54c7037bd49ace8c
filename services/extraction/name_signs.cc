#include "services/extraction/name_signs.h"

#include <algorithm>
#include <utility>

#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestInBrackets = 12;  // Code points of (绵阳)有限公司.
constexpr int kLongestQualifier = 24;   // Code points of 这个由旧厂改建的.

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

}  // namespace

bool RunsIntoWord(const Sentence& sentence, int end) {
  static constexpr std::pair<std::u32string_view, std::u32string_view> kWords[] = {
      {U"学", U"生者员"}, {U"心", U"城"}, {U"园厂院馆站所店社场", U"长"}, {U"院", U"士校"}, {U"业", U"化"}};
  const char32_t last = sentence.At(end - 1);
  const char32_t next = end < sentence.extent.end ? sentence.At(end) : 0;
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](const auto& word) { return In(word.first, last) && In(word.second, next); });
}

bool GoesOnAsName(const NameLexicon& lexicon, const Sentence& sentence, int from, int end, const Suffix& suffix) {
  if (suffix.word.size() >= 4 && suffix.word.substr(suffix.word.size() - 4) == U"有限公司") return false;
  if (suffix.kind == SubjectKind::kPlace && BecomesWorks(sentence, end)) return true;
  // 栖川经济开发区白芦片区.
  const bool zone = suffix.word.size() > 1 && suffix.word.back() == U'区' && suffix.kind == SubjectKind::kProject;
  const bool line = end > from && In(U"速路铁", sentence.At(end - 1));  // 兰海高速…互通连接线.
  // 鲤江 of 福建鲤江食品有限公司, 临港 of 鲤湾临港粮油产业园.
  const bool water = suffix.word.size() == 1 && In(U"江河湖渠港海路街巷", suffix.word[0]);
  // 惠显光电 of 惠显光电(绵阳)有限公司.
  if (suffix.short_name && sentence.At(end) == U'(') {
    static constexpr std::u32string_view kRest[] = {U"有限公司", U"股份", U"集团", U"科技"};
    const std::u32string_view rest = sentence.View(end, std::min(sentence.extent.end, end + kLongestInBrackets));
    const size_t close = rest.find(U')');
    if (close != std::u32string_view::npos && BeginsWithAny(rest.substr(close + 1), kRest)) return true;
  }
  // 拓金汽车 of 拓金汽车零部件有限公司.
  const bool settlement = suffix.word == U"社区" || suffix.word == U"小区" || suffix.word == U"村";
  const int farthest = water ? 14 : line || suffix.short_name || settlement ? 10 : 6;
  for (int k = end + 1; k <= std::min(sentence.extent.end, end + farthest); ++k) {
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
    if (zone && other != nullptr && other->word == U"片区") return true;
    static constexpr std::u32string_view kLong[] = {U"公司", U"集团", U"园", U"园区", U"基地"};
    if (water && other != nullptr && EndsWithAny(other->word, kLong)) return true;
    if (suffix.short_name && other != nullptr && EndsWith(other->word, U"有限公司")) return true;
    if (k > end + (line || settlement ? 10 : 6)) continue;
    // 王寨佳苑安置小区.
    if (other != nullptr && other->word == U"小区" && suffix.kind == SubjectKind::kPlace && suffix.word.size() > 1 &&
        k == end + 4 && sentence.View(end, end + 2) == U"安置")
      return true;
    if (other == nullptr || other->kind == SubjectKind::kPlace || other->short_name) continue;
    if (k > end + 6 && !line && other->kind != SubjectKind::kOrganisation) continue;
    if (k - static_cast<int>(other->word.size()) <= end || In(U"期区段块", c)) return true;
    // 机厂社区长者餐厅.
    if (suffix.kind == SubjectKind::kPlace && other->kind == SubjectKind::kOrganisation && !water &&
        lexicon.IsGeneric(sentence.View(end, k - static_cast<int>(other->word.size())), false))
      return true;
  }
  return false;
}

bool NameGoesOnAfterQuote(const NameLexicon& lexicon, const Sentence& sentence, int close) {
  for (int k = close + 2; k <= std::min(sentence.extent.end, close + 9); ++k) {
    if (!IsHan(sentence.At(k - 1))) return false;
    if (lexicon.SuffixAt(sentence.text, close + 1, k) != nullptr) return true;
  }
  return false;
}

int PastActs(const Sentence& sentence, int begin, int end) {
  static constexpr std::u32string_view kActs[] = {
      U"布局建设", U"开工建设", U"启动建设", U"加快建设", U"谋划建设", U"变身", U"变成",     U"变为",     U"改造成",
      U"改造为",   U"改建成",   U"改建为",   U"打造成",   U"升级为",   U"化身", U"规划建设", U"推进建设", U"引导设立",
      U"发起设立", U"联合组建", U"驶出",     U"驶入",     U"驶进",     U"走进", U"走出",     U"来到",     U"开进",
      U"运往",     U"探访",     U"携手",     U"走回",     U"回到",     U"步入"};
  const std::u32string_view words = sentence.View(begin, std::max(begin, end));
  for (const std::u32string_view act : kActs) {
    const size_t at = words.rfind(act);
    if (at != std::u32string_view::npos) return begin + static_cast<int>(at + act.size());
  }
  return begin;
}

bool IsDescription(const Sentence& sentence, int quotation) {
  if (quotation <= sentence.extent.begin) return false;
  const std::u32string_view before = sentence.View(sentence.extent.begin, quotation);
  static constexpr std::u32string_view kBecame[] = {U"变成", U"打造成", U"改造成", U"建设成", U"升级成", U"蝶变成"};
  if (EndsWithAny(before, kBecame)) return true;
  if (!In(U"的为", sentence.At(quotation - 1))) return false;
  const std::u32string_view clause = before.substr(before.find_last_of(U",;:。") + 1);
  static constexpr std::u32string_view kCalled[] = {U"是",   U"成了", U"成为", U"变成",
                                                    U"变为", U"称为", U"叫作", U"沦为"};
  return HoldsAny(clause, kCalled);
}

bool IsTitleOf(const Sentence& sentence, int after) {
  static constexpr std::u32string_view kTitled[] = {U"测评", U"评选", U"创建", U"称号", U"品牌", U"考核", U"名单",
                                                    U"竞赛", U"大赛", U"评比", U"试点", U"行列", U"荣誉", U"建设"};
  const std::u32string_view words = sentence.View(after, std::min(after + 2, sentence.extent.end));
  return IsOneOf(words, kTitled);
}

bool IsClassifier(char32_t c) { return In(U"个座家片只支项条所一处栋幢间批", c); }

int DemonstrativeBefore(const Sentence& sentence, int begin) {
  if (begin <= sentence.extent.begin) return -1;
  if (In(U"该此本", sentence.At(begin - 1))) return begin - 1;
  if (sentence.At(begin - 2) == U'这' && IsClassifier(sentence.At(begin - 1))) return begin - 2;
  if (sentence.At(begin - 1) != U'的') return -1;
  for (int i = begin - 2; i >= sentence.extent.begin && begin - i <= kLongestQualifier; --i) {
    const char32_t c = sentence.At(i);
    if (c == U'这' && IsClassifier(sentence.At(i + 1))) return i;
    if (!IsHan(c) && !IsDigit(c) && c != U'.') return -1;
  }
  return -1;
}

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
    // 官巷社区是3个行政村组建的, 恒铰公司就是其中一家: what it is, not how many.
    const bool says_what = sentence.At(token.end - 1) == U'是';
    if (says_what || (token.classes & (kCueLight | kCueAdverb | kCueTo | kCueComparator)) == 0) return false;
    i = token.end;
  }
  return false;
}

bool IsFacility(std::u32string_view name) {
  static constexpr std::u32string_view kFacilities[] = {
      U"医院",   U"卫生院", U"卫生服务中心", U"新院",         U"院区",         U"图书馆",
      U"博物馆", U"文化馆", U"小学",         U"中学",         U"幼儿园",       U"养老院",
      U"敬老院", U"福利院", U"养老服务中心", U"党群服务中心", U"便民服务中心", U"文化中心"};
  return EndsWithAny(name, kFacilities);
}

bool IsOwnSize(const Sentence& sentence, const Quantity& size) {
  static constexpr std::u32string_view kBuilt[] = {U"建起", U"建成", U"建设了", U"打造", U"建了", U"盘活"};
  if (In(U"处个座栋块片条", sentence.At(size.begin - 1))) return false;
  const std::u32string_view before = sentence.View(sentence.extent.begin, size.begin);
  return !HoldsAny(before.substr(before.find_last_of(U",;:") + 1), kBuilt);
}

bool IsSized(const Sentence& sentence, int begin) {
  if (sentence.At(begin - 1) != U'的') return false;
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(), [&](const Quantity& q) {
    const bool size = q.dimension == catalog::Dimension::kMoney || q.dimension == catalog::Dimension::kArea;
    return size && q.end == begin - 1 && !q.bound_suffix && !In(U"超过逾", sentence.At(q.begin - 1)) &&
           IsOwnSize(sentence, q);
  });
}

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

bool IsOnlyOneOfPlace(std::u32string_view name) {
  static constexpr std::u32string_view kFacilities[] = {U"体育馆", U"党校"};
  return name.size() >= 3 && In(U"省市区县州旗镇乡", name[0]) && (IsFacility(name) || EndsWithAny(name, kFacilities));
}

}  // namespace fangzhi::extraction
