#include "services/extraction/governing_name.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/name_place.h"
#include "services/extraction/name_signs.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestRelative = 14;   // Code points of 镇里去年引进的.
constexpr int kFarthestAttribute = 8;  // Code points between a name and the figure of 总建筑面积 after it.
constexpr size_t kLongestWhere = 10;   // Code points of 厂区原址上.

class Rules {
 public:
  explicit Rules(const TurnDraft& draft) : sentence_(draft.sentence), draft_(draft) {}

  bool Hold(const NameMention& name, const Segment& segment) const {
    const int before = sentence_.At(name.begin - 1) == U'“' ? name.begin - 2 : name.begin - 1;
    // “居民议事厅”里,大家举手表决: where, not who; but 食堂里,套餐卖9块钱: what is sold there is its own.
    const int after = sentence_.At(name.end) == U'”' ? name.end + 1 : name.end;
    static constexpr View kShops[] = {U"食堂", U"饭堂", U"餐厅", U"民宿", U"书店", U"市场", U"集市", U"超市"};
    static constexpr View kWays[] = {U"大道", U"路", U"街", U"巷", U"桥", U"江", U"河", U"湖", U"海"};
    if (sentence_.At(after) == U'上' && EndsWithAny(sentence_.View(name.begin, name.end), kWays)) return false;
    if (In(U"里内旁外", sentence_.At(after)) && !name.reference &&
        !EndsWithAny(sentence_.View(name.begin, name.end), kShops))
      return false;
    // 其中京津项目占四成: a part of what was counted.
    if (sentence_.At(name.end) == U'占' &&
        sentence_.View(std::max(segment.begin, name.begin - 2), name.begin) == U"其中")
      return false;
    if (!name.object && IsAtHead(sentence_, segment, name.reference ? name.words_begin : name.begin)) return true;
    // 往南走几步就是珍珠路农贸市场。
    static constexpr View kIs[] = {U"就是", U"便是", U"正是"};
    if (!name.reference && name.end >= segment.end && EndsWithAny(sentence_.View(segment.begin, name.begin), kIs))
      return true;
    // 成立国有控股的安沁物业公司,打包接管…: what was set up acts on.
    static constexpr View kSetUp[] = {U"成立", U"组建", U"设立", U"引进", U"引入", U"招引", U"引来"};
    // A squad, or station, is the street's own: 组建“红马甲”巡防队,….
    static constexpr View kSquads[] = {U"队", U"团", U"站", U"点"};
    const bool set_up = !name.reference && name.kind == SubjectKind::kOrganisation && after == segment.end &&
                        HoldsAny(sentence_.View(segment.begin, name.begin), kSetUp) &&
                        !EndsWithAny(sentence_.View(name.begin, name.end), kSquads);
    if (set_up) return true;
    // 引进恒拓文化公司投资4800万元进行改造.
    static constexpr View kPays[] = {U"投资", U"出资", U"投入"};
    if (!name.reference && name.kind == SubjectKind::kOrganisation &&
        HoldsAny(sentence_.View(segment.begin, name.begin), kSetUp) &&
        IsOneOf(sentence_.View(name.end, std::min(segment.end, name.end + 2)), kPays))
      return true;
    if (!name.reference && sentence_.At(before) == U'的' && segment.begin == sentence_.extent.begin) {
      if (name.kind == SubjectKind::kProgramme || sentence_.At(name.begin) == U'“' || before == name.begin - 2)
        return true;
      // 扎根镇里26年的德丰源电子有限公司,…: the clause is only the name.
      const bool thing = name.kind == SubjectKind::kPlace || name.kind == SubjectKind::kProject;
      const bool built = std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
        return q.begin >= segment.begin && q.end <= name.begin && !IsOwnSize(sentence_, q);
      });
      const bool described = thing && !built && VerbLength(sentence_.View(draft_.HeadOf(segment), name.begin)) == 0;
      if (!name.object && (described || name.kind == SubjectKind::kOrganisation) && name.end == segment.end)
        return true;
    }
    // 群众翘首以盼的张庄安置房项目总建筑面积18.7万平方米.
    if (!name.reference && !name.object && sentence_.At(before) == U'的' && HasAttribute(name)) return true;
    if (!name.reference && !name.object && sentence_.At(before) == U'的' &&
        (HasRelativeClause(segment, before) || IsToldOf(name, segment) || IsSingledOut(name, segment, before)))
      return true;
    // 该社区“小候鸟”课堂, 公司的光学膜项目: of what was just taken up.
    const std::vector<SubjectTurn>& turns = draft_.found.turns;
    const int owner_end = before + (sentence_.At(before) == U'的' ? 0 : 1);
    if (!turns.empty() && turns.back().at >= segment.begin && before >= 0 && turns.back().words.end == owner_end)
      return true;
    // 村里的“江中鲜”合作社.
    static constexpr View kOwners[] = {U"村里", U"镇里", U"街道", U"社区", U"园区", U"县里", U"区里", U"辖区"};
    const int head = draft_.HeadOf(segment);
    if (!name.reference && sentence_.At(before) == U'的' && before == head + 2 &&
        IsOneOf(sentence_.View(head, before), kOwners))
      return true;
    return IsQualifiedByFigure(sentence_, segment, name);
  }

 private:
  // True where what one thing has follows the name, and a figure after it.
  bool HasAttribute(const NameMention& name) const {
    static constexpr View kAttributes[] = {U"总投资",   U"总建筑面积", U"建筑面积", U"占地",
                                           U"营业面积", U"总面积",     U"总用地",   U"规划面积",
                                           U"设床位",   U"设有床位",   U"全长",     U"计划投资"};
    const View rest = sentence_.View(name.end, sentence_.extent.end);
    return BeginsWithAny(rest, kAttributes) &&
           std::any_of(sentence_.quantities.begin(), sentence_.quantities.end(), [&](const Quantity& q) {
             return q.begin > name.end && q.begin - name.end <= kFarthestAttribute;
           });
  }

  // 即将投用的石塘二小, 去年启动的跃进片区改造工程: the clause from the head of `segment` to the 的 at `de` says what
  // became of the name after it.
  bool HasRelativeClause(const Segment& segment, int de) const {
    static constexpr View kBecame[] = {U"投用", U"启用", U"启动", U"建成", U"投产", U"开工", U"完工", U"竣工", U"开业",
                                       U"开园", U"引来", U"引进", U"落户", U"成立", U"落成", U"通车", U"引入", U"新建",
                                       U"在建", U"招引", U"挂牌", U"创办", U"建设", U"揭牌", U"投建", U"打造", U"承建",
                                       U"运营", U"造成", U"改建", U"居住", U"所在", U"改成", U"出来", U"改造", U"组成"};
    // 她住的滨江人才公寓.
    if (In(U"他她我", sentence_.At(draft_.HeadOf(segment))) && de - draft_.HeadOf(segment) <= 4) return true;
    if (de - draft_.HeadOf(segment) > kLongestRelative ||
        !IsOneOf(sentence_.View(std::max(segment.begin, de - 2), de), kBecame))
      return false;
    // 加快推进即将投用的…: the object of another verb.
    return VerbLength(sentence_.View(draft_.HeadOf(segment), de - 2)) == 0;
  }

  // 厂区原址上的江湾智造产业园一期封顶, 最高的长山村达811万元: where it lies, or how it stands out, goes before it.
  bool IsSingledOut(const NameMention& name, const Segment& segment, int de) const {
    const View before = sentence_.View(draft_.HeadOf(segment), de);
    if (before.empty() || before.size() > kLongestWhere || VerbLength(before) > 0) return false;
    static constexpr View kLast[] = {U"垫底", U"领先", U"领跑", U"居首", U"第一", U"突出"};
    if (before[0] == U'最' || IsOneOf(before, kLast)) return true;
    return In(U"上里内旁边处畔侧远近邻隔", before.back()) && !In(U"、和与", sentence_.At(name.end));
  }

  // 深耕检测行业的南通易联检测技术有限公司去年营业收入达…: a time or a light verb comes right after the name that opens
  // a sentence.
  bool IsToldOf(const NameMention& name, const Segment& segment) const {
    const int index = sentence_.TokenBeginningAt(name.end);
    // 旧办公楼里,不起眼的翎图视觉凭一套算法…: before any figure.
    const bool first = std::none_of(sentence_.quantities.begin(), sentence_.quantities.end(),
                                    [&](const Quantity& q) { return q.begin < name.begin; });
    if (first && name.kind == SubjectKind::kOrganisation && In(U"凭靠以把将已", sentence_.At(name.end))) return true;
    if (segment.begin != sentence_.extent.begin || index < 0) return false;
    const Token& token = sentence_.tokens[static_cast<size_t>(index)];
    const bool told = token.kind == TokenKind::kPeriod ||
                      (token.classes & (kCueAdverb | kCueFact | kCueLight | kCueTarget | kCueExpected)) != 0;
    return told && (token.classes & kCueWord) == 0;
  }

  const Sentence& sentence_;
  const TurnDraft& draft_;
};

}  // namespace

bool Governs(const TurnDraft& draft, const NameMention& name, const Segment& segment) {
  return Rules(draft).Hold(name, segment);
}

}  // namespace fangzhi::extraction
