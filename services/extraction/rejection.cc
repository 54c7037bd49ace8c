#include "services/extraction/rejection.h"

#include <algorithm>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kLongestEvent = 14;       // Of 举办2届亚欧博览会、.
constexpr size_t kLongestCounted = 10;  // Code points of 的县域增至.

// Words beside which a duration is what is measured.
constexpr View kMeasuredTime[] = {U"时限", U"时间", U"时长", U"用时", U"耗时", U"历时", U"寿命",   U"压缩",
                                  U"缩短", U"压减", U"工期", U"提速", U"提前", U"快",   U"慢",     U"推迟",
                                  U"平均", U"压至", U"减至", U"降至", U"缩至", U"缩减", U"住院日", U"周期",
                                  U"年龄", U"车程", U"等待", U"办结", U"审批", U"岁数", U"回收期", U"间隔",
                                  U"天数", U"学时", U"日照", U"工时", U"延长", U"仅用", U"只用",   U"用了"};

bool IsDuration(const Sentence& sentence, const Segment& segment, const Quantity& q) {
  if (q.dimension != catalog::Dimension::kTime && q.unit != "{工作日}") return false;
  const View before = sentence.View(segment.begin, q.begin);
  const View after = sentence.View(q.end, std::min(segment.end, q.end + 4));
  if (q.unit == "a") {
    const char32_t unit = sentence.At(q.end - 1);
    const bool age = sentence.View(q.begin, q.end).find(U'岁') != View::npos;
    if (!age) return !(HoldsAny(before, {U"寿命", U"年限", U"平均受教育"})) || unit == U'度';
    const View wide = sentence.View(std::max(sentence.extent.begin, q.begin - 24), q.begin);
    return !HoldsAny(before, {U"寿命", U"平均年龄"}) && !(q.begin - segment.begin <= 4 && HoldsAny(wide, {U"寿命"}));
  }
  // 仅用42天就完成签约: how fast it was done.
  if (In(U"就便", sentence.At(q.end)) && HoldsAny(before, {U"仅用", U"只用", U"用了", U"不到"})) return true;
  if (HoldsAny(before, kMeasuredTime) || (q.has_magnitude && q.unit == "h")) return false;
  if (after.substr(0, 2) == U"不到" || q.comparator == Comparator::kLessThan) return false;
  // The clause before may name it: 从报警到敲门,用时3分钟.
  const View wider = sentence.View(std::max(sentence.extent.begin, segment.begin - 16), segment.begin);
  if (HoldsAny(wider, {U"时限", U"时长", U"响应时间", U"办理时间", U"用时", U"天数"}) && q.begin - segment.begin < 10)
    return false;
  return !(q.unit == "s" || q.unit == "min") ||
         !HoldsAny(sentence.View(sentence.extent.begin, sentence.extent.end), {U"响应", U"平均"});
}

// What follows a number without unit shows that it numbers something: 3号, 601路, 第2期.
bool NumbersAName(const Sentence& sentence, const Quantity& q) {
  const char32_t next = sentence.At(q.end);
  if (next == 0) return false;
  if (IsAsciiLetter(next) || next == U'#' || next == U'℃' || next == U'_' || next == U'@') return true;
  if (next == U'-' && IsDigit(sentence.At(q.end + 1))) return true;
  if (In(U"号路线栋楼单室期届版次级类型座码股房机床舱师军团营连营季代", next)) return true;
  static constexpr View kWords[] = {U"热线",   U"国道", U"省道", U"县道", U"乡道", U"系列", U"工程", U"计划",
                                    U"行动",   U"体系", U"平台", U"政务", U"模式", U"智慧", U"系统", U"条款",
                                    U"工作法", U"强",   U"专项", U"战略", U"客机", U"铁路", U"高速", U"版"};
  const View after = sentence.View(q.end, std::min(sentence.extent.end, q.end + 3));
  return BeginsWithAny(after, kWords);
}

bool BesideLetters(const Sentence& sentence, const Quantity& q) {
  const char32_t before = sentence.At(q.begin - 1);
  if (IsAsciiLetter(before) || before == U'.' || before == U'№' || before == U'×' || before == U'_') return true;
  if (In(U"-–/~", before)) {
    const char32_t further = sentence.At(q.begin - 2);
    if (IsAsciiLetter(further) || IsDigit(further)) return true;
  }
  if (In(U"〔[【", before) || In(U"〕]", sentence.At(q.end))) return true;
  return In(U"+", before) && IsDigit(sentence.At(q.begin - 2));
}

