#include "services/extraction/traditional.h"

#include <opencc/opencc.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

using Table = std::array<char16_t, 65536>;

std::unique_ptr<const Table> Load() {
  auto table = std::make_unique<Table>();
  for (size_t c = 0; c < table->size(); ++c) (*table)[c] = static_cast<char16_t>(c);
  std::string traditional;
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c) {
    if (!IsHan(c)) continue;
    AppendUtf8(c, &traditional);
    traditional.push_back('\n');  // Keeps OpenCC from reading neighbours as a phrase.
  }
  try {
    const opencc::SimpleConverter converter("t2s.json");
    const std::u32string from = DecodeUtf8(traditional);
    const std::u32string to = DecodeUtf8(converter.Convert(traditional));
    if (from.size() == to.size()) {
      for (size_t i = 0; i < from.size(); ++i) {
        if (to[i] < 0x10000) (*table)[from[i]] = static_cast<char16_t>(to[i]);
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "OpenCC's conversion t2s.json cannot be loaded; install libopencc-data. (%s)\n", error.what());
    std::abort();
  }
  return table;
}

}  // namespace

const Table& SimplifiedForms() {
  static const Table& table = *Load().release();
  return table;
}

}  // namespace fangzhi::extraction
