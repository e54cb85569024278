# The folder of releases:
#
#   current          a symbolic link to the release that is used
#   releases/NAME    a release; NAME is its number and its commit, such as 0007-1a2b3c4d
#   releases/.ID     what a job is unpacking and checking
#   .deploy/lock     held while a deploy works
#   .deploy/NAME     about a release: the one that was used before it
#   .deploy/jobs/ID  what a job decided, so that it decides once: `release` and `previous`

# Sets the folder up, or checks that it is one of ours, and takes the lock. Sets `to`.
open_releases() {
  to=$1
  [[ $to == /* && -d $to ]] || refuse "There is no folder $to, or jobs may not see it."
  [[ -w $to ]] || refuse "Jobs may not write into $to. Its owner has to be the user that jobs have: that of the drone, or 65534 where the drone runs as root."
  local part
  for part in .deploy .deploy/jobs .deploy/lock releases; do
    [[ ! -L $to/$part ]] || refuse "In $to, $part is a symbolic link; it has to be a plain one."
  done
  [[ -L $to/current || ! -e $to/current ]] || refuse "In $to, current is no symbolic link, so it is not ours to change."
  if [[ ! -d $to/.deploy && -n $(ls -A -- "$to") ]]; then
    refuse "The folder $to holds something else. Deploy into one of its own, empty at first."
  fi
  mkdir -p -- "$to/.deploy/jobs" "$to/releases"
  exec 9>>"$to/.deploy/lock"
  flock -w "${DEPLOY_PATIENCE:-120}" 9 || refuse "Another deploy to $to is under way; try again when it has ended."
}

# Prints the name of the release that is used; nothing when there is none.
current() {
  local target
  target=$(readlink -- "$to/current") || return 0
  is_release "${target#releases/}" && printf '%s' "${target#releases/}"
  return 0
}

is_release() { [[ $1 =~ ^[0-9]{4,9}-[0-9a-f]{8}$ && -d $to/releases/$1 && ! -L $to/releases/$1 ]]; }

# Prints all names, oldest first.
all_releases() {
  local path
  for path in "$to"/releases/*; do
    if is_release "${path##*/}"; then printf '%s\n' "${path##*/}"; fi
  done | sort -n
}

next_number() {
  local last
  last=$(all_releases | tail -n 1)
  last=${last%%-*}
  printf '%04d' "$((10#${last:-0} + 1))"
}

# Prints what was used before a release; nothing when that is unknown or gone.
before() {
  local name=''
  [[ -f $to/.deploy/$1 ]] && IFS= read -r name <"$to/.deploy/$1"
  if [[ -n $name ]] && is_release "$name"; then printf '%s' "$name"; fi
}

# Writes lines to a file, whole or not at all.
write() {
  local file=$1
  shift
  printf '%s\n' "$@" >"$file.new"
  mv -T -- "$file.new" "$file"
}

# Notes what this job is about to do. What is noted is done once, however often the job runs.
decide() { write "$to/.deploy/jobs/$job" "$1" "$2"; }

# Sets `release` and `previous` to what this job decided in an earlier run. False when it did not.
decided() {
  [[ -f $to/.deploy/jobs/$job ]] || return 1
  { IFS= read -r release && IFS= read -r previous; } <"$to/.deploy/jobs/$job"
}

# Uses a release in place of the one that was used when the job decided. A link is renamed over the other one, so there
# is no moment without one.
switch_to() {
  local now
  now=$(current)
  if [[ $now == "$1" ]]; then return 0; fi
  [[ $now == "$2" ]] || refuse "Meanwhile another deploy put ${now:-nothing} into service, so this one changes nothing. Ask again."
  if [[ -d $to/releases/.$job ]]; then
    mv -T -- "$to/releases/.$job" "$to/releases/$1"
    write "$to/.deploy/$1" "$2"
  fi
  is_release "$1" || refuse "The release $1 is gone. Ask again."
  ln -sfn -- "releases/$1" "$to/.deploy/current"
  mv -T -- "$to/.deploy/current" "$to/current"
}

# Removes the oldest releases, but never the one that is used nor the one before it. Sets `removed` to how many.
prune() {
  local name now kept
  local -a all
  now=$(current)
  kept=$(before "$now")
  mapfile -t all < <(all_releases)
  removed=0
  for name in "${all[@]}"; do
    ((${#all[@]} - removed > $1)) || break
    if [[ $name != "$now" && $name != "$kept" ]]; then
      rm -rf -- "$to/releases/${name:?}"
      rm -f -- "$to/.deploy/$name"
      removed=$((removed + 1))
    fi
  done
}
