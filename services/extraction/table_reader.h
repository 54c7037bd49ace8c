#ifndef FANGZHI_SERVICES_EXTRACTION_TABLE_READER_H_
#define FANGZHI_SERVICES_EXTRACTION_TABLE_READER_H_

#include <string_view>

#include "services/extraction/attribution.h"
#include "services/extraction/carry.h"

namespace fangzhi::extraction {

// Reads a table that was flattened into one cell a line: a head of column names, then rows of a name, perhaps a unit,
// and figures. Each figure is an observation with its row's name as indicator and its column's unit and measure.
void ReadTable(std::u32string_view text, const Paragraph& table, const DocumentContext& document, const Carry& section,
               std::u32string_view caption, Attributed* out);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_TABLE_READER_H_
