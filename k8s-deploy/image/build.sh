#!/bin/sh
# Builds the image of Berth:  build.sh [TAG] [BASE]
# Needs a Docker Engine and the built program (mvn -pl cluster-node -am package). Without a registry, local-base.sh
# makes a base of this machine's JDK first.
set -eu

tag=${1:-berth:local}
base=${2:-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$here/../../cluster-node/target

if [ ! -f "$program/berth.jar" ] || [ ! -d "$program/lib" ]; then
  echo "build.sh: berth is not built: $program/berth.jar is missing; run: mvn -pl cluster-node -am -DskipTests package" >&2
  exit 1
fi

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$here/Dockerfile" "$here/berth" "$program/berth.jar" "$context/"
cp -R "$program/lib" "$context/lib"

# The classic builder does where the newer one is not installed.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
set --
[ -z "$base" ] || set -- --build-arg "BASE=$base"
docker build -q -t "$tag" "$@" "$context"
