# keyhook: whether a commit can be proven clean without starting node. Part of the body of the hooks, which sources it.
#
# The lists `guard.literals`, `guard.patterns` and `guard.encoded` are generated from the rules: a text without any of the first, or without any of the other
# two, holds nothing that a rule could match. So one `grep` over the patch tells of nearly every commit that there is nothing to look at. Whatever is not plainly so (an error, a tool that is missing, a merge,
# a first commit, a change under .keyhook/, a configuration) is left to node.
#
# Common to GNU, BSD and busybox: grep -h -a -i -F -E -m -f -e, tr -d, tr with ranges, head -c, cut -b.

# What git, grep and tr run in: nothing of the user's that changes what they say. Only in a process of its own, as each part of a pipe is.
keyhook_guard_world() {
  trap - EXIT
  PATH=$keyhook_path
  LC_ALL=C GIT_OPTIONAL_LOCKS=0 GIT_NO_REPLACE_OBJECTS=1
  export PATH LC_ALL GIT_OPTIONAL_LOCKS GIT_NO_REPLACE_OBJECTS
  unset GIT_DIFF_OPTS GIT_EXTERNAL_DIFF GREP_OPTIONS GREP_COLORS GIT_REDIRECT_STDIN GIT_REDIRECT_STDOUT GIT_REDIRECT_STDERR
  cd "$keyhook_git" 2>/dev/null || exit 1
}

# Exit code 1 and no other says that there is no such file in the index.
keyhook_guard_configuration() {
  GIT_DIR=$keyhook_git GIT_INDEX_FILE=$keyhook_index exec git -c core.fsmonitor=false rev-parse --quiet --verify :.keyhook/config.yml >/dev/null
}

# The patch, and behind it, on a line of its own, the sentinel with the exit codes of what was asked. Both are asked at the same time.
# The patch comes from a git without a working tree (it may else read a file there in place of the blob), names quoted, so that no line of it is of
# anybody's making from its first character on: nobody can write the sentinel's line. Ids are short: in the digits of whole ones stand literals, one file in twenty.
keyhook_guard_patch() {
  keyhook_guard_world
  keyhook_guard_configuration &
  GIT_DIR=$keyhook_git GIT_WORK_TREE=$keyhook_git GIT_INDEX_FILE=$keyhook_index \
    git --no-pager -c core.quotePath=false -c core.fsmonitor=false diff-index --cached --ita-invisible-in-index \
    -p --unified=0 --text --no-ext-diff --no-textconv --no-color -M50% -l2000 --abbrev=4 --submodule=short --ignore-submodules=none \
    --src-prefix=a/ --dst-prefix=b/ --diff-algorithm=myers --no-indent-heuristic -O/dev/null HEAD --
  keyhook_code=$?
  wait "$!"
  printf '\n%s %s %s\n' "$keyhook_sentinel" "$keyhook_code" "$?"
}

# The sentinel of a message: grep reads the file itself, and then this.
keyhook_guard_message() {
  keyhook_guard_world
  if [ -f "$keyhook_message" ] && [ -r "$keyhook_message" ]; then (keyhook_guard_configuration); fi
  printf '%s 0 %s\n' "$keyhook_sentinel" "$?"
}

# keyhook_guard_finds_nothing LIST: whether nothing in `guard.LIST` stands in the patch, or the message, and it came whole.
# The first thing found has to be the sentinel: that it was reached proves that every program before it did its work. A message is not read whole by
# grep's word alone, so there grep has to end well too.
# Expressions are searched in small letters: for grep that is twice as fast as to ignore case. Over a long text node is faster yet: of one that is cut
# off the sentinel is not reached.
keyhook_guard_finds_nothing() {
  keyhook_sentinel=keyhook-guard-$$-end
  keyhook_healthy="$keyhook_sentinel 0 1"
  case $keyhook_door$1 in
    commit-msgpatterns) { keyhook_guard_world && cat -- "$keyhook_message" && keyhook_guard_message; } | keyhook_guard_letters "$1" | keyhook_guard_grep "$1" - | keyhook_guard_cut | keyhook_guard_is_healthy ;;
    commit-msg*)
      keyhook_first=$(keyhook_guard_message | keyhook_guard_grep "$1" "$keyhook_message" -) && [ "$keyhook_first" = "$keyhook_healthy" ]
      ;;
    *) keyhook_guard_patch | keyhook_guard_letters "$1" | keyhook_guard_grep "$1" - | keyhook_guard_cut | keyhook_guard_is_healthy ;;
  esac
} 2>/dev/null

# The whole line counts, since the text of a file may hold the sentinel behind its `+`; but a line may be long.
keyhook_guard_cut() {
  keyhook_guard_world
  exec cut -b 1-80
}

keyhook_guard_is_healthy() {
  IFS= read -r keyhook_first && [ "$keyhook_first" = "$keyhook_healthy" ]
}

# Without NULs UTF-16 shows its ASCII.
keyhook_guard_letters() {
  keyhook_guard_world
  case $1 in
    patterns) tr -d '\000' | head -c 65536 | tr A-Z a-z ;;
    *) exec tr -d '\000' ;;
  esac
}

# keyhook_guard_grep LIST FILE...: the first line with something in it.
keyhook_guard_grep() {
  keyhook_guard_world
  keyhook_list=$1
  shift
  case $keyhook_list in
    literals) exec grep -haiF -m 1 -f "$keyhook_guard/guard.literals" -e "$keyhook_healthy" -- "$@" ;;
    patterns) exec grep -haE -m 1 -f "$keyhook_guard/guard.patterns" -e "$keyhook_healthy" -- "$@" ;;
    encoded) exec grep -haF -m 1 -f "$keyhook_guard/guard.encoded" -e "$keyhook_healthy" -- "$@" ;;
  esac
}

# keyhook_proves_clean [MESSAGE-FILE]: never true where anything is in doubt.
keyhook_proves_clean() {
  case $keyhook_door in
    pre-commit) ;;
    commit-msg) [ -z "${KEYHOOK_OVERRIDE+set}" ] || return 1 ;;
    *) return 1 ;;
  esac
  [ "${KEYHOOK_GUARD-}" != off ] || return 1
  keyhook_reduce_path

  case $keyhook_scanner in /* | ?:*) keyhook_guard=$keyhook_scanner ;; *) keyhook_guard=$PWD/$keyhook_scanner ;; esac
  for keyhook_list in literals patterns encoded; do
    [ -s "$keyhook_guard/guard.$keyhook_list" ] || return 1
  done

  keyhook_git=${GIT_DIR:-.git}
  if [ -f "$keyhook_git" ]; then
    read -r keyhook_line <"$keyhook_git" || return 1
    keyhook_git=${keyhook_line#gitdir: }
  fi
  case $keyhook_git in /* | ?:*) ;; *) keyhook_git=$PWD/$keyhook_git ;; esac
  keyhook_index=${GIT_INDEX_FILE:-$keyhook_git/index}
  case $keyhook_index in /* | ?:*) ;; *) keyhook_index=$PWD/$keyhook_index ;; esac
  # Without an index file git takes everything for deleted; with MERGE_HEAD there is another parent.
  [ -f "$keyhook_index" ] && [ ! -e "$keyhook_git/MERGE_HEAD" ] || return 1
  keyhook_message=${1-}
  case $keyhook_message in /* | ?:* | '') ;; *) keyhook_message=$PWD/$keyhook_message ;; esac

  keyhook_guard_finds_nothing literals || { keyhook_guard_finds_nothing patterns && keyhook_guard_finds_nothing encoded; }
}
