#ifndef FANGZHI_COMMON_STORE_SQLITE_QUERY_BUILDER_H_
#define FANGZHI_COMMON_STORE_SQLITE_QUERY_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/sqlite/statement.h"

namespace fangzhi::store {

struct BlobValue {
  std::string bytes;

  friend bool operator==(const BlobValue&, const BlobValue&) = default;
};

using SqlValue = std::variant<int64_t, double, std::string, BlobValue>;

// SQL text with the values of its parameters in their order. Text comes from the program only, values are always bound.
class QueryBuilder {
 public:
  QueryBuilder& Text(std::string_view sql) {
    sql_.append(sql);
    return *this;
  }
  // A parameter, `?`.
  QueryBuilder& Value(SqlValue value) {
    sql_.push_back('?');
    values_.push_back(std::move(value));
    return *this;
  }
  QueryBuilder& Append(const QueryBuilder& other) {
    sql_.append(other.sql_);
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    return *this;
  }

  const std::string& sql() const { return sql_; }

  // Binds the values to `statement`, which was prepared from sql(). This object must outlive its use.
  void BindTo(sqlite::Statement* statement) const {
    int index = 0;
    for (const SqlValue& value : values_) {
      ++index;
      if (const auto* blob = std::get_if<BlobValue>(&value)) {
        statement->Bind(index, sqlite::Blob{blob->bytes});
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement->Bind(index, std::string_view(*text));
      } else if (const auto* real = std::get_if<double>(&value)) {
        statement->Bind(index, *real);
      } else {
        statement->Bind(index, std::get<int64_t>(value));
      }
    }
  }

 private:
  std::string sql_;
  std::vector<SqlValue> values_;
};

}  // namespace fangzhi::store

#endif  // FANGZHI_COMMON_STORE_SQLITE_QUERY_BUILDER_H_
