#include "services/cli/progress_bar.h"

#include <algorithm>
#include <utility>

namespace fangzhi::cli {

ProgressBar::ProgressBar(std::ostream* out, std::string label, size_t total, bool shown)
    : out_(out), label_(std::move(label)), total_(total), shown_(shown && total > 1) {}

ProgressBar::~ProgressBar() { Clear(); }

void ProgressBar::Advance() {
  constexpr size_t kCells = 30;
  done_ = std::min(done_ + 1, total_);
  if (!shown_) return;
  const size_t filled = done_ * kCells / total_;
  std::string bar(filled, '=');
  if (filled < kCells) bar.append(">").append(kCells - filled - 1, ' ');
  *out_ << '\r' << label_ << " [" << bar << "] " << done_ << '/' << total_ << "\x1b[K" << std::flush;
}

void ProgressBar::Clear() {
  if (shown_) *out_ << "\r\x1b[K" << std::flush;
}

}  // namespace fangzhi::cli
