# keyhook: what the configuration of another hook manager starts: sh run.sh DOOR [ARGUMENT...]
#
# Leaves 79 where all is clean, as a file that is empty or cut short never does.

keyhook_door=$1
shift
keyhook_scanner=${0%/*}
keyhook_body=$keyhook_scanner/hook.sh
if [ ! -f "$keyhook_body" ]; then # in the package
  keyhook_body=$keyhook_scanner/keyhook.sh
  keyhook_scanner=$keyhook_scanner/../dist
fi
# "pre-commit run --from-ref A --to-ref B" asks for what those commits add.
if [ "$keyhook_door" = pre-commit ] && [ -n "${PRE_COMMIT_FROM_REF-}" ]; then
  keyhook_door=pre-push
fi
(
  trap 'echo "keyhook: its copy in the git directory is missing or damaged, so nothing was checked. Repair it with: npx keyhook init" >&2; exit 2' EXIT
  . "$keyhook_body"
) || exit $?
exit 79
