#include "services/extraction/name_lexicon.h"

#include <algorithm>

#include "services/extraction/dictionary.h"
#include "services/extraction/embedded_data.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {

const NameLexicon& NameLexicon::Get() {
  static const NameLexicon& lexicon = *new NameLexicon(NameTable());
  return lexicon;
}

NameLexicon::NameLexicon(std::string_view table) {
  ForEachWord(table, [this](std::string_view name, const std::u32string& word) { Add(name, word); });
  for (std::vector<Suffix>& suffixes : suffixes_) {
    std::stable_sort(suffixes.begin(), suffixes.end(),
                     [](const Suffix& a, const Suffix& b) { return a.word.size() > b.word.size(); });
  }
}

const Suffix* NameLexicon::SuffixAt(std::u32string_view text, int begin, int end) const {
  const char32_t last = text[static_cast<size_t>(end) - 1];
  if (last > 0xFFFF) return nullptr;
  for (const Suffix& suffix : suffixes_[suffixes_of_[last]]) {
    const int length = static_cast<int>(suffix.word.size());
    if (end - length >= begin && text.substr(static_cast<size_t>(end - length), suffix.word.size()) == suffix.word)
      return &suffix;
  }
  return nullptr;
}

int NameLexicon::SkipVerbs(std::u32string_view text, int begin, int end) const {
  while (begin < end) {
    const std::u32string_view words = text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
    const size_t length = std::max(verbs_.LongestAtBegin(words), apposed_.LongestAtBegin(words));
    if (length == 0) break;
    begin += static_cast<int>(length);
  }
  return begin;
}

bool NameLexicon::IsShortOfCompany(std::u32string_view name) const {
  const Suffix* suffix = name.empty() ? nullptr : SuffixAt(name, 0, static_cast<int>(name.size()));
  return suffix != nullptr && suffix->short_name;
}

bool NameLexicon::IsGenericAfterQuote(std::u32string_view name) {
  static constexpr std::u32string_view kClasses[] = {U"四上",   U"专精特新", U"小巨人", U"独角兽", U"瞪羚",
                                                     U"两重",   U"两新",     U"强",     U"冠军",   U"灯塔工厂",
                                                     U"十百千", U"百千万",   U"零地",   U"揭榜",   U"拿地即开工"};
  const std::u32string_view quotation = name.substr(0, name.find(U'”') + 1);
  // “时光1958”文创园 has the year of what it was; “12345”热线 is numbered.
  const auto year = std::find_if(quotation.begin(), quotation.end(), IsDigit);
  const std::u32string_view digits = quotation.substr(static_cast<size_t>(year - quotation.begin()));
  const bool of_year = quotation.size() >= 8 && (BeginsWith(digits, U"19") || BeginsWith(digits, U"20")) &&
                       digits.size() >= 5 && IsDigit(digits[3]) && !IsDigit(digits[4]) &&
                       std::count_if(quotation.begin(), quotation.end(), IsHan) >= 2;
  return (name.front() == U'“' && year != quotation.end() && !of_year) || HoldsAny(quotation, kClasses);
}

bool NameLexicon::IsGeneric(std::u32string_view name, bool village) const {
  size_t unknown = 0;
  size_t single = 0;
  for (size_t i = 0; i < name.size();) {
    const size_t length = generic_.LongestAtBegin(name.substr(i));
    // 三洲: a numeral that begins a name.
    const bool numeral = length == 1 && i == 0 && name.size() == 2 && In(U"三四五六七八九十双百千万", name[0]) &&
                         generic_.LongestAtBegin(name.substr(1)) == 0;
    // 和睦: no conjunction.
    const bool word = length == 1 && i == 0 && name.size() == 2 && name[0] == U'和';
    unknown += length == 0 || numeral || word ? 1 : 0;
    single += length == 1 ? 1 : 0;
    i += std::max<size_t>(length, 1);
  }
  // 前湾: one character of no known word makes a name of a known one.
  // 丰和 of 丰和小学.
  if (name.size() == 2 && name[1] == U'和' && !IsCommonWord(name)) return false;
  const bool coined = unknown == 1 && name.size() >= 4 && generic_.LongestAtBegin(name) <= 1 &&
                      !In(U"新老旧大小多全各", name[0]) && !IsCommonWord(name.substr(0, 2)) &&
                      !IsCommonWord(name.substr(1, 2));
  return !coined && unknown + (village && unknown > 0 ? single : 0) < 2;
}

void NameLexicon::Add(std::string_view name, const std::u32string& word) {
  if (name == "generic") {
    generic_.Add(word);
  } else if (name == "verb") {
    verbs_.Add(word);
    generic_.Add(word);
  } else if (name == "apposed") {
    apposed_.Add(word);
    generic_.Add(word);
  } else if (name == "reference") {
    references_.Add(word);
  } else {
    const SubjectKind kind = name == "organisation" || name == "company" ? SubjectKind::kOrganisation
                             : name == "project"                         ? SubjectKind::kProject
                             : name == "place"                           ? SubjectKind::kPlace
                                                                         : SubjectKind::kProgramme;
    if (name != "programme" && name != "place" && name != "company" && word.size() > 1) generic_.Add(word);
    uint16_t& index = suffixes_of_[word.back() & 0xFFFF];
    if (index == 0) {
      index = static_cast<uint16_t>(suffixes_.size());
      suffixes_.emplace_back();
    }
    suffixes_[index].push_back({word, kind, name == "company"});
  }
}

}  // namespace fangzhi::extraction
