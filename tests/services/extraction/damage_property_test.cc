// Randomly damaged text, from a fixed seed: whatever the damage, every record stands where it says it does.

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <unordered_map>

#include "services/extraction/extractor.h"
#include "services/extraction/traditional.h"
#include "tests/services/extraction/output_checks.h"

namespace fangzhi::extraction {
namespace {

constexpr int kCases = 3000;

constexpr std::u32string_view kTexts[] = {
    U"曹娥街道2022年工作总结\n\n今年一季度，曹娥街道新增规上企业28家，规上工业总产值401.09亿元，同比增长17.12%"
    U"，增速居全区第3位。",
    U"2021年，城镇和农村居民人均可支配收入分别增长4.3%、5.5%；养老保险、医疗保险参保率均在99%以上，三次产业结构1.7:34."
    U"9:63.4。",
    U"一、2026年工作安排\n\n力争固定资产投资突破300亿元，预计新增就业不少于1.2万人（其中大学生3000余人），计划投资10-"
    U"20亿元。",
    U"截至6月底，“锦石里”邻里中心建筑面积3860平方米，总投入1,150余万元，其中六成来自社会资本，累计服务居民21.4万人次。",
    U"完成年度计划（32亿元）的46.3%，比序时进度慢6.7个百分点，由2019年的28家增加到去年的103家，研发投入翻了一番多。",
    U"指标\n单位\n数值\n增长\n工业总产值\n亿元\n28.5\n5.6\n固定资产投资\n亿元\n12.3\n-1.2\n财政收入\n万元\n8765\n3."
    U"1\n\n两百余家企业受益。",
    U"●PM2.5浓度35微克/立方米\n●三分之二的村达标\n●办结时长由6天压缩至2.5天\n●亩均税收相当于全区的1.4倍\n",
};

class Damager {
 public:
  explicit Damager(unsigned seed) : random_(seed) {
    const auto& simplified = SimplifiedForms();
    for (char32_t c = 0x4E00; c < 0xA000; ++c) {
      if (simplified[c] != c) traditional_[simplified[c]] = c;
    }
  }

  std::u32string Text() {
    std::u32string text;
    const int parts = Below(3) + 1;
    for (int i = 0; i < parts; ++i) {
      text += kTexts[static_cast<size_t>(Below(std::size(kTexts)))];
      if (Below(2) == 0) text += U"\n\n";
    }
    const int wounds = Below(40);
    for (int i = 0; i < wounds; ++i) Wound(&text);
    return text;
  }

 private:
  int Below(size_t limit) { return std::uniform_int_distribution<int>(0, static_cast<int>(limit) - 1)(random_); }

  size_t Place(const std::u32string& text) { return static_cast<size_t>(Below(text.size() + 1)); }

  char32_t AnyCodePoint() {
    for (;;) {
      const char32_t limit = Below(2) == 0 ? 0x3000 : 0x110000;
      const char32_t c = static_cast<char32_t>(Below(limit));
      if (c < 0xD800 || c > 0xDFFF) return c;
    }
  }

  void Wound(std::u32string* text) {
    static constexpr std::u32string_view kInserted[] = {
        U"(jī)",     U"（xiàng）", U"(wu)",   U"\n",     U"\r\n",  U"\u2028",    U" ",    U"\u3000", U"\t",
        U"\u200b",   U"\ufeff",    U"&nbsp;", U"&amp;",  U"&#53;", U"&#x25;",    U"&#",   U"<b>",    U"</b>",
        U"<br/>",    U"<td",       U"\ufffd", U"锟斤拷", U"鈥斺€", U"\n— 2 —\n", U"(",    U")",      U"“",
        U"”",        U"、",        U"，",     U"。",     U"；",    U"万",        U"亿元", U"5",      U"2022年",
        U"去年",     U"以上",      U"分别",   U"增长",   U"第",    U"%",         U"由",   U"至",     U"该",
        U"有限公司", U"一、",      U"其中",   U"——",     U"/",     U"-"};
    const size_t at = Place(*text);
    const size_t length = std::min<size_t>(static_cast<size_t>(Below(12)), text->size() - at);
    switch (Below(11)) {
      case 0:
        text->insert(at, 1, AnyCodePoint());
        break;
      case 1:
        text->erase(at, length);
        break;
      case 2:
        text->insert(Place(*text), text->substr(at, length));
        break;
      case 3:
        if (Below(8) == 0) text->resize(at);
        break;
      case 4:
        Change(at, length * 4, text, [](char32_t c) { return c > 0x20 && c < 0x7F ? c + 0xFEE0 : c; });
        break;
      case 5:
        Change(at, length * 8, text, [this](char32_t c) {
          const auto it = traditional_.find(c);
          return it == traditional_.end() ? c : it->second;
        });
        break;
      case 6:
        if (at < text->size()) {
          const std::string number = std::to_string(static_cast<uint32_t>((*text)[at]));
          text->replace(at, 1, U"&#" + std::u32string(number.begin(), number.end()) + U";");
        }
        break;
      default:
        text->insert(at, kInserted[static_cast<size_t>(Below(std::size(kInserted)))]);
        break;
    }
  }

