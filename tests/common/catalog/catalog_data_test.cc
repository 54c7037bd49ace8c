// That the data files keep what their headers promise.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "common/catalog/builtin_data.h"
#include "common/catalog/catalogue.h"
#include "common/catalog/phrase.h"
#include "common/catalog/table.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

using ::testing::UnorderedElementsAre;

const Catalogue& BuiltIn() { return Catalogue::BuiltIn(); }

TEST(CatalogDataTest, TopicsAreTheTwentyThree) {
  std::set<std::string_view> ids;
  for (const Topic& topic : BuiltIn().topics().topics()) ids.insert(topic.id);
  EXPECT_THAT(
      ids, UnorderedElementsAre("economy", "industry", "investment", "fiscal", "trade", "enterprise", "innovation",
                                "talent", "digital", "urban", "housing", "environment", "agriculture", "transport",
                                "governance", "safety", "justice", "party", "elderly_and_child", "education", "health",
                                "culture_and_tourism", "employment_and_welfare"));
}

TEST(CatalogDataTest, EveryTopicHasThirtyCuesAndTwentyIndicators) {
  TableReader reader("topics.tsv", BuiltInTexts().topics);
  while (reader.Next()) EXPECT_GE(Split(reader.field(3), '|').size(), 30u) << reader.field(0);
  std::map<std::string_view, int> indicators;
  for (const Indicator& indicator : BuiltIn().indicators()) ++indicators[indicator.topic];
  for (const Topic& topic : BuiltIn().topics().topics()) EXPECT_GE(indicators[topic.id], 20) << topic.id;
}

TEST(CatalogDataTest, IndicatorsAreComplete) {
  EXPECT_GE(BuiltIn().indicators().size(), 480u);
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  std::set<std::string_view> english;
  for (const Indicator& indicator : BuiltIn().indicators()) {
    SCOPED_TRACE(indicator.id);
    EXPECT_TRUE(ids.insert(indicator.id).second);
    EXPECT_TRUE(names.insert(indicator.zh).second) << indicator.zh;
    EXPECT_TRUE(english.insert(indicator.en).second) << indicator.en;
    EXPECT_TRUE(std::all_of(indicator.id.begin(), indicator.id.end(),
                            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }));
    EXPECT_NE(BuiltIn().topics().Find(indicator.topic), nullptr);
    EXPECT_FALSE(indicator.units.empty());
    for (const std::string_view unit : indicator.units) EXPECT_TRUE(BuiltIn().units().IsCanonical(unit)) << unit;
  }
}

TEST(CatalogDataTest, EveryWordingResolvesToItsOwnIndicator) {
  for (const Indicator& indicator : BuiltIn().indicators()) {
    for (const std::string_view unit : indicator.units) {
      EXPECT_EQ(BuiltIn().Match(indicator.zh, unit).indicator, &indicator) << indicator.zh;
    }
    for (const std::string& alias : indicator.aliases) {
      const IndicatorMatch match = BuiltIn().Match(alias, indicator.units[0]);
      EXPECT_EQ(match.indicator, &indicator) << alias;
      EXPECT_TRUE(match.exact) << alias;
    }
  }
}

TEST(CatalogDataTest, NoWordingIsClaimedTwice) {
  const PhraseRules rules = *PhraseRules::Load(BuiltInTexts().wordings);
  std::map<std::string, std::string_view> claims;
  for (const Indicator& indicator : BuiltIn().indicators()) {
    std::set<std::string> own = {rules.Fold(indicator.zh)};
    for (const std::string& alias : indicator.aliases) own.insert(rules.Fold(alias));
    for (const std::string& wording : own) {
      const auto [claim, is_new] = claims.emplace(wording, indicator.id);
      EXPECT_TRUE(is_new) << wording << " is claimed by " << claim->second << " and " << indicator.id;
    }
  }
}

TEST(CatalogDataTest, UnitsCoverManyClassifiers) {
  int classifiers = 0;
  for (const Unit& unit : BuiltIn().units().units()) {
    classifiers += unit.is_classifier ? 1 : 0;
    EXPECT_TRUE(BuiltIn().units().IsCanonical(unit.canonical)) << unit.surface;
  }
  EXPECT_GE(classifiers, 150);
}

TEST(CatalogDataTest, EveryFileStatesItsColumnsAndSource) {
  const CatalogueTexts texts = BuiltInTexts();
  for (const std::string_view text :
       {texts.topics, texts.indicators, texts.wordings, texts.units, texts.classifiers, texts.gazetteer}) {
    EXPECT_EQ(text.substr(0, 2), "# ");
    const std::string_view head = text.substr(0, 1200);
    EXPECT_NE(head.find("# Source: "), std::string_view::npos) << head.substr(0, 80);
  }
}

TEST(CatalogDataTest, GazetteerFileIsSmall) { EXPECT_LT(BuiltInTexts().gazetteer.size(), 1'500'000u); }

}  // namespace
}  // namespace fangzhi::catalog
