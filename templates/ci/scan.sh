#!/bin/sh
# Scans what BASE..HEAD adds, in any CI or by hand: every commit, with messages and file names.
#
#   BASE     what was scanned before: the tip of the branch that is merged into, or the last commit that passed. Without it: the whole history.
#   HEAD     the newest commit, HEAD if not given.
#   FORMAT   of what is printed: text if not given; keyhook scan --help names the others.
#   SARIF    a file to leave the whole result in, for: keyhook merge FILE --format ...
#   KEYHOOK  the program. Without it, keyhook is installed into a directory of its own: the checkout's .npmrc and node_modules are the author's to write.
#
# Ends with 0 when that is clean, with 1 when there are secrets, and otherwise when it could not be scanned.
set -eu

# GitLab, Bitbucket and Jenkins tell the base themselves.
BASE=${BASE:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:-${BITBUCKET_PR_DESTINATION_COMMIT:-${GIT_PREVIOUS_SUCCESSFUL_COMMIT:-}}}}
BASE=$(git rev-parse --verify --quiet "$BASE^{commit}" || echo "$BASE")
HEAD=${HEAD:-HEAD}
HEAD=$(git rev-parse --verify --quiet "$HEAD^{commit}" || echo "$HEAD")

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
if [ -z "${KEYHOOK:-}" ]; then
  (cd "$tools" && npm install --silent --no-audit --no-fund --ignore-scripts keyhook@0.1.0) >&2 || exit 2
  KEYHOOK=$tools/node_modules/.bin/keyhook
fi
SARIF=${SARIF:-$tools/keyhook.sarif}

# A shallow clone lacks commits, and what they add would be missed.
lacking() {
  git cat-file -e "$BASE^{commit}" 2>/dev/null && git cat-file -e "$HEAD^{commit}" 2>/dev/null || return 0
  edge=$(git rev-parse --git-path shallow)
  [ -s "$edge" ] && git rev-list "$BASE..$HEAD" | grep -qxFf "$edge"
}
shallow() { [ "$(git rev-parse --is-shallow-repository)" = true ]; }
case $BASE in
  *[!0]*)
    for depth in 50 500 5000 2147483647; do
      lacking || break
      if shallow; then git fetch --quiet --no-tags --depth="$depth" origin "$BASE" "$HEAD"
      else git fetch --quiet --no-tags origin "$BASE" "$HEAD"; fi
    done
    set -- --range "$BASE..$HEAD" ;;
  *) # A new branch, or a run by hand: nothing was scanned before.
    if shallow; then git fetch --quiet --unshallow origin; fi
    set -- --history ;;
esac

code=0
"$KEYHOOK" scan "$@" --strict --format sarif --output "$SARIF" || code=$?
[ "$code" -le 1 ] || exit "$code"
"$KEYHOOK" merge "$SARIF" --format "${FORMAT:-text}"
