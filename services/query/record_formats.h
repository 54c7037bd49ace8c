#ifndef FANGZHI_SERVICES_QUERY_RECORD_FORMATS_H_
#define FANGZHI_SERVICES_QUERY_RECORD_FORMATS_H_

#include <string>

#include "fangzhi/v1/query_service.pb.h"

// Records as lines of a file in UTF-8, ending in `\n`.
//
// - CSV (RFC 4180): a column for each field of a record, with the gold names where there are such.
// - SDMX-CSV 2.0: an observation of the dataflow FANGZHI:RECORDS(1.0), whose dimensions are those of a record and,
// because
//   documents report the same figure, the record's name. TIME_PERIOD is in SDMX's notation (2022-S1, 2022-01-01/P5M),
//   OBS_STATUS is A for actual figures, E for those that are bounds or approximations, F for targets and expected ones.
// - JSON lines: the proto3 JSON mapping of Record.
namespace fangzhi::query {

// The first line; empty where the format has none.
std::string HeadLine(v1::ExportFormat format);

void AppendLine(const v1::Record& record, v1::ExportFormat format, std::string& file);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_RECORD_FORMATS_H_
