#include "services/query/order_by.h"

#include <gtest/gtest.h>

namespace fangzhi::query {
namespace {

using store::RecordOrderField;

std::string Error(std::string_view order_by) {
  const auto order = ParseOrderBy(order_by);
  return order.ok() ? "" : std::string(order.status().message());
}

TEST(OrderByTest, EmptyIsTheDefault) {
  EXPECT_TRUE(ParseOrderBy("").value().empty());
  EXPECT_TRUE(ParseOrderBy("  ").value().empty());
}

TEST(OrderByTest, ReadsFieldsWithAndWithoutDirection) {
  const auto order = ParseOrderBy(" period desc ,value, confidence asc");
  ASSERT_TRUE(order.ok());
  ASSERT_EQ(order->size(), 3U);
  EXPECT_EQ((*order)[0].field, RecordOrderField::kPeriod);
  EXPECT_TRUE((*order)[0].descending);
  EXPECT_EQ((*order)[1].field, RecordOrderField::kValue);
  EXPECT_FALSE((*order)[1].descending);
  EXPECT_FALSE((*order)[2].descending);
}

TEST(OrderByTest, ErrorsSayWhatWasExpected) {
  EXPECT_EQ(Error("size"),
            "expected one of document, period, value, confidence, published, create_time, found \"size\"");
  EXPECT_EQ(Error("value down"), "expected a field with or without \"desc\", found \"value down\"");
  EXPECT_EQ(Error("value,,period"), "expected a field, found nothing between commas");
  EXPECT_EQ(Error("value, value desc"), "a field stands twice: \"value desc\"");
}

}  // namespace
}  // namespace fangzhi::query
