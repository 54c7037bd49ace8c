#include "services/extraction/layout.h"

#include <algorithm>

#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

constexpr size_t kLongestHeading = 48;
constexpr int kLongestMeta = 160;
constexpr size_t kLongestMasthead = 48;
constexpr int kDigitsOfDate = 8;
constexpr int kShortestProse = 40;
constexpr int kLongestCell = 16;
constexpr size_t kLongestGridCell = 40;
constexpr size_t kFewestCells = 8;
constexpr int kHeadLines = 30;
constexpr int kLongestSentence = 800;  // Longer ones are cut, so that the cost of a text stays linear.

// Length of the number that opens a heading (一、 (一) 1. 一是), and its level; 0 where none does.
int NumberLength(std::u32string_view line, int* level) {
  static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  size_t i = 0;
  const bool bracket = !line.empty() && line[0] == U'(';
  if (bracket) ++i;
  const size_t start = i;
  while (i < line.size() && i - start < 3 && In(kNumerals, line[i])) ++i;
  if (i > start) {
    if (bracket && i < line.size() && line[i] == U')') return *level = 2, static_cast<int>(i) + 1;
    if (!bracket && i < line.size() && line[i] == U'、') return *level = 1, static_cast<int>(i) + 1;
    return 0;
  }
  while (i < line.size() && i - start < 2 && IsDigit(line[i])) ++i;
  if (i == start || i >= line.size()) return 0;
  if (bracket) return line[i] == U')' ? (*level = 3, static_cast<int>(i) + 1) : 0;
  const bool point = line[i] == U'.' && !(i + 1 < line.size() && IsDigit(line[i + 1]));
  return point || line[i] == U'、' ? (*level = 3, static_cast<int>(i) + 1) : 0;
}

// 首页 | 走进丹棱 | 新闻中心 | 政务公开: the menu of a site; a page mark that its editor left.
bool IsNavigation(std::u32string_view line) {
  if (BeginsWith(line, U"[!--")) return true;
  if (std::any_of(line.begin(), line.end(), [](char32_t c) { return IsDigit(c) || In(U"。,;:、", c); })) return false;
  static constexpr std::u32string_view kMenus[] = {U"首页",   U"网站",   U"专题", U"政务",   U"频道",
                                                   U"导航",   U"互动",   U"公开", U"无障碍", U"长者版",
                                                   U"移动端", U"手机版", U"登录"};
  if (!HoldsAny(line, kMenus)) return false;
  const auto marks = std::count_if(line.begin(), line.end(), [](char32_t c) { return In(U"|>›»", c); });
  const auto blanks = std::count_if(line.begin(), line.end(), IsBlank);
  return marks >= 3 || (blanks >= 4 && line.size() >= static_cast<size_t>(3 * blanks) &&
                        line.size() < static_cast<size_t>(7 * blanks));
}

// 江海日报 2024年10月18日 星期五 第05版 崇川观察: the head of a newspaper's page.
bool IsMasthead(std::u32string_view line) {
  if (line.size() > kLongestMasthead || Holds(line, U"。") || !Holds(line, U"年") || !Holds(line, U"月")) return false;
  const size_t page = line.find(U'版');
  const bool numbered = page != std::u32string_view::npos && page > 0 && IsDigit(line[page - 1]);
  // No figure but those of the date.
  const bool dated = Holds(line, U"星期") && std::count_if(line.begin(), line.end(), IsDigit) <= kDigitsOfDate;
  return Holds(line, U"日") && (numbered || dated);
}

