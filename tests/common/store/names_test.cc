#include "common/store/names.h"

#include <gtest/gtest.h>

#include <string>

#include "common/store/sha256.h"

namespace fangzhi::store {
namespace {

constexpr char kId[] = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

TEST(NamesTest, RecordNameReadsBackAsWritten) {
  const RecordName name{kId, 1234567890123, 2};
  EXPECT_EQ(name.ToString(), "documents/01ARZ3NDEKTSV4RRFFQ69G5FAV/records/1234567890123-2");
  EXPECT_EQ(ParseRecordName(name.ToString()), name);
  EXPECT_EQ(ParseRecordName("documents/-/records/0-0"), (RecordName{"-", 0, 0}));
}

TEST(NamesTest, OtherRecordNamesAreNone) {
  const std::string document = std::string("documents/") + kId;
  for (const std::string& name :
       {std::string(), document, document + "/records/", document + "/records/1", document + "/records/1-",
        document + "/records/-1", document + "/records/01-0", document + "/records/1-00", document + "/records/+1-0",
        document + "/records/ 1-0", document + "/records/1-0 ", document + "/records/1-0-0",
        document + "/records/99999999999999999999-0", document + "/records/1-2147483648", document + "/record/1-0",
        std::string("documents/x/records/1-0"), std::string("documents//records/1-0")}) {
    EXPECT_FALSE(ParseRecordName(name)) << name;
  }
}

TEST(NamesTest, DocumentNames) {
  EXPECT_EQ(ParseDocumentName(std::string("documents/") + kId), kId);
  for (const char* name : {"", "documents/", "documents/-", "documents/01ARZ3NDEKTSV4RRFFQ69G5FA",
                           "documents/01arz3ndektsv4rrffq69g5fav", "documents/81ARZ3NDEKTSV4RRFFQ69G5FAV",
                           "documents/01ARZ3NDEKTSV4RRFFQ69G5FAI", "document/01ARZ3NDEKTSV4RRFFQ69G5FAV"}) {
    EXPECT_FALSE(ParseDocumentName(name)) << name;
  }
}

TEST(NamesTest, OpenIndicatorsAreNamedByTheHashOfTheirPhrase) {
  EXPECT_EQ(OpenIndicatorName("abc"), "indicators/open-ba7816bf8f01cfea");
  EXPECT_TRUE(IsOpenIndicatorName(OpenIndicatorName("走访企业")));
  EXPECT_NE(OpenIndicatorName("走访企业"), OpenIndicatorName("走访"));
  EXPECT_FALSE(IsOpenIndicatorName("indicators/gdp"));
}

TEST(Sha256Test, KnownAnswers) {
  EXPECT_EQ(ToHex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ToHex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace fangzhi::store
