#include "services/extraction/phrase_trimming.h"

#include "services/extraction/dictionary.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

// 组建由退休法官、老党员参加的“汉江红”调解队, 领导班子带队走访企业: who takes part is no part of what was done.
void DropActor(Phrase* own) {
  static constexpr View kActors[] = {U"带队", U"网格员", U"志愿者", U"专班", U"工作组", U"干部",
                                     U"民警", U"服务队", U"管家们", U"团队", U"专家"};
  for (View actor : kActors) {
    const size_t at = own->text.find(actor);
    if (at == View::npos || at + actor.size() + 3 > own->text.size()) continue;
    static constexpr View kBrought[] = {U"引来", U"邀请", U"发动", U"组织", U"动员"};
    const bool brought = BeginsWithAny(own->text, kBrought);  // 引来城里的设计团队盘活闲置农房.
    if (VerbLength(View(own->text).substr(at + actor.size())) < 2 || (VerbLength(own->text) > 0 && !brought)) continue;
    own->text.erase(0, at + actor.size());
    break;
  }
  const size_t verb = VerbLength(own->text);
  if (verb == 0 || own->text[verb] != U'由') return;
  const size_t of = own->text.rfind(U'的');
  if (of != View::npos && of > verb && of + 2 < own->text.size()) own->text.erase(verb, of + 1 - verb);
}

// 把11栋旧厂房改造成街区, 集聚了纺机企业, 他们每人联系3至5家企业.
void DropOpeningParticles(std::u32string* text) {
  if (*text == U"把" || (text->size() > 2 && In(U"却把", (*text)[0]))) text->erase(0, 1);
  if (const size_t verb = VerbLength(*text); verb > 0 && (*text)[verb] == U'了' && verb + 2 < text->size())
    text->erase(verb, 1);
  static constexpr View kThey[] = {U"他们", U"她们", U"我们", U"大家"};
  if (text->size() > 4 && BeginsWithAny(*text, kThey)) text->erase(0, 2);
}

constexpr View kPays[] = {U"投资", U"投入", U"出资"};

// 由街道投资380万元建设的中心, 联合辖区企业举办专场招聘会, 企业投资5亿元: who pays or takes part.
void DropPayer(std::u32string* text) {
  if (text->starts_with(U'由') && text->size() > 3 && EndsWithAny(*text, kPays)) text->erase(0, text->size() - 2);
  static constexpr View kWith[] = {U"联合", U"会同", U"携手"};
  static constexpr View kHeld[] = {U"举办", U"开展", U"组织", U"成立", U"开设", U"打造"};
  if (BeginsWithAny(*text, kWith)) {
    for (const View held : kHeld) {
      const size_t at = text->find(held, 3);
      if (at == std::u32string::npos || at + 4 > text->size()) continue;
      text->erase(0, at);
      break;
    }
  }
  static constexpr View kPayers[] = {U"企业", U"公司", U"街道", U"社区"};
  if (text->size() > 3 && BeginsWithAny(*text, kPayers) && IsSpending(View(*text).substr(2))) text->erase(0, 2);
}

