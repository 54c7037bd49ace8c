#ifndef FANGZHI_TESTS_SERVICES_QUERY_QUERY_FIXTURE_H_
#define FANGZHI_TESTS_SERVICES_QUERY_QUERY_FIXTURE_H_

#include <absl/time/time.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/catalog/catalogue.h"
#include "common/store/store.h"
#include "fangzhi/v1/record.pb.h"
#include "services/query/query_context.h"

namespace fangzhi::query {

// A record in short: what tests set, with usual values for the rest.
struct Figure {
  std::string phrase = "规上工业总产值";
  std::string indicator = "";  // Catalogue name; empty: open.
  std::string value = "1000";
  std::string unit = "CNY";
  std::string subject = "曹娥街道";
  std::string subject_id = "regions/330604002";
  std::string region = "regions/330604002";
  std::string period = "2022";
  v1::Measure measure = v1::MEASURE_LEVEL;
  v1::Modality modality = v1::MODALITY_ACTUAL;
  v1::Comparator comparator = v1::COMPARATOR_EQUAL;
  std::string base = "";
  std::string whole = "";
  std::string topic = "industry";
  double confidence = 0.9;
  int start = -1;  // -1: ten after the figure before.
};

// The record that a figure stands for; `start` gives its id.
v1::Record ToRecord(const Figure& figure, int start);

// A store in a directory of its own, filled as ingest fills it.
class StoreFixture {
 public:
  StoreFixture();
  ~StoreFixture();

  // Stores a document with these figures and returns its name.
  std::string Add(const std::string& title, const std::string& published, const std::vector<Figure>& figures);
  // Extracts a document again: its figures are superseded by these.
  void Replace(const std::string& document, const std::vector<Figure>& figures);
  void Delete(const std::string& document);

  // Later than every commit until now and earlier than those that come.
  absl::Time now() const { return now_; }

  store::WritableStore& store() { return *store_; }
  const std::string& path() const { return path_; }

  static const catalog::Catalogue& catalogue();
  QueryContext context() {
    return {.store = *store_, .catalogue = catalogue(), .similarity = *similarity_, .bounds = {}};
  }

 private:
  void Commit(const std::string& document, const std::vector<Figure>& figures);

  std::string directory_;
  std::string path_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
  int documents_ = 0;
  int extractions_ = 0;
  std::unique_ptr<store::WritableStore> store_;
  std::unique_ptr<IndicatorSimilarity> similarity_;
};

// The violation of `field` in an INVALID_ARGUMENT; empty where there is none.
std::string Violation(const absl::Status& status, const std::string& field);

}  // namespace fangzhi::query

#endif  // FANGZHI_TESTS_SERVICES_QUERY_QUERY_FIXTURE_H_
