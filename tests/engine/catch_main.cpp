// The main function of every test program: Catch2 2 has it in its header, Catch2 3 in a library.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