// 5亿元以上项目1个, 超百亿元企业, 50万元以上的村: a bound within the noun that another number counts.
bool IsThreshold(const Sentence& sentence, const Segment& segment, const Quantity& q) {
  const char32_t next = sentence.At(q.end);
  const bool noun_follows = IsHan(next) || next == U'“';
  bool later = false;
  bool earlier = false;
  for (const Quantity& other : sentence.quantities) {
    later = later || (other.begin >= q.end && other.begin < segment.end);
    earlier = earlier ||
              (other.end <= q.begin && other.begin >= segment.begin && other.unit.size() > 2 && other.unit[0] == '{');
  }
  const View after = sentence.View(q.end, std::min(segment.end, q.end + 10));
  const bool bound = q.bound_suffix && (q.comparator == Comparator::kAtLeast || q.comparator == Comparator::kAtMost);
  static constexpr View kNouns[] = {U"项目", U"企业", U"产业", U"集群", U"村",   U"工程",     U"单位", U"小区", U"集团",
                                    U"群体", U"人口", U"老年", U"老人", U"儿童", U"的行政村", U"大型", U"公司", U"乡镇",
                                    U"楼宇", U"景区", U"医院", U"园区", U"人群", U"航道",     U"船舶", U"街区", U"大户",
                                    U"学校", U"机组", U"以上", U"城市", U"县域", U"县市",     U"城区", U"镇"};
  // 培育3个以上集群: counted, not a class.
  static constexpr std::string_view kCounters[] = {"{个}", "{家}", "{项}", "{条}", "{所}",
                                                   "{座}", "{处}", "{件}", "{支}"};
  if (bound && !later && std::find(std::begin(kCounters), std::end(kCounters), q.unit) != std::end(kCounters))
    return false;
  if (bound && noun_follows && (later || HoldsAny(after, kNouns)) && !In(U"和与及、", next)) {
    return q.unit != "%" || HoldsAny(after, {U"企业", U"项目"});
  }
  if (bound && next == U'(' && later) return false;
  const char32_t before = sentence.At(q.begin - 1);
  const bool over = In(U"超过逾达破", before);
  // 产值超10亿元的7家.
  if ((over || bound) && next == U'的' && q.unit[0] != '{') {
    for (const Quantity& other : sentence.quantities) {
      if (other.begin == q.end + 1 && other.unit.size() > 2 && other.unit[0] == '{') return true;
    }
  }
  // 经济总量超500亿元的县域增至12个.
  if (over && next == U'的' && q.unit[0] != '{') {
    for (const Quantity& other : sentence.quantities) {
      if (other.begin <= q.end || other.begin >= segment.end || other.unit.size() < 3 || other.unit[0] != '{') continue;
      const View between = sentence.View(q.end + 1, other.begin);
      static constexpr View kBuildings[] = {U"写字楼", U"大厦", U"大楼", U"商厦"};
      return between.size() <= kLongestCounted &&
             (HoldsAny(between, kNouns) || HoldsAny(between, kBuildings) || EndsWith(between, U"有"));
    }
  }
  // 48家注册资本在千万元以上: of those counted.
  if (bound && earlier && before == U'在' && q.dimension == catalog::Dimension::kMoney) return true;
  if (over && noun_follows && HoldsAny(after.substr(0, 6), kNouns) && q.unit.size() >= 2 && q.unit[0] != '{')
    return later || q.has_magnitude;
  if (over && earlier && q.dimension == catalog::Dimension::kMoney) {
    const View words = sentence.View(segment.begin, q.begin);
    return HoldsAny(words, {U"企业", U"项目", U"集群", U"村", U"产业规模"}) &&
           (q.bare_magnitude || !HoldsAny(words, {U"投资", U"总额"}));
  }
  return false;
}

// 连续5个季度居首: a run.
bool IsRun(const Sentence& sentence, const Quantity& q) {
  if (q.unit != "{个}" || sentence.View(std::max(sentence.extent.begin, q.begin - 2), q.begin) != U"连续") return false;
  const View after = sentence.View(q.end, std::min(sentence.extent.end, q.end + 2));
  return after == U"季度" || after == U"年度" || after == U"月份" || after == U"季节";
}

