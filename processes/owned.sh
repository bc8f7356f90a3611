# owned.sh PROGRAM ARGUMENT …: runs it as the leader of its process group (the caller sees to that), in which a reader waits
# for the end of the caller's pipe. The caller alone holds its other end, so it comes when the caller is gone: then the
# reader kills the group.
exec 3<&0 </dev/null
( exec /bin/sh -c 'read -r nothing; kill -s KILL 0' <&3 3<&- >/dev/null 2>&1 & )
exec 3<&- "$@"
