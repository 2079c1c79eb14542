# keyhook: what each of this repository's hooks runs. `keyhook init` copied it here; `keyhook uninstall` removes it.
#
# The block in the hook file sources it, in a subshell of its own, from the directory git started the hook in, with
#   keyhook_door      the hook's name, for example pre-commit
#   keyhook_scanner   the directory that holds keyhook.cjs
# Until keyhook_leave is called, whatever ends the subshell is damage: the block's trap says so and stops.
# POSIX sh only (dash, bash, busybox, Git for Windows). A commit that guard.sh cannot prove to be clean is looked at by node.

set +aefu # the lines of a user's own hook before the block may have set any of these
unset IFS

keyhook_leave() {
  trap - EXIT
  exit "$1"
}

keyhook_stop() {
  printf 'keyhook: %s\n' "$1" >&2
  keyhook_leave 2
}

# Sets keyhook_path to the entries of PATH that are absolute and outside the work tree, links followed: with any other,
# whoever wrote the repository could choose which git or node is run.
keyhook_reduce_path() {
  keyhook_top=$PWD
  cd -P . 2>/dev/null # stays here, but PWD is now free of symbolic links
  keyhook_here=$PWD
  keyhook_path=
  keyhook_rest=${PATH-}:
  while [ -n "$keyhook_rest" ]; do
    keyhook_entry=${keyhook_rest%%:*}
    keyhook_rest=${keyhook_rest#*:}
    case $keyhook_entry in /*) ;; *) continue ;; esac
    cd -P -- "$keyhook_entry" 2>/dev/null || continue
    case $PWD/ in
      "$keyhook_top"/* | "$keyhook_here"/*) ;;
      *) keyhook_path=${keyhook_path:+$keyhook_path:}$keyhook_entry ;;
    esac
  done
  cd -- "$keyhook_here" || keyhook_stop "its directory could not be entered again, so nothing was checked. Try again."
}

keyhook_is_program() {
  case $1 in
    /* | [A-Za-z]:[\\/]*) [ -f "$1" ] && [ -x "$1" ] ;;
    *) return 1 ;;
  esac
}

# keyhook_newest DIRECTORY REST: sets keyhook_node to DIRECTORY/<highest version>REST.
keyhook_newest() {
  keyhook_highest=0
  for keyhook_entry in "$1"/*; do
    keyhook_version=${keyhook_entry##*/}
    keyhook_version=${keyhook_version#v}
    keyhook_version=${keyhook_version%%.*}
    case $keyhook_version in '' | *[!0-9]*) continue ;; esac
    if [ "$keyhook_version" -gt "$keyhook_highest" ] && keyhook_is_program "$keyhook_entry$2"; then
      keyhook_highest=$keyhook_version
      keyhook_node=$keyhook_entry$2
    fi
  done
  [ "$keyhook_highest" -gt 0 ]
}