bool IsMeta(std::u32string_view line) {
  if (IsNavigation(line) || IsMasthead(line)) return true;
  if (line.size() > kLongestMeta) return false;
  static constexpr std::u32string_view kMarks[] = {
      U"来源:",    U"时间:",    U"发布日期",   U"发布时间",      U"字号",       U"字体",       U"浏览",       U"责编",
      U"责任编辑", U"文号:",    U"电话:",      U"电话0",         U"公开方式",   U"索引号",     U"上一版",     U"下一版",
      U"首页>",    U"首页 >",   U"编辑:",      U"校对",          U"阅读 ",      U"阅读:",      U"往期推荐",   U"ICP备",
      U"本报记者", U"通讯员",   U"记者 ",      U"摄影",          U" 摄",        U"融媒 ",      U"原创 ",      U"下转第",
      U"上接",     U"咨询",     U"点击",       U"扫码",          U"征求意见稿", U"本文共",     U"当前第",     U"邮箱",
      U"审校",     U"当前位置", U"现在的位置", U"便民服务中心:", U"关注公众号", U"回复关键词", U"停水的通知", U"图片由",
      U"供图",     U"资料图"};
  return !Holds(line, U"。") && HoldsAny(line, kMarks);
}

bool IsProse(std::u32string_view line) { return static_cast<int>(line.size()) >= kShortestProse || Holds(line, U"。"); }

bool IsItem(std::u32string_view line) {
  if (line.empty()) return false;
  const char32_t c = line[0];
  return !IsHan(c) && !IsDigit(c) && !IsAsciiLetter(c) && !In(U"“‘《(「『【", c);
}

// True where the line goes on what the line before it names: a figure, a change, a bracket.
bool GoesOn(std::u32string_view line) {
  if (line.empty()) return false;
  if (line[0] == U'(' && line.size() > 1 && Holds(line, U")")) return std::any_of(line.begin(), line.end(), IsDigit);
  int level = 0;
  if (NumberLength(line, &level) > 0) return false;
  if (line.size() > 60) return false;
  const bool year =
      line.size() > 4 && std::all_of(line.begin(), line.begin() + 4, IsDigit) && (line[4] == U'年' || line[4] == U'-');
  if ((IsDigit(line[0]) && !year) || In(U"↑↓+", line[0])) return true;
  static constexpr std::u32string_view kWords[] = {U"同比",   U"环比",   U"增长",     U"下降", U"降幅",
                                                   U"增幅",   U"增速",   U"完成全年", U"进度", U"占比",
                                                   U"比上年", U"较上年", U"其中"};
  return BeginsWithAny(line, kWords);
}

// True where each number of `line` is a year: 2019年工作安排.
bool HoldsOnlyYears(std::u32string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (!IsDigit(line[i])) continue;
    size_t end = i;
    while (end < line.size() && IsDigit(line[end])) ++end;
    if (end - i != 4 || At(line, end) != U'年') return false;
    i = end;
  }
  return true;
}

// 工作回顾, 工作安排: how the headings of a report's parts end.
constexpr std::u32string_view kPartEnds[] = {U"工作回顾", U"发展目标", U"主要目标", U"重点工作", U"工作安排",
                                             U"工作任务", U"主要任务", U"工作打算", U"目标任务", U"工作思路"};

// Where the heading of a section ends that no mark parts from its text: 一、过去五年工作回顾五年来,….
size_t UnpartedHeading(std::u32string_view line) {
  constexpr size_t kLongest = 24;
  for (std::u32string_view end : kPartEnds) {
    const size_t at = line.substr(0, kLongest).find(end);
    if (at == std::u32string_view::npos) continue;
    // 一、全面完成年度目标任务,…: no heading.
    const bool heading = !Holds(line.substr(0, at), U"完成") && At(line, at + end.size()) != U',';
    if (heading) return at + end.size();
  }
  return std::u32string_view::npos;
}

struct Line {
  Extent extent;
  bool blank_before = false;
  bool goes_on = false;  // It is a section on the line of the one before.
};

class Finder {
 public:
  explicit Finder(std::u32string_view text) : text_(text) {}

  Layout Run() {
    ReadLines();
    FindHead();
    for (size_t i = 0; i < lines_.size();) i = AddParagraph(i);
    return std::move(layout_);
  }

 private:
  std::u32string_view View(Extent e) const {
    return text_.substr(static_cast<size_t>(e.begin), static_cast<size_t>(e.end - e.begin));
  }
  std::u32string_view View(size_t line) const { return View(lines_[line].extent); }

