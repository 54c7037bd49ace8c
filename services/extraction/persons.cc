#include "services/extraction/persons.h"

#include <algorithm>
#include <string_view>

#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"
#include "services/extraction/word_set.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kFarthestTitle = 14;  // Code points between a name and the end of the title of who speaks for it.
constexpr int kLongestSpeech = 10;  // Code points between a name and the word that says it speaks.

// What stands in no given name, but after one.
constexpr View kNoGivenName = U"把说指在已的家为是和与就也介告带主从对每向有包正用给一二三四五六七八九十两多们";

// The commonest family names of one character that begin no common word after kRoles.
constexpr View kFamilies =
    U"王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎余潘杜戴夏钟汪姜范"
    U"姚谭廖邹熊陆郝孔崔邱秦江史顾侯邵孟龙雷钱汤尹黎贺赖龚庞樊殷施陶洪翟颜倪严温芦季俞葛伍韦毕聂丛焦柳邢岳莫庄辛祝涂"
    U"耿牟詹苗费纪靳盛童欧项裴席屈鲍覃霍翁隋植景柏宁柯阮桂闵柴冉吉饶刁瞿戚丘池滕晋邬臧褚廉娄奚穆邸冀姬屠郜晏栾望";

// 村民, 网格员: what one is, before the name.
constexpr View kRoles[] = {U"网格员", U"网格长", U"社员",   U"村民",   U"果农", U"茶农", U"菜农",
                           U"花农",   U"种植户", U"养殖户", U"脱贫户", U"渔民", U"牧民", U"护林员",
                           U"店主",   U"摊主",   U"楼栋长", U"大户",   U"农户", U"农民"};

const WordSet& Roles() {
  static const WordSet& roles = *[] {
    auto* set = new WordSet;
    for (const View role : kRoles) set->Add(role);
    return set;
  }();
  return roles;
}

bool Speaks(const Sentence& sentence, int at) {
  const View after = sentence.View(at, std::min(sentence.extent.end, at + kLongestSpeech));
  return TellOfSpeech(after.substr(0, after.find_first_of(U",:;。")));
}

// Where the name that begins at `at` ends; `at` where none does.
int EndOfName(const Sentence& sentence, int at) {
  if (!In(kFamilies, sentence.At(at)) || !IsHan(sentence.At(at + 1))) return at;
  if (In(kNoGivenName, sentence.At(at + 1))) return at;
  const char32_t third = sentence.At(at + 2);
  const bool verb = VerbLength(sentence.View(at + 2, std::min(sentence.extent.end, at + 8))) > 1;
  const int end = at + (IsHan(third) && !In(kNoGivenName, third) && !verb ? 3 : 2);
  static constexpr View kAfterName =
      U"把家在将一的今从种养承流卖做拿接用开带有每去靠先,";  // What a person does or has follows.
  return In(kAfterName, sentence.At(end)) ? end : at;
}

}  // namespace

bool TellOfSpeech(View words) {
  static constexpr View kSpeaking[] = {U"说",   U"介绍", U"告诉", U"表示", U"坦言", U"透露",
                                       U"笑道", U"感慨", U"感叹", U"道出", U"算"};
  return HoldsAny(words, kSpeaking);
}

std::vector<NameMention> FindPersons(const Sentence& sentence) {
  std::vector<NameMention> persons;
  for (int i = sentence.extent.begin; i < sentence.extent.end; ++i) {
    const size_t role = Roles().LongestAtBegin(sentence.View(i, sentence.extent.end));
    const int begin = i + static_cast<int>(role);
    if (role == 0 || begin + 1 >= sentence.extent.end) continue;
    const int end = EndOfName(sentence, begin);
    if (end == begin || Speaks(sentence, end)) continue;
    NameMention person;
    person.begin = begin;
    person.end = end;
    person.words_begin = i;
    person.kind = SubjectKind::kPerson;
    persons.push_back(person);
    i = end - 1;
  }
  return persons;
}

