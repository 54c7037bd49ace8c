#ifndef FANGZHI_SERVICES_EXTRACTION_SEGMENTS_H_
#define FANGZHI_SERVICES_EXTRACTION_SEGMENTS_H_

#include <vector>

#include "services/extraction/sentence_scan.h"

namespace fangzhi::extraction {

// A stretch of a sentence between two marks; one holds at most the words and figures of one statement.
struct Segment {
  int begin = 0;
  int end = 0;
  bool bracket = false;    // Within brackets.
  bool semicolon = false;  // Begins after `;`.
  bool colon = false;      // Begins after `:` or a dash.
  bool joined = false;     // Begins after 、 or 和 between two figures, not after a comma.
};

// Splits a sentence at commas, semicolons, colons, line ends, brackets, speech marks, and at 、 and 和 between figures.
// Segments are in order of their beginnings; one that a bracket interrupts goes on after it.
std::vector<Segment> SplitSegments(const Sentence& sentence);

// Index of the last segment that covers `at`; 0 where none does.
size_t SegmentOf(const std::vector<Segment>& segments, int at);

}  // namespace fangzhi::extraction

#endif  // FANGZHI_SERVICES_EXTRACTION_SEGMENTS_H_
