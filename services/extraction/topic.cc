#include "services/extraction/topic.h"

#include <algorithm>
#include <array>
#include <string>

namespace fangzhi::extraction {
namespace {

template <size_t N>
bool EndsWithAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

bool IsCompany(const Record& record) {
  static constexpr std::array<std::string_view, 5> kCompanies = {"公司", "集团", "厂", "重工", "企业"};
  return record.subject_kind == SubjectKind::kOrganisation && EndsWithAny(record.subject, kCompanies);
}

// 产值, 订单: what a company makes and sells, whatever it is.
bool IsOutput(std::string_view indicator) {
  static constexpr std::array<std::string_view, 10> kOutputs = {"产值",   "销售收入", "销售额", "营业收入", "营收",
                                                                "日产能", "年产能",   "产能",   "订单",     "订单额"};
  constexpr size_t kLongest = std::string_view("年销售收入总额").size();
  return indicator.size() <= kLongest && EndsWithAny(indicator, kOutputs);
}

// The topic of a company by its name; industry where that says nothing of another.
std::string_view TopicOfCompany(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kOthers = {"agriculture", "trade", "culture_and_tourism",
                                                              "transport", "health"};
  const std::string_view topic = catalog::Catalogue::BuiltIn().topics().Classify(name);
  return std::find(kOthers.begin(), kOthers.end(), topic) != kOthers.end() ? topic : "industry";
}

}  // namespace

catalog::Resolution ResolveIndicator(const Record& record, std::string_view around, const Record* before) {
  const bool company = IsCompany(record);
  const bool named = record.subject_kind != SubjectKind::kRegion && !company;
  const std::array<std::string_view, 2> contexts = {named ? std::string_view(record.subject) : "", around};
  catalog::Resolution read = catalog::Catalogue::BuiltIn().Resolve(record.indicator, record.unit, contexts);
  if (company && IsOutput(record.indicator)) read.topic = TopicOfCompany(record.subject);
  // 辖区面积 is of the region as a whole; that of a building is not.
  if (read.indicator != nullptr && read.indicator->id == "land_area" && record.subject_kind == SubjectKind::kRegion)
    read.topic = catalog::kDefaultTopic;
  // Where neither the indicator nor what surrounds it tells more than the economy at large: what the record before it
  // in the same sentence is of.
  const bool told = read.indicator != nullptr || read.topic != catalog::kDefaultTopic;
  const bool same_sentence = before != nullptr && before->sentence.start == record.sentence.start;
  const catalog::Topics& topics = catalog::Catalogue::BuiltIn().topics();
  // 改造老旧小区14个,惠及居民5236户: those whom it reaches.
  const bool reached = read.indicator != nullptr && (read.indicator->id == "households" || record.unit == "{户}") &&
                       read.topic == catalog::kDefaultTopic;
  if (reached && same_sentence && !before->topic.empty()) {
    if (const catalog::Topic* topic = topics.Find(before->topic)) read.topic = topic->id;
  }
  if (!told && same_sentence && !topics.HoldsCue(record.indicator)) {
    if (const catalog::Topic* topic = topics.Find(before->topic)) read.topic = topic->id;
  }
  return read;
}

}  // namespace fangzhi::extraction
