// A revision's file: its id, its text by the project's template, and the folder.
#pragma once

#include <filesystem>
#include <string>

#include "env/migrations.h"
#include "env/project.h"
#include "migrate/revision.h"

namespace syncline {

/// The time now; ids grow along the history, also when a clock runs late or two are made in a
/// second.
std::string next_id(const History& history);

/// One line of what the user said. Throws Error(Usage) when there is nothing in it.
std::string checked_message(std::string_view message);

/// Text by the project's template, or as we write it without one. Throws Error(Config) with the
/// place for a template that lacks a part or has a placeholder that there is not.
std::string by_template(const Project& project, const RevisionDraft& draft,
                        const RevisionText& text);

/// A revision that is not on disk yet.
struct NewRevision {
  std::filesystem::path file;
  std::string text;
  Revision revision;  ///< as the text reads
};

/// Throws Error(Input) when the text is no revision.
NewRevision new_revision(const Project& project, const Migrations& migrations,
                         const RevisionDraft& draft, const RevisionText& text);

/// Writes the file, and reads the folder again. Throws Error(Input) for a folder that cannot be
/// written.
void save(Migrations& migrations, const NewRevision& made);

}  // namespace syncline