  static void Change(size_t at, size_t length, std::u32string* text, const std::function<char32_t(char32_t)>& change) {
    for (size_t i = at; i < std::min(at + length, text->size()); ++i) (*text)[i] = change((*text)[i]);
  }

  std::mt19937 random_;
  std::unordered_map<char32_t, char32_t> traditional_;
};

std::string Lines(const Output& output) {
  std::string lines = output.title + "\n";
  for (const Record& record : output.records) lines += ToJsonLine("document", record) + "\n";
  for (const Mention& mention : output.mentions)
    lines += mention.normal_form + std::to_string(mention.span.start) + "\n";
  return lines;
}

TEST(DamagePropertyTest, RecordsStandWhereTheySayTheyDo) {
  Damager damager(20220629);
  size_t records = 0;
  for (int i = 0; i < kCases; ++i) {
    const std::string text = EncodeUtf8(damager.Text());
    Input input;
    input.text = text;
    input.published = i % 3 == 0 ? Period() : Period::Month(2022, 1 + i % 12);
    input.explain = i % 2 == 0;
    input.mentions = i % 2 == 0;
    const Output output = Extract(input);
    records += output.records.size();
    ASSERT_EQ(FindDefect(output, text), "") << "case " << i << ":\n" << text;
    ASSERT_EQ(FindDefect(Repair(text), text), "") << "case " << i << ":\n" << text;
    if (i % 8 == 0) {
      ASSERT_EQ(Lines(Extract(input)), Lines(output)) << "case " << i << ":\n" << text;
    }
  }
  EXPECT_GT(records, size_t{kCases}) << "the damage leaves too little to read";
}

TEST(DamagePropertyTest, RandomBytesAreReadWithoutHarm) {
  std::mt19937 random(1357);
  for (int i = 0; i < 500; ++i) {
    std::string text(static_cast<size_t>(random() % 400), '\0');
    for (char& c : text) c = static_cast<char>(random());
    Input input;
    input.text = text;
    ASSERT_EQ(FindDefect(Extract(input), text), "") << "case " << i;
  }
}

// What a record says, without where it stands.
std::vector<std::string> Contents(std::string_view text) {
  Input input;
  input.text = text;
  input.published = Period::Month(2022, 6);
  std::vector<std::string> contents;
  for (const Record& r : Extract(input).records) {
    contents.push_back(r.indicator + "|" + std::string(GoldName(r.measure)) + "|" +
                       std::string(GoldName(r.comparator)) + r.value.ToString() + " " + r.unit + "|" + r.subject + "|" +
                       r.period.Notation() + "|" + std::string(GoldName(r.modality)) + "|" + r.base + "|" + r.whole);
  }
  return contents;
}

// Inserts `word` before each character for which `where` holds, one in `every`.
std::string Insert(std::u32string_view text, std::u32string_view word, unsigned every, std::mt19937* random,
                   bool (*where)(char32_t)) {
  std::u32string damaged;
  for (char32_t c : text) {
    if (where(c) && (*random)() % every == 0) damaged += word;
    damaged.push_back(c);
  }
  return EncodeUtf8(damaged);
}

TEST(DamagePropertyTest, InvisibleCharactersAndTagsChangeNoRecord) {
  std::mt19937 random(42);
  const auto anywhere = [](char32_t c) { return c != U'\n'; };
  for (std::u32string_view text : kTexts) {
    const std::vector<std::string> sound = Contents(EncodeUtf8(text));
    for (std::u32string_view word : {U"\u200b", U"\ufeff", U"\u00ad", U"<b>", U"</span>", U"<i class=\"x\">"}) {
      const std::string damaged = Insert(text, word, 5, &random, anywhere);
      EXPECT_EQ(Contents(damaged), sound) << damaged;
    }
  }
}

TEST(DamagePropertyTest, FullWidthFormsChangeNoRecord) {
  for (std::u32string_view text : kTexts) {
    std::u32string wide(text);
    for (char32_t& c : wide) {
      if ((c >= U'0' && c <= U'9') || c == U'%' || c == U'.' || c == U'(' || c == U')') c += 0xFEE0;
    }
    EXPECT_EQ(Contents(EncodeUtf8(wide)), Contents(EncodeUtf8(text))) << EncodeUtf8(wide);
  }
}

TEST(DamagePropertyTest, EntitiesForDigitsChangeNoRecord) {
  for (std::u32string_view text : kTexts) {
    std::u32string damaged;
    for (char32_t c : text) {
      if (c >= U'0' && c <= U'9') {
        damaged += U"&#";
        damaged.push_back(c < U'2' ? U'4' : U'5');
        damaged.push_back(U'0' + (c - U'0' + 48) % 10);
        damaged += U";";
      } else {
        damaged.push_back(c);
      }
    }
    EXPECT_EQ(Contents(EncodeUtf8(damaged)), Contents(EncodeUtf8(text))) << EncodeUtf8(damaged);
  }
}

}  // namespace
}  // namespace fangzhi::extraction
