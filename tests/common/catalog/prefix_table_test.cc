#include "common/catalog/prefix_table.h"

#include <string>

#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

TEST(PrefixTableTest, LongestWordWins) {
  PrefixTable table;
  ASSERT_TRUE(table.Insert("人", 0));
  ASSERT_TRUE(table.Insert("人次", 1));
  ASSERT_TRUE(table.Insert("人工智能", 2));
  EXPECT_EQ(table.LongestPrefix("人工智能产业")->index, 2u);
  EXPECT_EQ(table.LongestPrefix("人工")->index, 0u);
  EXPECT_EQ(table.LongestPrefix("人次")->length, 6u);
  EXPECT_EQ(table.LongestPrefix("人")->index, 0u);
  EXPECT_FALSE(table.LongestPrefix("工人"));
  EXPECT_FALSE(table.LongestPrefix(""));
}

TEST(PrefixTableTest, RefusesEmptyAndRepeatedWords) {
  PrefixTable table;
  EXPECT_FALSE(table.Insert("", 0));
  EXPECT_TRUE(table.Insert("km", 1));
  EXPECT_FALSE(table.Insert("km", 2));
  EXPECT_EQ(*table.Find("km"), 1u);
  EXPECT_FALSE(table.Find("k"));
}

TEST(PrefixTableTest, WordsBeyondTheLengthBitsAreFound) {
  PrefixTable table(2);
  const std::string sixty_two(62, 'x');
  const std::string seventy(70, 'x');
  const std::string ninety(90, 'x');
  ASSERT_TRUE(table.Insert(sixty_two, 62));
  ASSERT_TRUE(table.Insert(seventy, 70));
  ASSERT_TRUE(table.Insert(ninety, 90));
  EXPECT_EQ(table.LongestPrefix(std::string(100, 'x'))->length, 90u);
  EXPECT_EQ(table.LongestPrefix(std::string(89, 'x'))->length, 70u);
  EXPECT_EQ(table.LongestPrefix(std::string(69, 'x'))->length, 62u);
  EXPECT_FALSE(table.LongestPrefix(std::string(61, 'x')));
}

TEST(PrefixTableTest, ManyMoreWordsThanExpected) {
  PrefixTable table(1);
  std::vector<std::string> words;
  for (int i = 0; i < 1000; ++i) words.push_back("镇" + std::to_string(i) + "号");
  for (size_t i = 0; i < words.size(); ++i) ASSERT_TRUE(table.Insert(words[i], static_cast<uint32_t>(i)));
  for (size_t i = 0; i < words.size(); ++i) EXPECT_EQ(table.LongestPrefix(words[i] + "楼")->index, i);
}

}  // namespace
}  // namespace fangzhi::catalog