  void ReadLines() {
    bool blank = true;
    for (size_t begin = 0; begin < text_.size();) {
      size_t end = text_.find(U'\n', begin);
      if (end == std::u32string_view::npos) end = text_.size();
      size_t from = begin;
      size_t to = end;
      while (from < to && IsBlank(text_[from])) ++from;
      while (to > from && IsBlank(text_[to - 1])) --to;
      if (from == to) {
        blank = true;
      } else {
        AddLine(from, to, blank);
        blank = false;
      }
      begin = end + 1;
    }
  }

  // …百万人次。(二)城区面貌发生新变化。五年…: a section whose line break was lost begins a line.
  void AddLine(size_t from, size_t to, bool blank_before) {
    size_t begin = from;
    for (size_t i = from + 1; i + 2 < to; ++i) {
      int level = 0;
      if (text_[i - 1] != U'。' || !(text_[i] == U'(' || IsHan(text_[i]))) continue;
      const std::u32string_view rest = text_.substr(i, to - i);
      const auto number = static_cast<size_t>(NumberLength(rest, &level));
      if (number == 0 || level > 2 || !IsHan(At(rest, number)) || In(U"一二三四五六七八九十", rest[number])) continue;
      // 一、建成小区3个。: an item of a list in a paragraph.
      const std::u32string_view heading = rest.substr(0, std::min(rest.find(U'。'), UnpartedHeading(rest)));
      if (heading.size() > kLongestHeading || std::any_of(heading.begin(), heading.end(), IsDigit)) continue;
      lines_.push_back({{static_cast<int>(begin), static_cast<int>(i)}, blank_before && begin == from, begin != from});
      begin = i;
    }
    lines_.push_back({{static_cast<int>(begin), static_cast<int>(to)}, blank_before && begin == from, begin != from});
  }

  // The lines before the first prose, and the title among them.
  void FindHead() {
    size_t best = lines_.size();
    int best_score = 0;
    while (head_ < lines_.size() && head_ < kHeadLines) {
      const std::u32string_view line = View(head_);
      if ((IsProse(line) && !IsMeta(line)) || GridLength(head_) > 0) break;
      int level = 0;
      if (head_ > 0 && best < lines_.size() && NumberLength(line, &level) > 0 && level == 1) break;
      const int score = TitleScore(line);
      if (score > best_score) {
        best_score = score;
        best = head_;
      }
      ++head_;
    }
    if (best == lines_.size()) return;
    layout_.title_extent = lines_[best].extent;
    layout_.title = View(best);
  }

  static int TitleScore(std::u32string_view line) {
    if (line.size() < 6 || IsMeta(line) || Holds(line, U">")) return 0;
    int score = static_cast<int>(std::min<size_t>(line.size(), 40));
    static constexpr std::u32string_view kTitles[] = {U"报告", U"总结", U"公报", U"街道", U"省",   U"市",
                                                      U"区",   U"县",   U"镇",   U"乡",   U"回顾", U"展望"};
    for (std::u32string_view word : kTitles) score += Holds(line, word) ? 8 : 0;
    if (IsDigit(line[0]) && Holds(line, U"日") && line.size() < 40) score -= 30;
    if (line[0] == U'—' || line[0] == U'(') score -= 12;
    if (line.find(U',') != std::u32string_view::npos && line.size() > 28) score -= 25;
    return score;
  }

