#include "env/migrations.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "migrate/apply.h"

namespace syncline {

namespace {

std::vector<const Revision*> in_order(const History& history, const RevisionSet& revisions) {
  std::vector<const Revision*> result;
  for (const Revision& one : history.revisions()) {
    if (revisions.contains(one.id)) result.push_back(&one);
  }
  return result;
}

/// Members that no other member names as parent.
std::vector<const Revision*> tips(const History& history, const RevisionSet& revisions) {
  RevisionSet parents;
  for (const Revision* one : in_order(history, revisions)) {
    parents.insert(one->parents.begin(), one->parents.end());
  }
  std::vector<const Revision*> result;
  for (const Revision* one : in_order(history, revisions)) {
    if (!parents.contains(one->id)) result.push_back(one);
  }
  return result;
}

}  // namespace

Migrations::Migrations(const Project& project, Workshop& workshop)
    : folder_(project.migrations), workshop_(workshop) {
  reload();
}

void Migrations::reload() { history_ = History::load(folder_, workshop_.dialect().syntax); }

RevisionSet Migrations::upto(const Revision* target) const {
  return target ? history_.lineage(*target) : RevisionSet();
}

std::vector<std::string> Migrations::tips(const RevisionSet& revisions) const {
  std::vector<std::string> names;
  for (const Revision* tip : syncline::tips(history_, revisions)) names.push_back(tip->id);
  return names;
}

std::string Migrations::what(const RevisionSet& revisions) const {
  const std::vector<std::string> names = tips(revisions);
  return "migrations@" + (names.empty() ? "base" : join(names, "+"));
}

Recipe Migrations::recipe(const RevisionSet& revisions) const {
  Recipe recipe;
  recipe.what = what(revisions);
  Hash hash;
  hash.add_field("replay");
  for (const Revision* tip : syncline::tips(history_, revisions))
    hash.add_field(history_.chain_checksum(*tip));
  recipe.content = hash.hex();
  recipe.fill = [order = in_order(history_, revisions)](Session& session, auto&) {
    replay(session, order);
  };
  return recipe;
}

/// The scope decides the fingerprint as well, so it is part of what HEAD was written for.
std::string Migrations::chain(const Revision& head) const {
  const std::string files = history_.chain_checksum(head);
  if (workshop_.scope().empty()) return files;
  return Hash().add_field(files).add_field(scope_key(workshop_.scope())).hex();
}

std::optional<HeadFile> Migrations::trusted_head() const {
  if (history_.empty() || history_.heads().size() != 1) return {};
  auto file = HeadFile::load(folder_);
  const Revision& head = *history_.head();
  if (!file || file->revision != head.id || file->fingerprint.empty()) return {};
  if (file->chain != chain(head)) return {};
  return file;
}

void Migrations::save_head(const std::string& fingerprint) const {
  const Revision* head = history_.head();
  if (!head) return;
  HeadFile{head->id, fingerprint, chain(*head)}.save(folder_);
}

std::string Migrations::fingerprint_at(const RevisionSet& revisions) {
  const auto head = trusted_head();
  if (head && revisions == upto(history_.find(head->revision))) return head->fingerprint;
  return replayed_fingerprint(revisions);
}

std::string Migrations::replayed_fingerprint(const RevisionSet& revisions) {
  return elaborated_fingerprint(workshop_, recipe(revisions));
}

Loaded Migrations::load_at(const RevisionSet& revisions) {
  return elaborate(workshop_, recipe(revisions));
}

}  // namespace syncline