bool IsFrequency(const Sentence& sentence, const Segment& segment, const Quantity& q) {
  const View before = sentence.View(segment.begin, q.begin);
  static constexpr View kEvery[] = {U"每周", U"每月", U"每天", U"每日", U"每季度", U"每年至少", U"每人每"};
  if (q.unit == "{次}" && HoldsAny(before, kEvery)) return true;
  return !before.empty() && before.back() == U'每' && (q.dimension == catalog::Dimension::kTime || q.bare_magnitude);
}

// A rank stands after a word of rank or a field ranked within; else 第 only counts on.
std::string_view RejectOrdinal(const Sentence& sentence, const Segment& segment, const Quantity& q, const Lead& lead) {
  const View before = sentence.View(segment.begin, q.begin);
  const View after = sentence.View(q.end, std::min(sentence.extent.end, q.end + 3));
  const char32_t next = after.empty() ? 0 : after[0];
  if (q.digits_end == q.end &&
      In(U"时者方批期次届代步产书任线个轮版家条所课章节条款场支项道关梯一二三卷次责手站台季医棒", next))
    return "sequence";
  const bool ranked = (lead.classes & (kCueRank | kCueTo)) != 0;
  static constexpr View kFields[] = {U"全国", U"全省", U"全市", U"全区",   U"全县",   U"全球", U"世界", U"中部",
                                     U"西部", U"东部", U"东北", U"中西部", U"各省",   U"省内", U"国内", U"排名",
                                     U"位居", U"位列", U"居",   U"列",     U"名列",   U"排",   U"跻身", U"成为",
                                     U"全镇", U"同类", U"同行", U"区域",   U"长三角", U"行业", U"进入", U"升至",
                                     U"跃升", U"位次", U"前移", U"由",     U"从",     U"中"};
  if (q.top)
    return ranked || HoldsAny(before,
                              {U"全国", U"全省", U"全市", U"全球", U"世界", U"进入", U"跻身", U"居", U"列", U"排名"})
               ? ""
               : "sequence";
  if (sentence.At(q.begin) == U'首' || sentence.At(q.begin) == U'榜')
    return ranked || HoldsAny(before, kFields) ? "" : "sequence";
  if (next == U'大' || next == U'高' || next == U'长')
    return HoldsAny(before, {U"成为", U"跻身", U"居", U"列", U"全球", U"全国"}) ? "" : "sequence";
  if (ranked || HoldsAny(before, kFields)) {
    const bool ends =
        next == 0 || !IsHan(next) || In(U"的、且并较比进跃升和与及前晋提上", next) || q.digits_end != q.end;
    return ends ? "" : "sequence";
  }
  return "sequence";
}

}  // namespace

