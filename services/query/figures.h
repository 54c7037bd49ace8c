#ifndef FANGZHI_SERVICES_QUERY_FIGURES_H_
#define FANGZHI_SERVICES_QUERY_FIGURES_H_

#include <vector>

#include "fangzhi/v1/record.pb.h"

namespace fangzhi::query {

// Records of one indicator, subject and period, those of one figure together: where measure, modality, unit, base and
// whole are equal, in this order. A growth or change without base is taken for one against the year before, and a
// figure without whole for one of the only whole that its measure has.
std::vector<std::vector<v1::Record>> SplitByFigure(std::vector<v1::Record> records);

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_FIGURES_H_
