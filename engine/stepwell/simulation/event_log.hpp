// The event log has moved down to `process`, because both `simulation` and `exchange` need it.
#pragma once

#include "stepwell/process/event_log.hpp"
