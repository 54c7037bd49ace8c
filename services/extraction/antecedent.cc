#include "services/extraction/antecedent.h"

#include "services/extraction/name_lexicon.h"
#include "services/extraction/text_match.h"

namespace fangzhi::extraction {

using View = std::u32string_view;

bool CanStandFor(View word, const SubjectReading& named) {
  const View name = named.name;
  if (name == word) return false;
  static constexpr View kCompanyWords[] = {U"企业", U"公司", U"集团", U"厂里", U"厂区", U"工厂"};
  if (IsOneOf(word, kCompanyWords)) {
    static constexpr View kCompanies[] = {U"公司", U"集团", U"企业", U"实业", U"股份"};
    static constexpr View kWorks[] = {U"厂", U"公司"};
    if (named.kind != SubjectKind::kOrganisation) return false;
    if (NameLexicon::Get().IsShortOfCompany(name)) return true;  // 泰润泵业.
    return HoldsAny(name, kCompanies) || (word[0] != U'企' && word[0] != U'集' && HoldsAny(name, kWorks));
  }
  static constexpr View kParkWords[] = {U"园区", U"园内", U"园里", U"港里", U"基地", U"新城", U"片区"};
  if (IsOneOf(word, kParkWords)) {
    static constexpr View kParks[] = {U"园",     U"园区",   U"港",   U"谷",   U"基地", U"城",     U"集聚区",
                                      U"集中区", U"工业区", U"一期", U"二期", U"新区", U"开发区", U"片区"};
    if (word == U"片区" && Holds(name, word)) return true;
    return named.kind != SubjectKind::kRegion && EndsWithAny(name, kParks) && !EndsWith(name, U"幼儿园") &&
           !EndsWith(name, U"公园");
  }
  static constexpr View kEstateWords[] = {U"院落", U"院里", U"院内", U"院子", U"大院", U"小区", U"宿舍"};
  if (IsOneOf(word, kEstateWords)) {
    static constexpr View kEstates[] = {U"院", U"小区", U"宿舍", U"大院", U"苑", U"花园", U"家园", U"新村", U"公寓"};
    if (name.size() > 3 && name.back() == U'村' && In(U"一二三四五六七八九十", name[name.size() - 2])) return true;
    return EndsWithAny(name, kEstates) && !EndsWith(name, U"医院") && !EndsWith(name, U"卫生院");
  }
  static constexpr View kStreetWords[] = {U"街区", U"老街", U"商圈", U"街上"};
  if (IsOneOf(word, kStreetWords)) {
    static constexpr View kStreets[] = {U"街", U"街区", U"夜市", U"市集", U"集市",
                                        U"巷", U"商圈", U"里弄", U"坊",   U"路"};
    return named.kind != SubjectKind::kRegion && EndsWithAny(name, kStreets);
  }
  static constexpr View kSightWords[] = {U"景区", U"景点"};
  if (IsOneOf(word, kSightWords)) {
    static constexpr View kSights[] = {U"景区", U"风景区", U"公园", U"乐园", U"古镇", U"古城", U"度假区", U"露营地"};
    return named.kind != SubjectKind::kRegion && EndsWithAny(name, kSights);
  }
  static constexpr View kSchools[] = {U"小学", U"中学", U"学校", U"校区", U"初中", U"高中"};
  if (word == U"学校") return EndsWithAny(name, kSchools);
  static constexpr View kMalls[] = {U"综合体", U"商场"};
  if (IsOneOf(word, kMalls)) {
    static constexpr View kMallNames[] = {U"综合体", U"商场", U"广场", U"天地", U"天街", U"购物中心"};
    return EndsWithAny(name, kMallNames);
  }
  if (word == U"厂子") return EndsWith(name, U"厂");
  if (word == U"项目") return named.kind == SubjectKind::kProject;
  if (word == U"工程") return EndsWith(name, U"工程") || EndsWith(name, U"改造");
  if (word == U"村里" || word == U"全村" || word == U"村子") return EndsWith(name, U"村");
  if (word == U"全社区") return EndsWith(name, U"社区");
  return EndsWith(name, word);
}

void TakeLongestForm(const std::vector<SubjectReading>& named, SubjectReading* subject) {
  static constexpr View kCompanies[] = {U"公司", U"集团"};
  const View name = subject->name;
  const bool company = subject->kind == SubjectKind::kOrganisation && name.size() >= 4 && name.size() <= 6 &&
                       EndsWithAny(name, kCompanies);
  const SubjectReading* longest = nullptr;
  for (const SubjectReading& other : named) {
    if (other.kind != subject->kind ||
        other.name.size() <= (longest == nullptr ? subject->name.size() : longest->name.size()))
      continue;
    const bool by_stem = company && EndsWith(other.name, name.substr(name.size() - 2)) &&
                         Holds(other.name, name.substr(0, name.size() - 2));
    if (by_stem || EndsWith(other.name, name)) longest = &other;
  }
  if (longest != nullptr) subject->name = longest->name;
}

}  // namespace fangzhi::extraction
