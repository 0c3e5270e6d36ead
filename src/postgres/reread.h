// An expression as a server writes it once it has read its own text: the form that stays the same.
#pragma once

#include <string>
#include <string_view>

namespace syncline::postgres {

/// Some expressions come back otherwise than they were written down: what IN and BETWEEN are made
/// into is read by the server as something that it keeps in another form.
///   ((m)::text = ANY ((ARRAY['a'::character varying])::text[]))
///     → ((m)::text = ANY (ARRAY[('a'::character varying)::text]))
///   (((a >= 1) AND (a <= 5)) AND (b > 2))  →  ((a >= 1) AND (a <= 5) AND (b > 2))
/// Both forms mean the same; the second is also what the first becomes. For text with all brackets,
/// as pg_get_expr() and pg_get_viewdef() write it unless they are asked to be pretty.
std::string as_reread(std::string_view text);

}  // namespace syncline::postgres
