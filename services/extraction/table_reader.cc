#include "services/extraction/table_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "services/extraction/indicator_phrase.h"
#include "services/extraction/numerals.h"
#include "services/extraction/periods.h"
#include "services/extraction/text_match.h"
#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using View = std::u32string_view;

bool IsNumber(View cell) {
  if (!cell.empty() && (cell[0] == U'-' || cell[0] == U'+')) cell.remove_prefix(1);
  if (!cell.empty() && cell.back() == U'%') cell.remove_suffix(1);
  return !cell.empty() &&
         std::all_of(cell.begin(), cell.end(), [](char32_t c) { return IsDigit(c) || c == U'.' || c == U','; }) &&
         IsDigit(cell[0]);
}

bool IsGrowthHead(View head) {
  return Holds(head, U"±") || Holds(head, U"增长") || Holds(head, U"增速") || Holds(head, U"同比") ||
         Holds(head, U"比上年") || Holds(head, U"增减");
}

// 占全年目标%, 完成年度计划的比例: the plan that the column gives the part done of; empty where it does not.
std::u32string PlanOf(View head) {
  static constexpr View kPlans[] = {U"目标", U"计划", U"任务", U"预算"};
  size_t end = 0;
  for (View plan : kPlans) {
    const size_t found = head.rfind(plan);
    if (found != View::npos) end = std::max(end, found + plan.size());
  }
  if (Holds(head, U"完成率") && end == 0) return U"计划";
  if (end == 0 || !(Holds(head, U"占") || Holds(head, U"完成") || Holds(head, U"%") || Holds(head, U"进度"))) return {};
  View words = head.substr(0, end);
  for (View prefix : {View(U"占"), View(U"完成"), View(U"为")}) {
    if (words.substr(0, prefix.size()) == prefix) words.remove_prefix(prefix.size());
  }
  return std::u32string(words);
}

bool IsPercent(View head) { return Holds(head, U"%") || Holds(head, U"率") || Holds(head, U"比例"); }

// The unit that a head's brackets or a unit cell gives, through the quantity parser: `1亿元`.
std::optional<Quantity> UnitOf(View words) {
  const size_t open = words.find(U'(');
  if (open != View::npos) {
    const size_t close = words.find(U')', open);
    if (close == View::npos) return std::nullopt;
    words = words.substr(open + 1, close - open - 1);
  }
  const std::u32string one = U"1" + std::u32string(words);
  auto quantity = ParseQuantity(one, 0);
  if (!quantity || !quantity->has_unit || quantity->end != static_cast<int>(one.size())) return std::nullopt;
  return quantity;
}

// 镇街, 单位名称: the rows are of places and bodies, not of indicators.
bool NamesSubjects(View head) {
  static constexpr View kHeads[] = {U"镇街", U"街镇", U"乡镇",   U"街道",     U"地区",     U"区县",
                                    U"县区", U"县市", U"区市县", U"市州",     U"城市",     U"社区",
                                    U"村名", U"园区", U"部门",   U"企业名称", U"单位名称", U"区域"};
  return HoldsAny(head, kHeads);
}

// 主要指标同比增速(单位:%): growth in every cell.
bool IsGrowthCaption(View caption) {
  return caption.size() <= 40 && Holds(caption, U"%") &&
         (Holds(caption, U"增速") || Holds(caption, U"同比") || Holds(caption, U"增长"));
}

bool IsUnitHead(View head) { return head == U"单位" || head == U"计量单位"; }

// 2023 as the head of a column.
bool IsYear(View cell) {
  return cell.size() == 4 && std::all_of(cell.begin(), cell.end(), IsDigit) && (cell[0] == U'1' || cell[0] == U'2') &&
         (cell[1] == U'9' || cell[1] == U'0');
}

// Times the magnitude of the unit, without places that only the multiplication would add.
Decimal InBaseUnit(const Decimal& value, const Decimal& magnitude) {
  const std::string digits = magnitude.ToString();
  const bool power_of_ten = digits[0] == '1' && digits.find_first_not_of('0', 1) == std::string::npos;
  const auto scaled = power_of_ten ? value.Shifted(static_cast<int>(digits.size()) - 1) : value.Times(magnitude);
  return scaled.value_or(value);
}

struct Row {
  Extent name;
  std::optional<Quantity> unit;
  bool percent = false;  // Its unit is %.
  std::vector<Extent> figures;
};

// The head of a column: its own, and the one above that it shares with its neighbours: 9月 of 绝对额 and 同比.
struct Head {
  Extent own;
  Extent group;
};

class Reader {
 public:
  Reader(View text, const Paragraph& table, const DocumentContext& document, const Carry& section, View caption,
         Attributed* out)
      : growth_(IsGrowthCaption(caption)),
        text_(text),
        table_(table),
        cells_(table.sentences),
        document_(document),
        section_(section),
        out_(*out) {}

  void Run() {
    if (table_.rows.empty()) {
      ReadCells();
    } else {
      ReadRows();
    }
  }

