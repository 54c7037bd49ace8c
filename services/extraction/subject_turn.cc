#include "services/extraction/subject_turn.h"

#include <string>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

std::u32string Unquoted(View name) {
  if (name.size() > 2 && name.front() == U'“' && name.back() == U'”' && name.find(U'“', 1) == View::npos)
    name = name.substr(1, name.size() - 2);
  return std::u32string(name);
}

}  // namespace

const SubjectTurn* SubjectTurns::At(int at) const {
  const SubjectTurn* found = nullptr;
  for (const SubjectTurn& turn : turns) {
    if (turn.at < at) found = turn.until == 0 || at < turn.until ? &turn : nullptr;
  }
  return found;
}

SubjectReading ReadSubject(const Sentence& sentence, const NameMention& name) {
  std::u32string text;
  for (int i = name.begin; i < name.end;) {
    const int index = sentence.TokenBeginningAt(i);
    if (index >= 0) {
      const Token& token = sentence.tokens[static_cast<size_t>(index)];
      if (token.kind == TokenKind::kQuantity && IsCapacity(sentence.quantities[static_cast<size_t>(token.index)])) {
        i = token.end;
        continue;
      }
    }
    const char32_t c = sentence.At(i++);
    if (!IsBlank(c) && c != U'\n') text.push_back(c);
  }
  SubjectReading reading;
  reading.name = Unquoted(text);
  reading.extents = {{name.begin, name.end}};
  reading.kind = name.kind;
  reading.region = name.region;
  return reading;
}

}  // namespace fangzhi::extraction
