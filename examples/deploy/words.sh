# Words for people. Text of others is made harmless before it is shown: a revision and a subject can hold anything.

# Prints a text on one line, without control characters and without those that cannot be seen or turn the direction.
plain() {
  local text=${1:0:2000}
  text=${text//[[:cntrl:]]/ }
  text=${text//[$'\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff']/}
  printf '%s' "${text:0:${2:-120}}"
}

# Prints a text as Markdown that shows it as it is.
escaped() {
  local text special='[][\\`*_~<>#|!&@]' out='' i
  text=$(plain "$1" "${2:-120}")
  for ((i = 0; i < ${#text}; i++)); do
    [[ ${text:i:1} == $special ]] && out+='\'
    out+=${text:i:1}
  done
  printf '%s' "$out"
}

log() { printf '%s\n' "$(plain "$1" 500)" >&2; }

progress() { printf '@progress %d %s\n' "$1" "$(plain "$2")" >&2; }

# Ends with a sentence that says what the caller can do.
refuse() {
  local sentence
  sentence=$(plain "$1" 600)
  sentence=${sentence//\\/\\\\}
  printf '{"error": "%s"}\n' "${sentence//\"/\\\"}"
  exit 1
}
