#include "services/query/page_token.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "fangzhi/v1/query_service.pb.h"

namespace fangzhi::query {
namespace {

v1::ListRecordsRequest Request() {
  v1::ListRecordsRequest request;
  request.set_filter("indicator:工业");
  request.set_page_size(10);
  return request;
}

TEST(PageTokenTest, ReturnsThePosition) {
  v1::ListRecordsRequest request = Request();
  const std::string position("01J\0x\xff", 6);
  request.set_page_token(EncodePageToken(request, position));
  EXPECT_EQ(DecodePageToken(request).value(), position);
}

TEST(PageTokenTest, NoTokenIsTheBeginning) { EXPECT_EQ(DecodePageToken(Request()).value(), ""); }

TEST(PageTokenTest, PageSizeMayChange) {
  v1::ListRecordsRequest request = Request();
  request.set_page_token(EncodePageToken(request, "p"));
  request.set_page_size(500);
  EXPECT_TRUE(DecodePageToken(request).ok());
}

TEST(PageTokenTest, EveryOtherArgumentIsBound) {
  v1::ListRecordsRequest request = Request();
  const std::string token = EncodePageToken(request, "p");
  request.set_page_token(token);
  request.set_order_by("value");
  EXPECT_EQ(DecodePageToken(request).status().code(), absl::StatusCode::kInvalidArgument);

  v1::ListConflictsRequest other;
  other.set_filter("indicator:工业");
  other.set_page_token(token);
  EXPECT_FALSE(DecodePageToken(other).ok()) << "a token of another method";
}

TEST(PageTokenTest, TamperedTokensAreRefused) {
  v1::ListRecordsRequest request = Request();
  const std::string token = EncodePageToken(request, "documents/01J/records/5-0");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string tampered = token;
    tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
    request.set_page_token(tampered);
    EXPECT_FALSE(DecodePageToken(request).ok()) << i;
    request.set_page_token(token.substr(0, i));
    EXPECT_EQ(DecodePageToken(request).ok(), i == 0) << i;
  }
  for (const char* rubbish : {" ", "==", "not a token", "\xff\xfe", "AAAAAAAAAAAAAAAA"}) {
    request.set_page_token(rubbish);
    EXPECT_FALSE(DecodePageToken(request).ok()) << rubbish;
  }
}

TEST(PageTokenTest, RandomTokensAreRefused) {
  std::mt19937 random(7);
  v1::ListRecordsRequest request = Request();
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (auto n = 1 + random() % 40; n > 0; --n) bytes.push_back(static_cast<char>(random()));
    request.set_page_token(bytes);
    EXPECT_FALSE(DecodePageToken(request).ok());
  }
}

TEST(PageTokenTest, PageSizesAreCutAndDefaulted) {
  EXPECT_EQ(EffectivePageSize(0, 50, 1000).value(), 50);
  EXPECT_EQ(EffectivePageSize(7, 50, 1000).value(), 7);
  EXPECT_EQ(EffectivePageSize(5000, 50, 1000).value(), 1000);
  EXPECT_FALSE(EffectivePageSize(-1, 50, 1000).ok());
}

}  // namespace
}  // namespace fangzhi::query
