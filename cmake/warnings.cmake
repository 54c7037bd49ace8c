# Our own code: warnings are errors. Generated code links `fangzhi_generated_options` instead.
add_library(fangzhi_options INTERFACE)
target_compile_options(fangzhi_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees both where std::string and std::optional are inlined (GCC bugs 105651 and 80635).
  target_compile_options(fangzhi_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
  # The fences that ThreadSanitizer does not follow are Abseil's, in the sequence lock of its flags.
  target_compile_options(fangzhi_options INTERFACE -Wno-tsan)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(fangzhi_options INTERFACE -Wthread-safety)
endif()
target_include_directories(fangzhi_options INTERFACE ${PROJECT_SOURCE_DIR})
