#include "common/store/ulid.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fangzhi::store {
namespace {

constexpr absl::Time kTime = absl::FromUnixMillis(1469918176385);

TEST(UlidTest, BeginsWithTheTime) {
  UlidGenerator generator("");
  const std::string id = generator.Next(kTime);
  EXPECT_TRUE(IsUlid(id)) << id;
  // The example of the specification.
  EXPECT_EQ(id.substr(0, 10), "01ARYZ6S41");
}

TEST(UlidTest, GrowsWithinAMillisecondAndWhereTheClockGoesBack) {
  UlidGenerator generator("");
  std::string last = generator.Next(kTime);
  for (int i = 0; i < 1000; ++i) {
    const std::string next = generator.Next(kTime - absl::Seconds(i));
    ASSERT_LT(last, next);
    last = next;
  }
  EXPECT_LT(last, generator.Next(kTime + absl::Milliseconds(1)));
}

TEST(UlidTest, GoesOnAfterAFormerId) {
  UlidGenerator generator("7ZZZZZZZZZZZZZZZZZZZZZZZZY");
  EXPECT_EQ(generator.Next(kTime), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
}

TEST(UlidTest, CarriesOver) {
  UlidGenerator generator("01ARYZ6S41000000000000000Z");
  EXPECT_EQ(generator.Next(kTime), "01ARYZ6S410000000000000010");
}

TEST(UlidTest, TimesDifferInRandomness) {
  UlidGenerator a("");
  UlidGenerator b("");
  EXPECT_NE(a.Next(kTime), b.Next(kTime));
}

}  // namespace
}  // namespace fangzhi::store
