#include "services/extraction/dictionary.h"

#include <gtest/gtest.h>

#include "services/extraction/unicode.h"

namespace fangzhi::extraction {
namespace {

TEST(DictionaryTest, HasCommonWordsAndNoNames) {
  for (const std::u32string_view word : {U"汽车", U"街道", U"出口", U"电路"}) {
    EXPECT_TRUE(IsCommonWord(word)) << EncodeUtf8(word);
  }
  for (const std::u32string_view word : {U"翎图", U"晶彩", U"绍兴", U"", U"车", U"汽车站", U"AB"}) {
    EXPECT_FALSE(IsCommonWord(word)) << EncodeUtf8(word);
  }
}

}  // namespace
}  // namespace fangzhi::extraction
