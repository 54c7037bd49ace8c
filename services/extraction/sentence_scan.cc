#include "services/extraction/sentence_scan.h"

#include <algorithm>
#include <array>

#include "services/extraction/dictionary.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr int kLongestQuotedName = 24;

// The mark that closes a quotation opened by `open`; 0 where that opens none.
char32_t ClosingMark(char32_t open) {
  constexpr std::u32string_view kOpening = U"“《「『‘";
  constexpr std::u32string_view kClosing = U"”》」』’";
  const size_t at = kOpening.find(open);
  return at == std::u32string_view::npos ? 0 : kClosing[at];
}

// Where the quoted name that begins at `at` ends; `at` where what follows is speech, a lone figure, or no quotation.
int QuotedEnd(std::u32string_view text, int at, int limit) {
  const char32_t open = text[static_cast<size_t>(at)];
  const char32_t close = ClosingMark(open);
  if (close == 0) return at;
  const bool book = open == U'《';
  bool letters = false;
  bool date = false;  // “8·22”.
  for (int i = at + 1; i < limit && i - at <= kLongestQuotedName + (book ? 40 : 0); ++i) {
    const char32_t c = text[static_cast<size_t>(i)];
    if (c == close) return letters || book || date ? i + 1 : at;
    if (!book && In(U",。;!?:", c)) return at;
    letters = letters || IsHan(c) || IsAsciiLetter(c) || c == U'+';
    date = date || c == U'·';
  }
  return at;
}

class Scanner {
 public:
  Scanner(std::u32string_view text, Extent extent, const PeriodContext& context) : context_(context) {
    out_.text = text.substr(0, static_cast<size_t>(extent.end));
    out_.following = text.substr(static_cast<size_t>(extent.end));
    out_.extent = extent;
    const auto length = static_cast<size_t>(extent.end - extent.begin);
    out_.token_at.assign(length, -1);
    out_.tokens.reserve(length / 3 + 1);  // A guess.
  }

  Sentence Run() && {
    for (int i = out_.extent.begin; i < out_.extent.end;) i = Step(i);
    return std::move(out_);
  }

 private:
  int Step(int i) {
    const char32_t c = out_.text[static_cast<size_t>(i)];
    const bool joined = JoinsWord(i);
    // 当年: the year spoken of.
    if (c == U'当' && !out_.periods.empty() && out_.periods.back().period.last() && NextIs(i + 1, U'年') &&
        !NextIs(i + 2, U'度')) {
      PeriodMention mention;
      mention.begin = i;
      mention.end = i + 2;
      mention.period = Period::Year(static_cast<int>(out_.periods.back().period.last()->year()));
      Add(i, mention.end, TokenKind::kPeriod, 0, static_cast<int>(out_.periods.size()));
      out_.periods.push_back(mention);
      return mention.end;
    }
    if (!joined && kPeriodOpenings.Has(c)) {
      if (!out_.periods.empty()) TakeSaid(out_.periods.back());
      if (const auto period = ParsePeriod(out_.text, static_cast<size_t>(i), context_);
          period && PeriodStands(*period)) {
        Add(i, period->end, TokenKind::kPeriod, 0, static_cast<int>(out_.periods.size()));
        out_.periods.push_back(*period);
        return period->end;
      }
    }
    if (In(U"“《「『‘", c)) {
      const int end = QuotedEnd(out_.text, i, out_.extent.end);
      if (end > i) return Add(i, end, TokenKind::kQuoted, 0, -1);
    }
    if (OpensAtLeast(i)) return Add(i, i + 1, TokenKind::kCue, kCueAtLeast, -1);
    const Lexicon::Match cue = cues_.Longest(out_.text, static_cast<size_t>(i));
    if (kQuantityOpenings.Has(c) && !joined && (cue.length < 2 || IsDigit(c) || c == U'翻' || c == U'百')) {
      if (const auto quantity = ParseQuantity(out_.text, static_cast<size_t>(i));
          quantity && quantity->end <= out_.extent.end && !IsOrdinaryNumeral(*quantity)) {
        Add(i, quantity->end, TokenKind::kQuantity, 0, static_cast<int>(out_.quantities.size()));
        ShareUnit(*quantity);
        out_.quantities.push_back(*quantity);
        return quantity->end;
      }
    }
    // 较去年底净增: against the end of the year, not the year before.
    const int past = i + cue.length;
    const bool year_end = NextIs(past, U'底') || (NextIs(past, U'年') && past + 1 < out_.extent.end &&
                                                  In(U"底末初", out_.text[static_cast<size_t>(past) + 1]));
    if ((cue.classes & kCueYoy) != 0 && year_end) return i + 1;
    if (cue.length > 0) return Add(i, i + cue.length, TokenKind::kCue, cue.classes, -1);
    // A run of digits or letters that is no figure is passed over whole.
    int end = i + 1;
    if (IsDigit(c) || IsAsciiLetter(c)) {
      while (end < out_.extent.end &&
             (IsDigit(out_.text[static_cast<size_t>(end)]) || IsAsciiLetter(out_.text[static_cast<size_t>(end)])))
        ++end;
    }
    return end;
  }

