#include "services/cli/table.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "services/cli/display_width.h"

namespace fangzhi::cli {
namespace {

constexpr int kGap = 2;

void AppendCell(std::string_view cell, const Table::Column& column, int width, std::string& line) {
  const std::string text = Truncate(cell, width);
  const auto blanks = static_cast<size_t>(std::max(0, width - DisplayWidth(text)));
  if (column.align == Table::Align::kRight) line.append(blanks, ' ');
  line.append(text);
  if (column.align == Table::Align::kLeft) line.append(blanks, ' ');
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::AddRow(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = OneLine(cell);
  rows_.push_back(std::move(cells));
}

std::string Table::ToString(int width) const {
  const std::vector<int> widths = Widths(width);
  std::string out;
  const auto append_line = [&](auto cell_of) {
    std::string line;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line.append(kGap, ' ');
      AppendCell(cell_of(i), columns_[i], widths[i], line);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.append(line).push_back('\n');
  };
  append_line([&](size_t i) -> const std::string& { return columns_[i].title; });
  for (const auto& row : rows_) append_line([&](size_t i) -> const std::string& { return row[i]; });
  return out;
}

std::vector<int> Table::Widths(int width) const {
  std::vector<int> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int widest = DisplayWidth(columns_[i].title);
    for (const auto& row : rows_) widest = std::max(widest, DisplayWidth(row[i]));
    widths.push_back(widest);
  }
  if (width <= 0) return widths;
  const int gaps = kGap * (static_cast<int>(columns_.size()) - 1);
  int excess = std::accumulate(widths.begin(), widths.end(), gaps) - width;
  // The widest column that may still shrink gives one column at a time, so that wide ones meet before any is crippled.
  while (excess > 0) {
    int widest = -1;
    for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
      const Column& column = columns_[static_cast<size_t>(i)];
      if (column.narrowest == 0 || widths[static_cast<size_t>(i)] <= column.narrowest) continue;
      if (widest < 0 || widths[static_cast<size_t>(i)] > widths[static_cast<size_t>(widest)]) widest = i;
    }
    if (widest < 0) break;
    --widths[static_cast<size_t>(widest)];
    --excess;
  }
  return widths;
}

}  // namespace fangzhi::cli
