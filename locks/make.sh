#!/usr/bin/env bash
# Renews the lock: for what the program needs, for what each extra that the set-up knows adds to it, and for pip, the newest
# versions in range for every Python and platform, with the hashes of their files. Needs the network and uv
# (`pip install uv`). Run the tests afterwards on the Pythons that docs/testing.md names: what is locked was tested.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lock() {
    name="$1"
    shift
    printf '# Made by locks/make.sh; installed by the set-up with --require-hashes.\n' > "locks/$name.txt"
    uv pip compile "$@" --universal --python-version 3.11 --generate-hashes --upgrade --no-header --quiet \
        >> "locks/$name.txt"
    printf '%s: %s versions\n' "locks/$name.txt" "$(grep -c '==' "locks/$name.txt")"
}

printf 'pip\n' | lock pip -
lock program pyproject.toml
known=()
for package in $(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' locks/program.txt | sort -u); do
    known+=(--no-emit-package "$package")
done
for extra in test dev cov; do
    lock "$extra" pyproject.toml --extra "$extra" --constraint locks/program.txt "${known[@]}"
done
