# Makes a source file in the build folder from the default table of rates, so that an installed library needs no file.
set(rates_file ${PROJECT_SOURCE_DIR}/models/rates/agenda-for-change-2025-26.yaml)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${rates_file})
file(READ ${rates_file} rates_text)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/default_rates.cpp @ONLY CONTENT [[
// Made by embed_rates.cmake from models/rates; change that file, not this one.
namespace stepwell::model_file {
extern const char* const default_rates_text;
const char* const default_rates_text = R"rates(@rates_text@)rates";
}  // namespace stepwell::model_file
]])
target_sources(stepwell_model_file PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/default_rates.cpp)
