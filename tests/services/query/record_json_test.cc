#include "services/query/record_json.h"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fangzhi::query {
namespace {

std::string JsonOf(const v1::Record& record) {
  std::string text;
  AppendJson(record, text);
  return text;
}

std::string JsonByProtobuf(const v1::Record& record) {
  std::string text;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &text).ok());
  return text;
}

// Sets the fields of `message`, and of the messages in it, to values of all kinds; each with a probability of
// `density`.
void Fill(double density, std::mt19937_64& random, google::protobuf::Message& message) {
  using Field = google::protobuf::FieldDescriptor;
  constexpr std::string_view kTexts[] = {"规上工业总产值", "“新”, \"旧\"\n", "<1\\2>\t", "4.7万 km²",
                                         "\u00ad\U0001d173😀"};
  constexpr double kNumbers[] = {0.1, 1.0 / 3, 1e15, 1e16, 123456789, -2.5e-7, 0.30000000000000004, 0};
  const auto& reflection = *message.GetReflection();
  const auto set = [&](const Field& field) {
    switch (field.cpp_type()) {
      case Field::CPPTYPE_STRING:
        return reflection.SetString(&message, &field, std::string(kTexts[random() % std::size(kTexts)]));
      case Field::CPPTYPE_DOUBLE:
        return reflection.SetDouble(&message, &field, kNumbers[random() % std::size(kNumbers)]);
      case Field::CPPTYPE_INT32:
        return reflection.SetInt32(&message, &field, static_cast<int32_t>(random() % 1000));
      case Field::CPPTYPE_INT64:
        return reflection.SetInt64(&message, &field, static_cast<int64_t>(random() % 10000));
      case Field::CPPTYPE_ENUM:
        return reflection.SetEnumValue(&message, &field, static_cast<int>(random() % 10));
      default:
        return Fill(density, random, *reflection.MutableMessage(&message, &field));
    }
  };
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const Field& field = *message.GetDescriptor()->field(i);
    if (static_cast<double>(random() % 1000) >= density * 1000) continue;
    if (!field.is_repeated()) {
      set(field);
    } else {
      for (uint64_t n = random() % 3 + 1; n > 0; --n) Fill(density, random, *reflection.AddMessage(&message, &field));
    }
  }
}

TEST(RecordJsonTest, FieldsOfAllKindsAreAsProtobufWritesThem) {
  constexpr int32_t kNanos[] = {0, 120000000, 120345000, 120345678, 5};
  std::mt19937_64 random(7);
  for (const double density : {0.0, 0.3, 0.7, 1.0}) {
    for (int i = 0; i < 200; ++i) {
      v1::Record record;
      Fill(density, random, record);
      record.mutable_create_time()->set_seconds(static_cast<int64_t>(random() % 4000000000));
      record.mutable_create_time()->set_nanos(kNanos[random() % std::size(kNanos)]);
      ASSERT_EQ(JsonOf(record), JsonByProtobuf(record));
    }
  }
}

std::string Utf8Of(uint32_t code_point) {
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  std::string bytes;
  uint32_t room = 0x3F;  // What fits into the byte before.
  for (; code_point > room; code_point >>= 6, room >>= 1) {
    bytes.insert(bytes.begin(), static_cast<char>(0x80 | (code_point & 0x3F)));
  }
  bytes.insert(bytes.begin(), static_cast<char>(~(2 * room + 1) | code_point));
  return bytes;
}

TEST(RecordJsonTest, EachCharacterIsEscapedAsProtobufDoes) {
  std::string all;
  for (uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) all.append(Utf8Of(c));
  }
  v1::Record record;
  record.set_topic(all);
  EXPECT_TRUE(JsonOf(record) == JsonByProtobuf(record));
}

TEST(RecordJsonTest, NumbersHaveTheDigitsThatProtobufWrites) {
  std::mt19937_64 random(11);
  std::vector<double> numbers = {-0.0,
                                 5e-324,
                                 1e-5,
                                 1e-4,
                                 999999999999999.0,
                                 123456789012345678.0,
                                 std::numeric_limits<double>::max(),
                                 std::numeric_limits<double>::infinity(),
                                 -std::numeric_limits<double>::infinity(),
                                 std::nan("")};
  for (int i = 0; i < 20000; ++i) {
    const auto digits = static_cast<double>(random() % 100000000);
    numbers.push_back(digits * std::pow(10, static_cast<int>(random() % 40) - 20));
    numbers.push_back(digits / static_cast<double>(random() % 1000 + 1));
  }
  for (const double number : numbers) {
    v1::Record record;
    record.set_confidence(number);
    ASSERT_EQ(JsonOf(record), JsonByProtobuf(record));
  }
}

}  // namespace
}  // namespace fangzhi::query
