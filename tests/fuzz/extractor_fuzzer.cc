// Extracts from any bytes, with mentions and explanations: no crash, no hang, and what holds for every output holds.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "services/extraction/extractor.h"
#include "tests/services/extraction/output_checks.h"

namespace fangzhi::extraction {
namespace {

// Publication and title are taken from a table, by the last byte, so that an input is nothing but a text.
Input InputOf(std::string_view utf8) {
  static constexpr std::string_view kPublished[] = {"", "2022-06-29", "2026-01-14", "2024", "2024-02"};
  static constexpr std::string_view kTitles[] = {"", "上虞区曹娥街道2022年工作总结", "２０２６年浙江省政府工作報告"};
  const unsigned choice = utf8.empty() ? 0 : static_cast<unsigned char>(utf8.back());
  Input input;
  input.text = utf8;
  input.published = Period::Parse(kPublished[choice % std::size(kPublished)]).value_or(Period());
  input.title = kTitles[choice / std::size(kPublished) % std::size(kTitles)];
  input.explain = true;
  input.mentions = true;
  return input;
}

void Check(std::string_view utf8) {
  const std::string defect = FindDefect(Extract(InputOf(utf8)), utf8);
  if (defect.empty()) return;
  std::fprintf(stderr, "%s\n", defect.c_str());
  std::abort();
}

}  // namespace
}  // namespace fangzhi::extraction

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fangzhi::extraction::Check({reinterpret_cast<const char*>(data), size});
  return 0;
}
