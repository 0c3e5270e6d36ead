// Column prefixes in the text of a view.
#pragma once

#include <string>
#include <string_view>

namespace syncline::postgres {

/// Since 16 servers write the columns of a query over one relation without its name; before, a
/// view's outermost query had the names always. Takes them away where later servers leave them out.
std::string without_needless_prefixes(std::string_view view);

}  // namespace syncline::postgres
