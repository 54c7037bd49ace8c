#include "common/catalog/table.h"

#include <algorithm>
#include <string>

namespace fangzhi::catalog {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool TableReader::Next() {
  while (!rest_.empty()) {
    const size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    fields_.clear();
    while (true) {
      const size_t tab = line.find('\t');
      fields_.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) return true;
      line.remove_prefix(tab + 1);
    }
  }
  return false;
}

absl::Status TableReader::Error(std::string_view what, std::string_view word) const {
  std::string message(name_);
  message.append(":").append(std::to_string(line_)).append(": ").append(what);
  if (!word.empty()) message.append(" ").append(word);
  return absl::InvalidArgumentError(message);
}

}  // namespace fangzhi::catalog
