#include "services/extraction/own_region.h"

#include "services/extraction/dictionary.h"
#include "services/extraction/indicator_phrase.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {

using View = std::u32string_view;

bool IsOwnRegion(View word) {
  static constexpr View kWords[] = {U"街道", U"全街道", U"全镇",     U"全乡", U"全县",   U"全区", U"全市",
                                    U"全省", U"我省",   U"我市",     U"我县", U"我区",   U"全州", U"全域",
                                    U"辖区", U"镇",     U"全自治区", U"镇里", U"街道里", U"乡里", U"镇上"};
  return IsOneOf(word, kWords);
}

View ShortOfRegion(View name) {
  for (View kind : {View(U"街道"), View(U"镇"), View(U"乡")}) {
    if (!EndsWith(name, kind) || name.size() < kind.size() + 2) continue;
    const View stem = name.substr(0, name.size() - kind.size());
    return stem.size() > 2 || !IsCommonWord(stem) ? stem : View();
  }
  return {};
}

bool BeginsWithShort(View words, View own) {
  const View name = ShortOfRegion(own);
  if (name.empty() || !BeginsWith(words, name)) return false;
  const View rest = words.substr(name.size());
  return name.size() > 2 || VerbLength(rest) > 0 || In(U"的在把将已也还以正拥现实完达累共全今去人", At(rest, 0));
}

bool IsOwnZone(View own, View word) {
  if (own.size() > word.size() + 1 && own.back() == U'园' && (word == U"园区" || EndsWith(own, word))) return true;
  if (own.size() <= word.size() + 1 || own.back() != U'区') return false;
  if (EndsWith(own, word)) return true;
  const bool zone =
      EndsWith(own, U"开发区") || EndsWith(own, U"园区") || EndsWith(own, U"高新区") || EndsWith(own, U"经开区");
  return zone && (word == U"园区" || word == U"全区" || word == U"经开区" || word == U"开发区");
}

bool IsOwnZoneShort(View own, View name) {
  if (name.size() < 5 || name.size() >= own.size() || !EndsWith(name, U"区")) return false;
  return own.substr(0, 2) == name.substr(0, 2) && ((EndsWith(name, U"经开区") && EndsWith(own, U"开发区")) ||
                                                   (EndsWith(name, U"高新区") && Holds(own, U"高新")) ||
                                                   (EndsWith(name, U"开发区") && EndsWith(own, U"开发区")));
}

}  // namespace fangzhi::extraction
