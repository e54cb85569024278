# Puts a revision of a repository into service, or goes back to the release before.
#
# A drone gives each option as a variable MYCELIUM_OPTION_NAME. Standard output is the reply, standard error the job's log,
# where a line "@progress 40 ..." moves the progress. A job whose drone is lost runs again: see `decide` in releases.sh.
set -euo pipefail
shopt -s nullglob
umask 022

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=words.sh
. "$here/words.sh"
# shellcheck source=releases.sh
. "$here/releases.sh"
# shellcheck source=contents.sh
. "$here/contents.sh"

job=${MYCELIUM_JOB_ID:?}
[[ $job =~ ^[A-Za-z0-9_-]{1,80}$ ]] || refuse "The job has no usable id."
ref=${MYCELIUM_OPTION_REF:-HEAD}
check=${MYCELIUM_OPTION_CHECK:-check}
keep=${MYCELIUM_OPTION_KEEP:-5}

# Builds the release, checks it and decides to use it. Sets `release` and `previous`.
deploy() {
  local unfinished=$to/releases/.$job
  trap 'rm -rf -- "$to/releases/.$job"' EXIT
  find_commit "${MYCELIUM_OPTION_REPO:-}" "$ref"
  progress 20 "Unpacking ${commit:0:8}"
  unpack_commit "$unfinished"
  refuse_links_out "$unfinished"
  progress 40 "Checking"
  run_check "$unfinished" "$check" "$([[ $check == check ]] && echo 0 || echo 1)"
  previous=$(current)
  release=$(next_number)-${commit:0:8}
  decide "$release" "$previous"
  trap - EXIT
}

# Decides to use the release that was used before.
back() {
  [[ -z ${MYCELIUM_OPTION_REPO:-} ]] || refuse "Either --back or --repo: going back uses a release that is there already."
  previous=$(current)
  [[ -n $previous ]] || refuse "Nothing is in service in $to, so there is nothing to go back from."
  release=$(before "$previous")
  [[ -n $release ]] || refuse "Before $previous nothing was in service, or it is not kept any more."
  decide "$release" "$previous"
}

progress 5 "Looking at the releases"
open_releases "${MYCELIUM_OPTION_TO:-}"
again=''
if decided; then
  again=yes
  log "This job ran before, and decided to use $release"
elif [[ ${MYCELIUM_OPTION_BACK:-false} == true ]]; then
  back
else
  deploy
fi
progress 90 "Using $release"
switch_to "$release" "$previous"
prune "$keep"
progress 100 "Done"

printf '**%s** is in service in `%s`' "$release" "$(plain "${to//\`/}" 300)"
if [[ -n $previous ]]; then printf ', in place of %s' "$previous"; fi
if [[ -n ${subject:-} ]]; then printf ': %s, %s' "$(escaped "$subject")" "$checked"; fi
printf '.'
if [[ -n $again ]]; then printf ' It was decided in an earlier run of this job.'; fi
printf '\n\nKept:\n\n'
all_releases | tac | while IFS= read -r name; do
  if [[ $name == "$release" ]]; then printf -- '- **%s**, in service\n' "$name"; else printf -- '- %s\n' "$name"; fi
done
if [[ $removed -gt 0 ]]; then printf '\nReleases removed: %d.\n' "$removed"; fi
if [[ -n $(before "$release") ]]; then printf '\nTo go back: `deploy --back --to %s`\n' "$(plain "${to//\`/}" 300)"; fi
