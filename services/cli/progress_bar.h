#ifndef FANGZHI_SERVICES_CLI_PROGRESS_BAR_H_
#define FANGZHI_SERVICES_CLI_PROGRESS_BAR_H_

#include <cstddef>
#include <ostream>
#include <string>

namespace fangzhi::cli {

// A line on a terminal that is written over as work proceeds: `storing [=====>     ] 12/40`. Nothing is written where
// it is not shown. Clear it before other output, and the next Advance draws it again.
class ProgressBar {
 public:
  // `out` must outlive the bar.
  ProgressBar(std::ostream* out, std::string label, size_t total, bool shown);
  // Clears.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Advance();
  void Clear();

 private:
  std::ostream* const out_;  // Not owned.
  const std::string label_;
  const size_t total_;
  const bool shown_;
  size_t done_ = 0;
};

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_PROGRESS_BAR_H_
