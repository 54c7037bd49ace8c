#ifndef FANGZHI_SERVICES_EXTRACTION_RECORD_PROTO_H_
#define FANGZHI_SERVICES_EXTRACTION_RECORD_PROTO_H_

#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "fangzhi/v1/extraction_service.pb.h"
#include "fangzhi/v1/record.pb.h"
#include "services/extraction/record.h"

namespace fangzhi::extraction {

// Converts what extraction found to messages. `text` is the text it was found in.
//
// The sentence is cut to 2 000 code points around the number, and its span with it. In the BASIC view the sentence's
// text is left out, and attributions are in the EXPLAINED view only.
v1::Record ToProto(const Record& record, const CodePointIndex& text, v1::RecordView view);
v1::Period ToProto(const Period& period);

// `records` are those of the same output: a quantity names the ones that stand at it.
v1::Mention ToProto(const Mention& mention, const CodePointIndex& text, const std::vector<Record>& records);

// `{start}-{ordinal}`
std::string RecordId(const Record& record);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_RECORD_PROTO_H_
