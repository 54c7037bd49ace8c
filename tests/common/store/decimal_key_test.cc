#include "common/store/decimal_key.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fangzhi::store {
namespace {

std::string Key(const std::string& text) { return DecimalKey(Decimal::Parse(text).value()); }

TEST(DecimalKeyTest, WaysOfWritingOneValueAreEqual) {
  EXPECT_EQ(Key("0"), Key("0.00"));
  EXPECT_EQ(Key("-0"), Key("0"));
  EXPECT_EQ(Key("2.20"), Key("2.2"));
  EXPECT_EQ(Key("007"), Key("7"));
  EXPECT_EQ(Key("1000000"), Key("1000000.000"));
}

TEST(DecimalKeyTest, SortsAsTheValues) {
  const char* const ascending[] = {"-999999999999999999999999999999",
                                   "-10000000000",
                                   "-100.5",
                                   "-100",
                                   "-99.99",
                                   "-1.01",
                                   "-1",
                                   "-0.1",
                                   "-0.00000000000000000000000000001",
                                   "0",
                                   "0.00000000000000000000000000001",
                                   "0.01",
                                   "0.1",
                                   "0.3333",
                                   "1",
                                   "1.01",
                                   "9",
                                   "10",
                                   "99",
                                   "100",
                                   "100.5",
                                   "2853000000",
                                   "2853000000.0001",
                                   "999999999999999999999999999998",
                                   "999999999999999999999999999999"};
  for (size_t i = 1; i < std::size(ascending); ++i) EXPECT_LT(Key(ascending[i - 1]), Key(ascending[i])) << ascending[i];
}

TEST(DecimalKeyTest, SortsAsTheValuesWhateverTheyAre) {
  std::mt19937 random(1);
  const auto number = [&] {
    std::string text = random() % 2 == 0 ? "-" : "";
    const size_t whole = 1 + random() % 15;
    for (size_t i = 0; i < whole; ++i) text += "0159"[random() % 4];
    const size_t places = random() % 15;
    if (places > 0) text += ".";
    for (size_t i = 0; i < places; ++i) text += "0159"[random() % 4];
    return Decimal::Parse(text).value();
  };
  for (int i = 0; i < 100000; ++i) {
    const Decimal a = number();
    const Decimal b = number();
    // std::string compares as unsigned bytes, as the store does.
    ASSERT_EQ(a <=> b, DecimalKey(a) <=> DecimalKey(b)) << a.ToString() << " " << b.ToString();
    ASSERT_LE(DecimalKey(a).size(), 18);
  }
}

}  // namespace
}  // namespace fangzhi::store
