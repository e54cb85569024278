# What goes into a release: the files of a commit, from a repository that is not trusted.

# Sets `commit` and `objects`. No configuration of the repository is used after that.
find_commit() {
  local repo=$1 ref=$2
  [[ -n $repo ]] || refuse "What shall be deployed? Name a repository with --repo, or go --back."
  [[ $repo == /* && -d $repo && $repo != *$'\n'* ]] || refuse "There is no folder $repo, or jobs may not see it."
  export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0 GIT_NO_REPLACE_OBJECTS=1 GIT_CEILING_DIRECTORIES=${repo%/*}
  objects=$(git -C "$repo" rev-parse --path-format=absolute --git-path objects 2>/dev/null) && [[ -d $objects ]] ||
    refuse "$repo is no git repository that can be read: it has to be the repository itself, plain or bare, not a folder inside one and not a linked worktree."
  [[ $ref != -* ]] && commit=$(git -C "$repo" rev-parse --verify --quiet --end-of-options "$ref^{commit}") ||
    refuse "The repository has no revision $ref."
}

# Unpacks the commit into a folder, through a repository of our own: filters and hooks that the other one configures do
# not act there.
unpack_commit() {
  local into=$1 own=${TMPDIR:-/tmp}/deploy-$job.git
  rm -rf -- "$own" "$into"
  git init -q --bare --template= "$own"
  printf '%s\n' "$objects" >"$own/objects/info/alternates"
  mkdir -- "$into"
  git --git-dir "$own" archive --format=tar "$commit" | tar -x --no-same-owner --no-same-permissions -C "$into" ||
    refuse "The files of ${commit:0:8} cannot be unpacked; the log says why."
  subject=$(git --git-dir "$own" log -1 --no-show-signature --format=%s "$commit")
  rm -rf -- "$own"
}

# A link that leads out of the release would show, where it is used, what is not of the repository.
refuse_links_out() {
  local folder=$1 link
  while IFS= read -r -d '' link; do
    case $(realpath -m -- "$link") in
      "$folder"/*) ;;
      *) refuse "The link ${link#"$folder"/} leads out of the release." ;;
    esac
  done < <(find "$folder" -type l -print0)
}

# Runs the program that has to end well. Its lines go to the log behind a bar, so that none is taken for progress. Sets `checked`.
run_check() {
  local folder=$1 program=$2 asked=$3 path
  [[ $program =~ ^[A-Za-z0-9_][A-Za-z0-9._/-]*$ && /$program/ != */../* ]] ||
    refuse "The check $program is no name of a program in the repository."
  path=$folder/$program
  if [[ ! -e $path ]]; then
    ((asked)) && refuse "The repository has no program $program."
    checked="without a check: the repository has no program \`check\`"
    return
  fi
  [[ -f $path && -x $path ]] || refuse "The check $program is no program: chmod +x, and commit that."
  log "Running $program"
  (cd -- "$folder" && exec "./$program" </dev/null 9>&- 2>&1) | sed -u 's/^/| /' >&2 ||
    refuse "The check $program did not end well, so nothing was changed. The log has what it said."
  checked="checked by \`$program\`"
}
