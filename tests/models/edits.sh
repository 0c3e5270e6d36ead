#!/bin/sh
# Random models, edited and edited again: after each edit one revision, applied, and nothing left to do; Alembic
# finds no difference between the same models and the database. edits.sh FOLDER SYNCLINE_URL ALEMBIC_URL SEED EDITS
set -u
here=$(dirname "$0")
mkdir -p "$1" && cd "$1" || exit 1
printf '[models]\nsqlalchemy = "models"\npython = "/usr/bin/python3"\n[environments.local]\nurl = "%s"\n' "$2" > syncline.toml
states=0
for edits in $(seq 0 2 "$5"); do
  /usr/bin/python3 "$here/random_models.py" "$4" "$edits" > models.py || exit 1
  said=$(syncline generate -m "edits $edits" 2>&1 && syncline upgrade --yes 2>&1 &&
    syncline generate -m again 2>&1 | grep "nothing to do" && syncline check 2>&1 &&
    PGOPTIONS="-c search_path=public" /usr/bin/python3 "$here/judge.py" "$3" 2>&1) || {
    echo "seed $4, $edits edits, in $1:"
    echo "$said"
    exit 1
  }
  states=$((states + 1))
done
echo "$states states, 0 differences"
