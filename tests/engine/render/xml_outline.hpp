// Reads XML as strictly as the tests need it, and tells what is in a map besides coordinates.
#pragma once

#include <string>
#include <vector>

namespace stepwell {

/// What is wrong with `xml` as well-formed XML 1.0 in UTF-8, or empty. Knows elements, attributes and text only: whatever
/// else there may be in XML is an error here, as maps have none of it.
std::string xml_fault(const std::string& xml);

/// Of each group with an id: id, classes and label; below it each text as drawn. One to a line, in document order.
std::string outline(const std::string& svg);

}  // namespace stepwell
