# Runs one program in a session and process group of its own and keeps its exit code, whether or not the agent lives.
# Arguments: the container's folder, the file for the exit code, then the command line.
dir=$1
exit_file=$2
shift 2
setsid "$@" >>"$dir/stdout" 2>>"$dir/stderr" </dev/null &
pid=$!
# An agent that dies now reads no more: what is written to it must not end the keeper.
trap '' PIPE
# The 22nd field of stat is the start time: pid and start time together name a process for ever.
field20() {
  shift 19
  start=$1
}
read -r stat <"/proc/$pid/stat"
field20 ${stat##*) }
printf '%s %s\n' "$pid" "$start" >"$dir/pid.new"
mv "$dir/pid.new" "$dir/pid"
printf '%s %s\n' "$pid" "$start"
exec >/dev/null
wait "$pid"
code=$?
# What the program left behind in its group ends with it, as in a container.
kill -s KILL -- "-$pid" 2>/dev/null
printf '%s\n' "$code" >"$dir/exit.new"
mv "$dir/exit.new" "$exit_file"
