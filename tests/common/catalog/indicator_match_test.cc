// What Catalogue::Match makes of phrases as they are written, with the unit of the record.

#include <string>
#include <string_view>

#include "common/catalog/catalogue.h"
#include "gtest/gtest.h"

namespace fangzhi::catalog {
namespace {

struct Expectation {
  std::string_view phrase, unit, id;
};

std::string Resolve(std::string_view phrase, std::string_view unit) {
  const IndicatorMatch match = Catalogue::BuiltIn().Match(phrase, unit);
  return match ? std::string(match.indicator->id) : "(open)";
}

TEST(IndicatorMatchTest, ResolvesVariedPhrases) {
  const Expectation kCases[] = {
      // Economy, industry, investment.
      {"GDP", "CNY", "gdp"},
      {"全区地区生产总值", "CNY", "gdp"},
      {"实现生产总值", "%", "gdp"},
      {"人均GDP", "CNY", "gdp_per_capita"},
      {"第三产业", "%", "tertiary_industry_value_added"},
      {"规模以上工业增加值", "%", "industrial_value_added_above_scale"},
      {"规模工业企业增加值", "%", "industrial_value_added_above_scale"},
      {"规上工业产值", "CNY", "industrial_output_above_scale"},
      {"规模以上总产值", "CNY", "industrial_output_above_scale"},
      {"工业总产值", "CNY", "industrial_output"},
      {"规模以上工业企业户数", "{户}", "industrial_enterprises_above_scale"},
      {"规上工业企业利润", "%", "industrial_profit_above_scale"},
      {"亩均税收", "CNY/[mu]", "tax_per_mu"},
      {"全社会用电总量", "kW.h", "electricity_consumption"},
      {"新能源汽车产量", "{辆}", "new_energy_vehicle_output"},
      {"固定资产投资(不含农户)", "%", "fixed_asset_investment"},
      {"完成固定资产投资额", "CNY", "fixed_asset_investment"},
      {"制造业投资", "CNY", "manufacturing_investment"},
      {"技改投资", "pp", "tech_transformation_investment"},
      {"新签约过亿元项目", "{个}", "projects_signed_100m"},
      {"项目落地", "{个}", "projects_landed"},
      {"到位省外资金", "CNY", "domestic_capital"},
      // Fiscal, trade, enterprises.
      {"地方一般公共预算收入", "%", "general_public_budget_revenue"},
      {"税收收入总额", "CNY", "tax_revenue"},
      {"金融机构本外币各项存款余额", "CNY", "deposits"},
      {"各项贷款", "CNY", "loans"},
      {"减税降费", "CNY", "tax_cuts"},
      {"争取专项债券资金", "CNY", "special_bonds"},
      {"社零总额", "CNY", "retail_sales"},
      {"限上社零额", "pp", "retail_sales_above_threshold"},
      {"外贸进出口总值", "USD", "foreign_trade"},
      {"出口额", "CNY", "exports"},
      {"实际到账外资", "USD", "fdi"},
      {"跨境电商交易额", "CNY", "cross_border_ecommerce"},
      {"中欧班列开行列数", "{列}", "china_europe_trains"},
      {"市场主体总量", "{户}", "market_entities"},
      {"新登记市场主体", "{户}", "new_market_entities"},
      {"国家级专精特新“小巨人”企业", "{家}", "little_giants"},
      {"新增专精特新“小巨人”企业", "{家}", "new_little_giants"},
      {"新增境内上市公司", "{家}", "new_listed_companies"},
      {"走访服务企业", "{家}", "enterprises_visited"},
      {"服务企业", "{家}", "enterprises_served"},
      // Innovation, talent, digital.
      {"研发投入强度", "%", "rd_intensity"},
      {"R&D经费支出", "CNY", "rd_expenditure"},
      {"高新技术企业总数", "{家}", "high_tech_enterprises"},
      {"新认定高新技术企业", "{家}", "new_high_tech_enterprises"},
      {"每万人发明专利拥有量", "{件}", "invention_patents_per_10k"},
      {"有效发明专利", "{件}", "invention_patents"},
      {"技术合同成交金额", "CNY", "technology_contracts_value"},
      {"引进各类人才", "{名}", "talent_introduced"},
      {"高技能人才总量", "{人}", "high_skilled_talent"},
      {"新建5G基站", "{个}", "new_base_stations_5g"},
      {"规上数字经济核心产业增加值", "%", "digital_core_value_added"},
      // Urban, housing, environment.
      {"改造老旧小区", "{个}", "old_quarters_renovated"},
      {"启动老旧小区改造", "{个}", "old_quarters_renovated"},
      {"老旧小区改造总建筑面积", "m2", "old_quarters_area"},
      {"既有住宅加装电梯", "{部}", "elevators_added"},
      {"新增公共停车泊位", "{个}", "new_parking_spaces"},
      {"新增公共充电桩", "{根}", "new_charging_piles"},
      {"常住人口城镇化率", "%", "urbanisation_rate"},
      {"筹集保障性租赁住房", "{套（间）}", "affordable_rental_housing"},
      {"城镇棚户区改造", "{套}", "shanty_town_renovation"},
      {"商品房销售面积", "m2", "real_estate_sales_area"},
      {"空气优良天数比例", "%", "aqi_good_rate"},
      {"PM2.5平均浓度", "ug/m3", "pm25"},
      {"细颗粒物(PM2.5)年均浓度", "ug/m3", "pm25"},
      {"农村生活污水治理率", "pp", "rural_sewage_rate"},
      {"森林覆盖率", "%", "forest_cover"},
      {"万元GDP能耗", "%", "energy_per_gdp"},
      {"治理水土流失面积", "km2", "soil_erosion_control"},
      // Agriculture, transport.
      {"粮食年产量", "kg", "grain_output"},
      {"新建高标准农田", "[mu]", "high_standard_farmland"},
      {"生猪出栏量", "{头}", "pig_slaughter"},
      {"村(社区)集体经营性收入", "CNY", "village_operating_income"},
      {"农村改厕", "{户}", "rural_toilets"},
      {"高速公路通车总里程", "km", "expressway_length"},
      {"改造提升农村公路", "km", "rural_roads"},
      {"港口货物吞吐量", "t", "port_throughput"},
      {"集装箱吞吐量", "{标箱}", "container_throughput"},
      {"旅客年吞吐量", "{人次}", "airport_passengers"},
      // Governance, safety, justice, party.
      {"上报网格事件", "{件}", "grid_events_reported"},
      {"事件按期办结率", "%", "event_close_rate"},
      {"12345平台办结率", "%", "hotline_close_rate"},
      {"群众满意度", "%", "residents_satisfaction"},
      {"发现安全隐患", "{处}", "hazards_found"},
      {"整改燃气、电气隐患", "{处}", "hazards_rectified"},
      {"重大隐患整改率", "%", "hazard_rectification_rate"},
      {"火灾起数", "%", "fires"},
      {"生产安全事故死亡人数", "{人}", "accident_deaths"},
      {"化解矛盾纠纷", "{件}", "disputes_resolved"},
      {"电信网络诈骗案件", "{起}", "telecom_fraud_cases"},
      {"发展党员", "{名}", "new_party_members"},
      // People.
      {"每千名老年人拥有养老床位", "{张}", "elderly_beds_per_thousand"},
      {"新增普惠性托位", "{个}", "new_childcare_places"},
      {"增加学位", "{个}", "new_school_places"},
      {"人均预期寿命", "a", "life_expectancy"},
      {"基本医保参保率", "%", "medical_insurance_rate"},
      {"接待游客", "{人次}", "tourists"},
      {"5A级景区", "{个}", "scenic_5a"},
      {"新增城镇就业", "{人}", "urban_new_jobs"},
      {"城镇居民人均可支配收入", "CNY", "income_urban"},
      {"农村居民收入", "%", "income_rural"},
      {"城乡低保标准", "CNY", "allowance_standard"},
  };
  EXPECT_GE(std::size(kCases), 100u);
  for (const Expectation& expected : kCases) {
    EXPECT_EQ(Resolve(expected.phrase, expected.unit), expected.id) << expected.phrase << " in " << expected.unit;
  }
}

TEST(IndicatorMatchTest, LeavesOpenWhatItDoesNotKnow) {
  const Expectation kCases[] = {
      // Parts, products and programmes of one place.
      {"年产新能源增程式国六排放系统", "{套}", ""},
      {"单晶硅设备配件", "{台}", ""},
      {"龙山河区块污水零直排工程企业", "{家}", ""},
      {"簪花店", "{家}", ""},
      {"电机产业大脑调用", "{次}", ""},
      {"口袋公园花费", "CNY", ""},
      {"云尖信息总部项目进度", "%", ""},
      {"车口比", "1", ""},
      {"班子成员每人联系项目", "{个}", ""},
      {"公办幼儿园电话报名", "{轮}", ""},
      {"工期推迟", "mo", ""},
      {"外立面涂料用量", "t", ""},
      {"老企业设备更新率", "%", ""},
      {"检查要点", "{条}", ""},
      // Known words that make another indicator.
      {"工业增加值率", "%", ""},
      {"固定资产投资项目数", "{个}", ""},
      {"出口企业用工", "{人}", ""},
      {"税收优惠政策", "{项}", ""},
      {"财政收入质量指数", "1", ""},
      {"高新技术企业研发人员平均年龄", "a", ""},
      {"粮食储备库", "{座}", ""},
      {"老旧小区楼道灯", "{盏}", ""},
      {"养老床位护理员配比", "1", ""},
      {"人口普查员", "{名}", ""},
      {"游客中心咨询台", "{个}", ""},
      {"党员先锋岗", "{个}", ""},
      {"网格员手机", "{部}", ""},
      {"限上社零额增速", "{位}", ""},
      {"城镇化进程", "1", ""},
      {"火灾逃生面具", "{个}", ""},
      // Known, but not in this unit.
      {"工业总产值", "{家}", ""},
      {"常住人口", "CNY", ""},
      {"森林覆盖率", "[mu]", ""},
      {"地区生产总值", "{人}", ""},
      {"加装电梯", "CNY", ""},
      {"医院床位", "CNY", ""},
      {"PM2.5浓度", "{家}", ""},
      {"启动老旧小区改造", "{户}", ""},
      {"高标准农田", "{头}", ""},
      {"出口", "{家}", ""},
      // Nothing at all.
      {"", "", ""},
      {"全省", "CNY", ""},
      {"数量", "{个}", ""},
      {"新增", "{个}", ""},
  };
  EXPECT_GE(std::size(kCases), 40u);
  for (const Expectation& expected : kCases) {
    EXPECT_EQ(Resolve(expected.phrase, expected.unit), "(open)") << expected.phrase << " in " << expected.unit;
  }
}

TEST(IndicatorMatchTest, AdditionsAreNotStocks) {
  EXPECT_EQ(Resolve("高新技术企业", "{家}"), "high_tech_enterprises");
  EXPECT_EQ(Resolve("新增高新技术企业", "{家}"), "new_high_tech_enterprises");
  EXPECT_EQ(Resolve("养老床位", "{张}"), "elderly_beds");
  EXPECT_EQ(Resolve("新增养老床位", "{张}"), "new_elderly_beds");
  // A change of a sum of money is not the sum.
  EXPECT_EQ(Resolve("新增一般公共预算收入", "CNY"), "(open)");
  // What is added to a count in a period is the count in it.
  EXPECT_EQ(Resolve("新增中欧班列开行", "{列}"), "china_europe_trains");
}

TEST(IndicatorMatchTest, HouseholdsPeopleAndThingsDoNotMix) {
  EXPECT_EQ(Resolve("低保对象", "{户}"), "low_income_people");
  EXPECT_EQ(Resolve("低保对象", "{名}"), "low_income_people");
  EXPECT_EQ(Resolve("高新技术企业", "{人}"), "(open)");
  EXPECT_EQ(Resolve("老旧小区改造", "{户}"), "(open)");
}

TEST(IndicatorMatchTest, GrowthAndRankFitEveryIndicator) {
  for (const std::string_view unit : {"", "%", "‰", "pp", "1", "{位}"}) {
    EXPECT_EQ(Resolve("地区生产总值", unit), "gdp") << unit;
    EXPECT_EQ(Resolve("常住人口", unit), "permanent_population") << unit;
  }
}

TEST(IndicatorMatchTest, ExactTellsWhetherSomethingWasDropped) {
  const Catalogue& catalogue = Catalogue::BuiltIn();
  EXPECT_TRUE(catalogue.Match("地区生产总值").exact);
  EXPECT_TRUE(catalogue.Match("“规模以上”工业增加值").exact);
  EXPECT_FALSE(catalogue.Match("全省地区生产总值").exact);
  EXPECT_FALSE(catalogue.Match("森林覆盖率情况").exact);
  EXPECT_FALSE(catalogue.Match("固定资产投资(含农户)").exact);
  EXPECT_FALSE(catalogue.Match("簪花店").exact);
}

}  // namespace
}  // namespace fangzhi::catalog
