// What happens between an application's container and the application: the database is waited for,
// migrated, seeded and looked at.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "env/upgrade.h"

namespace syncline {

/// [run] of the project, as the variables AUTO_MIGRATE, BACKUP_BEFORE_MIGRATE and SEED_MASTER_DATA
/// change it. Throws Error(Config) for a value that is neither yes nor no.
RunPolicy run_policy(const Project& project);

/// Connects as soon as the database can be reached: tries again, with growing pauses, for
/// `patience`. `waiting` is told the first reason. Throws the last error when the time is over.
std::unique_ptr<Database> wait_for_database(
    const std::function<std::unique_ptr<Database>()>& connect, std::chrono::seconds patience,
    const std::function<void(const Error&)>& waiting);

/// Revisions that the database does not have yet.
std::vector<std::string> pending_revisions(Migrations& migrations, Database& database);

/// Waits until others have brought the database to the head. False when the time is over.
bool wait_for_head(Migrations& migrations, Database& database, std::chrono::seconds patience);

}  // namespace syncline