  size_t AddParagraph(size_t i) {
    Paragraph paragraph;
    if (lines_[i].blank_before) ++block_;
    paragraph.block = block_;
    paragraph.goes_on = lines_[i].goes_on;
    paragraph.extent = lines_[i].extent;
    const std::u32string_view line = View(i);
    if (const size_t cells = TableLength(i); cells > 0) {
      paragraph.kind = ParagraphKind::kTable;
      for (size_t k = i; k < i + cells; ++k) paragraph.sentences.push_back(lines_[k].extent);
      paragraph.extent.end = lines_[i + cells - 1].extent.end;
      layout_.paragraphs.push_back(std::move(paragraph));
      return i + cells;
    }
    if (const size_t rows = GridLength(i); rows > 0) {
      paragraph.kind = ParagraphKind::kTable;
      for (size_t k = i; k < i + rows; ++k) {
        const std::vector<Extent> cells = Cells(k);
        if (cells.empty()) continue;
        paragraph.rows.push_back(static_cast<int>(paragraph.sentences.size()));
        paragraph.sentences.insert(paragraph.sentences.end(), cells.begin(), cells.end());
      }
      paragraph.extent.end = lines_[i + rows - 1].extent.end;
      layout_.paragraphs.push_back(std::move(paragraph));
      return i + rows;
    }
    paragraph.item = IsItem(line);
    if (IsMeta(line)) {
      paragraph.kind = ParagraphKind::kMeta;
    } else if (i < head_) {
      paragraph.kind = ParagraphKind::kHead;
    }
    size_t next = i + 1;
    if (paragraph.kind == ParagraphKind::kBody) {
      while (next < lines_.size() && !lines_[next].blank_before && !Holds(View(next - 1), U"。") &&
             View(next - 1).size() < 40 && GoesOn(View(next)) && !IsMeta(View(next)) && TableLength(next) == 0 &&
             GridLength(next) == 0) {
        paragraph.extent.end = lines_[next].extent.end;
        ++next;
      }
      FindHeading(&paragraph);
    }
    if (paragraph.kind == ParagraphKind::kBody || paragraph.kind == ParagraphKind::kHead) SplitSentences(&paragraph);
    layout_.paragraphs.push_back(std::move(paragraph));
    return next;
  }

  void FindHeading(Paragraph* paragraph) const {
    const std::u32string_view line = View(paragraph->extent);
    int level = 0;
    const int number = NumberLength(line, &level);
    const bool figures = std::any_of(line.begin() + number, line.end(), IsDigit);
    if (number > 0) {
      paragraph->level = level;
      size_t stop = line.find_first_of(U"。:;", static_cast<size_t>(number));
      if (stop == std::u32string_view::npos) stop = line.size();
      if (stop > kLongestHeading && level == 1) stop = std::min(stop, UnpartedHeading(line));
      if (stop <= kLongestHeading) {
        paragraph->heading = {paragraph->extent.begin, paragraph->extent.begin + static_cast<int>(stop)};
      }
      if (stop + 1 >= line.size() && line.size() <= kLongestHeading && (!figures || level < 3)) {
        paragraph->kind = ParagraphKind::kHeading;
      }
      return;
    }
    const bool years = figures && HoldsOnlyYears(line);
    const bool words =
        !figures && static_cast<int>(line.size()) <= 24 && line.find_first_of(U"。,:") == std::u32string_view::npos;
    // 【2019年预期目标】.
    const bool boxed = years && line.front() == U'【' && line.find(U'】') + 1 == line.size();
    // 2019年工作安排.
    const bool part = years && EndsWithAny(line, kPartEnds) &&
                      line.find_first_of(U"。,:;") == std::u32string_view::npos && line.size() <= kLongestHeading;
    if (!words && !boxed && !part) return;
    paragraph->kind = ParagraphKind::kHeading;
    paragraph->heading = paragraph->extent;
    if (!part) paragraph->level = 4;
  }

  void SplitSentences(Paragraph* paragraph) const {
    int begin = paragraph->extent.begin;
    int depth = 0;  // Of brackets and quotation marks: `(。)` ends nothing.
    for (int i = begin; i < paragraph->extent.end; ++i) {
      const char32_t c = text_[static_cast<size_t>(i)];
      if (i - begin >= kLongestSentence && (In(U",;、 ", c) || i - begin >= 2 * kLongestSentence)) {
        paragraph->sentences.push_back({begin, i + 1});
        begin = i + 1;
        depth = 0;
        continue;
      }
      if (c == U'(') ++depth;
      if (c == U')' && depth > 0) --depth;
      if ((c != U'。' && c != U'!' && c != U'?') || (depth > 0 && i - begin < 200)) continue;
      int end = i + 1;
      while (end < paragraph->extent.end && In(U"”’」』)》!?。", text_[static_cast<size_t>(end)])) ++end;
      paragraph->sentences.push_back({begin, end});
      begin = end;
      i = end - 1;
      depth = 0;
    }
    if (begin < paragraph->extent.end) paragraph->sentences.push_back({begin, paragraph->extent.end});
  }

