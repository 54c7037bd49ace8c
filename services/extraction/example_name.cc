#include "services/extraction/example_name.h"

#include <algorithm>
#include <string_view>

#include "services/extraction/dictionary.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

constexpr int kShortest = 2;
constexpr int kLongest = 10;

// True where the rest of the sentence goes on about a company: ,该公司2009年…, ,2016年公司….
bool GoesOnAboutCompany(View rest) {
  static constexpr View kCompanies[] = {U"该公司", U"公司", U"该企业", U"这家企业", U"这家公司"};
  const size_t clause = rest.find(U',');
  if (clause == View::npos) return false;
  View next = rest.substr(clause + 1);
  while (!next.empty() && (IsDigit(next[0]) || In(U"年去今月", next[0]))) next.remove_prefix(1);
  return BeginsWithAny(next, kCompanies);
}

}  // namespace

std::optional<NameMention> FindExample(const Sentence& sentence) {
  static constexpr View kEnds[] = {U"为例", U"便是一例", U"就是一例", U"即是一例", U"便是其中之一", U"就是其中之一"};
  const View text = sentence.View(sentence.extent.begin, sentence.extent.end);
  if (text.find_first_of(U"例之") == View::npos) return std::nullopt;
  for (const View word : kEnds) {
    const size_t at = text.find(word);
    if (at == View::npos) continue;
    if (!GoesOnAboutCompany(text.substr(at + word.size()))) continue;
    const int end = sentence.extent.begin + static_cast<int>(at);
    int begin = end;
    while (begin > sentence.extent.begin && !In(U"的以", sentence.At(begin - 1)) &&
           (IsHan(sentence.At(begin - 1)) || IsAsciiLetter(sentence.At(begin - 1))))
      --begin;
    const View name = sentence.View(begin, end);
    if (end - begin < kShortest || end - begin > kLongest || IsCommonWord(name)) continue;
    NameMention example;
    example.begin = begin;
    example.end = end;
    example.words_begin = begin;
    example.kind = SubjectKind::kOrganisation;
    return example;
  }
  return std::nullopt;
}

}  // namespace fangzhi::extraction
