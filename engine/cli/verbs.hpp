// The verbs of the command, one file each.
//
// Guarantees: a verb writes its findings on standard output and everything else on standard error, and answers with an
// exit code: 0 all is well, 1 a finding (`check` found errors), 2 bad input, 130 interrupted. What it cannot do it
// throws; main.cpp turns that into 2.
#pragma once

namespace CLI {
class App;
}

namespace stepwell::cli {

inline constexpr int all_is_well = 0;
inline constexpr int a_finding = 1;
inline constexpr int bad_input = 2;
inline constexpr int interrupted = 130;

/// Each adds its verb to the command; once chosen and parsed, it runs and sets `exit_code`.
void add_check(CLI::App& command, int& exit_code);
void add_run(CLI::App& command, int& exit_code);
void add_compare(CLI::App& command, int& exit_code);
void add_map(CLI::App& command, int& exit_code);
void add_schema(CLI::App& command, int& exit_code);

}  // namespace stepwell::cli