 private:
  View Words(Extent extent) const {
    return text_.substr(static_cast<size_t>(extent.begin), static_cast<size_t>(extent.end - extent.begin));
  }
  View Cell(size_t i) const { return Words(cells_[i]); }
  static bool IsFigure(View cell) { return IsNumber(cell) || cell == U"—" || cell == U"-" || cell == U"–"; }

  // A table whose cells are lines: the rows are those after which the first number comes.
  void ReadCells() {
    size_t first = 0;
    while (first < cells_.size() && !IsNumber(Cell(first))) ++first;
    size_t figures = 0;
    while (first + figures < cells_.size() && IsNumber(Cell(first + figures))) ++figures;
    if (first < 2 || figures == 0) return;
    for (size_t i = 0; i < first; ++i) has_unit_ = has_unit_ || IsUnitHead(Cell(i));
    const size_t names = has_unit_ ? 2 : 1;
    if (first < names) return;
    const size_t body = first - names;
    SetHeads({cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(body)}, names, figures);
    for (size_t at = body; at < cells_.size();) {
      Row row;
      row.name = cells_[at++];
      if (has_unit_ && at < cells_.size() && !IsNumber(Cell(at))) SetUnit(Cell(at++), &row);
      while (at < cells_.size() && IsFigure(Cell(at))) row.figures.push_back(cells_[at++]);
      AddRow(row);
    }
  }

  // A table whose rows are lines.
  void ReadRows() {
    std::vector<Extent> heads;
    for (size_t r = 0; r < table_.rows.size(); ++r) {
      const auto begin = static_cast<size_t>(table_.rows[r]);
      const size_t end = r + 1 < table_.rows.size() ? static_cast<size_t>(table_.rows[r + 1]) : cells_.size();
      const bool figures = std::any_of(cells_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                       cells_.begin() + static_cast<std::ptrdiff_t>(end),
                                       [this](Extent e) { return IsNumber(Words(e)) && !IsYear(Words(e)); });
      if (!figures) {
        heads.insert(heads.end(), cells_.begin() + static_cast<std::ptrdiff_t>(begin),
                     cells_.begin() + static_cast<std::ptrdiff_t>(end));
        continue;
      }
      Row row;
      size_t at = begin;
      row.name = cells_[at++];
      for (Extent head : heads) has_unit_ = has_unit_ || IsUnitHead(Words(head));
      if (at < end && !IsFigure(Cell(at))) SetUnit(Cell(at++), &row);
      while (at < end && IsFigure(Cell(at))) row.figures.push_back(cells_[at++]);
      if (!heads.empty() || heads_.empty()) {
        SetHeads(heads, has_unit_ ? 2 : 1, row.figures.size());
        heads.clear();
      }
      AddRow(row);
    }
  }

  // The last heads are the columns' own; those between them and the names' are of groups of columns.
  void SetHeads(const std::vector<Extent>& heads, size_t names, size_t figures) {
    heads_.assign(figures, Head{});
    subjects_ = !heads.empty() && NamesSubjects(Words(heads.front()));
    if (heads.size() < figures) return;  // They were lost: levels only.
    const size_t own = heads.size() - figures;
    const size_t groups = own > names ? own - names : 0;
    for (size_t k = 0; k < figures; ++k) {
      heads_[k].own = heads[own + k];
      if (groups > 0 && figures % groups == 0) heads_[k].group = heads[names + k / (figures / groups)];
    }
  }

  static void SetUnit(View words, Row* row) {
    row->unit = UnitOf(words);
    row->percent = words == U"%";
  }

  void AddRow(const Row& row) {
    for (size_t k = 0; k < row.figures.size() && k < heads_.size(); ++k) Add(row, k);
  }

  // The period that a head gives its column: 2023年, 6月.
  std::optional<PeriodMention> PeriodOf(Extent head) const {
    // 一季度 below a caption of 2023 is of that year.
    PeriodContext context;
    context.anchor = document_.anchor;
    const Period& over = section_.period.set ? section_.period.period : document_.period;
    if (over.last()) {
      context.year = static_cast<int>(over.last()->year());
      if (over.first() && over.first()->year() == over.last()->year()) context.anchor = Period::Month(context.year, 12);
    }
    for (int i = head.begin; i < head.end; ++i) {
      auto mention = ParsePeriod(text_, static_cast<size_t>(i), context);
      if (mention && !mention->period.empty() && mention->end <= head.end && mention->role != PeriodRole::kShifted &&
          mention->role != PeriodRole::kWhole)
        return mention;
    }
    return std::nullopt;
  }

  // The column that a change or a plan in `column` is of: itself, or the last before it that holds amounts.
  size_t AmountColumn(size_t column) const {
    for (size_t k = column + 1; k-- > 0;) {
      const View head = Words(heads_[k].own);
      if (PlanOf(head).empty() && !IsGrowthHead(head)) return k;
    }
    return column;
  }

