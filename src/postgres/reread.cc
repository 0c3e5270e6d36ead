#include "postgres/reread.h"

#include <set>

#include "postgres/tokens.h"

namespace syncline::postgres {

namespace {

/// `(ARRAY[…])::T[]`: the positions that matter.
struct CastArray {
  std::size_t open;   ///< the bracket around it
  std::size_t first;  ///< the [ of the elements
  std::size_t last;   ///< and its ]
  std::size_t type;   ///< where T begins
  std::size_t end;    ///< the [ of T[]
};

/// Where the name of a type that begins at `at` is over: "numeric(10,2)", "public.mood".
std::size_t type_end(const Tokens& tokens, std::size_t at) {
  while (tokens.is_name(at) || tokens[at].is('.')) ++at;
  return tokens[at].is('(') ? tokens.closing(at) + 1 : at;
}

bool find_cast_array(const Tokens& tokens, std::size_t at, CastArray& found) {
  if (!tokens[at].is('(') || !tokens[at + 1].is("array") || !tokens[at + 2].is('[')) return false;
  found.open = at;
  found.first = at + 2;
  found.last = tokens.closing(found.first);
  const std::size_t close = found.last + 1;
  if (!tokens[close].is(')') || !tokens[close + 1].is(':') || !tokens[close + 2].is(':')) {
    return false;
  }
  found.type = close + 3;
  found.end = type_end(tokens, found.type);
  // Arrays of arrays are left: the cast goes further in there.
  return found.end > found.type && tokens[found.end].is('[') && tokens[found.end + 1].is(']') &&
         !tokens[found.end + 2].is('[') && !tokens[found.first + 1].is("array");
}

class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text), tokens_(text) {}

  std::string casts_moved_in() {
    std::string out;
    std::size_t copied = 0;
    CastArray found;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (!find_cast_array(tokens_, at, found)) continue;
      out += text_.substr(copied, begin(found.open) - copied);
      out += array(found);
      copied = begin(found.end + 1) + 1;
      at = found.end + 1;
    }
    return out += text_.substr(copied);
  }

  std::string chains_flattened() {
    std::set<std::size_t> dropped;
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
      if (!tokens_[at].is('(') || !tokens_[at + 1].is('(')) continue;
      const std::size_t close = tokens_.closing(at + 1);
      for (const char* word : {"and", "or"}) {
        if (tokens_[close + 1].is(word) && joined_by(word, at + 1, close)) {
          dropped.insert({at + 1, close});
        }
      }
    }
    std::string out;
    std::size_t copied = 0;
    for (const std::size_t one : dropped) {
      out += text_.substr(copied, begin(one) - copied);
      copied = begin(one) + 1;
    }
    return out += text_.substr(copied);
  }

 private:
  std::size_t begin(std::size_t at) const { return tokens_[at].offset; }

  std::string array(const CastArray& found) const {
    const std::string_view type =
        text_.substr(begin(found.type), begin(found.end) - begin(found.type));
    std::string out = "ARRAY[";
    std::size_t element = found.first + 1;
    for (std::size_t at = element; at <= found.last; ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) at = tokens_.closing(at);
      if (!tokens_[at].is(',') && at != found.last) continue;
      if (at == element) continue;  // no elements at all
      out.append("(").append(text_.substr(begin(element), begin(at) - begin(element)));
      out.append(")::").append(type).append(at == found.last ? "" : ", ");
      element = at + 1;
    }
    return out + "]";
  }

  /// Whether what stands between the brackets is a chain of this word.
  bool joined_by(std::string_view word, std::size_t open, std::size_t close) const {
    for (std::size_t at = open + 1; at < close; ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) {
        at = tokens_.closing(at);
      } else if (tokens_[at].is(word)) {
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  Tokens tokens_;
};

}  // namespace

std::string as_reread(std::string_view text) {
  // Nearly all expressions are short and hold neither.
  std::string result(text);
  if (result.find("(ARRAY[") != std::string::npos) result = Writer(result).casts_moved_in();
  const bool chains =
      result.find("((") != std::string::npos &&
      (result.find(") AND ") != std::string::npos || result.find(") OR ") != std::string::npos);
  return chains ? Writer(result).chains_flattened() : result;
}

}  // namespace syncline::postgres