std::vector<NameMention> FindIntroduced(const Sentence& sentence) {
  static constexpr View kWho[] = {U"岁的",   U"网格员", U"网格长", U"居民",   U"村民",   U"市民",   U"老人",
                                  U"党员",   U"楼长",   U"楼栋长", U"志愿者", U"工人",   U"职工",   U"教师",
                                  U"社工",   U"店主",   U"摊主",   U"老板",   U"农户",   U"果农",   U"茶农",
                                  U"菜农",   U"大户",   U"大学生", U"创业者", U"手艺人", U"主理人", U"老兵",
                                  U"老党员", U"护林员", U"养殖户", U"种植户", U"批发商", U"经营者", U"返乡青年"};
  std::vector<NameMention> persons;
  for (int i = sentence.extent.begin; i < sentence.extent.end; ++i) {
    const View rest = sentence.View(i, sentence.extent.end);
    for (const View who : kWho) {
      const int begin = i + static_cast<int>(who.size());
      if (!BeginsWith(rest, who) || !In(kFamilies, sentence.At(begin)) || !IsHan(sentence.At(begin + 1)) ||
          In(kNoGivenName, sentence.At(begin + 1)) || IsCommonWord(sentence.View(begin, begin + 2)))
        continue;
      const char32_t third = sentence.At(begin + 2);
      NameMention person;
      person.begin = begin;
      person.end = begin + (IsHan(third) && !In(kNoGivenName, third) ? 3 : 2);
      person.words_begin = i;
      person.kind = SubjectKind::kPerson;
      persons.push_back(person);
      break;
    }
  }
  return persons;
}

Extent SpeakerFor(const Sentence& sentence, int at) {
  static constexpr View kTitles[] = {U"董事长", U"总经理", U"负责人", U"厂长", U"副总裁", U"总裁",
                                     U"理事长", U"创始人", U"经理",   U"书记", U"主任",   U"院长",
                                     U"校长",   U"老板",   U"店主",   U"总监", U"工程师", U"主理人"};
  const View rest = sentence.View(at, std::min(sentence.extent.end, at + kFarthestTitle));
  for (size_t i = 0; i < rest.size() && IsHan(rest[i]); ++i) {
    for (const View title : kTitles) {
      if (!BeginsWith(rest.substr(i), title)) continue;
      const int begin = at + static_cast<int>(i + title.size());
      if (!In(kFamilies, sentence.At(begin)) || !IsHan(sentence.At(begin + 1)) ||
          IsCommonWord(sentence.View(begin, begin + 2)))
        continue;
      return {begin, begin + (IsHan(sentence.At(begin + 2)) ? 3 : 2)};
    }
  }
  return {at, at};
}

bool StandsForPerson(const Sentence& sentence, int at) {
  static constexpr View kWords[] = {U"他家", U"她家", U"我家", U"自家", U"他一", U"她一", U"他带", U"她带", U"自己"};
  if (IsOneOf(sentence.View(at, std::min(sentence.extent.end, at + 2)), kWords)) return true;
  // 今年以来她入户600多次; not 她说.
  static constexpr View kDoes[] = {U"入户", U"走访", U"上门", U"种", U"养", U"承包", U"调解",
                                   U"帮",   U"协调", U"收入", U"挣", U"卖", U"租",   U"代办"};
  return In(U"他她", sentence.At(at)) && BeginsWithAny(sentence.View(at + 1, sentence.extent.end), kDoes);
}

int EndOfPersonsOwn(const Sentence& sentence, int at) {
  static constexpr View kOwn[] = {U"把自家的", U"把自家", U"将自家", U"家里的", U"家的", U"家里", U"家"};
  auto end = static_cast<size_t>(at);
  ReadWord(sentence.text, &end, kOwn);
  return static_cast<int>(end);
}

}  // namespace fangzhi::extraction
