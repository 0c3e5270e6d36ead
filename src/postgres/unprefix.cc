#include "postgres/unprefix.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "postgres/tokens.h"

namespace syncline::postgres {

namespace {

bool is_any(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return token.is(word); });
}

bool is_set_operation(const Token& token) {
  return is_any(token, {"union", "intersect", "except"});
}

bool ends_from(const Token& token) {
  return is_any(token,
                {"where", "group", "having", "window", "order", "limit", "offset", "fetch", "for"});
}

bool ends_sorting(const Token& token) {
  return is_any(token, {"rows", "range", "groups"}) || ends_from(token);
}

/// One query over one relation, taken apart.
class Query {
 public:
  explicit Query(std::string_view text) : text_(text), tokens_(text) {}

  std::string run() {
    if (!find_clauses() || !one_relation() || !find_prefix()) return std::string(text_);
    read_labels();
    strip(select_ + 1, from_, false);
    strip(from_end_, tokens_.size(), false);
    out_ += text_.substr(copied_);
    return out_;
  }

 private:
  /// Where SELECT, FROM and what follows stand, outside all brackets. False: no plain SELECT …
  /// FROM.
  bool find_clauses() {
    select_ = from_ = from_end_ = tokens_.size();
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) {
        if (at == 0) return false;  // operands of a UNION
        at = tokens_.closing(at);
      } else if (is_set_operation(tokens_[at])) {
        return false;
      } else if (tokens_[at].is("select") && select_ == tokens_.size()) {
        select_ = at;
      } else if (tokens_[at].is("from") && from_ == tokens_.size()) {
        from_ = at;
      } else if (from_ < at && from_end_ == tokens_.size() && ends_from(tokens_[at])) {
        from_end_ = at;
      }
    }
    return select_ < from_ && from_ < tokens_.size();
  }

  /// A join stands in brackets of its own, or outside any.
  bool one_relation() const {
    int depth = 0;
    for (std::size_t at = from_ + 1; at < from_end_; ++at) {
      if (tokens_[at].is('(')) ++depth;
      if (tokens_[at].is(')')) --depth;
      if (depth == 0 && tokens_[at].is(',')) return false;
      if (depth <= 1 && tokens_[at].is("join")) return false;
    }
    return true;
  }

  /// The name that the relation has in this query: its alias, else its own.
  bool find_prefix() {
    std::size_t at = from_ + 1;
    while (is_any(tokens_[at], {"only", "lateral"})) ++at;
    if (is_any(tokens_[at], {"rows"}) && tokens_[at + 1].is("from")) at += 2;
    while (tokens_.is_name(at)) {
      prefix_ = tokens_[at].text;
      if (!tokens_[++at].is('.')) break;
      ++at;
    }
    if (tokens_[at].is('(')) at = tokens_.closing(at) + 1;
    if (tokens_[at].is("with") && tokens_[at + 1].is("ordinality")) at += 2;
    if (tokens_[at].is("as")) ++at;
    const bool alias = at < from_end_ && tokens_.is_name(at) && !tokens_[at].is("tablesample");
    if (alias) prefix_ = tokens_[at].text;
    return !prefix_.empty();
  }

  /// Output columns that have another name than the column that they show.
  void read_labels() {
    for (std::size_t at = select_ + 1; at < from_; ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) {
        at = tokens_.closing(at);
      } else if (tokens_[at].is("as") && tokens_.is_name(at + 1)) {
        labels_.push_back(at);
      }
    }
  }

  /// Whether a name in ORDER BY would be taken for an output column that is something else.
  bool is_label_of_another(std::string_view name) const {
    return std::any_of(labels_.begin(), labels_.end(), [&](std::size_t as) {
      const bool same_column = as >= select_ + 4 && is_column(as - 3) &&
                               tokens_[as - 1].text == name &&
                               (tokens_[as - 4].is(',') || as == select_ + 4);
      return tokens_[as + 1].text == name && !same_column;
    });
  }

  /// prefix.name, and no function, type or operator of a schema with this name.
  bool is_column(std::size_t at) const {
    if (tokens_[at].text != prefix_ || !tokens_[at + 1].is('.') || !tokens_.is_name(at + 2))
      return false;
    if (tokens_[at + 3].is('(') || tokens_[at + 3].is('.')) return false;
    if (at == 0) return true;
    const Token& before = tokens_[at - 1];
    return !before.is('.') && !before.is(':') && !is_any(before, {"collate", "as", "returning"}) &&
           !(before.is('(') && at > 1 && tokens_[at - 2].is("operator"));
  }

  bool is_subquery(std::size_t open) const {
    if (is_any(tokens_[open + 1], {"select", "with", "values"})) return true;
    for (std::size_t at = open + 1, end = tokens_.closing(open); at < end; ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) at = tokens_.closing(at);
      if (is_set_operation(tokens_[at])) return true;
    }
    return false;
  }

  /// Takes prefixes away in [first, end), one level of brackets. `sorting`: the tokens are the
  /// items of an ORDER BY, PARTITION BY or DISTINCT ON.
  void strip(std::size_t first, std::size_t end, bool sorting) {
    for (std::size_t at = first; at < end; ++at) {
      if (tokens_[at].is('(') || tokens_[at].is('[')) {
        const std::size_t close = tokens_.closing(at);
        const bool distinct_on = tokens_[at - 1].is("on") && tokens_[at - 2].is("distinct");
        if (!is_subquery(at)) strip(at + 1, close, distinct_on);
        at = close;
      } else if (tokens_[at].is("by")) {
        sorting = !tokens_[at - 1].is("group");
      } else if (ends_sorting(tokens_[at])) {
        sorting = false;
      } else if (is_column(at)) {
        const bool keep =
            sorting && stands_alone(at, first) && is_label_of_another(tokens_[at + 2].text);
        if (!keep) drop_prefix(at);
        at += 2;
      }
    }
  }

  /// A column that is a whole item of a list, not a part of an expression.
  bool stands_alone(std::size_t at, std::size_t first) const {
    const Token& next = tokens_[at + 3];
    const bool starts = at == first || tokens_[at - 1].is(',') || tokens_[at - 1].is("by");
    return starts && (next.is(',') || next.is(')') || next.kind == TokenKind::Word ||
                      next.kind == TokenKind::End);
  }

  void drop_prefix(std::size_t at) {
    out_ += text_.substr(copied_, tokens_[at].offset - copied_);
    copied_ = tokens_[at + 2].offset;
  }

  std::string_view text_;
  Tokens tokens_;
  std::size_t select_ = 0, from_ = 0, from_end_ = 0;
  std::string_view prefix_;
  std::vector<std::size_t> labels_;  ///< tokens AS in the list of output columns
  std::string out_;
  std::size_t copied_ = 0;  ///< of text_, into out_
};

}  // namespace

std::string without_needless_prefixes(std::string_view view) { return Query(view).run(); }

}  // namespace syncline::postgres
