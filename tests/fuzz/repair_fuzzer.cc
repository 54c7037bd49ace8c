// Repairs any bytes and lays them out: neither may crash, hang or lose the way back to the raw text.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "services/extraction/layout.h"
#include "services/extraction/text_repair.h"
#include "tests/services/extraction/output_checks.h"

namespace fangzhi::extraction {
namespace {

// What holds for the layout of any text.
std::string FindLayoutDefect(const Layout& layout, size_t size) {
  int end = 0;
  for (const Paragraph& paragraph : layout.paragraphs) {
    if (paragraph.extent.begin < end || paragraph.extent.end <= paragraph.extent.begin) return "paragraphs overlap";
    end = paragraph.extent.end;
    int sentence_end = paragraph.extent.begin;
    for (const Extent& sentence : paragraph.sentences) {
      if (sentence.begin < sentence_end || sentence.end <= sentence.begin || sentence.end > paragraph.extent.end)
        return "sentences overlap";
      sentence_end = sentence.end;
    }
  }
  return end > static_cast<int>(size) ? "a paragraph ends behind the text" : "";
}

void Check(std::string_view utf8) {
  const RepairedText repaired = Repair(utf8);
  std::string defect = FindDefect(repaired, utf8);
  if (defect.empty()) defect = FindLayoutDefect(FindLayout(repaired.text), repaired.text.size());
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