std::string_view RejectQuantity(const Sentence& sentence, const Segment& segment, const Quantity& q, const Lead& lead) {
  if (BesideLetters(sentence, q) && !q.signed_number) return "part_of_name";
  if (q.form == QuantityForm::kOrdinal) return RejectOrdinal(sentence, segment, q, lead);
  if (q.form == QuantityForm::kDoubling) return "";
  const char32_t before = sentence.At(q.begin - 1);
  const char32_t next = sentence.At(q.end);
  // 项目是“1”,服务是“0”.
  if (!q.has_unit && before == U'“' && next == U'”' && sentence.At(q.begin - 2) == U'是') return "part_of_name";
  if (before == U'第' || before == U'零' || (before == U'数' && q.chinese) || (before == U'几' && q.chinese))
    return "sequence";
  if (q.signed_number && sentence.At(q.begin) != U'+' && IsHan(before) && !q.has_unit) return "part_of_name";
  if (q.form == QuantityForm::kRatio || q.form == QuantityForm::kFraction) return "";
  if (q.tenths || q.dimension == catalog::Dimension::kRatio) return "";
  if (q.chinese && q.value < Decimal::FromInt(10)) return "small_numeral";
  const bool ten =
      sentence.At(q.begin) == U'十' && q.unit[0] == '{' && q.unit != "{字}";  // 十件: ten of them, not about ten.
  if (q.bare_magnitude && !ten) {
    const bool marked = q.comparator != Comparator::kEqual || (lead.classes & kCueComparator) != 0;
    if (!marked || next == U'级') return "vague";
    if (!q.has_unit && !q.has_magnitude) return "vague";
  }
  if (q.chinese && !q.has_unit && !(q.has_magnitude && !q.bare_magnitude) && !(q.bare_magnitude && q.has_magnitude))
    return "small_numeral";
  if ((q.chinese && In(U"大", next)) || (q.unit == "{大}" && !IsHan(next))) return "part_of_name";
  if (!q.has_unit && NumbersAName(sentence, q)) return "part_of_name";
  // 举办2届博览会: counted; 第2届, 2届: numbered.
  if (q.unit == "{届}" && IsHan(next) &&
      HoldsAny(sentence.View(std::max(sentence.extent.begin, q.begin - kLongestEvent), q.begin),
               {U"举办", U"承办", U"召开"}))
    return "";
  // 12345市民热线.
  static constexpr View kLines[] = {U"热线", U"市民", U"政务", U"便民", U"平台", U"投诉"};
  const int line = std::min(sentence.extent.end, q.begin + 5);
  if (sentence.View(q.begin, line) == U"12345" &&
      IsOneOf(sentence.View(line, std::min(sentence.extent.end, line + 2)), kLines))
    return "part_of_name";
  const bool unit_of_house = (q.unit == "{单}" && next == U'元') || (q.unit == "{单元}" && next == U'的');
  if (unit_of_house) return "part_of_name";  // 3单元的下水道.
  if (q.unit == "{点}" || q.unit == "{期}" || q.unit == "{版}" || q.unit == "{届}" || q.unit == "{号}" ||
      (q.unit == "{国}" && next == U'道'))
    return "part_of_name";
  if (next == U'道' && q.has_unit && In(U"国省县乡", sentence.At(q.end - 1))) return "part_of_name";
  if ((before == U'点' || before == U'时') && sentence.At(q.end - 1) == U'分') return "duration";
  if (before == U'“' && next == U'”' && IsHan(sentence.At(q.end + 1))) return "part_of_name";
  if (q.has_unit && In(U"级型", next) && q.dimension != catalog::Dimension::kMass &&
      q.dimension != catalog::Dimension::kMoney)
    return "grade";
  if (sentence.At(q.begin) == U'0' && IsDigit(sentence.At(q.begin + 1))) return "part_of_name";
  if (q.dimension == catalog::Dimension::kVoltage || q.dimension == catalog::Dimension::kFrequency) return "grade";
  if (q.unit == "[in_i]" || q.unit == "um" || q.unit == "nm") return "grade";
  // 年平均降水量263.5毫米.
  if (q.unit == "mm" &&
      !HoldsAny(sentence.View(std::max(segment.begin, q.begin - 6), q.begin), {U"降水", U"降雨", U"雨量", U"蒸发量"}))
    return "grade";
  if (q.has_magnitude && next == U'级') return "vague";
  if (next == U'内' && IsHan(sentence.At(q.end + 1)) &&
      (q.dimension == catalog::Dimension::kLength || q.dimension == catalog::Dimension::kTime)) {
    return "threshold_in_indicator";
  }
  for (View word : {View(U"攻坚"), View(U"行动"), View(U"工程行动")}) {
    if (q.unit[0] != '{' && sentence.View(q.end, std::min(sentence.extent.end, q.end + 2)) == word)
      return "part_of_name";
  }
  if (IsFrequency(sentence, segment, q)) return "frequency";
  if (IsRun(sentence, q)) return "duration";
  if (IsThreshold(sentence, segment, q)) return "threshold_in_indicator";
  if (IsDuration(sentence, segment, q)) return "duration";
  if (!q.has_unit && !q.has_magnitude) {
    // A bare number counts where the words before it name a count or an index.
    const View core = sentence.View(lead.core.begin, std::max(lead.core.begin, lead.core.end));
    const bool said = (lead.classes & (kCueLight | kCueTo | kCueComparator | kCueUp | kCueDown | kCueAdverb)) != 0 ||
                      lead.from || q.signed_number || lead.of;
    const bool ends =
        next == 0 || (!IsHan(next) && next != U'-' && next != U'/') || (sentence.TokenBeginningAt(q.end) >= 0);
    const bool indicator = !core.empty() && (In(U"数比率分值量度差", core.back()) ||
                                             HoldsAny(core, {U"指数", U"得分", U"评分", U"系数", U"收入比"}));
    if (!ends) return "part_of_name";
    if (In(U"“‘", before))
      return (lead.classes & (kCueRank | kCueLight)) != 0 || lead.words.begin == q.begin ? "" : "bare_number";
    if (!indicator && !(said && lead.core.end <= lead.core.begin && (lead.classes & kCueTo) != 0)) return "bare_number";
  }
  return "";
}

}  // namespace fangzhi::extraction
