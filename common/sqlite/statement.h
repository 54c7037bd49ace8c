#ifndef FANGZHI_COMMON_SQLITE_STATEMENT_H_
#define FANGZHI_COMMON_SQLITE_STATEMENT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

struct sqlite3_stmt;

namespace fangzhi::sqlite {

class Database;

// Bytes bound as a BLOB. They are not copied: they must stay until the statement is reset or destroyed.
struct Blob {
  std::string_view bytes;
};

// A prepared statement, lent by a Database and given back to its cache on destruction. It is used by one thread and
// destroyed before its Database.
//
//   ASSIGN_OR_RETURN(Statement select, db.Prepare("SELECT name FROM documents WHERE state = ?1"));
//   select.BindAll(state);
//   for (;;) {
//     ASSIGN_OR_RETURN(const bool row, select.Step());
//     if (!row) break;
//     names.emplace_back(select.Text(0));
//   }
class Statement {
 public:
  Statement(Database* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  // Parameters count from 1. Texts are copied. An error shows in the next Step.
  void Bind(int index, int64_t value);
  void Bind(int index, double value);
  void Bind(int index, std::string_view text);
  void Bind(int index, Blob blob);
  void BindNull(int index);
  template <typename T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void Bind(int index, T value) {
    Bind(index, static_cast<int64_t>(value));
  }

  // Binds parameters 1, 2, ….
  template <typename... Values>
  void BindAll(const Values&... values) {
    int index = 0;
    (Bind(++index, values), ...);
  }

  // Goes to the next row. Returns false after the last.
  absl::StatusOr<bool> Step();
  // Steps to the end, whatever rows there are, and resets.
  absl::Status Run();
  // Makes ready to step from the start again; bindings stay.
  void Reset();

  // Columns of the current row, counted from 0. Views hold until the next Step, Reset or destruction.
  int64_t Int(int column) const;
  double Double(int column) const;
  std::string_view Text(int column) const;
  std::string_view Bytes(int column) const;
  bool IsNull(int column) const;
  template <typename Enum>
  Enum As(int column) const {
    return static_cast<Enum>(Int(column));
  }

 private:
  void Note(int code);
  void GiveBack();

  Database* db_;             // Not owned.
  sqlite3_stmt* statement_;  // Owned until given back; null when moved from.
  absl::Status error_;       // The first error of a Bind.
};

}  // namespace fangzhi::sqlite

#endif  // FANGZHI_COMMON_SQLITE_STATEMENT_H_
