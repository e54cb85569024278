# Runs redis-server ($1) and ends it when standard input ends, that is: when the gateway is gone, however it went.
# Standard input carries the server's configuration, a line "# end of configuration", and then nothing until the gateway ends.
# The server's process id goes to standard error, its log to standard output.

# Ctrl-C and the like reach the whole foreground group; the gateway alone decides when Redis stops.
trap '' HUP INT QUIT TERM

configuration=
while IFS= read -r line && [ "$line" != "# end of configuration" ]; do
  configuration="$configuration$line
"
done
exec 3<&0 </dev/null

if command -v setsid >/dev/null 2>&1; then
  apart=setsid
else
  apart=
  set -m
fi

# A pipe and a built-in: the password shows up neither in a process list nor in a file.
printf '%s' "$configuration" | $apart "$1" - 2>&1 3<&- &
server=$!
unset configuration
echo "$server" >&2
exec 2>/dev/null

(
  while IFS= read -r line; do :; done <&3
  kill -TERM "$server"
  tries=0
  while kill -0 "$server" && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  kill -KILL "$server"
) >/dev/null 2>&1 &
reader=$!

exec 1>/dev/null 3<&-
wait "$server"
code=$?
kill -KILL "$reader"
exit "$code"
