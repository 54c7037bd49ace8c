#ifndef FANGZHI_SERVICES_CLI_RECORD_TEXT_H_
#define FANGZHI_SERVICES_CLI_RECORD_TEXT_H_

#include <google/protobuf/message.h>

#include <string>

#include "fangzhi/v1/document.pb.h"
#include "fangzhi/v1/record.pb.h"

namespace fangzhi::cli {

// The message as one line of JSON (proto3 JSON mapping) with a line end.
std::string JsonLine(const google::protobuf::Message& message);

// `level`, `growth yoy`, `share of 规上工业总产值`: measure with base or whole.
std::string MeasureText(const v1::Record& record);
// Gold names: `actual`, `target`; `level`.
std::string ModalityText(v1::Modality modality);
std::string MeasureName(v1::Measure measure);
std::string StateText(v1::DocumentState state);

// Value with the sign of its bound: `28530000000`, `≥ 25`, `≈ 1000`, `10–20`.
std::string ValueText(const v1::Quantity& quantity);

// Value and unit short and exact, with 万 or 亿: `28.53亿 CNY`, `≥ 25%`, `1.2万 {人}`.
std::string ShortValueText(const v1::Quantity& quantity);

// A record on one line: `曹娥街道 2022 规上工业总产值 growth yoy 8% (甲报告)`.
std::string RecordLine(const v1::Record& record);

// The same without unit: `28.53亿`, `≥ 25`.
std::string ShortNumberText(const v1::Quantity& quantity);

// The value as a binary double, for plotting.
double NumberOf(const v1::Quantity& quantity);

// What a reader calls a record's document: title, else source, else name.
std::string DocumentText(const v1::DocumentReference& document);

}  // namespace fangzhi::cli

#endif  // FANGZHI_SERVICES_CLI_RECORD_TEXT_H_
