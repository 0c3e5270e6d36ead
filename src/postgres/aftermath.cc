#include "postgres/aftermath.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "dialect/lexer.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

using Verdict = Aftermath::Verdict;

/// A statement as its significant tokens, for finding the names in it.
class Tokens {
 public:
  explicit Tokens(std::string_view sql) {
    Lexer lexer(sql, syntax);
    for (Token token = lexer.next_significant(); token.kind != TokenKind::End;
         token = lexer.next_significant()) {
      tokens_.push_back(token);
      if (tokens_.size() == 60) break;
    }
  }

  /// Goes behind the next `word`; false when there is none.
  bool skip_to(std::string_view word) {
    for (std::size_t i = at_; i < tokens_.size(); ++i) {
      if (!tokens_[i].is(word)) continue;
      at_ = i + 1;
      return true;
    }
    return false;
  }
  bool accept(std::string_view word) {
    if (at_ >= tokens_.size() || !tokens_[at_].is(word)) return false;
    ++at_;
    return true;
  }
  bool sees(std::string_view word) const { return at_ < tokens_.size() && tokens_[at_].is(word); }
  bool accept_if_exists() {
    if (!accept("if")) return false;
    accept("not");
    return accept("exists");
  }
  /// A name as it is written, with its schema: what to_regclass() takes.
  std::string name() {
    std::string text;
    while (at_ < tokens_.size()) {
      text += tokens_[at_++].text;
      if (at_ >= tokens_.size() || !tokens_[at_].is('.')) break;
      text += '.';
      ++at_;
    }
    return text;
  }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

std::vector<std::vector<std::string>> rows_of(Connection& connection, const std::string& sql,
                                              const Values& values) {
  const OwnedResult owned = connection.run(sql, values);
  const Result result(owned.get());
  std::vector<std::vector<std::string>> rows;
  for (int row = 0; row < result.rows(); ++row) {
    auto& cells = rows.emplace_back();
    for (int column = 0; column < result.columns(); ++column)
      cells.push_back(result.string(row, column));
  }
  return rows;
}

/// The first column, joined by blanks.
std::string column_of(Connection& connection, const std::string& sql, const Values& values) {
  std::vector<std::string> cells;
  for (const auto& row : rows_of(connection, sql, values)) cells.push_back(row.front());
  return join(cells, " ");
}

bool stands_in(const std::string& list, const std::string& word) {
  return std::ranges::any_of(split(list, ' '), [&](const auto& one) { return one == word; });
}

// --- CREATE INDEX CONCURRENTLY

struct NewIndex {
  std::string name;  ///< empty: the server gives it one
  std::string table;
  bool if_not_exists = false;
};

NewIndex new_index(std::string_view sql) {
  Tokens tokens(sql);
  NewIndex index;
  tokens.skip_to("concurrently");
  index.if_not_exists = tokens.accept_if_exists();
  if (!tokens.sees("on")) index.name = tokens.name();
  tokens.accept("on");
  tokens.accept("only");
  index.table = tokens.name();
  return index;
}

std::string indexes_before(Connection& connection, std::string_view sql) {
  return column_of(connection,
                   "SELECT i.indexrelid::text FROM pg_catalog.pg_index i"
                   " WHERE i.indrelid = to_regclass($1) ORDER BY 1",
                   {new_index(sql).table});
}

Aftermath after_create_index(Connection& connection, std::string_view sql,
                             const std::string& witness) {
  const NewIndex index = new_index(sql);
  const auto rows =
      rows_of(connection,
              "SELECT i.indexrelid::text, format('%I.%I', n.nspname, c.relname),"
              " (i.indisvalid AND i.indisready)::text"
              " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
              " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
              " WHERE i.indrelid = to_regclass($1) AND ($2 = '' OR c.relname = "
              "(parse_ident(nullif($2, '')))[1])"
              " ORDER BY i.indexrelid",
              {index.table, index.name});
  Aftermath result{Verdict::Repeat, "", {}};
  for (const auto& row : rows) {
    const bool was_there = stands_in(witness, row[0]), valid = row[2] == "true";
    const bool named = !index.name.empty();
    if (!was_there && valid) return {Verdict::Done, "index " + row[1] + " is there and valid", {}};
    if (!was_there) {
      result.found = "index " + row[1] + " was left INVALID";
      result.cleanup.push_back("DROP INDEX CONCURRENTLY IF EXISTS " + row[1]);
    } else if (named && !valid) {
      return {Verdict::Blocked,
              "index " + row[1] + " is INVALID and was there before: it is not of this run",
              {}};
    } else if (named && index.if_not_exists) {
      return {Verdict::Done, "index " + row[1] + " was there before", {}};
    }
  }
  return result;
}

// --- DROP INDEX CONCURRENTLY

std::string dropped_index(std::string_view sql) {
  Tokens tokens(sql);
  tokens.skip_to("concurrently");
  tokens.accept_if_exists();
  return tokens.name();
}

std::string index_to_drop(Connection& connection, std::string_view sql) {
  return column_of(connection,
                   "SELECT to_regclass($1)::oid::text WHERE to_regclass($1) IS NOT NULL",
                   {dropped_index(sql)});
}

Aftermath after_drop_index(Connection& connection, std::string_view sql,
                           const std::string& witness) {
  const bool gone = index_to_drop(connection, sql).empty() && !witness.empty();
  if (gone) return {Verdict::Done, "index " + dropped_index(sql) + " is gone", {}};
  const std::string valid = column_of(connection,
                                      "SELECT indisvalid::text FROM pg_catalog.pg_index"
                                      " WHERE indexrelid = to_regclass($1)",
                                      {dropped_index(sql)});
  const bool half = valid == "false";
  return {Verdict::Repeat, half ? "index " + dropped_index(sql) + " was left INVALID" : "", {}};
}

// --- REINDEX … CONCURRENTLY: harmless when repeated, but it leaves copies that nobody uses

constexpr const char* copies_of_indexes =
    "SELECT format('%I.%I', n.nspname, c.relname)"
    " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'"
    " AND NOT i.indexrelid::text = ANY (string_to_array($1, ' ')) ORDER BY 1";

std::string copies_before(Connection& connection, std::string_view) {
  return column_of(connection,
                   "SELECT i.indexrelid::text FROM pg_catalog.pg_index i"
                   " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                   " WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' ORDER BY 1",
                   {});
}

Aftermath after_reindex(Connection& connection, std::string_view, const std::string& witness) {
  Aftermath result{Verdict::Repeat, "", {}};
  for (const auto& row : rows_of(connection, copies_of_indexes, {witness})) {
    result.found = "index " + row[0] + " was left INVALID";
    result.cleanup.push_back("DROP INDEX CONCURRENTLY IF EXISTS " + row[0]);
  }
  return result;
}

// --- ALTER TABLE … DETACH PARTITION … CONCURRENTLY

struct Partition {
  std::string table, name;
};

Partition detached(std::string_view sql) {
  Tokens tokens(sql);
  tokens.skip_to("table");
  tokens.accept_if_exists();
  Partition partition;
  partition.table = tokens.name();
  tokens.skip_to("partition");
  partition.name = tokens.name();
  return partition;
}

std::string attached_before(Connection& connection, std::string_view sql) {
  const Partition partition = detached(sql);
  return column_of(connection,
                   "SELECT CASE WHEN inhdetachpending THEN 'pending' ELSE 'attached' END"
                   " FROM pg_catalog.pg_inherits"
                   " WHERE inhparent = to_regclass($1) AND inhrelid = to_regclass($2)",
                   {partition.table, partition.name});
}

Aftermath after_detach(Connection& connection, std::string_view sql, const std::string& witness) {
  const Partition partition = detached(sql);
  const std::string now = attached_before(connection, sql);
  if (now.empty() && !witness.empty()) {
    return {Verdict::Done, "partition " + partition.name + " is detached", {}};
  }
  if (now != "pending" || witness == "pending") return {Verdict::Repeat, "", {}};
  return {Verdict::Done,
          "partition " + partition.name + " was left half detached",
          {fmt::format("ALTER TABLE {} DETACH PARTITION {} FINALIZE", partition.table,
                       partition.name)}};
}

// --- CREATE and DROP of what the whole server has

struct ServerObject {
  std::string_view word, exists_sql;
};
constexpr ServerObject server_objects[] = {
    {"database",
     "SELECT oid::text FROM pg_catalog.pg_database WHERE datname = (parse_ident($1))[1]"},
    {"tablespace",
     "SELECT oid::text FROM pg_catalog.pg_tablespace WHERE spcname = (parse_ident($1))[1]"},
    {"subscription",
     "SELECT oid::text FROM pg_catalog.pg_subscription s WHERE subname = (parse_ident($1))[1]"
     " AND s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d"
     " WHERE d.datname = current_database())"},
};

std::string server_object_before(Connection& connection, std::string_view sql) {
  Tokens tokens(sql);
  tokens.accept("create") || tokens.accept("drop");
  for (const ServerObject& object : server_objects) {
    if (!tokens.accept(object.word)) continue;
    tokens.accept_if_exists();
    return column_of(connection, std::string(object.exists_sql), {tokens.name()});
  }
  return "";
}

Aftermath after_server_object(Connection& connection, std::string_view sql,
                              const std::string& witness) {
  const bool there = !server_object_before(connection, sql).empty(), was = !witness.empty();
  const bool creates = begins(words_of(sql, 1), "create");
  if (there == creates && was != creates)
    return {Verdict::Done, creates ? "it is there" : "it is gone", {}};
  return {Verdict::Repeat, "", {}};
}

// --- all of them

std::string nothing_seen(Connection&, std::string_view) { return ""; }
Aftermath repeat(Connection&, std::string_view, const std::string&) {
  return {Verdict::Repeat, "", {}};
}

struct Form {
  std::string_view words;  ///< how the statement begins
  bool concurrently;       ///< and whether this word must follow somewhere
  std::string (*before)(Connection&, std::string_view sql);
  Aftermath (*after)(Connection&, std::string_view sql, const std::string& witness);
};

constexpr Form forms[] = {
    {"create index", true, indexes_before, after_create_index},
    {"create unique index", true, indexes_before, after_create_index},
    {"drop index", true, index_to_drop, after_drop_index},
    {"reindex", true, copies_before, after_reindex},
    {"alter table", true, attached_before, after_detach},
    {"create|drop database|tablespace|subscription", false, server_object_before,
     after_server_object},
    // These do no harm when they run once more.
    {"vacuum|cluster|reindex|discard|checkpoint|analyze|set|reset", false, nothing_seen, repeat},
    {"refresh materialized", false, nothing_seen, repeat},
    {"alter system|subscription", false, nothing_seen, repeat},
};

const Form* form_of(std::string_view sql) {
  const std::vector<std::string> words = words_of(sql, 60);
  const auto found = std::ranges::find_if(forms, [&](const Form& form) {
    return begins(words, form.words) &&
           (!form.concurrently || std::ranges::find(words, "concurrently") != words.end());
  });
  return found == std::end(forms) ? nullptr : &*found;
}

}  // namespace

std::string witness_of(Connection& connection, std::string_view sql) {
  const Form* form = form_of(sql);
  return form ? form->before(connection, sql) : "";
}

Aftermath aftermath_of(Connection& connection, std::string_view sql, const std::string& witness) {
  const Form* form = form_of(sql);
  return form ? form->after(connection, sql, witness) : Aftermath{};
}

}  // namespace syncline::postgres
