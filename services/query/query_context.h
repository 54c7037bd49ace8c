#ifndef FANGZHI_SERVICES_QUERY_QUERY_CONTEXT_H_
#define FANGZHI_SERVICES_QUERY_QUERY_CONTEXT_H_

#include "common/catalog/catalogue.h"
#include "common/store/store.h"
#include "services/query/indicator_similarity.h"

namespace fangzhi::query {

// What a method of QueryService is answered from. Borrowed for the length of a call.
struct QueryContext {
  store::Store& store;
  const catalog::Catalogue& catalogue;
  const IndicatorSimilarity& similarity;  // Of `catalogue`.
  store::ReadBounds bounds;               // The call's deadline and cancellation.
};

}  // namespace fangzhi::query

#endif  // FANGZHI_SERVICES_QUERY_QUERY_CONTEXT_H_