// 搬入新厂后投入8000万元, 2023年9月开园以来已集聚企业68家, 用42天就完成签约300户: when or how fast it was done.
void DropCircumstance(std::u32string* text) {
  if (const size_t after = text->find(U'后');
      after != std::u32string::npos && after >= 3 && after <= 8 && after + 3 <= text->size() && VerbLength(*text) > 0 &&
      !IsInCommonWord(*text, after) &&
      (VerbLength(View(*text).substr(after + 1)) > 0 || IsOneOf(View(*text).substr(after + 1), kPays)))
    text->erase(0, after + 1);
  if (const size_t since = text->find(U"以来");
      since != std::u32string::npos && since <= 8 && since + 4 <= text->size())
    text->erase(0, since + (In(U"已共", (*text)[since + 2]) ? 3 : 2));
  // 从拿地到开工只用了68天.
  static constexpr View kTook[] = {U"只用", U"仅用", U"用了"};
  if (EndsWithAny(*text, kTook) && text->size() > 3) {
    text->resize(text->size() - 2);
    if (Holds(*text, U"从") && Holds(*text, U"到")) *text += U"用时";
  }
  if (const size_t quick = text->find(U"天就"); quick != std::u32string::npos) {
    size_t digits = quick;
    while (digits > 0 && IsDigit((*text)[digits - 1])) --digits;
    if (digits < quick && digits > 0 && In(U"用仅只才", (*text)[digits - 1])) text->erase(0, quick + 2);
  }
  // 地区生产总值连跨两个百亿元台阶、达到567亿元.
  static constexpr View kSteps[] = {U"连跨", U"连续跨", U"跨上", U"跨过", U"跃上", U"迈上",
                                    U"连上", U"登上",   U"突破", U"跨越", U"越过"};
  if (EndsWith(*text, U"台阶") || EndsWith(*text, U"大关") || EndsWith(*text, U"关口")) {
    for (const View step : kSteps) {
      const size_t at = text->find(step);
      if (at == std::u32string::npos || at < 2) continue;
      text->resize(at);
      break;
    }
  }
  // 平均办结时间由过去的5.5天缩短至2.1天.
  static constexpr View kOnce[] = {U"由过去", U"从过去", U"由原来", U"从原来",
                                   U"由最初", U"从最初", U"由以前", U"从以前"};
  for (const View once : kOnce) {
    if (EndsWith(*text, once)) text->resize(text->size() - once.size());
  }
}

// 像肖琴这样的网格员共有92名, 一份套餐只要10元, 专员们累计上门1100余次: which of them.
void DropExample(std::u32string* text) {
  if (const size_t like = text->find(U"这样的");
      text->starts_with(U'像') && like != std::u32string::npos && like + 5 <= text->size())
    text->erase(0, like + 3);
  static constexpr View kOnes[] = {U"一份", U"一碗", U"一顿"};
  if (text->size() >= 4 && BeginsWithAny(*text, kOnes)) text->erase(0, 2);
  const size_t people = text->find(U"们累计");
  if (people != std::u32string::npos && people > 0) text->erase(people, 3);
}

// 套餐才12元, 在考评中位列第一, 活跃在86个网格里.
void DropEnding(std::u32string* text) {
  static constexpr View kAreThere[] = {U"活跃", U"分布", U"散布", U"遍布", U"散落", U"坐落"};
  if (IsOneOf(View(*text), kAreThere)) text->clear();
  if (EndsInContest(*text)) text->pop_back();
  if (text->size() > 2 && In(U"才就仅", text->back()) && !IsCommonWord(View(*text).substr(text->size() - 2)))
    text->pop_back();
}

}  // namespace

bool IsSpending(View words) {
  static constexpr View kWords[] = {U"投入", U"投资", U"出资", U"斥资", U"投入资金", U"筹资", U"花费", U"拨款"};
  return IsOneOf(words, kWords);
}

bool EndsInContest(View words) {
  static constexpr View kContests[] = {U"测评中", U"评比中", U"考核中", U"考评中", U"评价中"};
  return EndsWithAny(words, kContests);
}

void TrimEnd(Phrase* phrase, View word) {
  if (EndsWith(phrase->text, word) && phrase->text.size() > word.size())
    phrase->text.resize(phrase->text.size() - word.size());
}

void TrimPhrase(Phrase* phrase) {
  std::u32string& text = phrase->text;
  if (!text.empty()) {
    DropOpeningParticles(&text);
    DropPayer(&text);
    DropCircumstance(&text);
    DropExample(&text);
    DropEnding(&text);
  }
  DropActor(phrase);
}

void DropCause(Phrase* phrase) {
  for (View verb : {View(U"带动"), View(U"拉动"), View(U"推动")}) {
    const size_t at = phrase->text.find(verb);
    if (at == View::npos || at < 3 || Head(phrase->text).empty()) continue;
    if (phrase->text.size() - at - verb.size() > Head(phrase->text).size()) phrase->text.erase(0, at + verb.size());
  }
}

}  // namespace fangzhi::extraction
