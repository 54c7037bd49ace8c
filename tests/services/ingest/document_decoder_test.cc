#include "services/ingest/document_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/ingest/violations.h"

namespace fangzhi::ingest {
namespace {

using ::testing::ElementsAre;

// 曹娥街道28.53亿元 in GB18030.
const std::string kGbBytes =
    "\xb2\xdc\xb6\xf0\xbd\xd6\xb5\xc0"
    "28.53\xd2\xda\xd4\xaa";
constexpr char kText[] = "曹娥街道28.53亿元";

std::string Bytes(std::initializer_list<int> bytes) { return {bytes.begin(), bytes.end()}; }

void ExpectDecoded(const std::string& bytes, const std::string& charset, const std::string& text,
                   const std::string& from) {
  const auto decoded = DecodePlainText(bytes, charset);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->text, text);
  EXPECT_EQ(decoded->charset, from);
}

TEST(DocumentDecoderTest, DecodesWhatIsDeclared) {
  ExpectDecoded(kText, "UTF-8", kText, "UTF-8");
  ExpectDecoded(kText, "utf8", kText, "UTF-8");
  for (const char* charset : {"GB18030", "gb18030", "GBK", "gb2312"})
    ExpectDecoded(kGbBytes, charset, kText, "GB18030");
}

TEST(DocumentDecoderTest, DetectsUtf8BeforeGb18030) {
  ExpectDecoded(kText, "", kText, "UTF-8");
  ExpectDecoded("28.53", "", "28.53", "UTF-8");
  ExpectDecoded(kGbBytes, "", kText, "GB18030");
}

TEST(DocumentDecoderTest, ReadsFourByteGb18030) {
  ExpectDecoded("\x95\x32\x82\x36", "GB18030", "\U00020000", "GB18030");
  ExpectDecoded("\x81\x39\xee\x39", "", "\u3400", "GB18030");
}

TEST(DocumentDecoderTest, KeepsByteOrderMarkAndLineEnds) {
  ExpectDecoded(
      "\xEF\xBB\xBF"
      "a\r\nb\n",
      "",
      "\uFEFF"
      "a\r\nb\n",
      "UTF-8");
  ExpectDecoded(
      "\x84\x31\x95\x33"
      "a\r\n",
      "GB18030",
      "\uFEFF"
      "a\r\n",
      "GB18030");
  ExpectDecoded(Bytes({0xFF, 0xFE, 0x1A, 0x4E}), "", "\uFEFF\u4E1A", "UTF-16LE");
}

TEST(DocumentDecoderTest, ReadsUtf16ByItsByteOrderMark) {
  ExpectDecoded(Bytes({0xFE, 0xFF, 0x4E, 0x1A, 0xD8, 0x40, 0xDC, 0x00}), "UTF-16", "\uFEFF\u4E1A\U00020000",
                "UTF-16BE");
  ExpectDecoded(Bytes({0x1A, 0x4E}), "UTF-16LE", "\u4E1A", "UTF-16LE");
  EXPECT_THAT(ViolatedFields(DecodePlainText(Bytes({0x1A, 0x4E}), "UTF-16").status()), ElementsAre("content.bytes"));
}

TEST(DocumentDecoderTest, RefusesBytesThatAreNotValid) {
  const struct {
    std::string bytes;
    std::string charset;
  } cases[] = {
      {kGbBytes, "UTF-8"},
      {"\xb2", "GB18030"},                                      // Cut.
      {"\xb2\xdc\xff\xff", "GB18030"},                          // No such pair.
      {"a\xed\xa0\x80", "UTF-8"},                               // Surrogate.
      {Bytes({0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00}), "UTF-16"},  // Surrogate without its pair.
      {Bytes({0xFF, 0xFE, 0x41}), "UTF-16"},                    // Half a unit.
      {"\xff\xff\xff", ""},
      {"a\xff", ""},
  };
  for (const auto& test : cases) {
    const absl::Status status = DecodePlainText(test.bytes, test.charset).status();
    EXPECT_THAT(ViolatedFields(status), ElementsAre("content.bytes")) << test.charset;
  }
}

TEST(DocumentDecoderTest, SaysWhereBytesAreNotValid) {
  EXPECT_THAT(std::string(DecodePlainText("ab\xff", "UTF-8").status().message()), testing::HasSubstr("byte 2"));
  EXPECT_THAT(std::string(DecodePlainText("\xb2\xdc\xff\xff", "GBK").status().message()), testing::HasSubstr("byte 2"));
}

TEST(DocumentDecoderTest, RefusesUnknownCharset) {
  for (const char* charset : {"Big5", "latin1", "GB 18030"}) {
    EXPECT_THAT(ViolatedFields(DecodePlainText("a", charset).status()), ElementsAre("content.charset")) << charset;
  }
}

TEST(DocumentDecoderTest, RefusesWhatIsNoText) {
  EXPECT_THAT(ViolatedFields(DecodePlainText("", "").status()), ElementsAre("content.bytes"));
  EXPECT_THAT(ViolatedFields(DecodePlainText(Bytes({'a', 0, 'b'}), "").status()), ElementsAre("content.bytes"));
  EXPECT_THAT(ViolatedFields(DecodePlainText(std::string(100, '\x01'), "").status()), ElementsAre("content.bytes"));
}

TEST(DocumentDecoderTest, AFewControlCharactersAreNoReason) { EXPECT_TRUE(CheckText("标题\f\v\t\x1a\r\n", "f").ok()); }

TEST(DocumentDecoderTest, LimitIsOnTheText) {
  EXPECT_TRUE(DecodePlainText(std::string(2 << 20, 'x'), "").ok());
  EXPECT_FALSE(DecodePlainText(std::string((2 << 20) + 1, 'x'), "").ok());
  std::string utf16 = "\xFF\xFE";
  for (int i = 0; i < (2 << 20) - 3; ++i) utf16.append({'x', '\0'});
  EXPECT_TRUE(DecodePlainText(utf16, "").ok());
  // Two bytes here become three of UTF-8.
  std::string gb;
  while (gb.size() < (3 << 19)) gb += "\xb2\xdc";
  EXPECT_THAT(ViolatedFields(DecodePlainText(gb, "GBK").status()), ElementsAre("content.bytes"));
  EXPECT_FALSE(DecodePlainText(std::string(64 << 20, 'x'), "").ok());
}

}  // namespace
}  // namespace fangzhi::ingest