  // What later words of time in the sentence refer to. 三年前,…全年…: of that year.
  void TakeSaid(const PeriodMention& mention) {
    if (!IsSaid(mention, out_.At(mention.begin - 1), out_.At(mention.end))) return;
    context_.said = mention.period;
    const int year = static_cast<int>(mention.period.last()->year());
    // 明年,…全年…: of the year ahead.
    const bool ahead = mention.has_year && mention.period.granularity() == Granularity::kYear &&
                       context_.anchor.last() && year > context_.anchor.last()->year();
    if (ahead) {
      context_.year = year;
      context_.plan = true;
    }
    const bool ago = EndsWith(out_.View(mention.begin, mention.end), U"年前") && NextIs(mention.end, U',');
    // 截至去年底,…;全年…: of that year.
    const bool year_end = mention.has_year && mention.period.is_as_of() && mention.period.last()->month() == 12 &&
                          EndsWith(out_.View(mention.begin, mention.end), U"底");
    if (ago || year_end) context_.year = year;
  }

  // 快于全国3.4个、1个百分点: the unit is written out once.
  void ShareUnit(const Quantity& quantity) {
    if (quantity.unit != "pp" || out_.quantities.empty()) return;
    Quantity& before = out_.quantities.back();
    const bool listed = before.unit == "{个}" && before.end + 1 == quantity.begin &&
                        In(U"、和与", out_.text[static_cast<size_t>(before.end)]);
    if (!listed) return;
    before.unit = quantity.unit;
    before.dimension = quantity.dimension;
  }

  bool NextIs(int i, char32_t c) const { return i < out_.extent.end && out_.text[static_cast<size_t>(i)] == c; }

  // 上百位客商, 走访企业上千家; not 线上百家商户, nor what is on top.
  bool OpensAtLeast(int i) const {
    if (out_.text[static_cast<size_t>(i)] != U'上' || i + 1 >= out_.extent.end) return false;
    if (!In(U"百千万", out_.text[static_cast<size_t>(i) + 1])) return false;
    const char32_t before = i > out_.extent.begin ? out_.text[static_cast<size_t>(i) - 1] : 0;
    if (In(U"以线网海路街场础会身手地面晚早马陆水村乡县省市度头桌树船车山江河千迈跨站跃登冲踏", before) ||
        IsCommonWord(out_.View(i - 1, i + 1)))
      return false;
    const auto quantity = ParseQuantity(out_.text, static_cast<size_t>(i) + 1);
    return quantity && quantity->bare_magnitude && quantity->has_unit;
  }

  // True where the character before makes `i` the inside of a word: MZ-3, 2.0.
  bool JoinsWord(int i) const {
    if (i == out_.extent.begin) return false;
    const char32_t before = out_.text[static_cast<size_t>(i) - 1];
    if (!IsDigit(out_.text[static_cast<size_t>(i)])) return false;
    return IsAsciiLetter(before) || IsDigit(before);
  }

  // A month or day alone is a period; 第一季 of a play is not, nor a numeral that only looks like one.
  bool PeriodStands(const PeriodMention& period) const { return period.end <= out_.extent.end; }

  // 三 of 三大产业, 零 of 零直排 and 零部件: part of a word, not a figure; nor is 十分 of 十分突出.
  bool IsOrdinaryNumeral(const Quantity& q) const {
    if (out_.View(q.begin, q.end) == U"十分" && !In(U"得满考扣加减", out_.At(q.begin - 1))) return true;
    const std::u32string_view zero = out_.View(q.begin, std::min(out_.extent.end, q.begin + 3));
    if (zero == U"零部件" || zero.substr(0, 2) == U"零件") return q.chinese;
    return q.chinese && q.form == QuantityForm::kAmount && !q.has_unit && q.value < Decimal::FromInt(10);
  }

  int Add(int begin, int end, TokenKind kind, uint32_t classes, int index) {
    const auto at = out_.token_at.begin() - out_.extent.begin;
    std::fill(at + begin, at + std::min(end, out_.extent.end), static_cast<int>(out_.tokens.size()));
    out_.tokens.push_back({begin, end, kind, classes, index});
    return end;
  }

  const Lexicon& cues_ = Lexicon::Cues();
  PeriodContext context_;
  Sentence out_;
};

}  // namespace

bool IsSaid(const PeriodMention& mention, char32_t before, char32_t after) {
  return mention.period.last() && mention.role != PeriodRole::kBy && !In(U"比较从由与自", before) && after != U'同';
}

bool MayHoldQuantity(std::u32string_view sentence) {
  static constexpr CharSet kSigns(U"0123456789成倍番第余万千百亿十首榜分前");
  for (size_t i = 0; i < sentence.size(); ++i) {
    const char32_t c = sentence[i];
    if (!kSigns.Has(c)) continue;
    const char32_t next = At(sentence, i + 1);
    const bool word = (c == U'首' && next != U'位') || (c == U'榜' && next != U'首') || (c == U'分' && next != U'之') ||
                      (c == U'前' && !IsHan(next));
    if (!word) return true;
  }
  return false;
}

Sentence ScanSentence(std::u32string_view text, Extent extent, const PeriodContext& context) {
  return Scanner(text, extent, context).Run();
}

std::u32string PlainText(const Sentence& sentence, Extent extent) {
  std::u32string text;
  for (int i = extent.begin; i < extent.end; ++i) {
    if (!IsBlank(sentence.At(i)) && sentence.At(i) != U'\n') text.push_back(sentence.At(i));
  }
  return text;
}

}  // namespace fangzhi::extraction
