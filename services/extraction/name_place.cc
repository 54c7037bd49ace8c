#include "services/extraction/name_place.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_lexicon.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/region_reading.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr size_t kLongestApposed = 12;  // Code points of 首家入驻企业、.
constexpr uint32_t kBeforeHead = kCueAdverb | kCueConj | kCueFact | kCueScope | kCueExpected | kCueTarget;

// 位于吴淞江畔的澄湖智造园: where it lies goes before it.
bool SaysWhere(View opening) {
  if (opening.size() > 20 || opening.empty()) return false;
  static constexpr View kLies[] = {U"位于",   U"坐落于", U"地处",   U"坐落在", U"建于",
                                   U"始建于", U"建成于", U"成立于", U"创办于"};
  const bool lies = BeginsWithAny(opening, kLies);
  return lies && (EndsWith(opening, U"的") || EndsWith(opening, U"的“"));
}

}  // namespace

bool StandsAlone(const Sentence& sentence, const NameMention& name) {
  static constexpr View kWhole[] = {U"饭堂", U"餐厅",   U"公司", U"园区",   U"食堂",   U"医院",
                                    U"学校", U"合作社", U"平台", U"大厦",   U"综合体", U"商圈",
                                    U"联盟", U"老街",   U"商场", U"研究院", U"实验室"};
  // 项目总投资4.8亿元.
  static constexpr View kAttributes[] = {U"总投", U"占地", U"总建", U"规划", U"建成",
                                         U"全部", U"概算", U"估算", U"建筑", U"设有"};
  if (sentence.View(name.begin, name.end) != U"社区" &&
      IsOneOf(sentence.View(name.end, std::min(sentence.extent.end, name.end + 2)), kAttributes))
    return true;
  const char32_t next = sentence.At(name.end);
  // 托管点由社区公服站改造而成; not 收入超200万元的村由2个增加到4个.
  if (next == U'由' && sentence.At(name.begin - 1) != U'的') return true;
  if (!IsHan(next) || In(U"内里的还每年把将也又已共则", next) || sentence.TokenBeginningAt(name.end) >= 0) return true;
  if (name.words_begin < name.begin ||
      VerbLength(sentence.View(name.end, std::min(sentence.extent.end, name.end + 8))) > 0)
    return true;
  // 元旦市场重新开门; not 市场主体.
  if (sentence.View(name.begin, name.end) == U"市场") return !In(U"主监经化份占需调机秩准价交", next);
  return IsOneOf(sentence.View(name.begin, name.end), kWhole) && !In(U"楼区", next);
}

bool IsApposed(View before) {
  static constexpr View kWhat[] = {U"企业、", U"公司、", U"单位、", U"项目、"};
  // 恒达有限公司、立讯有限公司 are two.
  if (EndsWith(before, U"限公司、") || EndsWith(before, U"团公司、")) return false;
  return before.size() <= kLongestApposed && EndsWithAny(before, kWhat) && before.find(U'、') + 1 == before.size();
}

bool IsAtHead(const Sentence& sentence, const Segment& segment, int at) {
  // 走进江苏锐驰精密传动有限公司的车间,…: what is visited is what is told of.
  static constexpr View kVisits[] = {U"走进", U"来到", U"步入", U"探访", U"置身"};
  if (BeginsWithAny(sentence.View(segment.begin, std::max(segment.begin, at)), kVisits) && at == segment.begin + 2)
    return true;
  if (SaysWhere(sentence.View(segment.begin, std::max(segment.begin, at)))) return true;
  if (IsApposed(sentence.View(segment.begin, std::max(segment.begin, at)))) return true;
  for (int i = segment.begin; i < at;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kQuoted && at < token.end) return true;
      if (token.kind != TokenKind::kPeriod && (token.classes & kBeforeHead) == 0) return false;
      i = token.end;
      continue;
    }
    // 另一个重点项目谏壁港粮食物流园.
    static constexpr View kAnother[] = {U"另一个", U"另一家", U"另一座"};
    if (BeginsWithAny(sentence.View(i, at), kAnother)) {
      i += 3;
      continue;
    }
    if (const size_t apposed = NameLexicon::Get().ApposedLength(sentence.View(i, at)); apposed > 0) {
      i += static_cast<int>(apposed);
      continue;
    }
    const char32_t c = sentence.At(i);
    int length = 1;
    if (IsHan(c) && !In(U"在由作为该此本据对到从了", c)) length = ReadRegion(sentence.text, i).length;
    if (length == 0) return false;
    i += length;
  }
  return true;
}

bool IsQualifiedByFigure(const Sentence& sentence, const Segment& segment, const NameMention& name) {
  const int at = sentence.At(name.begin - 1) == U'“' ? name.begin - 1 : name.begin;
  if (sentence.At(at - 1) != U'的' || sentence.At(name.end) == U'、') return false;
  return std::any_of(sentence.quantities.begin(), sentence.quantities.end(), [&](const Quantity& q) {
    const bool attribute = q.dimension == catalog::Dimension::kMoney || q.dimension == catalog::Dimension::kArea ||
                           q.dimension == catalog::Dimension::kLength || q.unit == "{层}" ||
                           (!q.has_unit && q.has_magnitude);
    return attribute && q.begin >= segment.begin && q.end <= at && at - q.end <= 6 && IsOwnSize(sentence, q);
  });
}

}  // namespace fangzhi::extraction
