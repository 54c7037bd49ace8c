#include "services/query/availability_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;

class AvailabilityQueriesTest : public testing::Test {
 protected:
  // `value (display name) count` of each value of a dimension.
  std::vector<std::string> Values(const std::string& filter, const std::string& dimension) {
    request_.set_filter(filter);
    const auto response = GetAvailability(fixture_.context(), request_);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> lines;
    for (const auto& one : response->dimensions()) {
      if (one.name() != dimension) continue;
      for (const auto& value : one.values()) {
        lines.push_back(value.value() + " (" + value.display_name() + ") " + std::to_string(value.record_count()));
      }
    }
    return lines;
  }

  StoreFixture fixture_;
  v1::GetAvailabilityRequest request_;
};

TEST_F(AvailabilityQueriesTest, EachDimensionHasItsValuesNamedAndCounted) {
  const std::string name = fixture_.Add("甲", "2023",
                                        {{.phrase = "GDP", .indicator = "indicators/gdp", .topic = "economy"},
                                         {.phrase = "点亮微心愿", .value = "7", .unit = "{个}", .period = "2021"},
                                         {.phrase = "点亮微心愿", .measure = v1::MEASURE_GROWTH}});
  EXPECT_THAT(Values("indicator = \"GDP\"", "indicator"), ElementsAre("indicators/gdp (地区生产总值) 1"));
  EXPECT_THAT(Values("value = 7", "period"), ElementsAre("2021 () 1"));
  EXPECT_THAT(Values("", "region"), ElementsAre("regions/330604002 (浙江省绍兴市上虞区曹娥街道) 3"));
  EXPECT_THAT(Values("", "subject"), ElementsAre("regions/330604002 (曹娥街道) 3"));
  EXPECT_THAT(Values("", "measure"), ElementsAre("level () 2", "growth () 1"));
  EXPECT_THAT(Values("", "modality"), ElementsAre("actual () 3"));
  EXPECT_THAT(Values("", "unit"), ElementsAre("CNY () 2", "{个} () 1"));
  EXPECT_THAT(Values("", "topic"), ElementsAre("industry (工业) 2", "economy (经济综合) 1"));
  EXPECT_THAT(Values("", "document"), ElementsAre(name + " (甲) 3"));
  EXPECT_EQ(Values("", "indicator").size(), 2U);
  EXPECT_EQ(Values("value > 100000", "period").size(), 0U);
}

TEST_F(AvailabilityQueriesTest, LimitCutsEachDimensionAndSaysSo) {
  fixture_.Add("甲", "2023", {{.period = "2021"}, {.period = "2022"}, {.period = "2022"}});
  request_.set_limit(1);
  EXPECT_THAT(Values("", "period"), ElementsAre("2022 () 2"));
  const auto response = GetAvailability(fixture_.context(), request_);
  EXPECT_TRUE(response->dimensions(3).limited());
  EXPECT_FALSE(response->dimensions(4).limited());
  EXPECT_EQ(response->record_count(), 3);
  EXPECT_FALSE(response->counts_limited());
}

TEST_F(AvailabilityQueriesTest, EveryBadArgumentHasItsViolation) {
  request_.set_filter("size = 1");
  request_.set_limit(-1);
  const absl::Status status = GetAvailability(fixture_.context(), request_).status();
  EXPECT_NE(Violation(status, "filter"), "");
  EXPECT_NE(Violation(status, "limit"), "");
}

}  // namespace
}  // namespace fangzhi::query
