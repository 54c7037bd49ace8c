#include "services/query/record_streams.h"

#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/services/query/query_fixture.h"

namespace fangzhi::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class RecordStreamsTest : public testing::Test {
 protected:
  void SetUp() override { export_.set_format(v1::EXPORT_FORMAT_CSV); }

  // The messages of a whole export.
  std::vector<v1::ExportRecordsResponse> Export() {
    RecordExport stream(export_);
    std::vector<v1::ExportRecordsResponse> messages;
    for (;;) {
      v1::ExportRecordsResponse message;
      const auto step = stream.Next(fixture_.context(), message);
      EXPECT_TRUE(step.ok()) << step.status();
      if (!step.ok() || *step == rpc::StreamStep::kEnd) return messages;
      messages.push_back(message);
    }
  }

  // What `stream` tells until it waits: `+1` for a new record of value 1, `-1` for one that was superseded, `.` for an
  // answer without record. Keeps the last token.
  std::vector<std::string> Read(RecordWatch& stream, size_t most = 100) {
    std::vector<std::string> told;
    while (told.size() < most) {
      v1::WatchRecordsResponse message;
      const auto step = stream.Next(fixture_.context(), message);
      EXPECT_TRUE(step.ok()) << step.status();
      if (!step.ok() || *step == rpc::StreamStep::kWait) break;
      token_ = message.resume_token();
      const v1::Record& record = message.record();
      const std::string sign = record.has_supersede_time() ? "-" : "+";
      told.push_back(message.has_record() ? sign + record.quantity().value() : ".");
    }
    return told;
  }

  StoreFixture fixture_;
  v1::ExportRecordsRequest export_;
  v1::WatchRecordsRequest watch_;
  std::string token_;
};

TEST_F(RecordStreamsTest, ExportIsAFileOfAllThatMatch) {
  fixture_.Add("甲", "2022", {{.value = "1"}, {.value = "2"}, {.value = "3"}});
  export_.set_filter("value > 1");
  const auto messages = Export();
  ASSERT_EQ(messages.size(), 1U);
  const std::vector<std::string> lines = absl::StrSplit(messages[0].data(), '\n', absl::SkipEmpty());
  EXPECT_THAT(lines, SizeIs(3));
  EXPECT_THAT(lines[0], StartsWith("record,document,"));
  EXPECT_EQ(messages[0].resume_token(), "") << "it was the last";
}

TEST_F(RecordStreamsTest, ExportOfNothingIsTheHeadLine) {
  const auto messages = Export();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].data().find('\n'), messages[0].data().size() - 1);
}

TEST_F(RecordStreamsTest, ExportGoesOnAfterEveryTokenAsIfItHadNotEnded) {
  for (int i = 0; i < 4; ++i) fixture_.Add("篇" + std::to_string(i), "2022", std::vector<Figure>(500));
  const auto whole = Export();
  ASSERT_GE(whole.size(), 3U);
  std::string file;
  for (const auto& message : whole) {
    EXPECT_LT(message.data().size(), size_t{1} << 20);
    file += message.data();
  }
  std::string begun;
  for (size_t i = 0; i + 1 < whole.size(); ++i) {
    begun += whole[i].data();
    export_.set_resume_token(whole[i].resume_token());
    std::string resumed = begun;
    for (const auto& message : Export()) resumed += message.data();
    EXPECT_TRUE(resumed == file) << "after message " << i;
  }
}

TEST_F(RecordStreamsTest, WatchTellsEachChangeOnceFromWhenItBegan) {
  const std::string document = fixture_.Add("甲", "2022", {{.value = "1"}});
  RecordWatch stream(watch_, fixture_.now());
  EXPECT_THAT(Read(stream), ElementsAre(".")) << "what was there before is not told, but the place is";
  EXPECT_THAT(Read(stream), IsEmpty());
  fixture_.Replace(document, {{.value = "2"}});
  EXPECT_THAT(Read(stream), ElementsAre("-1", "+2"));
  EXPECT_THAT(Read(stream), IsEmpty());
}

TEST_F(RecordStreamsTest, WatchGoesOnAfterEveryTokenWithoutLossOrRepetition) {
  RecordWatch first(watch_, fixture_.now());
  EXPECT_THAT(Read(first), ElementsAre("."));
  std::vector<std::string> told;
  for (int i = 0; i < 3; ++i) {
    fixture_.Add("篇" + std::to_string(i), "2022",
                 {{.value = std::to_string(2 * i)}, {.value = std::to_string(2 * i + 1)}});
  }
  for (int i = 0; i < 6; ++i) {
    watch_.set_resume_token(token_);
    RecordWatch next(watch_, fixture_.now());
    for (const std::string& one : Read(next, 2)) {
      if (one != ".") told.push_back(one);
    }
  }
  EXPECT_THAT(told, ElementsAre("+0", "+1", "+2", "+3", "+4", "+5"));
}

TEST_F(RecordStreamsTest, WatchBeginsAtATimeAndKeepsToItsFilter) {
  const absl::Time start = fixture_.now();
  fixture_.Add("甲", "2022", {{.value = "1"}, {.value = "2"}});
  watch_.set_filter("value > 1");
  *watch_.mutable_start_time() = google::protobuf::util::TimeUtil::NanosecondsToTimestamp(absl::ToUnixNanos(start));
  RecordWatch stream(watch_, fixture_.now());
  EXPECT_THAT(Read(stream), ElementsAre(".", "+2"));
}

TEST_F(RecordStreamsTest, EveryBadArgumentHasItsViolation) {
  v1::ExportRecordsResponse exported;
  export_.set_format(v1::EXPORT_FORMAT_UNSPECIFIED);
  export_.set_filter("size = 1");
  export_.set_resume_token("?");
  absl::Status status = RecordExport(export_).Next(fixture_.context(), exported).status();
  for (const char* field : {"format", "filter", "resume_token"}) EXPECT_NE(Violation(status, field), "") << field;
  v1::WatchRecordsResponse watched;
  watch_.set_filter("size = 1");
  watch_.set_resume_token("?");
  watch_.mutable_start_time()->set_nanos(-1);
  status = RecordWatch(watch_, fixture_.now()).Next(fixture_.context(), watched).status();
  for (const char* field : {"start_time", "filter", "resume_token"}) EXPECT_NE(Violation(status, field), "") << field;
}

TEST_F(RecordStreamsTest, TokensAreForTheirFilterAndFormatOnly) {
  for (int i = 0; i < 2; ++i) fixture_.Add("篇" + std::to_string(i), "2022", std::vector<Figure>(500));
  export_.set_resume_token(Export()[0].resume_token());
  ASSERT_NE(export_.resume_token(), "");
  export_.set_format(v1::EXPORT_FORMAT_SDMX_CSV);
  v1::ExportRecordsResponse message;
  EXPECT_NE(Violation(RecordExport(export_).Next(fixture_.context(), message).status(), "resume_token"), "");
}

}  // namespace
}  // namespace fangzhi::query