  std::u32string Name(Extent extent) const {
    std::u32string name;
    for (char32_t c : Words(extent)) {
      if (c == U'(') break;
      if (!IsBlank(c) && c != U'#') name.push_back(c);
    }
    for (View prefix : {View(U"其中:"), View(U"其中")}) {
      if (name.substr(0, prefix.size()) == prefix && name.size() > prefix.size()) name.erase(0, prefix.size());
    }
    // 一、地区生产总值; 1.农业.
    const size_t mark = name.find_first_of(U"、.");
    const bool numbered = mark != std::u32string::npos && mark <= 2 && mark + 2 < name.size() &&
                          std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(mark), [](char32_t c) {
                            return IsDigit(c) || View(U"一二三四五六七八九十").find(c) != View::npos;
                          });
    if (numbered) name.erase(0, mark + 1);
    return name;
  }

  void Add(const Row& row, size_t column) {
    const Extent cell = row.figures[column];
    const View words = Words(cell);
    if (!IsNumber(words)) return;
    const Extent head_extent = heads_[column].own;
    const View head = Words(head_extent);
    const View row_name = Words(row.name);
    const std::u32string plan = IsPercent(head) || Holds(head, U"完成") || Holds(head, U"占") ? PlanOf(head) : U"";
    const bool rate_row = !subjects_ && row.percent && (Holds(row_name, U"增速") || Holds(row_name, U"增长"));
    const bool growth = plan.empty() && (IsGrowthHead(head) || rate_row || (growth_ && !row.unit));
    const bool share = plan.empty() && !growth && (Holds(head, U"占比") || Holds(head, U"比重"));
    std::string digits;
    for (char32_t c : words) {
      if (IsDigit(c) || c == U'.' || c == U'-') digits.push_back(static_cast<char>(c));
    }
    auto value = Decimal::Parse(digits);
    if (!value) return;
    Observation o;
    o.number = cell;
    o.measure = growth          ? Measure::kGrowth
                : !plan.empty() ? Measure::kCompletion
                : share         ? Measure::kShare
                                : Measure::kLevel;
    o.measure_rule = "table_head";
    o.whole = plan;
    const bool percent = words.back() == U'%' || Holds(head, U"%") || row.percent || Holds(row_name, U"(%)");
    o.unit = o.measure != Measure::kLevel || percent ? "%" : "1";
    if (growth && Holds(head, U"百分点")) {
      o.measure = Measure::kChange;
      o.unit = "pp";
    }
    if (o.measure == Measure::kLevel && o.unit != "%") {
      std::optional<Quantity> unit = row.unit;
      for (const View words_with_unit : {head, row_name, Words(heads_[column].group)}) {
        if (!unit && Holds(words_with_unit, U"(")) unit = UnitOf(words_with_unit);
      }
      if (unit && unit->has_unit) {
        o.unit = unit->unit;
        value = InBaseUnit(*value, unit->value);
      }
    }
    if (growth) o.base = Holds(head, U"环比") ? U"mom" : rate_row && !IsGrowthHead(head) && !growth_ ? U"" : U"yoy";
    o.value = *value;
    Phrase indicator;
    if (subjects_) {
      const Extent amount = heads_[AmountColumn(column)].own;
      indicator = {Name(amount), {amount}};
      DropMeasureWords(&indicator);
    } else {
      indicator = {Name(row.name), {row.name}};
      if (rate_row) DropMeasureWords(&indicator);
    }
    o.indicator = std::move(indicator);
    o.indicator_rule = subjects_ ? "table_head" : "table_row";
    o.subject = section_.subject;
    o.subject_rule = "document";
    if (subjects_ && !Holds(row_name, U"合计") && !Holds(row_name, U"总计") && !Holds(row_name, U"全")) {
      o.subject = {};
      o.subject.name = Name(row.name);
      o.subject.extents = {row.name};
      o.subject_rule = "table_row";
    }
    const PeriodReading& period = section_.period;
    auto own = IsGrowthHead(head) ? std::nullopt : PeriodOf(head_extent);
    if (!own) own = PeriodOf(heads_[column].group);
    if (own) {
      o.period = own->period;
      o.period_words = {own->begin, own->end};
      o.period_rule = "table_head";
    } else if (period.set) {
      o.period = period.period;
      o.period_words = period.words;
      o.period_rule = "carried_from_section";
    } else {
      o.period = document_.period;
      o.period_rule = "carried_from_title";
    }
    o.modality = section_.modality;
    o.modality_rule = "default";
    o.sentence = cell;
    out_.observations.push_back(std::move(o));
  }

  const bool growth_;  // The caption says so of all cells.
  View text_;
  const Paragraph& table_;
  const std::vector<Extent>& cells_;
  const DocumentContext& document_;
  const Carry& section_;
  Attributed& out_;
  std::vector<Head> heads_;  // Of the columns of figures.
  bool has_unit_ = false;
  bool subjects_ = false;  // The rows are of subjects.
};

}  // namespace

void ReadTable(View text, const Paragraph& table, const DocumentContext& document, const Carry& section, View caption,
               Attributed* out) {
  Reader(text, table, document, section, caption, out).Run();
}

}  // namespace fangzhi::extraction
