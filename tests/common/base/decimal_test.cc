#include "common/base/decimal.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fangzhi {
namespace {

Decimal D(std::string_view text) {
  const auto value = Decimal::Parse(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Decimal());
}

TEST(DecimalTest, KeepsTheWrittenDigits) {
  for (const char* text : {"0", "7", "-7", "28.53", "2.20", "-0.50", "0.0000", "123456789012345678901234567890",
                           "0.12345678901234567890123456789"}) {
    EXPECT_EQ(D(text).ToString(), text);
  }
}

TEST(DecimalTest, DropsLeadingZeros) {
  EXPECT_EQ(D("007").ToString(), "7");
  EXPECT_EQ(D("00.50").ToString(), "0.50");
}

TEST(DecimalTest, RefusesOtherNotations) {
  for (const char* text : {"", "-", ".", ".5", "5.", "-.5", "+5", "1e3", "1,000", "1.2.3", " 5", "5 ", "--5", "5-",
                           "0x10", "５", "1/3", "abc", "1234567890123456789012345678901"}) {
    EXPECT_FALSE(Decimal::Parse(text).has_value()) << text;
  }
}

TEST(DecimalTest, ComparesByValue) {
  EXPECT_EQ(D("2.2"), D("2.20"));
  EXPECT_EQ(D("0"), D("-0.00"));
  EXPECT_LT(D("2.19"), D("2.2"));
  EXPECT_LT(D("-3"), D("-2.999"));
  EXPECT_LT(D("-1"), D("0.0001"));
  EXPECT_GT(D("123456789012345678901234567890"), D("0.12345678901234567890123456789"));
  EXPECT_LT(D("99999999999999999999999999999.8"), D("99999999999999999999999999999.9"));
  EXPECT_LT(D("1.0000000000000000000000000001"), D("1.01"));
}

TEST(DecimalTest, IsZeroByDefault) {
  EXPECT_TRUE(Decimal().is_zero());
  EXPECT_EQ(Decimal().ToString(), "0");
  EXPECT_FALSE(Decimal().is_negative());
}

TEST(DecimalTest, ShiftsExactly) {
  EXPECT_EQ(D("28.53").Shifted(8)->ToString(), "2853000000");
  EXPECT_EQ(D("4.7").Shifted(4)->ToString(), "47000");
  EXPECT_EQ(D("1.25").Shifted(1)->ToString(), "12.5");
  EXPECT_EQ(D("35").Shifted(-1)->ToString(), "3.5");
  EXPECT_EQ(D("35").Shifted(-4)->ToString(), "0.0035");
  EXPECT_EQ(D("35").Shifted(0)->ToString(), "35");
  EXPECT_EQ(D("-0.05").Shifted(2)->ToString(), "-5");
}

TEST(DecimalTest, RefusesShiftsThatOverflow) {
  EXPECT_FALSE(D("123456789012345678901234567890").Shifted(1).has_value());
  EXPECT_FALSE(D("1").Shifted(30).has_value());
  EXPECT_TRUE(D("1").Shifted(29).has_value());
  EXPECT_FALSE(D("1").Shifted(-31).has_value());
  EXPECT_EQ(D("0.5").Shifted(29)->ToString(), "50000000000000000000000000000");
}

TEST(DecimalTest, MultipliesExactly) {
  EXPECT_EQ(D("800").Times(D("0.5"))->ToString(), "400.0");
  EXPECT_EQ(*D("6.4").Times(D("100")), D("640"));
  EXPECT_EQ(*D("-1.5").Times(D("-2")), D("3"));
  EXPECT_EQ(*D("0").Times(D("99999999999999")), D("0"));
  EXPECT_FALSE(D("1234567890123456").Times(D("1234567890123456")).has_value());
}

TEST(DecimalTest, DividesExactlyWhereTheQuotientEnds) {
  EXPECT_EQ(D("1").DividedBy(D("4"), 4)->ToString(), "0.25");
  EXPECT_EQ(D("3").DividedBy(D("5"), 4)->ToString(), "0.6");
  EXPECT_EQ(D("10").DividedBy(D("2"), 4)->ToString(), "5");
  EXPECT_EQ(D("100").DividedBy(D("10"), 2)->ToString(), "10");
  EXPECT_EQ(D("0.5").DividedBy(D("0.25"), 0)->ToString(), "2");
}

TEST(DecimalTest, RoundsQuotientsHalfAwayFromZero) {
  EXPECT_EQ(D("1").DividedBy(D("3"), 4)->ToString(), "0.3333");
  EXPECT_EQ(D("2").DividedBy(D("3"), 4)->ToString(), "0.6667");
  EXPECT_EQ(D("1").DividedBy(D("8"), 2)->ToString(), "0.13");
  EXPECT_EQ(D("-1").DividedBy(D("8"), 2)->ToString(), "-0.13");
  EXPECT_EQ(D("1").DividedBy(D("-8"), 2)->ToString(), "-0.13");
  EXPECT_EQ(D("-1").DividedBy(D("3"), 4)->ToString(), "-0.3333");
  EXPECT_EQ(D("99.99996").DividedBy(D("1"), 4)->ToString(), "100");
}

TEST(DecimalTest, RefusesDivisionByZero) {
  EXPECT_FALSE(D("1").DividedBy(D("0"), 4).has_value());
  EXPECT_FALSE(D("0").DividedBy(D("0.00"), 4).has_value());
}

TEST(DecimalTest, Negates) {
  EXPECT_EQ(D("3").Negated().ToString(), "-3");
  EXPECT_EQ(D("-2.50").Negated().ToString(), "2.50");
  EXPECT_TRUE(D("0").Negated().is_zero());
  EXPECT_FALSE(D("0").Negated().is_negative());
}

TEST(DecimalTest, ConvertsIntegers) {
  EXPECT_EQ(Decimal::FromInt(0).ToString(), "0");
  EXPECT_EQ(Decimal::FromInt(-42).ToString(), "-42");
  EXPECT_EQ(Decimal::FromInt(INT64_MAX).ToString(), "9223372036854775807");
  EXPECT_EQ(Decimal::FromInt(INT64_MIN).ToString(), "-9223372036854775808");
}

TEST(DecimalTest, ConvertsToTheNearestDouble) {
  EXPECT_DOUBLE_EQ(D("28.53").ToDouble(), 28.53);
  EXPECT_DOUBLE_EQ(D("-0.001").ToDouble(), -0.001);
  EXPECT_DOUBLE_EQ(D("123456789012345678901234567890").ToDouble(), 1.2345678901234568e29);
}

TEST(DecimalTest, OrdersAsItsDoublesDo) {
  std::mt19937 random(20220629);
  const auto some = [&random] {
    const int64_t digits = std::uniform_int_distribution<int64_t>(-999999, 999999)(random);
    return *Decimal::FromInt(digits).Shifted(-std::uniform_int_distribution<int>(0, 5)(random));
  };
  for (int i = 0; i < 2000; ++i) {
    const Decimal a = some();
    const Decimal b = some();
    const auto text = [&] { return a.ToString() + " and " + b.ToString(); };
    if (std::abs(a.ToDouble() - b.ToDouble()) > 1e-9) {
      EXPECT_EQ(a < b, a.ToDouble() < b.ToDouble()) << text();
    }
    EXPECT_EQ(a == b, (a <=> b) == 0) << text();
    EXPECT_EQ(a<b, b> a) << text();
    EXPECT_EQ(D(a.ToString()), a);
    const auto product = a.Times(b);
    ASSERT_TRUE(product.has_value()) << text();
    if (!b.is_zero()) {
      EXPECT_EQ(*product->DividedBy(b, 8), a) << text();
    }
  }
}

}  // namespace
}  // namespace fangzhi