# Sets keyhook_node: what the user says, what init recorded, known places, PATH. Programs with a window start git without the PATH of a terminal.
keyhook_find_node() {
  if [ -n "${KEYHOOK_NODE-}" ]; then
    keyhook_is_program "$KEYHOOK_NODE" ||
      keyhook_stop "KEYHOOK_NODE is not the absolute path of a program, so nothing was checked. Set it to the path of node (20 or newer), or unset it."
    keyhook_node=$KEYHOOK_NODE
    return
  fi
  if [ -f "$keyhook_scanner/node" ]; then
    IFS= read -r keyhook_node <"$keyhook_scanner/node"
    keyhook_is_program "$keyhook_node" && return
  fi
  keyhook_node=${NVM_BIN-}/node
  keyhook_is_program "$keyhook_node" && return
  keyhook_newest "${NVM_DIR:-${HOME-}/.nvm}/versions/node" /bin/node && return
  for keyhook_node in "${FNM_DIR:-${HOME-}/.local/share/fnm}/aliases/default/bin/node" \
    "${HOME-}/Library/Application Support/fnm/aliases/default/bin/node"; do
    keyhook_is_program "$keyhook_node" && return
  done
  keyhook_newest "${FNM_DIR:-${HOME-}/.local/share/fnm}/node-versions" /installation/bin/node && return
  keyhook_newest "${VOLTA_HOME:-${HOME-}/.volta}/tools/image/node" /bin/node && return
  keyhook_newest "${MISE_DATA_DIR:-${HOME-}/.local/share/mise}/installs/node" /bin/node && return
  keyhook_newest "${ASDF_DATA_DIR:-${HOME-}/.asdf}/installs/nodejs" /bin/node && return
  keyhook_newest "${NODENV_ROOT:-${HOME-}/.nodenv}/versions" /bin/node && return
  for keyhook_node in "${N_PREFIX:-${HOME-}/n}/bin/node" /opt/homebrew/bin/node /usr/local/bin/node \
    /home/linuxbrew/.linuxbrew/bin/node /opt/local/bin/node /snap/bin/node /usr/bin/node "${HOME-}/.nix-profile/bin/node" \
    "${NVM_SYMLINK-}/node.exe" "${PROGRAMFILES-}/nodejs/node.exe" "${LOCALAPPDATA-}/Volta/bin/node.exe" \
    "${USERPROFILE-}/scoop/apps/nodejs/current/node.exe"; do
    keyhook_is_program "$keyhook_node" && return
  done
  keyhook_rest=$keyhook_path:
  while [ -n "${keyhook_rest#:}" ]; do
    keyhook_entry=$(cd -P -- "${keyhook_rest%%:*}" 2>/dev/null && pwd -P)
    keyhook_rest=${keyhook_rest#*:}
    case $keyhook_entry/ in / | "$PWD"/*) continue ;; esac
    for keyhook_node in "$keyhook_entry/node" "$keyhook_entry/node.exe"; do
      keyhook_is_program "$keyhook_node" && return
    done
  done
  keyhook_stop "node was not found, so nothing was checked. Set KEYHOOK_NODE to the path of node (20 or newer), or run in a terminal that has node: npx keyhook init"
}

# Starts the scanner, if each of its files has the size it was copied with (a look takes less than a millisecond).
# Only what the scanner itself says makes the exit code 0: one that ends without a word leaves 70, which is told as damage.
# It is required as by itself: a require of this text would first ask the package.json of the working directory where to find it.
keyhook_start='
var fs = require("fs"), path = require("path"), scanner = path.resolve(process.argv[1]), home = path.dirname(scanner);
function damaged() {
  console.error("keyhook: its scanner is missing or damaged, so nothing was checked. Repair it with: npx keyhook init");
  process.exit(2);
}
function check() {
  var record = path.join(home, "install.json");
  if (!fs.existsSync(record)) return;
  var files = JSON.parse(fs.readFileSync(record, "utf8")).files;
  Object.keys(files).forEach(function (name) { if (fs.statSync(path.join(home, name)).size !== files[name].bytes) damaged(); });
}
if (parseInt(process.versions.node, 10) < 20) {
  console.error("keyhook: Node 20 or newer is needed, and " + process.execPath + " is " + process.version + ". Set KEYHOOK_NODE to the path of a newer one.");
  process.exit(2);
}
process.exitCode = 70;
process.on("exit", function (code) { if (code === 70) damaged(); });
try {
  check();
  require("module").createRequire(scanner)(scanner);
  process.on("exit", function () { if (process.exitCode === 0) process.exitCode = 79; });
} catch (error) {
  damaged();
}'

# Runs the scanner. NODE_OPTIONS and its like would let a debugging session, or a repository, load code into it.
# 79 is its word that all is clean: 0 could be said by any program that KEYHOOK_NODE, or the path recorded at init, leads to.
keyhook_scan() {
  keyhook_reduce_path
  keyhook_find_node
  unset NODE_OPTIONS NODE_PATH NODE_V8_COVERAGE NODE_REDIRECT_WARNINGS NODE_COMPILE_CACHE NODE_DEBUG NODE_ICU_DATA OPENSSL_CONF OPENSSL_MODULES
  PATH=$keyhook_path
  export PATH
  "$keyhook_node" -e "$keyhook_start" "$keyhook_scanner/keyhook.cjs" hook "$keyhook_door" "$@"
  keyhook_code=$?
  case $keyhook_code in
    79) keyhook_leave 0 ;;
    0) keyhook_stop "$keyhook_node did not run its scanner, so nothing was checked. Set KEYHOOK_NODE to the path of node (20 or newer), or run: npx keyhook init" ;;
    *) keyhook_leave "$keyhook_code" ;;
  esac
}

# The hook that was here before keyhook: first, once, with its own directory, arguments, environment and input.
# KEYHOOK_CHAIN: another tool may have renamed this hook and run it from its own, which would then start all over.
keyhook_before=${0%/*}/$keyhook_door.keyhook-prev
case ${KEYHOOK_CONTROL:+skip}${KEYHOOK_CHAIN-} in
  skip* | "$PWD/$keyhook_before") keyhook_before= ;;
esac
# pre-commit, which keeps a hook that it found and runs it, refuses to be started by that: it is what runs this.
if [ -n "${PRE_COMMIT_RUNNING_LEGACY-}" ] && [ -f "$keyhook_before" ]; then
  while IFS= read -r keyhook_line; do
    case $keyhook_line in
      '# File generated by pre-commit'*) keyhook_before= && break ;;
      '# start templated') break ;;
    esac
  done <"$keyhook_before"
fi
if [ -f "$keyhook_before" ] && [ -x "$keyhook_before" ]; then
  if [ "$keyhook_door" = pre-push ]; then
    keyhook_input=.
    if [ ! -t 0 ]; then # both need what git writes to the input; the dot keeps its last line feed
      keyhook_input=$(keyhook_reduce_path && PATH=$keyhook_path && cat && echo .) ||
        keyhook_stop "the list of what is pushed could not be read, so nothing was checked. Try again."
    fi
    printf %s "${keyhook_input%.}" | KEYHOOK_CHAIN=$PWD/$keyhook_before "$keyhook_before" "$@" || keyhook_leave $?
    printf %s "${keyhook_input%.}" | keyhook_scan "$@"
    keyhook_leave $?
  fi
  KEYHOOK_CHAIN=$PWD/$keyhook_before "$keyhook_before" "$@" || keyhook_leave $?
fi
if [ "$keyhook_door" != pre-push ] || [ -t 0 ]; then
  exec </dev/null
fi
if [ -f "$keyhook_scanner/guard.sh" ]; then
  . "$keyhook_scanner/guard.sh"
  if keyhook_proves_clean "$@"; then keyhook_leave 0; fi
fi
keyhook_scan "$@"
