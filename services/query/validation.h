#ifndef FANGZHI_SERVICES_QUERY_VALIDATION_H_
#define FANGZHI_SERVICES_QUERY_VALIDATION_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <google/protobuf/timestamp.pb.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/rpc/status.h"

namespace fangzhi::query {

// Collects what is wrong with a request, so that one answer names it all.
class Validation {
 public:
  void Refuse(std::string_view field, std::string_view description) {
    violations_.push_back({std::string(field), std::string(description)});
  }

  // The value of a parser that answers INVALID_ARGUMENT with a sentence about its input, which is `field`; where it
  // holds none, a value by default, and the sentence is a violation.
  template <typename T>
  T Check(std::string_view field, absl::StatusOr<T> parsed) {
    if (parsed.ok()) return *std::move(parsed);
    Refuse(field, std::string(parsed.status().message()));
    return T();
  }

  // INVALID_ARGUMENT with a violation for each refusal, or OK.
  absl::Status Finish() const { return rpc::OkUnless(violations_); }

 private:
  std::vector<rpc::FieldViolation> violations_;
};

// A timestamp of a request. INVALID_ARGUMENT outside of the years 1 to 9999.
absl::StatusOr<absl::Time> ReadTimestamp(const google::protobuf::Timestamp& timestamp);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_VALIDATION_H_
