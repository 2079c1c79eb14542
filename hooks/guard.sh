# keyhook: whether a commit can be proven clean without starting node. Part of the body of the hooks, which sources it.
#
# The lists `guard.literals`, `guard.patterns` and `guard.encoded` are generated from the rules: a text without any of the first, or without any of the other
# two, holds nothing that a rule could match. So one `grep` over the patch tells of nearly every commit that there is nothing to look at. Whatever is not plainly so (an error, a tool that is missing, a merge,
# a first commit, a change under .keyhook/, a configuration) is left to node.
#
# Common to GNU, BSD and busybox: grep -a -i -F -E -m -f -e, tr -d, tr with ranges, cut -b.

# keyhook_guard_stream SENTINEL: what is to be looked at, and at its very end SENTINEL with the exit code of what made it.
# The patch comes from a git without a working tree (it may else read a file there in place of the blob), names quoted, so that no line of it is of
# anybody's making from its first character on: nobody can write the sentinel's line.
keyhook_guard_stream() {
  if [ "$keyhook_door" = commit-msg ]; then
    cat -- "$keyhook_message"
    keyhook_code=$?
  else
    GIT_DIR=$keyhook_git GIT_WORK_TREE=$keyhook_git GIT_INDEX_FILE=$keyhook_index \
      git --no-pager -c core.quotePath=false -c core.fsmonitor=false diff-index --cached --ita-invisible-in-index \
      -p --unified=0 --text --no-ext-diff --no-textconv --no-color -M50% -l2000 --full-index --submodule=short --ignore-submodules=none \
      --src-prefix=a/ --dst-prefix=b/ --diff-algorithm=myers --no-indent-heuristic -O/dev/null HEAD --
    keyhook_code=$?
  fi
  # Exit code 1 and no other says that there is no such file in the index.
  GIT_DIR=$keyhook_git GIT_INDEX_FILE=$keyhook_index git -c core.fsmonitor=false rev-parse --quiet --verify :.keyhook/config.yml >/dev/null
  printf '\n%s %s %s\n' "$1" "$keyhook_code" "$?"
}

# keyhook_guard_finds_nothing LIST: whether nothing in `guard.LIST` stands in the stream, and the stream came whole.
# The first line found has to be the sentinel: that it was reached proves that every program before it did its work.
# Expressions are searched in small letters: for grep that is twice as fast as to ignore case.
keyhook_guard_finds_nothing() {
  keyhook_sentinel=keyhook-guard-$$-end
  keyhook_first=$(
    case $1 in
      literals) keyhook_guard_text | grep -aiF -m 1 -f "$keyhook_guard/guard.$1" -e "$keyhook_sentinel" ;;
      patterns) keyhook_guard_text | tr A-Z a-z | grep -aE -m 1 -f "$keyhook_guard/guard.$1" -e "$keyhook_sentinel" ;;
      encoded) keyhook_guard_text | grep -aF -m 1 -f "$keyhook_guard/guard.$1" -e "$keyhook_sentinel" ;;
    esac | cut -b 1-80
  ) 2>/dev/null
  [ "$keyhook_first" = "$keyhook_sentinel 0 1" ]
}

keyhook_guard_text() {
  keyhook_guard_stream "$keyhook_sentinel" 2>/dev/null | tr -d '\000'
}

# keyhook_proves_clean [MESSAGE-FILE]: never true where anything is in doubt. Runs in a subshell: it changes directory and environment.
keyhook_proves_clean() (
  trap - EXIT
  case $keyhook_door in
    pre-commit) ;;
    commit-msg) [ -z "${KEYHOOK_OVERRIDE+set}" ] || exit 1 ;;
    *) exit 1 ;;
  esac
  [ "${KEYHOOK_GUARD-}" != off ] || exit 1
  keyhook_reduce_path
  PATH=$keyhook_path
  LC_ALL=C GIT_OPTIONAL_LOCKS=0 GIT_NO_REPLACE_OBJECTS=1
  export PATH LC_ALL GIT_OPTIONAL_LOCKS GIT_NO_REPLACE_OBJECTS
  unset GIT_DIFF_OPTS GIT_EXTERNAL_DIFF GREP_OPTIONS GREP_COLORS GIT_REDIRECT_STDIN GIT_REDIRECT_STDOUT GIT_REDIRECT_STDERR

  case $keyhook_scanner in /* | ?:*) keyhook_guard=$keyhook_scanner ;; *) keyhook_guard=$PWD/$keyhook_scanner ;; esac
  for keyhook_list in literals patterns encoded; do
    [ -s "$keyhook_guard/guard.$keyhook_list" ] || exit 1
  done

  keyhook_git=${GIT_DIR:-.git}
  if [ -f "$keyhook_git" ]; then
    read -r keyhook_line <"$keyhook_git" || exit 1
    keyhook_git=${keyhook_line#gitdir: }
  fi
  case $keyhook_git in /* | ?:*) ;; *) keyhook_git=$PWD/$keyhook_git ;; esac
  keyhook_index=${GIT_INDEX_FILE:-$keyhook_git/index}
  case $keyhook_index in /* | ?:*) ;; *) keyhook_index=$PWD/$keyhook_index ;; esac
  # Without an index file git takes everything for deleted; with MERGE_HEAD there is another parent.
  [ -f "$keyhook_index" ] && [ ! -e "$keyhook_git/MERGE_HEAD" ] || exit 1
  keyhook_message=${1-}
  case $keyhook_message in /* | ?:* | '') ;; *) keyhook_message=$PWD/$keyhook_message ;; esac

  cd "$keyhook_git" || exit 1
  keyhook_guard_finds_nothing literals || { keyhook_guard_finds_nothing encoded && keyhook_guard_finds_nothing patterns; }
)
