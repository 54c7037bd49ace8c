# Everything the project links with, from the distribution.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(absl REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(OPENCC REQUIRED IMPORTED_TARGET opencc)

# google/rpc and google/type as Debian ships them.
find_path(GOOGLEAPIS_DIR google/rpc/status.proto
          PATHS /usr/share/gocode/src/github.com/gogo/googleapis REQUIRED)
find_path(GRPC_PROTO_DIR grpc/health/v1/health.proto PATHS /usr/share/grpc-proto REQUIRED)
find_program(GRPC_CPP_PLUGIN grpc_cpp_plugin REQUIRED)

pkg_check_modules(JEMALLOC REQUIRED jemalloc)

# The allocator of our programs. Nothing refers to it by name, and the sanitizers bring their own.
add_library(fangzhi_allocator INTERFACE)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  target_link_options(fangzhi_allocator INTERFACE
                      "LINKER:--push-state,--no-as-needed" ${JEMALLOC_LINK_LIBRARIES} "LINKER:--pop-state")
endif()
add_library(fangzhi::allocator ALIAS fangzhi_allocator)

if(FANGZHI_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
endif()
