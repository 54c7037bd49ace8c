#ifndef FANGZHI_SERVICES_CLI_TABLE_H_
#define FANGZHI_SERVICES_CLI_TABLE_H_

#include <string>
#include <vector>

namespace fangzhi::cli {

// A table in plain text whose columns align on a terminal, Chinese characters being two columns wide.
class Table {
 public:
  enum class Align { kLeft, kRight };

  struct Column {
    std::string title;
    Align align = Align::kLeft;
    // Columns that may be cut with `…` where the table is wider than the terminal, down to this width; 0: never cut.
    int narrowest = 0;
  };

  explicit Table(std::vector<Column> columns);

  // One cell a column. Cells are put on one line; control characters become spaces.
  void AddRow(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // The table with a line of titles, lines ending in `\n` without trailing blanks. `width` is that of the terminal;
  // 0: unbounded.
  std::string ToString(int width) const;

 private:
  std::vector<int> Widths(int width) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;  // Of as many cells as columns_.
};

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_TABLE_H_
