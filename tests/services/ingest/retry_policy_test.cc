#include "services/ingest/retry_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/status.h"

namespace fangzhi::ingest {
namespace {

TEST(RetryPolicyTest, BlamesWhoCanHelpIt) {
  EXPECT_EQ(BlameFor(rpc::InvalidArgument({{"text", "is required"}})), Blame::kRefusal);
  EXPECT_EQ(BlameFor(absl::InternalError("the server failed")), Blame::kDocument);
  EXPECT_EQ(BlameFor(absl::UnknownError("")), Blame::kDocument);
  EXPECT_EQ(BlameFor(absl::ResourceExhaustedError("")), Blame::kDocument);
  EXPECT_EQ(BlameFor(absl::UnimplementedError("")), Blame::kService);
  EXPECT_EQ(BlameFor(absl::CancelledError("")), Blame::kService);
  EXPECT_EQ(BlameFor(absl::DeadlineExceededError("")), Blame::kTimeout);
}

TEST(RetryPolicyTest, BusyServiceIsNotABrokenConnection) {
  EXPECT_EQ(BlameFor(rpc::Unavailable("too many calls", absl::Seconds(1))), Blame::kService);
  EXPECT_EQ(BlameFor(absl::UnavailableError("Socket closed")), Blame::kSuspicion);
}

TEST(RetryPolicyTest, BackoffDoublesToItsLimitWithFullJitter) {
  const Backoff backoff{absl::Seconds(1), absl::Seconds(60)};
  EXPECT_EQ(backoff.After(1, 1.0), absl::Seconds(1));
  EXPECT_EQ(backoff.After(2, 1.0), absl::Seconds(2));
  EXPECT_EQ(backoff.After(5, 1.0), absl::Seconds(16));
  EXPECT_EQ(backoff.After(7, 1.0), absl::Seconds(60));
  EXPECT_EQ(backoff.After(1'000'000, 1.0), absl::Seconds(60));
  EXPECT_EQ(backoff.After(5, 0.5), absl::Seconds(8));
  EXPECT_EQ(backoff.After(5, 0.0), absl::ZeroDuration());
  EXPECT_EQ(backoff.After(0, 1.0), absl::Seconds(1));
}

TEST(RetryPolicyTest, ReasonsAreSentencesOfBoundedLength) {
  EXPECT_EQ(ReasonFor(absl::DeadlineExceededError("Deadline Exceeded")), "Extraction did not answer in time.");
  EXPECT_EQ(ReasonFor(rpc::InvalidArgument({{"text", "is required"}})),
            "Extraction refused the document: text: is required.");
  EXPECT_LE(ReasonFor(absl::InternalError(std::string(10'000, 'x'))).size(), 400U);
}

}  // namespace
}  // namespace fangzhi::ingest
