// The data files compiled into the binary.

#ifndef FANGZHI_COMMON_CATALOG_BUILTIN_DATA_H_
#define FANGZHI_COMMON_CATALOG_BUILTIN_DATA_H_

#include "common/catalog/catalogue.h"

namespace fangzhi::catalog {

// The texts of common/catalog/data/ at build time. They live as long as the program.
CatalogueTexts BuiltInTexts();

}  // namespace fangzhi::catalog

#endif  // FANGZHI_COMMON_CATALOG_BUILTIN_DATA_H_
