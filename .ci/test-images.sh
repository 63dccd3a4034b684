#!/usr/bin/env bash
# Gives the Docker Engine the images that tests and examples use, from Debian's static busybox: no registry is asked.
#   busybox:1, busybox:2  one image under two tags, so that an update has somewhere to go
#   busybox:broken        without any program, so that no container of it can start
# The stop signal is KILL, since a shell or `sleep` as process 1 takes no notice of TERM.
set -euo pipefail

has_image() {
  docker image inspect "$1" >/dev/null 2>&1
}

if has_image busybox:1 && has_image busybox:2 && has_image busybox:broken; then
  exit 0
fi

busybox=$(command -v busybox)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,etc,root,tmp,www}
chmod 1777 "$root/tmp"
cp "$busybox" "$root/bin/busybox"
while read -r applet; do
  [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done < <("$busybox" --list)
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$root/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"

# The classic builder: the newer one is a package of its own that this machine may not have.
tar -C "$root" -c . | docker import - berth-test-base >/dev/null
printf 'FROM berth-test-base\nENV PATH=/bin\nCMD ["/bin/sh"]\nSTOPSIGNAL SIGKILL\n' \
  | DOCKER_BUILDKIT=0 docker build -q -t busybox:1 - >/dev/null 2>&1
docker tag busybox:1 busybox:2
docker rmi berth-test-base >/dev/null
tar -C "$root" -c ./etc | docker import -c 'CMD ["/bin/sh"]' - busybox:broken >/dev/null
