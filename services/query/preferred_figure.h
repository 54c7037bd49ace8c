#ifndef FANGZHI_SERVICES_QUERY_PREFERRED_FIGURE_H_
#define FANGZHI_SERVICES_QUERY_PREFERRED_FIGURE_H_

#include <string>
#include <vector>

#include "fangzhi/v1/record.pb.h"

namespace fangzhi::query {

// Records of one figure (the same indicator, subject, period, measure, modality and unit), the preferred one apart.
struct PreferredFigure {
  v1::Record record;
  std::vector<v1::Record> alternatives;  // Best first.
  std::string reason;                    // Why `record` and not one that disagrees, a sentence; empty where all agree.
};

// Whether two records of one figure can both be right: equal values, one the other rounded, or a bound or an
// approximation that the other meets.
bool Agree(const v1::Record& a, const v1::Record& b);

// Prefers, in this order: one that was read with a confidence of 0.5 or more; an exact number over a bound or an
// approximation; the document published later; the value that more documents give; more digits; higher confidence; the
// first by name. `records` is not empty.
PreferredFigure Prefer(std::vector<v1::Record> records);

// The exponent of the last digit of a decimal that is known to be exact: 6 of `2853000000`, -2 of `2.20`, 0 of `0`.
int LastDigitExponent(const std::string& decimal);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_PREFERRED_FIGURE_H_