  bool IsCell(size_t line) const {
    const std::u32string_view cell = View(line);
    return static_cast<int>(cell.size()) <= kLongestCell && (!IsItem(cell) || IsNumericCell(line)) &&
           cell.find_first_of(U",;。!?“”") == std::u32string_view::npos;
  }

  bool IsNumericCell(size_t line) const { return IsNumeric(View(line)); }

  static bool IsNumeric(std::u32string_view cell) {
    return !cell.empty() &&
           std::all_of(cell.begin(), cell.end(), [](char32_t c) { return IsDigit(c) || In(U".-+%", c); });
  }

  // The cells of a line that tabs or `|` part. None where it is a line of prose or a rule.
  std::vector<Extent> Cells(size_t line) const {
    std::vector<Extent> cells;
    const Extent extent = lines_[line].extent;
    int begin = extent.begin;
    for (int i = extent.begin; i <= extent.end; ++i) {
      if (i < extent.end && text_[static_cast<size_t>(i)] != U'\t' && text_[static_cast<size_t>(i)] != U'|') continue;
      Extent cell{begin, i};
      while (cell.begin < cell.end && IsBlank(text_[static_cast<size_t>(cell.begin)])) ++cell.begin;
      while (cell.end > cell.begin && IsBlank(text_[static_cast<size_t>(cell.end) - 1])) --cell.end;
      begin = i + 1;
      if (cell.end == cell.begin) continue;
      const std::u32string_view words = View(cell);
      if (words.size() > kLongestGridCell || words.find(U'。') != std::u32string_view::npos) return {};
      const bool rule = std::all_of(words.begin(), words.end(), [](char32_t c) { return In(U"-:", c); });
      if (!rule || words.size() == 1) cells.push_back(cell);
    }
    return cells;
  }

  // Number of lines from `i` on that are rows of one table; 0 where fewer than two are, or too few cells are numbers.
  size_t GridLength(size_t i) const {
    if (i < grid_checked_) return 0;
    size_t rows = 0;
    size_t numeric = 0;
    for (; i + rows < lines_.size() && (rows == 0 || !lines_[i + rows].blank_before); ++rows) {
      const std::u32string_view line = View(i + rows);
      const auto marks = std::count_if(line.begin(), line.end(), [](char32_t c) { return In(U"\t|-", c); });
      if (marks == 0) break;
      const std::vector<Extent> cells = Cells(i + rows);
      if (cells.size() < 2 && line.find(U"--") == std::u32string_view::npos) break;
      for (size_t k = 1; k < cells.size(); ++k) numeric += IsNumeric(View(cells[k])) ? 1 : 0;
    }
    if (rows >= 2 && numeric >= 2) return rows;
    grid_checked_ = i + std::max<size_t>(rows, 1);
    return 0;
  }

  // Number of lines of the flattened table that begins at line `i`; 0 where none does.
  size_t TableLength(size_t i) const {
    if (i < table_checked_) return 0;
    size_t cells = 0;
    size_t numeric = 0;
    while (i + cells < lines_.size() && (cells == 0 || !lines_[i + cells].blank_before) && IsCell(i + cells)) {
      numeric += IsNumericCell(i + cells) ? 1 : 0;
      ++cells;
    }
    if (cells >= kFewestCells && numeric * 3 >= cells && numeric >= 3) return cells;
    table_checked_ = i + cells;
    return 0;
  }

  std::u32string_view text_;
  std::vector<Line> lines_;
  size_t head_ = 0;
  int block_ = 0;
  mutable size_t table_checked_ = 0;  // No flattened table begins before this line.
  mutable size_t grid_checked_ = 0;   // No table of lines begins before this line.
  Layout layout_;
};

}  // namespace

Layout FindLayout(std::u32string_view text) { return Finder(text).Run(); }

}  // namespace fangzhi::extraction
