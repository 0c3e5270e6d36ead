#!/bin/sh
# Random models, edited and edited again: after each edit one revision, applied, and nothing left to do; Alembic
# finds no difference between the same models and the database.
#
# edits.sh SYNCLINE_URL ALEMBIC_URL EDITS SEED…: a folder per seed is made here. A database that is not in the
# folder is for one seed only.
set -u
here=$(cd "$(dirname "$0")" && pwd)
syncline_url=$1 alembic_url=$2 most=$3
shift 3
states=0

state() {
  /usr/bin/python3 "$here/random_models.py" "$1" "$2" > models.py &&
    syncline generate -m "edits $2" --allow data-loss && syncline upgrade --yes &&
    syncline generate -m again | grep "nothing to do" && syncline check &&
    PGOPTIONS="-c search_path=public" /usr/bin/python3 "$here/judge.py" "$alembic_url"
}

top=$PWD
for seed in "$@"; do
  mkdir -p "$top/$seed" && cd "$top/$seed" || exit 2
  printf '[models]\nsqlalchemy = "models"\npython = "/usr/bin/python3"\n[environments.local]\nurl = "%s"\n' \
    "$syncline_url" > syncline.toml
  for edits in $(seq 0 2 "$most"); do
    state "$seed" "$edits" > log 2>&1 || {
      echo "seed $seed, $edits edits, in $PWD:"
      cat log
      exit 1
    }
    states=$((states + 1))
  done
done
echo "$states states, and Alembic agrees with each"
