// Catch2's header is precompiled for this file, once for all test programs, which take it over.
#include "catch.hpp"
