#!/bin/sh
# Runs the platform's runtime in this very process, with a watch beside it that ends it when whoever started it has died:
# a killed server must not leave a runtime behind that still holds the port and the state.
runtime=$(dirname "$0")/../node_modules/workerd/bin/workerd
for own in "$(dirname "$0")"/../node_modules/@cloudflare/workerd-*/bin/workerd; do
  [ -x "$own" ] && runtime=$own
done
parent=$PPID
self=$$
# An orphan gets another parent at once; asking for that does not mistake a dead parent that nobody has reaped for a living one.
is_ours() {
  if [ -d /proc/self ]; then grep -q "^PPid:[[:space:]]*$parent\$" "/proc/$self/status"
  else [ "$(ps -o ppid= -p "$self" | tr -d ' ')" = "$parent" ]; fi
}
(
  while is_ours; do sleep 0.2; done
  kill -9 "$self"
) </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- &
exec "$runtime" "$@"
